//! What must be looked at before a pile is attached, and what cannot be attached at all; pictures of every kind.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use image::{DynamicImage, GrayImage};
use serde_json::Value;
use stories::{Clerk, Town, bad_scans, check_archive_file, drawn, jpeg, page, stained, write_program};
use testkit::{EsclDevice, EsclServer, Faults};

fn label(jana: &Clerk, jid: &str, more: &[&str]) -> GrayImage {
    let pdf = jana.folder().join(format!("{jid}.pdf"));
    jana.run(&[&["label", jid, "--to", pdf.to_str().unwrap()], more].concat()).done();
    drawn(&pdf, 200).remove(0).into_luma8()
}

fn labelled(jana: &Clerk, jid: &str) -> GrayImage {
    page(Some(&label(jana, jid, &[])), 20)
}

fn scan(jana: &Clerk, scanner: &EsclServer, more: &[&str]) -> Value {
    let source = format!("escl:{}", scanner.url());
    jana.run(&[&["capture", "--source", &source, "--without-text"], more].concat()).done()
}

fn batch(jana: &Clerk, arguments: &[&str]) -> Value {
    jana.run(&[&["batch"], arguments].concat()).done()
}

/// What must be looked at in the document at this place.
fn doubts(said: &Value, at: usize) -> Vec<String> {
    let doubts = said["documents"][at]["doubts"].as_array().unwrap();
    doubts.iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

fn n_files(jana: &Clerk, jid: &str) -> usize {
    jana.show(jid)["files"].as_array().unwrap().len()
}

#[test]
fn a_page_that_broke_off_is_no_page_of_an_archive_file() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "2"]);
    let whole = jpeg(&labelled(&jana, &jid));
    let second = jpeg(&page(None, 25));
    let half = second[..second.len() / 2].to_vec();
    let scanner = EsclServer::start(EsclDevice::new([whole, half.clone()], Faults::default()));
    let said = scan(&jana, &scanner, &[]);
    let id = said["batch"].as_str().unwrap();
    assert_eq!(doubts(&said, 0), ["page_unreadable"], "{said}");
    // Nobody can say that it is all right: it is left out or scanned again.
    assert_eq!(doubts(&batch(&jana, &["resolve", id, "accept", "1"]), 0), ["page_unreadable"]);
    jana.run(&["batch", "release", id]).problem(1, "batch_in_doubt");
    assert_eq!(doubts(&batch(&jana, &["resolve", id, "hide", "2"]), 0), ["fewer_sheets"]);
    batch(&jana, &["resolve", id, "accept", "1"]);
    let released = batch(&jana, &["release", id, "--without-text"])["released"][0].clone();
    assert_eq!((&released["n_pages"], &released["accepted"][0]), (&1.into(), &"fewer_sheets".into()), "{released}");
    // As a file it is refused whole: whoever has it still has it.
    let file = jana.folder().join("half.jpg");
    std::fs::write(&file, half).unwrap();
    let said = jana.run(&["capture", file.to_str().unwrap()]).done();
    assert_eq!(said["problems"][0]["problem"]["args"]["why"], "image_damaged", "{said}");
}

#[test]
fn a_sheet_lost_on_the_way_is_asked_about_when_the_pile_goes_on() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    for faults in
        [Faults { cut_at: Some(1), ..Faults::default() }, Faults { given_up_before: Some(1), ..Faults::default() }]
    {
        let jid = jana.register("Dopis", &[]);
        let pages = [jpeg(&labelled(&jana, &jid)), jpeg(&page(None, 25)), jpeg(&page(None, 30))];
        let scanner = EsclServer::start(EsclDevice::new(pages, faults));
        let said = scan(&jana, &scanner, &[]);
        assert_eq!((&said["n_taken"], said["problems"].as_array().unwrap().len()), (&1.into(), 1), "{said}");
        let id = said["batch"].as_str().unwrap();
        scanner.device.lock().unwrap().mend();
        let said = scan(&jana, &scanner, &["--batch", id]);
        assert_eq!((&said["state"], &said["count_doubt"]["why"]), (&"ended".into(), &"interrupted".into()), "{said}");
        jana.run(&["batch", "release", id]).problem(1, "batch_unfinished");
        batch(&jana, &["resolve", id, "accept-count"]);
        batch(&jana, &["release", id, "--without-text"]);
    }
}

