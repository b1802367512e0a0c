//! The scanning line without a window: a pile of labelled letters becomes files of the letters.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use image::GrayImage;
use serde_json::Value;
use stories::{Clerk, Town, check_archive_file, drawn, jpeg, page};
use testkit::{EsclDevice, EsclServer, Faults};

fn label(jana: &Clerk, jid: &str) -> GrayImage {
    let pdf = jana.folder().join(format!("{jid}.pdf"));
    jana.run(&["label", jid, "--to", pdf.to_str().unwrap()]).done();
    drawn(&pdf, 200).remove(0).into_luma8()
}

fn saved(folder: &Path, name: &str, page: &GrayImage) -> PathBuf {
    let path = folder.join(name);
    page.save(&path).unwrap();
    path
}

fn capture(jana: &Clerk, files: &[PathBuf], more: &[&str]) -> Value {
    let files = files.iter().map(|it| it.to_str().unwrap());
    let arguments: Vec<&str> = ["capture"].into_iter().chain(files).chain(more.iter().copied()).collect();
    jana.run(&arguments).done()
}

fn batch(jana: &Clerk, arguments: &[&str]) -> Value {
    jana.run(&[&["batch"], arguments].concat()).done()
}

fn doubts(said: &Value) -> Vec<(u64, Vec<String>)> {
    let documents = said["documents"].as_array().unwrap();
    let names = |it: &Value| it.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    documents.iter().map(|it| (it["n_pages"].as_u64().unwrap(), names(&it["doubts"]))).collect()
}

#[test]
fn a_pile_becomes_one_archive_file_a_letter_and_another_desk_has_it() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jids: Vec<String> =
        [("Žádost", "2"), ("Stížnost", "1")].map(|(it, sheets)| jana.register(it, &["--sheets", sheets])).to_vec();
    let labels: Vec<GrayImage> = jids.iter().map(|it| label(&jana, it)).collect();
    let folder = jana.folder().to_owned();
    let files = [
        saved(&folder, "1.png", &page(Some(&labels[0]), 20)),
        saved(&folder, "2.jpg", &page(None, 30)),
        // Nothing is on it: it is left out, and not thrown away.
        saved(&folder, "3.png", &page(None, 0)),
        saved(&folder, "4.jpg", &page(Some(&labels[1]), 10)),
    ];
    let said = capture(&jana, &files, &[]);
    assert_eq!(doubts(&said), [(3, vec![]), (1, vec![])], "{said}");
    assert_eq!((&said["documents"][0]["jid"], &said["documents"][0]["n_blank"]), (&jids[0].as_str().into(), &1.into()));
    let id = said["batch"].as_str().unwrap();
    let released = batch(&jana, &["release", id]);
    assert_eq!((&released["state"], released["released"].as_array().unwrap().len()), (&"released".into(), 2));
    assert_eq!(released["released"][0]["n_pages"], 2);
    jana.run(&["batch", "release", id]).problem(1, "batch_empty");
    jana.run(&["batch", "resolve", id, "undo"]).problem(1, "batch_closed");
    jana.sync();
    let petr = town.desk("Dvořák");
    let shown = petr.show(&jids[0]);
    let file = &shown["files"][0];
    assert_eq!((&file["name"], &file["media_type"]), (&format!("{}.pdf", jids[0]).into(), &"application/pdf".into()));
    let to = folder.join("odjinud.pdf");
    petr.run(&["fetch", &jids[0], file["id"].as_str().unwrap(), "--to", to.to_str().unwrap()]).done();
    let checked = check_archive_file(&to);
    assert_eq!(checked.n_pages, 2);
    assert_eq!(checked.identifier, jids[0]);
    // The device's own JPEG is in it, byte by byte.
    let jpeg = std::fs::read(&files[1]).unwrap();
    assert!(std::fs::read(&to).unwrap().windows(jpeg.len()).any(|it| it == jpeg));
}

