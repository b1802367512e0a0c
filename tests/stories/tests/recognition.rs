//! What is written on scanned pages: recognised, laid over the pictures unseen, and found by readers of others.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use image::DynamicImage;
use serde_json::Value;
use stories::{Clerk, Town, check_archive_file, drawn, read_text, wait_until, write_program};

const SUBJECT: &str = "Žádost o kácení lípy u školy";

/// A page with words on it and the letter's code in its corner: its receipt.
fn page(jana: &Clerk, jid: &str) -> DynamicImage {
    let pdf = jana.folder().join("papír.pdf");
    jana.run(&["receipt", jid, "--to", pdf.to_str().unwrap()]).done();
    drawn(&pdf, 300).remove(0)
}

fn saved(jana: &Clerk, name: &str, page: &DynamicImage) -> PathBuf {
    let path = jana.folder().join(name);
    page.to_luma8().save(&path).unwrap();
    path
}

fn capture(jana: &Clerk, page: &Path, more: &[&str]) -> Value {
    jana.run(&[&["capture", page.to_str().unwrap()], more].concat()).done()
}

/// The file of a letter that was released, written out of the desk.
fn file_of(jana: &Clerk, jid: &str) -> PathBuf {
    let to = jana.folder().join(format!("{jid}-sken.pdf"));
    let file = jana.show(jid)["files"][0]["id"].as_str().unwrap().to_owned();
    jana.run(&["fetch", jid, &file, "--to", to.to_str().unwrap()]).done();
    to
}

#[test]
fn a_released_letter_is_searchable_and_still_an_archive_file() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let said = capture(&jana, &saved(&jana, "dopis.png", &page(&jana, &jid)), &["--release"]);
    assert_eq!(said["problems"].as_array().unwrap().len(), 0, "{said}");
    let file = file_of(&jana, &jid);
    check_archive_file(&file);
    let text = read_text(&file);
    for wanted in ["Potvrzení o převzetí dokumentu", "kácení lípy u školy"] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    // What stands on the page alone finds the letter, here and on another desk.
    let found = |clerk: &Clerk, search: &str| clerk.run(&["search", search]).done()["total"].clone();
    jana.sync();
    let petr = town.desk("Dvořák");
    for clerk in [&jana, &petr] {
        assert_eq!((found(clerk, "převzetí"), found(clerk, "obsah:převzetí")), (1.into(), 1.into()));
        assert_eq!(found(clerk, "vec:převzetí"), 0, "it is not in its subject");
    }
}

#[test]
fn a_turned_page_is_read_the_way_a_person_turned_it() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    for (quarters, lies) in [("1", 270), ("2", 180), ("3", 90)] {
        let jid = jana.register(SUBJECT, &["--sheets", "1"]);
        let upright = page(&jana, &jid);
        let lying = match lies {
            90 => upright.rotate90(),
            180 => upright.rotate180(),
            _ => upright.rotate270(),
        };
        let said = capture(&jana, &saved(&jana, "dopis.png", &lying), &["--without-text"]);
        let batch = said["batch"].as_str().unwrap();
        assert_eq!(said["documents"][0]["n_recognised"], 0);
        jana.run(&["batch", "resolve", batch, "turn", "1", "--quarters", quarters]).done();
        jana.run(&["batch", "release", batch]).done();
        let file = file_of(&jana, &jid);
        check_archive_file(&file);
        let text = read_text(&file);
        assert!(text.contains("kácení lípy u školy"), "turned by {quarters}: {text}");
    }
}