#[test]
fn a_pile_scanned_twice_is_noticed() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let sheet = jpeg(&labelled(&jana, &jid));
    let scanner = EsclServer::start(EsclDevice::new([sheet.clone()], Faults::default()));
    scan(&jana, &scanner, &["--release"]);
    *scanner.device.lock().unwrap() = EsclDevice::new([sheet], Faults::default());
    let said = scan(&jana, &scanner, &[]);
    assert_eq!(doubts(&said, 0), ["scanned_before"], "{said}");
    let id = said["batch"].as_str().unwrap();
    jana.run(&["batch", "release", id]).problem(1, "batch_in_doubt");
    assert_eq!(n_files(&jana, &jid), 1);
    batch(&jana, &["resolve", id, "accept", "1"]);
    batch(&jana, &["release", id, "--without-text"]);
    assert_eq!(n_files(&jana, &jid), 2);
}

#[test]
fn what_belongs_to_no_letter_is_set_aside_and_holds_up_no_other() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let advert = jpeg(&page(None, 20));
    let scanner = EsclServer::start(EsclDevice::new([advert.clone(), jpeg(&labelled(&jana, &jid))], Faults::default()));
    for n_released in [1, 0] {
        let said = scan(&jana, &scanner, &[]);
        let id = said["batch"].as_str().unwrap();
        assert_eq!(doubts(&said, 0), ["no_label"], "{said}");
        let said = batch(&jana, &["resolve", id, "hide", "1"]);
        assert_eq!(doubts(&said, 0), ["no_pages"], "{said}");
        jana.run(&["batch", "release", id]).problem(1, "batch_in_doubt");
        batch(&jana, &["resolve", id, "accept", "1"]);
        let said = batch(&jana, &["release", id, "--without-text"]);
        assert_eq!((said["released"].as_array().unwrap().len(), &said["state"]), (n_released, &"released".into()));
        // Alone in its batch, too.
        *scanner.device.lock().unwrap() = EsclDevice::new([advert.clone()], Faults::default());
    }
    assert_eq!(n_files(&jana, &jid), 1);
}

#[test]
fn a_batch_nothing_came_to_is_forgotten_with_the_next_one() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let scanner = EsclServer::start(EsclDevice::new([], Faults::default()));
    scan(&jana, &scanner, &[]);
    *scanner.device.lock().unwrap() = EsclDevice::new([jpeg(&page(None, 20))], Faults::default());
    let id = scan(&jana, &scanner, &[])["batch"].clone();
    let batches = jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().clone();
    assert_eq!(batches.iter().map(|it| &it["id"]).collect::<Vec<_>>(), [&id]);
}

#[test]
fn a_scan_the_centre_refused_is_not_attached_any_more() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let sheet = jpeg(&labelled(&jana, &jid));
    jana.sync();
    petr.sync();
    petr.run(&["cancel", &jid, "--reason", "zapsáno omylem"]).done();
    petr.sync();
    let scanner = EsclServer::start(EsclDevice::new([sheet], Faults::default()));
    let said = scan(&jana, &scanner, &["--release"]);
    let id = said["batch"].as_str().unwrap();
    jana.run(&["sync"]).done();
    let said = batch(&jana, &["reopen", id]);
    assert_eq!((&said["documents"][0]["is_attached"], doubts(&said, 0)), (&false.into(), vec!["cancelled".to_owned()]));
}

#[test]
fn what_stopped_a_pile_is_said_although_it_was_to_be_released() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "2"]);
    let sheets = [jpeg(&labelled(&jana, &jid)), jpeg(&page(None, 25))];
    let scanner = EsclServer::start(EsclDevice::new(sheets, Faults { jam_before: Some(1), ..Faults::default() }));
    let said = scan(&jana, &scanner, &["--release"]);
    let problems = said["problems"].as_array().unwrap();
    let codes: Vec<&str> = problems.iter().map(|it| it["problem"]["code"].as_str().unwrap()).collect();
    assert_eq!((codes, &said["n_pages"]), (vec!["feeder_jam", "batch_unfinished"], &1.into()), "{said}");
}

