//! A disk without room: everything is refused with one sentence, and nothing is lost or half done.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use stories::{SmallDisk, Town};

#[test]
fn nothing_is_half_done_on_a_full_disk_and_everything_goes_on_when_there_is_room() {
    let town = Town::found();
    let Some(disk) = SmallDisk::mount(&town.folder().join("small"), 16) else {
        eprintln!("skipped: no disk can be mounted here");
        return;
    };
    let jana = town.device("small").on(&disk);
    jana.run(&["enrol", "--line", &town.line("Nováková", "1"), "--device", "malý disk"]).done();
    let jid = jana.register("První dopis", &[]);
    let scan = town.folder().join("sken.pdf");
    std::fs::write(&scan, vec![7; 3_000_000]).unwrap();
    let scan = scan.to_str().unwrap();

    disk.fill();
    jana.run(&["attach", &jid, scan]).problem(3, "disk_full");
    let entry = ["register", "--own", "--subject", "Na tento nezbylo místo", "--file", scan];
    jana.run(&entry).problem(3, "disk_full");
    // What is written for the clerk has no room either, and leaves no half of itself.
    let at = |name: &str| disk.folder().join(name).display().to_string();
    jana.run(&["export", "--to", &at("vývoz.csv")]).problem(3, "disk_full");
    jana.run(&["label", &jid, "--to", &at("štítek.pdf")]).problem(3, "disk_full");
    disk.free();
    let left = files_under(&disk.from_outside());
    assert!(!left.iter().any(|it| it.contains("vývoz") || it.contains("štítek")), "{left:?}");

    let left = files_under(&disk.from_outside().join("device/seats"));
    assert!(!left.iter().any(|it| it.ends_with(".part")), "no half-written file is left: {left:?}");
    assert_eq!(jana.documents().len(), 1);
    jana.run(&["check"]).done();
    jana.run(&["attach", &jid, scan]).done();
    jana.run(&entry).done();
    jana.sync();
    assert_eq!(jana.numbers(), [1, 2], "each once");
    assert_eq!(jana.show(&jid)["n_files"], 1);
}

fn files_under(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { files_under(&it) } else { vec![it.display().to_string()] }).collect()
}

#[test]
fn an_export_to_a_disk_that_can_only_be_read_says_so() {
    let town = Town::found();
    let Some(disk) = SmallDisk::mount(&town.folder().join("disk"), 4) else {
        eprintln!("skipped: no disk can be mounted here");
        return;
    };
    let jana = town.desk("Nováková").beside(&disk);
    jana.register("Dopis", &[]);
    let to = disk.folder().join("vyvoz.csv").display().to_string();
    jana.run(&["export", "--to", &to]).done();
    disk.make_read_only();
    let to = disk.folder().join("druhy.csv").display().to_string();
    let problem = jana.run(&["export", "--to", &to]).problem(3, "disk_failed");
    assert_eq!(problem["args"]["why"], "read_only");
}