#[test]
fn a_page_a_person_turned_is_not_turned_back_by_what_is_read() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let lying = page(&jana, &jid).rotate180();
    for (quarters, turned) in [(None, "180"), (Some("3"), "270")] {
        let said = capture(&jana, &saved(&jana, "dopis.png", &lying), &["--without-text"]);
        let batch = said["batch"].as_str().unwrap();
        if let Some(quarters) = quarters {
            jana.run(&["batch", "resolve", batch, "turn", "1", "--quarters", quarters]).done();
            jana.run(&["batch", "resolve", batch, "accept", "1"]).done();
        }
        jana.run(&["batch", "release", batch]).done();
        let files = jana.show(&jid)["files"].as_array().unwrap().clone();
        let to = jana.folder().join(format!("{turned}.pdf"));
        jana.run(&["fetch", &jid, files.last().unwrap()["id"].as_str().unwrap(), "--to", to.to_str().unwrap()]).done();
        let said = std::process::Command::new("pdfinfo").arg(to).output().unwrap().stdout;
        let said = String::from_utf8(said).unwrap();
        let line = said.lines().find_map(|it| it.strip_prefix("Page rot:")).unwrap();
        assert_eq!(line.trim(), turned, "what nobody turned is turned as it is read, and what a person turned stays");
    }
}

#[test]
fn what_is_attached_is_not_read_when_its_batch_is_opened_again() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    let said = capture(&jana, &file, &["--without-text", "--release"]);
    let batch = said["batch"].as_str().unwrap();
    jana.run(&["batch", "reopen", batch]).done();
    let log = town.folder().join("log");
    let script = format!("cat > /dev/null; echo read >> '{}'; cat <<'WORDS'\n{}\nWORDS", log.display(), table(&[]));
    let jana = read_by(&jana, &town, &script);
    let said = jana.run(&["batch", "release", batch]).done();
    assert_eq!((&said["state"], said["released"].as_array().unwrap().len()), (&"released".into(), 0), "{said}");
    assert!(!log.exists(), "read although its file would not have it");
    assert_eq!(jana.show(&jid)["files"].as_array().unwrap().len(), 1);
}

#[test]
fn how_sure_it_is_stands_beside_each_document_and_nothing_is_read_unless_wished() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    let document = capture(&jana, &file, &[])["documents"][0].clone();
    assert_eq!(document["n_recognised"], 1);
    assert!(document["confidence"].as_u64().unwrap() >= 70, "{document}");
    let said = capture(&jana, &file, &["--without-text"]);
    let batch = said["batch"].as_str().unwrap();
    jana.run(&["batch", "release", batch, "--without-text"]).done();
    assert_eq!(read_text(&file_of(&jana, &jid)).trim(), "", "only the picture");
}

#[test]
fn without_the_program_scans_are_attached_without_text_and_it_is_said() {
    let town = Town::found();
    let nowhere = town.folder().join("nic");
    std::fs::create_dir(&nowhere).unwrap();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    let jana = jana.with_variable("PATH", &nowhere);
    let said = capture(&jana, &file, &["--release"]);
    assert_eq!(said["problems"][0]["problem"]["code"], "recognition_missing", "{said}");
    assert_eq!(said["released"].as_array().unwrap().len(), 1, "{said}");
}

#[test]
fn a_language_whose_data_is_not_here_is_said_and_the_page_is_read_in_the_others() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    // The data of Czech alone.
    let said = std::process::Command::new("tesseract").arg("--list-langs").output().unwrap().stdout;
    let all = String::from_utf8(said).unwrap().split('"').nth(1).map(PathBuf::from).unwrap();
    let data = town.folder().join("data");
    std::fs::create_dir(&data).unwrap();
    for name in ["ces.traineddata", "configs"] {
        std::os::unix::fs::symlink(all.join(name), data.join(name)).unwrap();
    }
    let jana = jana.with_variable("TESSDATA_PREFIX", &data);
    let said = capture(&jana, &file, &["--languages", "ces+slk"]);
    assert_eq!(said["problems"][0]["problem"]["code"], "languages_missing", "{said}");
    assert_eq!(said["problems"][0]["problem"]["args"]["names"], "slk", "{said}");
    assert_eq!(said["documents"][0]["n_recognised"], 1, "{said}");
    assert!(said["documents"][0]["confidence"].as_u64().unwrap() >= 70, "{said}");
}

/// A clerk whose `tesseract` is this script instead; what it is to read comes on its standard input, and is read by the script.
fn read_by(jana: &Clerk, town: &Town, script: &str) -> Clerk {
    let programs = town.folder().join("programs");
    std::fs::create_dir(&programs).unwrap();
    write_program(&programs.join("tesseract"), script);
    jana.clone().with_programs(&programs)
}

