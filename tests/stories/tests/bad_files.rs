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