#[test]
fn what_is_in_doubt_waits_for_a_person_and_a_letter_not_known_yet_is_not_lost() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let mine = jana.register("Žádost", &["--sheets", "1"]);
    // Registered on another desk, which has not sent it yet.
    let his = petr.register("Faktura", &["--sheets", "1"]);
    let folder = jana.folder().to_owned();
    let files = [
        saved(&folder, "1.png", &page(None, 5)),
        saved(&folder, "2.png", &page(Some(&label(&jana, &mine)), 20)),
        saved(&folder, "3.png", &page(None, 30)),
        saved(&folder, "4.png", &page(Some(&label(&petr, &his)), 20)),
    ];
    std::fs::write(folder.join("5.jpg"), b"\xFF\xD8\xFFno picture").unwrap();
    let said = capture(&jana, &[&files[..], &[folder.join("5.jpg")]].concat(), &[]);
    assert_eq!(said["problems"][0]["problem"]["args"]["name"], "5.jpg");
    let of = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    assert_eq!(doubts(&said), [(1, of(&["no_label"])), (2, of(&["more_sheets"])), (1, of(&["not_known_yet"]))]);
    let id = said["batch"].as_str().unwrap();
    // Of a file of which no page came, nobody knows how many there are.
    assert_eq!(said["count_doubt"]["why"], "miscounted");
    jana.run(&["batch", "release", id]).problem(1, "pages_missing");
    batch(&jana, &["resolve", id, "accept-count"]);
    jana.run(&["batch", "release", id]).problem(1, "batch_in_doubt");
    batch(&jana, &["resolve", id, "accept", "2"]);
    batch(&jana, &["resolve", id, "undo"]);
    // The page without a label is the letter's first, put in upside down.
    batch(&jana, &["resolve", id, "move", "1", "--before", "4"]);
    batch(&jana, &["resolve", id, "turn", "3", "--quarters", "2"]);
    let said = batch(&jana, &["resolve", id, "accept", "1"]);
    assert_eq!(doubts(&said), [(3, vec![]), (1, of(&["not_known_yet"]))]);
    let released = batch(&jana, &["release", id]);
    assert_eq!((&released["state"], released["released"].as_array().unwrap().len()), (&"parked".into(), 1));
    assert_eq!(doubts(&released), [(1, of(&["not_known_yet"]))]);
    // It comes, and its scan is attached without anybody doing anything.
    petr.sync();
    jana.sync();
    assert_eq!(batch(&jana, &["list"])["batches"][0]["is_closed"], true);
    jana.sync();
    petr.sync();
    assert_eq!(petr.show(&his)["files"].as_array().unwrap().len(), 1);
    town.check();
}

#[test]
fn a_pile_jams_in_the_feeder_and_goes_on_in_the_same_batch() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jids: Vec<String> = (0..3).map(|n| jana.register(&format!("Dopis {n}"), &["--sheets", "1"])).collect();
    let pages: Vec<Vec<u8>> = jids.iter().map(|it| jpeg(&page(Some(&label(&jana, it)), 20))).collect();
    let scanner = EsclServer::start(EsclDevice::new(pages, Faults { jam_before: Some(2), ..Faults::default() }));
    let source = format!("escl:{}", scanner.url());
    let said = jana.run(&["capture", "--source", &source]).done();
    assert_eq!((&said["n_taken"], &said["state"]), (&2.into(), &"open".into()));
    assert_eq!(said["problems"][0]["problem"]["code"], "feeder_jam");
    assert_eq!(
        said["problems"][0]["problem"]["sentence"],
        "V podavači se zasekl papír. Uvolněte ho a pokračujte; co přišlo, je uložené."
    );
    let id = said["batch"].as_str().unwrap().to_owned();
    jana.run(&["batch", "release", &id]).problem(1, "batch_unfinished");
    scanner.device.lock().unwrap().mend();
    let said = jana.run(&["capture", "--source", &source, "--batch", &id, "--release"]).done();
    assert_eq!((&said["n_taken"], &said["n_pages"], &said["state"]), (&1.into(), &3.into(), &"released".into()));
    assert_eq!(said["released"].as_array().unwrap().len(), 3);
    assert_eq!(jana.show(&jids[2])["files"].as_array().unwrap().len(), 1);
    let said = jana.run(&["capture", "--source", &source]).done();
    assert_eq!(said["problems"][0]["problem"]["code"], "feeder_empty");
}