/// The table of a page's words: text, left, top and height in pixels, and the line each stands on.
fn table(words: &[(&str, u32, u32, u32, u32)]) -> String {
    let head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
    let row = |(text, left, top, height, line): &(&str, u32, u32, u32, u32)| {
        format!("5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t200\t{height}\t96\t{text}")
    };
    let rows: Vec<String> = [head.to_owned()].into_iter().chain(words.iter().map(row)).collect();
    rows.join("\n")
}

/// A clerk whose `tesseract` has no Slovak until this file is there, and writes down what it reads into the other.
fn without_slovak(jana: &Clerk, town: &Town) -> (Clerk, PathBuf, PathBuf) {
    let (data, log) = (town.folder().join("slk"), town.folder().join("log"));
    let script = format!(
        "if [ \"$1\" = --list-langs ]; then
           printf 'List of available languages:\\nces\\n'; if [ -e '{data}' ]; then echo slk; fi; exit
         fi
         cat > /dev/null
         echo read >> '{log}'
         if [ -e '{data}' ]; then cat <<'WORDS'\n{}\nWORDS
         else echo \"Failed loading language 'slk'\" >&2; cat <<'WORDS'\n{}\nWORDS\nfi",
        table(&[("ďakujem", 300, 500, 40, 1)]),
        table(&[("dakujem", 300, 500, 40, 1)]),
        data = data.display(),
        log = log.display(),
    );
    (read_by(jana, town, &script), data, log)
}

#[test]
fn pages_read_without_a_language_are_read_again_once_its_data_is_here() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "2"]);
    let first = saved(&jana, "1.png", &page(&jana, &jid));
    let second = saved(&jana, "2.png", &DynamicImage::from(stories::page(None, 20)));
    let (jana, data, _) = without_slovak(&jana, &town);
    let said = capture(&jana, &first, &[second.to_str().unwrap(), "--languages", "ces+slk"]);
    assert_eq!(said["problems"][0]["problem"]["args"]["names"], "slk", "{said}");
    std::fs::write(data, "").unwrap();
    jana.run(&["batch", "release", said["batch"].as_str().unwrap()]).done();
    let text = read_text(&file_of(&jana, &jid));
    assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["ďakujem", "ďakujem"]);
}

#[test]
fn a_language_that_stays_missing_makes_no_page_be_read_twice() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "1.png", &page(&jana, &jid));
    let (jana, _, log) = without_slovak(&jana, &town);
    let said = capture(&jana, &file, &["--languages", "ces+slk", "--release"]);
    assert_eq!(said["problems"][0]["problem"]["args"]["names"], "slk", "{said}");
    assert_eq!(said["released"].as_array().unwrap().len(), 1, "{said}");
    assert_eq!(std::fs::read_to_string(log).unwrap(), "read\n");
}

#[test]
fn what_is_read_in_the_background_makes_way_for_everything_a_person_waits_for() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    let log = town.folder().join("nice");
    let script = format!("cat > /dev/null; nice > '{}'; cat <<'WORDS'\n{}\nWORDS", log.display(), table(&[]));
    capture(&read_by(&jana, &town, &script), &file, &[]);
    let own = String::from_utf8(std::process::Command::new("nice").output().unwrap().stdout).unwrap();
    let number = |it: &str| it.trim().parse::<i32>().unwrap();
    assert_eq!(number(&std::fs::read_to_string(log).unwrap()), (number(&own) + 10).min(19));
}

/// What a system of Linux says of the limits of a process, in its own words.
#[cfg(target_os = "linux")]
#[test]
fn whatever_reads_files_of_others_has_a_limit_of_memory_and_of_time() {
    use std::process::{Command, Stdio};
    for (mode, seconds) in
        [("look", "900"), ("split", "900"), ("preview", "900"), ("archive", "900"), ("recognise", "100")]
    {
        let mut helper =
            Command::new(stories::path_of("tajemnik-pages")).arg(mode).stdin(Stdio::piped()).spawn().unwrap();
        let limit = |name: &str| {
            let said = std::fs::read_to_string(format!("/proc/{}/limits", helper.id())).unwrap();
            let line = said.lines().find_map(|it| it.strip_prefix(name)).unwrap().to_owned();
            line.split_whitespace().next().unwrap().to_owned()
        };
        // It waits for its input from then on.
        wait_until("its limits", || limit("Max address space") == (2_u64 << 30).to_string());
        wait_until("its time", || limit("Max cpu time") == seconds);
        helper.kill().unwrap();
        helper.wait().unwrap();
    }
}