#[test]
fn a_letter_in_a_closed_file_takes_no_scan_and_holds_up_no_other() {
    let town = Town::found();
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    let jana = town.desk("Nováková");
    let [closed, open] = ["V uzavřeném spisu", "Jiný"].map(|it| jana.register(it, &["--sheets", "1"]));
    let sheets = [&closed, &open].map(|it| jpeg(&labelled(&jana, it)));
    jana.sync();
    let scanner = EsclServer::start(EsclDevice::new(sheets, Faults::default()));
    let said = scan(&jana, &scanner, &[]);
    let id = said["batch"].as_str().unwrap();
    let file = jana.run(&["file", "found", &closed, "--class", "58.2"]).done()["file"]["jid"].clone();
    jana.sync();
    let file = file.as_str().unwrap();
    jana.run(&["file", "settle", file, "--way", "noted"]).done();
    jana.run(&["file", "close", file]).done();
    let said = batch(&jana, &["show", id]);
    assert_eq!((doubts(&said, 0), doubts(&said, 1)), (vec!["takes_no_file".to_owned()], vec![]), "{said}");
    jana.run(&["batch", "release", id]).problem(1, "batch_in_doubt");
    // It was the scan of another letter.
    let right = jana.register("Pravý", &["--sheets", "1"]);
    batch(&jana, &["resolve", id, "assign", "1", &right]);
    batch(&jana, &["release", id, "--without-text"]);
    assert_eq!([&right, &open, &closed].map(|it| n_files(&jana, it)), [1, 1, 0]);
}

#[test]
fn what_is_attached_stays_so_whatever_became_of_its_letter_when_it_is_taken_out_of_the_bin() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let [kept, cancelled] = ["Zůstane", "Stornuje se"].map(|it| jana.register(it, &["--sheets", "1"]));
    let sheets = [&kept, &cancelled].map(|it| jpeg(&labelled(&jana, it)));
    let scanner = EsclServer::start(EsclDevice::new(sheets, Faults::default()));
    let id = scan(&jana, &scanner, &["--release"])["batch"].as_str().unwrap().to_owned();
    jana.run(&["cancel", &cancelled, "--reason", "omylem"]).done();
    let said = batch(&jana, &["reopen", &id]);
    assert_eq!((doubts(&said, 0), doubts(&said, 1)), (vec![], vec![]), "{said}");
    let said = batch(&jana, &["release", &id, "--without-text"]);
    assert_eq!((&said["state"], said["released"].as_array().unwrap().len()), (&"released".into(), 0), "{said}");
}

#[test]
fn a_label_nobody_can_read_any_more_does_not_pass_for_none() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    // How many sheets the first has is not known: a further page would be one of its own.
    let (first, second) = (jana.register("První", &[]), jana.register("Druhý", &["--sheets", "1"]));
    let sheets = [labelled(&jana, &first), page(Some(&stained(label(&jana, &second, &[]))), 20)];
    let scanner = EsclServer::start(EsclDevice::new(sheets.iter().map(jpeg), Faults::default()));
    let said = scan(&jana, &scanner, &[]);
    assert_eq!(doubts(&said, 0), ["label_unreadable"], "{said}");
    let id = said["batch"].as_str().unwrap();
    batch(&jana, &["resolve", id, "split", "2"]);
    let said = batch(&jana, &["resolve", id, "assign", "2", &second]);
    assert_eq!((doubts(&said, 0), doubts(&said, 1)), (vec![], vec![]), "{said}");
    batch(&jana, &["release", id, "--without-text"]);
    assert_eq!([&first, &second].map(|it| n_files(&jana, it)), [1, 1]);
}

#[test]
fn a_scan_too_large_for_one_file_is_attached_as_two() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Stavební spis", &["--sheets", "2"]);
    let sheets = [jpeg(&labelled(&jana, &jid)), jpeg(&page(None, 25))];
    let scanner = EsclServer::start(EsclDevice::new(sheets, Faults::default()));
    let said = scan(&jana, &scanner, &[]);
    let id = said["batch"].as_str().unwrap();
    batch(&jana, &["resolve", id, "split", "2"]);
    let said = batch(&jana, &["resolve", id, "assign", "2", &jid]);
    assert_eq!(doubts(&said, 1), ["fewer_sheets", "label_twice"]);
    jana.run(&["batch", "release", id]).problem(1, "batch_in_doubt");
    batch(&jana, &["resolve", id, "accept", "1"]);
    batch(&jana, &["resolve", id, "accept", "2"]);
    let said = batch(&jana, &["release", id, "--without-text"]);
    assert_eq!((&said["state"], n_files(&jana, &jid)), (&"released".into(), 2), "{said}");
}

#[test]
fn each_kind_of_code_begins_its_letter() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let [matrix, bars] = ["Data Matrix", "Code 128"].map(|it| jana.register(it, &["--sheets", "1"]));
    let pages = [
        page(Some(&label(&jana, &matrix, &[])), 20),
        page(Some(&label(&jana, &bars, &["--code", "code128", "--format", "roll-89x36"])), 20),
    ];
    let scanner = EsclServer::start(EsclDevice::new(pages.iter().map(jpeg), Faults::default()));
    let said = scan(&jana, &scanner, &[]);
    assert_eq!((&said["documents"][0]["jid"], &said["documents"][1]["jid"]), (&matrix.into(), &bars.into()), "{said}");
}