#[test]
fn a_scanner_that_miscounts_or_is_not_there_is_said() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let page = jpeg(&page(Some(&label(&jana, &jid)), 20));
    let scanner = EsclServer::start(EsclDevice::new([page], Faults { lies_by: 1, ..Faults::default() }));
    let said = jana.run(&["capture", "--source", &format!("escl:{}", scanner.url())]).done();
    let id = said["batch"].as_str().unwrap();
    assert_eq!((&said["count_doubt"]["said"], &said["count_doubt"]["came"]), (&2.into(), &1.into()));
    jana.run(&["batch", "release", id]).problem(1, "pages_missing");
    batch(&jana, &["resolve", id, "accept-count"]);
    batch(&jana, &["release", id]);
    jana.run(&["capture", "--source", "escl:http://127.0.0.1:9"]).problem(3, "scanner_unreachable");
    jana.run(&["capture", "--source", "twain:test"]).problem(1, "source_unknown");
    jana.run(&["capture", "--profile", "jakkoli", "x.pdf"]).problem(1, "profile_unknown");
}

/// A TIFF of grey pages, as a scan-to-folder device writes them.
fn tiff(pages: &[GrayImage]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    for page in pages {
        encoder.write_image::<tiff::encoder::colortype::Gray8>(page.width(), page.height(), page.as_raw()).unwrap();
    }
    bytes.into_inner()
}

/// A TIFF that claims to be as large as a house and has nothing behind its head.
fn huge_tiff() -> Vec<u8> {
    let entries: [(u16, u16, u32); 8] = [
        (256, 4, 60_000),
        (257, 4, 60_000),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 200),
        (278, 4, 60_000),
        (279, 4, 3_600_000_000),
    ];
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
    for (tag, kind, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 64]);
    bytes
}

fn run(program: &str, arguments: &[&str]) {
    let status = std::process::Command::new(program).args(arguments).status().unwrap();
    assert!(status.success(), "{program} {arguments:?}");
}

#[test]
fn whatever_is_handed_in_is_pages_or_is_said_and_the_rest_goes_on() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let folder = jana.folder().to_owned();
    let good = page(None, 20);
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let whole = jpeg(&good);
    // A PDF the scanning line wrote itself, of two pages; whole, torn, and under a password.
    let jid = jana.register("Dopis", &["--sheets", "2"]);
    let two = [saved(&folder, "a.png", &page(Some(&label(&jana, &jid)), 20)), saved(&folder, "b.png", &good)];
    capture(&jana, &two, &["--release"]);
    let pdf = folder.join("dopis.pdf");
    let name = format!("{jid}.pdf");
    jana.run(&["fetch", &jid, &name, "--to", pdf.to_str().unwrap()]).done();
    let torn = put("torn.pdf", &std::fs::read(&pdf).unwrap()[..400]);
    let locked = folder.join("locked.pdf");
    run("qpdf", &["--encrypt", "a", "b", "256", "--", pdf.to_str().unwrap(), locked.to_str().unwrap()]);
    for (path, n_pages, why) in [
        (pdf.clone(), 2, ""),
        (put("three.tif", &tiff(&[good.clone(), good.clone(), good.clone()])), 3, ""),
        // Its ending says nothing.
        (put("really-a-jpeg.pdf", &whole), 1, ""),
        (torn, 0, "pdf_damaged"),
        (locked, 0, "pdf_protected"),
        (put("words.jpg", b"To neni obrazek."), 0, "image_kind"),
        (put("huge.tif", &huge_tiff()), 0, "image_too_large"),
        (put("torn.png", &std::fs::read(&two[1]).unwrap()[..500]), 0, "image_damaged"),
        (put("torn.tif", &tiff(std::slice::from_ref(&good))[..500]), 0, "image_damaged"),
    ] {
        let said = capture(&jana, &[path.clone(), put("good.jpg", &whole)], &["--profile", "one-document"]);
        assert_eq!(said["n_taken"], n_pages + 1, "{}: {said}", path.display());
        let problems = said["problems"].as_array().unwrap();
        let found = problems.first().map(|it| it["problem"]["args"]["why"].as_str().unwrap().to_owned());
        assert_eq!(found.unwrap_or_default(), why, "{}", path.display());
    }
    for (path, code) in [
        (put("empty.pdf", b""), "file_empty"),
        (folder.join("není.pdf"), "file_vanished"),
        (folder.clone(), "file_not_regular"),
    ] {
        let said = capture(&jana, &[path], &[]);
        assert_eq!(said["problems"][0]["problem"]["code"], code);
    }
    jana.run(&["check"]).done();
}

