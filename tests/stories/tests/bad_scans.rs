//! Files that were made to break what reads them, a page the recognition fails on, and a letter cancelled while its scan waits.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use stories::{Clerk, Town, bad_scans, drawn, jpeg, page, write_program};

/// Takes a file and a good page behind it; returns how many pages came, and why the file did not.
fn taken(jana: &Clerk, name: &str) -> (u64, String) {
    let folder = jana.folder();
    let good = folder.join("dobra.jpg");
    std::fs::write(&good, jpeg(&page(None, 20))).unwrap();
    let path = folder.join(name);
    let files = ["capture", path.to_str().unwrap(), good.to_str().unwrap()];
    let said = jana.run(&[&files[..], &["--profile", "one-document", "--without-text", "--jobs", "2"]].concat()).done();
    let why = said["problems"][0]["problem"]["args"]["why"].as_str().unwrap_or_default().to_owned();
    (said["n_taken"].as_u64().unwrap(), why)
}

#[test]
fn files_made_to_break_a_reader_are_pages_or_are_said() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    bad_scans(jana.folder());
    for (name, n_pages, why) in [
        ("cmyk.jpg", 1, ""),
        ("sixteen.tif", 1, ""),
        // What a PDF would do when it is opened, and what is hidden in it, does not reach its pages.
        ("script.pdf", 1, ""),
        ("pages.pdf", 0, "too_many_pages"),
        ("bomb.pdf", 0, "image_too_large"),
    ] {
        assert_eq!(taken(&jana, name), (n_pages + 1, why.to_owned()), "{name}");
    }
    jana.run(&["check"]).done();
}

#[test]
fn a_tiff_of_two_thousand_pages_is_two_thousand_pages() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    bad_scans(jana.folder());
    assert_eq!(taken(&jana, "many.tif"), (2001, String::new()));
}

#[test]
fn a_page_the_recognition_crashes_on_is_tried_once_more_and_the_rest_is_read() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Žádost o kácení lípy u školy", &["--sheets", "2"]);
    let pdf = jana.folder().join("papir.pdf");
    jana.run(&["receipt", &jid, "--to", pdf.to_str().unwrap()]).done();
    let scan = jana.folder().join("1.jpg");
    std::fs::write(&scan, jpeg(&drawn(&pdf, 200).remove(0).into_luma8())).unwrap();
    let second = jana.folder().join("2.jpg");
    std::fs::write(&second, jpeg(&page(None, 20))).unwrap();
    // The first page it gets kills it.
    let programs = jana.folder().join("programs");
    std::fs::create_dir(&programs).unwrap();
    let mark = programs.join("crashed");
    let script = format!("[ -e '{0}' ] && exec /usr/bin/tesseract \"$@\"\ntouch '{0}'; kill -SEGV $$", mark.display());
    write_program(&programs.join("tesseract"), &script);
    let jana = jana.with_programs(&programs);
    let files = ["capture", scan.to_str().unwrap(), second.to_str().unwrap(), "--jobs", "1"];
    let said: Value = jana.run(&files).done();
    assert!(said["problems"].as_array().unwrap().is_empty(), "{said}");
    assert!(mark.exists(), "the program was not asked");
    assert_eq!(said["documents"][0]["confidence"], 0, "the page is marked: {said}");
    let batch = said["batch"].as_str().unwrap();
    let said = jana.run(&["batch", "release", batch]).done();
    assert_eq!(said["released"][0]["n_pages"], 2, "{said}");
    assert_eq!(jana.run(&["search", "obsah:převzetí"]).done()["total"], 1);
}

#[test]
fn a_letter_cancelled_while_its_scan_waits_gets_no_file() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let pdf = jana.folder().join("papir.pdf");
    jana.run(&["receipt", &jid, "--to", pdf.to_str().unwrap()]).done();
    let scan = jana.folder().join("1.jpg");
    std::fs::write(&scan, jpeg(&drawn(&pdf, 200).remove(0).into_luma8())).unwrap();
    let batch = jana.run(&["capture", scan.to_str().unwrap(), "--without-text"]).done()["batch"].clone();
    let batch = batch.as_str().unwrap();
    jana.run(&["cancel", &jid, "--reason", "omylem"]).done();
    assert_eq!(jana.run(&["batch", "show", batch]).done()["documents"][0]["doubts"][0], "cancelled");
    jana.run(&["batch", "release", batch, "--without-text"]).problem(1, "batch_in_doubt");
    assert_eq!(jana.show(&jid)["files"].as_array().unwrap().len(), 0);
}