#[test]
fn both_sides_are_scanned_whatever_parts_the_documents() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let sides = [20, 25, 30, 35].map(|it| jpeg(&page(None, it)));
    let scanner = EsclServer::start(EsclDevice::new(sides, Faults { jam_before: Some(2), ..Faults::default() }));
    let said = scan(&jana, &scanner, &["--profile", "one-document", "--both-sides"]);
    // The rest of the pile as it was begun.
    scanner.device.lock().unwrap().mend();
    let said = scan(&jana, &scanner, &["--batch", said["batch"].as_str().unwrap()]);
    let is_back: Vec<bool> =
        said["documents"][0]["pages"].as_array().unwrap().iter().map(|it| it["is_back"].as_bool().unwrap()).collect();
    assert_eq!((is_back, &said["documents"][0]["n_sheets"]), (vec![false, true, false, true], &2.into()), "{said}");
    assert!(scanner.device.lock().unwrap().settings.contains("<scan:Duplex>true<"));
}

/// A TIFF of a grey page, with so many pixels an inch across and down.
fn tiff(page: &GrayImage, across: u32, down: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    let mut picture = encoder.new_image::<tiff::encoder::colortype::Gray8>(page.width(), page.height()).unwrap();
    let [across, down] = [across, down].map(|n| tiff::encoder::Rational { n, d: 1 });
    picture.resolution_unit(tiff::tags::ResolutionUnit::Inch);
    picture.x_resolution(across);
    picture.y_resolution(down);
    picture.write_data(page.as_raw()).unwrap();
    bytes.into_inner()
}

#[test]
fn a_picture_of_every_kind_becomes_an_archive_file_as_large_as_the_paper() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    bad_scans(jana.folder());
    let folder = jana.folder().to_owned();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let colour = DynamicImage::from(page(None, 20)).into_rgb8();
    let colour = image::RgbImage::from_fn(colour.width(), colour.height(), |x, y| {
        if y < 200 { image::Rgb([200, (x % 251) as u8, 40]) } else { *colour.get_pixel(x, y) }
    });
    let coloured = |name: &str| {
        let path = folder.join(name);
        colour.save(&path).unwrap();
        path
    };
    for path in [coloured("barva.jpg"), coloured("barva.png"), folder.join("cmyk.jpg"), folder.join("sixteen.tif")] {
        let file = attached(&jana, &path, &["--colour", "colour"]);
        assert_eq!(check_archive_file(&file).n_pages, 1, "{}", path.display());
    }
    // 1654 by 2339 pixels at 200 an inch are A4; a coarse fax has half as many lines.
    let a4 = page(None, 20);
    let coarse = image::imageops::resize(&a4, 1654, 1170, image::imageops::FilterType::Nearest);
    for tiff in [tiff(&a4, 200, 200), tiff(&coarse, 200, 100)] {
        let file = attached(&jana, &put("200.tif", &tiff), &[]);
        let said = std::process::Command::new("pdfinfo").arg(file).output().unwrap().stdout;
        let said = String::from_utf8(said).unwrap();
        let sizes: Vec<f32> = said
            .lines()
            .find_map(|it| it.strip_prefix("Page size:"))
            .unwrap()
            .split_whitespace()
            .filter_map(|it| it.parse().ok())
            .collect();
        assert!((sizes[0] - 595.4).abs() < 0.5 && (sizes[1] - 842.0).abs() < 0.5, "{said}");
    }
}

/// The file a letter has of this scan.
fn attached(jana: &Clerk, scan: &Path, more: &[&str]) -> PathBuf {
    let jid = jana.register("Dopis", &[]);
    let begun = [&["capture", scan.to_str().unwrap(), "--profile", "one-document", "--without-text"], more].concat();
    let said = jana.run(&begun).done();
    assert_eq!(said["n_taken"], 1, "{said}");
    let id = said["batch"].as_str().unwrap();
    batch(jana, &["resolve", id, "assign", "1", &jid]);
    batch(jana, &["release", id, "--without-text"]);
    let to = jana.folder().join(format!("{jid}-sken.pdf"));
    jana.run(&["fetch", &jid, &format!("{jid}.pdf"), "--to", to.to_str().unwrap()]).done();
    to
}