#[test]
fn words_of_a_line_are_found_in_their_order_however_tall_each_is() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    // As the program says them: each word no taller than its letters are.
    let words = [
        ("Město", 300, 500, 44, 1),
        ("nese", 540, 514, 28, 1),
        ("náklady", 780, 498, 54, 1),
        ("samo", 1020, 516, 27, 1),
        ("a", 300, 574, 26, 2),
        ("úroky", 540, 560, 50, 2),
    ];
    let script = format!("cat > /dev/null; cat <<'WORDS'\n{}\nWORDS", table(&words));
    let jana = read_by(&jana, &town, &script);
    capture(&jana, &file, &["--release"]);
    let text = read_text(&file_of(&jana, &jid));
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    assert_eq!(lines, ["Město nese náklady samo", "a úroky"]);
}

#[test]
fn blank_pages_are_not_read_until_somebody_shows_them() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    let blank =
        saved(&jana, "rub.png", &DynamicImage::from(image::GrayImage::from_pixel(800, 1100, image::Luma([246]))));
    let log = town.folder().join("log");
    let script = format!(
        "cat > /dev/null; echo read >> '{}'; cat <<'WORDS'\n{}\nWORDS",
        log.display(),
        table(&[("slovo", 300, 500, 40, 1)])
    );
    let jana = read_by(&jana, &town, &script);
    let n_read = || std::fs::read_to_string(&log).unwrap().lines().count();
    let said = capture(&jana, &file, &[blank.to_str().unwrap()]);
    assert_eq!((&said["documents"][0]["n_hidden"], n_read()), (&1.into(), 1), "{said}");
    let batch = said["batch"].as_str().unwrap();
    jana.run(&["batch", "resolve", batch, "show", "2"]).done();
    jana.run(&["batch", "resolve", batch, "accept", "1"]).done();
    jana.run(&["batch", "release", batch]).done();
    assert_eq!(n_read(), 2);
}

#[test]
fn a_line_the_program_passes_over_is_read_by_itself() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    // The program itself, but of a whole page it says nothing of the line with this word.
    let script = format!(
        "said='{}'
         PATH=\"${{PATH#*:}}\" tesseract \"$@\" > \"$said\" || exit
         case \"$*\" in *'--psm 3'*)
           line=$(awk -F '\\t' '$12 == \"kácení\" {{ print $2, $3, $4, $5 }}' \"$said\")
           awk -F '\\t' -v line=\"$line\" 'line != $2 \" \" $3 \" \" $4 \" \" $5' \"$said\" ;;
         *) cat \"$said\" ;; esac",
        town.folder().join("said").display()
    );
    let jana = read_by(&jana, &town, &script);
    capture(&jana, &file, &["--release"]);
    let text = read_text(&file_of(&jana, &jid));
    assert!(text.contains("kácení lípy u školy"), "{text}");
}

#[test]
fn what_was_read_in_a_file_finds_it_at_the_office_it_was_handed_to() {
    let town = Town::found();
    let ivana = town.school();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    capture(&jana, &saved(&jana, "dopis.png", &page(&jana, &jid)), &["--release"]);
    jana.sync();
    jana.run(&["dispatch", &jid, "--to", "základní"]).done();
    jana.sync();
    wait_until("the letter at the school", || {
        ivana.run(&["sync"]);
        ivana.run(&["search", "obsah:převzetí"]).done()["total"] == 1
    });
}

#[test]
fn czech_is_read_also_where_other_languages_are_expected() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let file = saved(&jana, "dopis.png", &page(&jana, &jid));
    capture(&jana, &file, &["--languages", "deu+ces", "--release"]);
    assert!(read_text(&file_of(&jana, &jid)).contains("kácení lípy u školy"));
}
