//! Files nobody should attach.
#![allow(clippy::unwrap_used)]

use std::fs::File;

use stories::{Clerk, Town};

/// Attaches what is bad and registers with it: both are refused the same way, and nothing is left behind.
fn check_refused(jana: &Clerk, document: &str, path: &std::path::Path, exit: i32, code: &str) {
    let path = path.to_str().unwrap();
    let before = jana.documents().len();
    let problem = jana.run(&["attach", document, path]).problem(exit, code);
    assert_eq!(problem["field"], "files");
    let entry = ["register", "--subject", "s přílohou", "--sender-name", "čez", "--file", path];
    jana.run(&entry).problem(exit, code);
    assert_eq!(jana.documents().len(), before, "all or nothing");
    assert_eq!(jana.show(document)["n_files"], 0);
}

#[test]
fn a_file_that_is_empty_too_large_gone_or_a_folder_is_refused_and_leaves_nothing() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &[]);
    let at = |name: &str| town.folder().join(name);
    File::create(at("prázdný.pdf")).unwrap();
    check_refused(&jana, &jid, &at("prázdný.pdf"), 1, "file_empty");
    File::create(at("obrovský.bin")).unwrap().set_len(2 * 1024 * 1024 * 1024).unwrap();
    check_refused(&jana, &jid, &at("obrovský.bin"), 1, "file_too_large");
    check_refused(&jana, &jid, &at("nikde.pdf"), 1, "file_vanished");
    // A file of the system that says it has a page and has a line: it ends while it is read.
    if cfg!(target_os = "linux") {
        check_refused(&jana, &jid, std::path::Path::new("/sys/devices/system/cpu/online"), 1, "file_vanished");
    }
    std::fs::create_dir(at("složka")).unwrap();
    check_refused(&jana, &jid, &at("složka"), 1, "file_not_regular");
    let left = std::fs::read_dir(jana.desk_folder().join("files")).unwrap().count();
    assert_eq!(left, 0, "no half-written file is left");
    jana.run(&["check"]).done();
}

#[test]
fn a_file_of_any_kind_is_taken_is_known_by_its_bytes_and_stored_once() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 32]].concat();
    let zip = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
    let files: [(&str, &[u8], &str); 5] = [
        ("plán.png", &png, "image/png"),
        ("smlouva.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
        ("archiv.zip", &zip, "application/zip"),
        ("dopis.eml", b"From: a@b.cz\r\nSubject: x\r\n\r\ntext\r\n", "message/rfc822"),
        ("cosi.xyz", &[1, 2, 3, 0, 255], "application/octet-stream"),
    ];
    let jid = jana.register("Dopis s přílohami", &[]);
    for (name, bytes, _) in files {
        let path = town.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        jana.run(&["attach", &jid, path.to_str().unwrap()]).done();
    }
    // The same bytes under another name, and on another letter.
    let again = town.folder().join("tentýž plán.png");
    std::fs::write(&again, &png).unwrap();
    let other = jana.register("Jiný dopis", &["--file", again.to_str().unwrap()]);
    let shown = jana.show(&jid);
    for (name, _, media_type) in files {
        let file = shown["files"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
        assert_eq!(file["media_type"], media_type, "{name}");
    }
    let held = std::fs::read_dir(jana.desk_folder().join("files")).unwrap().count();
    assert_eq!(held, files.len(), "equal bytes are kept once");
    jana.sync();
    let petr = town.desk("Dvořák");
    petr.sync();
    let to = town.folder().join("stažený.png");
    petr.run(&["fetch", &other, "tentýž plán.png", "--to", to.to_str().unwrap()]).done();
    assert_eq!(std::fs::read(to).unwrap(), png);
    let stored = walk(&town.centre_folder().join("files"));
    assert_eq!(stored, files.len(), "at the centre, too");
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.map(|it| if it.is_dir() { walk(&it) } else { 1 }).sum()
}