/// SANE's own backend for tests alone is known: it gives ten equal pages of a pattern.
fn sane_of_tests(folder: &Path) -> PathBuf {
    let configuration = folder.join("sane.d");
    std::fs::create_dir_all(&configuration).unwrap();
    std::fs::write(configuration.join("dll.conf"), "test\n").unwrap();
    configuration
}

#[test]
fn ten_equal_pages_of_sane_are_ten_pages_and_what_it_ends_with_is_said() {
    let town = Town::found();
    let jana = town.desk("Nováková").with_variable("SANE_CONFIG_DIR", &sane_of_tests(town.folder()));
    let said = jana.run(&["capture", "--source", "sane:test", "--profile", "one-document"]).done();
    assert_eq!(
        (&said["n_taken"], &said["n_pages"], &said["state"]),
        (&10.into(), &10.into(), &"ended".into()),
        "{said}"
    );
    let said = jana.run(&["capture", "--source", "sane:not-there"]).done();
    assert_eq!(said["problems"][0]["problem"]["code"], "scanner_unreachable");
    jana.run(&["check"]).done();
}

#[test]
fn a_folder_devices_scan_into_is_emptied_once_and_a_damaged_file_is_put_aside() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let folder = town.folder().join("scans");
    std::fs::create_dir(&folder).unwrap();
    let good = page(None, 20);
    std::fs::write(folder.join("a.tif"), tiff(&[good.clone(), good.clone()])).unwrap();
    std::fs::write(folder.join("b.pdf"), b"To neni PDF.").unwrap();
    let source = format!("folder:{}", folder.display());
    let take = || jana.run(&["capture", "--source", &source]).done()["batches"].as_array().unwrap().clone();
    let batches = take();
    let counts: Vec<(Value, usize)> =
        batches.iter().map(|it| (it["n_taken"].clone(), it["problems"].as_array().unwrap().len())).collect();
    assert_eq!(counts, [(2.into(), 0), (0.into(), 1)]);
    assert!(folder.join("převzato/a.tif").exists() && folder.join("nepřečteno/b.pdf").exists());
    assert!(take().is_empty(), "nothing is taken a second time");
    // Put back, as after a crash before it was moved, it is moved and not taken again.
    std::fs::rename(folder.join("převzato/a.tif"), folder.join("a.tif")).unwrap();
    assert!(take().is_empty());
    assert!(folder.join("převzato/a.tif").exists());
    assert_eq!(jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().len(), 2);
    jana.run(&["capture", "--source", "folder:/není/tu"]).problem(1, "folder_missing");
}