/// A `scanimage` that gives these pages, each when it is told to go on, and ends so; what it can do is asked first. It writes down how it was called.
fn scanner_of_sane(jana: &Clerk, pages: &[&Path], end: &str) -> Clerk {
    let programs = jana.folder().join(format!("sane{}", end.replace(' ', "-")));
    std::fs::create_dir_all(&programs).unwrap();
    let pages: Vec<String> = pages.iter().map(|it| format!("'{}'", it.display())).collect();
    let script = format!(
        "case \"$*\" in *-A*) printf '    --source ADF|ADF Duplex [ADF]\\n    --mode Gray|Color [Gray]\\n    --resolution 200|300dpi [200]\\n    -x 0..215.9mm [215.9]\\n    -y 0..297mm [297]\\n'; exit 0 ;; esac
echo \"$*\" > '{}'
n=0
for it in \"$@\"; do case \"$it\" in --batch=*) to=${{it#--batch=}} ;; esac; done
for it in {}; do read -r _ || exit 5; n=$((n + 1)); page=$(printf \"$to\" $n); cp \"$it\" \"$page\"; echo \"$page\"; done
{end}",
        jana.folder().join("called").display(),
        pages.join(" ")
    );
    write_program(&programs.join("scanimage"), &script);
    jana.clone().with_programs(&programs)
}

#[test]
fn whatever_scanimage_ends_with_the_pages_before_it_are_kept() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let sheet = jana.folder().join("list.png");
    page(None, 20).save(&sheet).unwrap();
    let two = [sheet.as_path(), sheet.as_path()];
    for (pages, end, code, is_in_doubt) in [
        (&two[..], "exit 0", "", false),
        // No more paper behind some is the end of a pile.
        (&two[..], "exit 7", "", false),
        (&[][..], "exit 7", "feeder_empty", false),
        (&[][..], "exit 3", "scanner_busy", false),
        (&two[..], "exit 6", "feeder_jam", false),
        (&two[..], "exit 8", "feeder_open", false),
        (&two[..], "kill -SEGV $$", "scanner_unreachable", true),
    ] {
        let jana = scanner_of_sane(&jana, pages, end);
        let scan = ["capture", "--source", "sane:any", "--profile", "one-document", "--without-text"];
        let said = jana.run(&scan).done();
        assert_eq!(said["n_taken"], pages.len(), "{end}: {said}");
        assert_eq!(said["problems"][0]["problem"]["code"].as_str().unwrap_or_default(), code, "{end}");
        // The pile goes on in the same batch: only what may have cost a sheet is asked about then.
        let id = said["batch"].as_str().unwrap();
        let jana = scanner_of_sane(&jana, &two, "exit 0");
        let said = jana.run(&[&scan[..], &["--batch", id]].concat()).done();
        assert_eq!(!said["count_doubt"].is_null(), is_in_doubt, "{end}: {said}");
    }
}

#[test]
fn what_a_profile_wishes_is_what_scanimage_is_asked_for_as_far_as_the_device_can() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let sheet = jana.folder().join("list.png");
    page(None, 20).save(&sheet).unwrap();
    let jana = scanner_of_sane(&jana, &[&sheet, &sheet], "exit 7");
    let scan = ["capture", "--source", "sane:any", "--profile", "one-document", "--without-text"];
    for (wishes, wanted) in [
        (&[][..], "--source ADF --mode Gray --resolution 300 -x 210.0 -y 297.0"),
        (
            &["--both-sides", "--colour", "colour", "--dpi", "150", "--size", "a5"],
            "--source ADF Duplex --mode Color --resolution 200 -x 148.0 -y 210.0",
        ),
        (&["--dpi", "600", "--size", "a3"], "--source ADF --mode Gray --resolution 300 -x 215.9 -y 297.0"),
    ] {
        let said = jana.run(&[&scan, wishes].concat()).done();
        assert_eq!(said["n_taken"], 2, "{said}");
        let called = std::fs::read_to_string(jana.folder().join("called")).unwrap();
        assert!(called.contains(wanted), "{wanted} in {called}");
        let backs: Vec<bool> = pages_of(&said).iter().map(|it| it["is_back"].as_bool().unwrap()).collect();
        assert_eq!(backs, [false, wishes.contains(&"--both-sides")]);
    }
}

/// The pages of its first document.
fn pages_of(said: &Value) -> &Vec<Value> {
    said["documents"][0]["pages"].as_array().unwrap()
}