#[test]
fn what_comes_through_a_folder_is_attached_when_that_was_wished() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Žádost", &["--sheets", "1"]);
    let folder = town.folder().join("scans");
    std::fs::create_dir(&folder).unwrap();
    saved(&folder, "1.png", &page(Some(&label(&jana, &jid)), 20));
    saved(&folder, "2.png", &page(None, 20));
    let source = format!("folder:{}", folder.display());
    let said = jana.run(&["capture", "--source", &source, "--without-text", "--release"]).done();
    let [first, second] = said["batches"].as_array().unwrap().as_slice() else { panic!("{said}") };
    assert_eq!((&first["state"], &first["released"][0]["jid"]), (&"released".into(), &jid.as_str().into()));
    assert_eq!(second["problems"][0]["problem"]["code"], "batch_in_doubt", "{second}");
    assert_eq!(jana.show(&jid)["files"].as_array().unwrap().len(), 1);
    jana.run(&["capture", "--source", &source, "--batch", second["batch"].as_str().unwrap()]).problem(2, "usage_wrong");
}

#[test]
fn two_windows_that_release_one_batch_attach_it_once() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let mine = jana.register("Žádost", &["--sheets", "1"]);
    let his = petr.register("Faktura", &["--sheets", "1"]);
    let folder = jana.folder().to_owned();
    let files = [
        saved(&folder, "1.png", &page(Some(&label(&jana, &mine)), 20)),
        saved(&folder, "2.png", &page(Some(&label(&petr, &his)), 20)),
    ];
    // One of its letters is not known yet: the batch stays open after the release.
    let said = capture(&jana, &files, &[]);
    let id = said["batch"].as_str().unwrap();
    let both = [jana.start(&["batch", "release", id]), jana.start(&["batch", "release", id])];
    for released in both {
        released.finish();
    }
    assert_eq!(jana.show(&mine)["files"].as_array().unwrap().len(), 1);
    assert_eq!(batch(&jana, &["show", id])["state"], "parked");
}

#[test]
fn separator_sheets_part_a_pile_without_labels() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let pdf = jana.folder().join("oddělovače.pdf");
    jana.run(&["batch", "separator", "--n", "2", "--to", pdf.to_str().unwrap()]).done();
    let sheets = drawn(&pdf, 150);
    assert_eq!(sheets.len(), 2);
    let folder = jana.folder().to_owned();
    let files = [
        saved(&folder, "1.png", &page(None, 10)),
        saved(&folder, "2.png", &sheets[0].to_luma8()),
        saved(&folder, "3.png", &page(None, 20)),
        saved(&folder, "4.png", &page(None, 5)),
    ];
    let said = capture(&jana, &files, &["--profile", "one-document", "--without-text"]);
    let parts: Vec<(u64, u64)> = said["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["n_pages"].as_u64().unwrap(), it["n_hidden"].as_u64().unwrap()))
        .collect();
    assert_eq!(parts, [(1, 0), (3, 1)], "the sheet is left out of the second one: {said}");
}

#[test]
fn an_attached_batch_lies_in_the_bin_for_a_month() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let file = saved(jana.folder(), "1.png", &page(Some(&label(&jana, &jid)), 20));
    let id = capture(&jana, std::slice::from_ref(&file), &["--release", "--without-text"])["batch"].clone();
    const DAY_S: i64 = 24 * 3600;
    let ids = |clerk: &Clerk| {
        let listed = batch(clerk, &["list"]);
        let rows = listed["batches"].as_array().unwrap().clone();
        rows.iter().map(|it| it["id"].clone()).collect::<Vec<_>>()
    };
    let later = jana.ahead(31 * DAY_S);
    capture(&later, std::slice::from_ref(&file), &["--without-text"]);
    assert!(ids(&later).contains(&id), "the centre has not got the file: nobody else has the pages");
    let jana = later.ahead(0);
    jana.sync();
    jana.sync();
    let before = jana.ahead(29 * DAY_S);
    capture(&before, std::slice::from_ref(&file), &["--without-text"]);
    assert!(ids(&before).contains(&id), "its pages are still there");
    let after = before.ahead(31 * DAY_S);
    capture(&after, std::slice::from_ref(&file), &["--without-text"]);
    assert!(!ids(&after).contains(&id));
    assert_eq!(after.show(&jid)["files"].as_array().unwrap().len(), 1, "the letter keeps its file");
    after.run(&["check"]).done();
}

#[test]
fn a_batch_taken_out_of_the_bin_gives_a_page_to_another_letter_and_changes_nothing_else() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let letters = ["První", "Druhý", "Třetí"].map(|it| jana.register(it, &[]));
    let pages: Vec<PathBuf> = letters
        .iter()
        .flat_map(|jid| [Some(jid), None])
        .enumerate()
        .map(|(n, jid)| {
            let label = jid.map(|it| label(&jana, it));
            saved(jana.folder(), &format!("{n}.png"), &page(label.as_ref(), 20 + u32::try_from(n).unwrap()))
        })
        .collect();
    let said = capture(&jana, &pages, &["--release", "--without-text"]);
    let id = said["batch"].as_str().unwrap();
    batch(&jana, &["list"]);
    jana.run(&["batch", "resolve", id, "undo"]).problem(1, "batch_closed");
    // The second page of the first letter belongs to the second one.
    let back = batch(&jana, &["reopen", id]);
    assert_eq!((&back["state"], doubts(&back).iter().all(|it| it.1.is_empty())), (&"ended".into(), true));
    jana.run(&["batch", "reopen", id]).problem(1, "batch_not_closed");
    let moved = batch(&jana, &["resolve", id, "move", "2", "--before", "5"]);
    let attached = |it: &Value| -> Vec<bool> {
        it["documents"].as_array().unwrap().iter().map(|it| it["is_attached"].as_bool().unwrap()).collect()
    };
    assert_eq!((attached(&back), attached(&moved)), (vec![true; 3], vec![false, false, true]));
    let said = batch(&jana, &["release", id, "--without-text"]);
    let released: Vec<(&str, u64)> = said["released"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["jid"].as_str().unwrap(), it["n_pages"].as_u64().unwrap()))
        .collect();
    assert_eq!(released, [(letters[0].as_str(), 1), (letters[1].as_str(), 3)], "the third one has its file");
    let n_files = |jid: &String| jana.show(jid)["files"].as_array().unwrap().len();
    assert_eq!(letters.each_ref().map(n_files), [2, 2, 1]);
    // Nothing was changed: nothing is attached.
    batch(&jana, &["reopen", id]);
    let said = batch(&jana, &["release", id, "--without-text"]);
    assert_eq!((said["released"].as_array().unwrap().len(), &said["state"]), (0, &"released".into()));
    assert_eq!(letters.each_ref().map(n_files), [2, 2, 1]);
    // Everything as it was at first: the first two get it once more, the third one still has its own.
    batch(&jana, &["reopen", id]);
    batch(&jana, &["resolve", id, "undo"]);
    batch(&jana, &["release", id, "--without-text"]);
    assert_eq!(letters.each_ref().map(n_files), [3, 3, 1]);
}

#[test]
fn a_scanner_with_a_certificate_of_its_own_is_known_by_it() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let put_in = |scanner: &EsclServer| {
        *scanner.device.lock().unwrap() = EsclDevice::new([jpeg(&page(None, 20))], Faults::default());
    };
    let scanner = EsclServer::start_tls(EsclDevice::new([], Faults::default()));
    let source = format!("escl:{}", scanner.url());
    assert!(source.starts_with("escl:https://"));
    let scan = ["capture", "--source", &source, "--profile", "one-document", "--without-text"];
    for _ in 0..2 {
        put_in(&scanner);
        assert_eq!(jana.run(&scan).done()["n_taken"], 1);
    }
    // Another device answers in its place.
    scanner.renew_certificate();
    put_in(&scanner);
    jana.run(&scan).problem(1, "scanner_certificate_changed");
    assert_eq!(jana.run(&[&scan[..], &["--trust-new-certificate"]].concat()).done()["n_taken"], 1);
    put_in(&scanner);
    assert_eq!(jana.run(&scan).done()["n_taken"], 1, "it is known from now on");
}
