//! A disk without room: everything is refused with one sentence, and nothing is lost or half done.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use image::{GrayImage, Luma};
use stories::{Clerk, SmallDisk, Town, drawn, jpeg};
use testkit::{EsclDevice, EsclServer, Faults};

/// A desk on a disk of so many megabytes; none where no disk can be mounted.
fn desk_of(town: &Town, size_mb: u32) -> Option<(SmallDisk, Clerk)> {
    let Some(disk) = SmallDisk::mount(&town.folder().join("small"), size_mb) else {
        eprintln!("skipped: no disk can be mounted here");
        return None;
    };
    let jana = town.device("small").on(&disk);
    jana.run(&["enrol", "--line", &town.line("Nováková", "1"), "--device", "malý disk"]).done();
    Some((disk, jana))
}

#[test]
fn nothing_is_half_done_on_a_full_disk_and_everything_goes_on_when_there_is_room() {
    let town = Town::found();
    let Some((disk, jana)) = desk_of(&town, 16) else { return };
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

/// Room runs out at every step of the line: while the batch is begun, a page is stored, looked at or read, a letter's file is written or
/// attached. Each time it is said, the batch opens where it stood, and goes on when there is room.
#[test]
fn a_pile_loses_nothing_wherever_the_disk_is_full() {
    let town = Town::found();
    let Some((disk, jana)) = desk_of(&town, 24) else { return };
    // Two letters of one page each, and their scans.
    let papers = || {
        [1, 2].map(|n| {
            let jid = jana.register("Dopis", &["--sheets", "1"]);
            let pdf = town.folder().join("papír.pdf");
            let receipt = ["receipt", &jid, "--to", pdf.to_str().unwrap()];
            jana.run(&receipt).done();
            let scan = town.folder().join(format!("{n}.jpg"));
            std::fs::write(&scan, jpeg(&drawn(&pdf, 200).remove(0).into_luma8())).unwrap();
            (jid, scan.display().to_string())
        })
    };
    let n_files = |jid: &str| jana.show(jid)["files"].as_array().unwrap().len();
    let (mut stages, mut n_whole, mut pile) = (BTreeSet::new(), 0, papers());
    for room_kb in (0..2_000).step_by(60) {
        let have = |n: usize| pile.iter().all(|it| n_files(&it.0) == n);
        let files = pile.each_ref().map(|it| it.1.as_str());
        disk.fill_but(room_kb * 1024);
        let ran = jana.run(&[&["capture", "--release"], &files[..]].concat());
        disk.free();
        let said = ran.json.clone();
        if ran.exit == 0 && said["problems"].as_array().is_some_and(Vec::is_empty) {
            stages.insert("whole");
            assert!(have(1), "{said}");
            n_whole += 1;
            if n_whole == 2 {
                break;
            }
            pile = papers();
            continue;
        }
        assert!(have(0), "half of a release is none: {said}");
        // Whatever there is of the batch is whole.
        let batches = jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().clone();
        let Some(open) = batches.iter().find(|it| it["is_closed"] == false) else {
            stages.insert("nothing begun");
            continue;
        };
        let open = open["id"].as_str().unwrap();
        let shown = jana.run(&["batch", "show", open]).done();
        stages.insert(match (shown["state"].as_str(), shown["n_pages"].as_u64()) {
            (Some("open"), Some(0)) => "begun",
            (Some("open"), Some(1)) => "one page stored",
            (Some("open"), _) => "both pages stored",
            _ => "not released",
        });
        let n_left = 2 - shown["n_pages"].as_u64().unwrap() as usize;
        if shown["state"] == "open" {
            if n_left > 0 {
                jana.run(&[&["capture", "--batch", open], &files[2 - n_left..]].concat()).done();
            }
            jana.run(&["batch", "resolve", open, "accept-count"]).done();
        }
        jana.run(&["batch", "release", open]).done();
        assert!(have(1), "{shown}");
        pile = papers();
    }
    assert!(stages.len() >= 4 && stages.contains("whole"), "{stages:?}");
    jana.run(&["check"]).done();
}

#[test]
fn a_device_is_told_when_its_pages_find_no_room() {
    let town = Town::found();
    let Some((disk, jana)) = desk_of(&town, 16) else { return };
    // Nothing packs grain: more than two megabytes.
    let grain = jpeg(&GrayImage::from_fn(1654, 2339, |x, y| Luma([(x.wrapping_mul(y * 7919 + 1) >> 3) as u8])));
    assert!(grain.len() > 2_000_000, "{}", grain.len());
    let scanner = EsclServer::start(EsclDevice::new([grain.clone(), grain], Faults::default()));
    // Room for the batch, and none for its page.
    disk.fill_but(1_500_000);
    jana.run(&["capture", "--source", &format!("escl:{}", scanner.url())]).problem(3, "disk_full");
    let heard = scanner.device.lock().unwrap().heard.clone();
    assert_eq!(heard.last().map(String::as_str), Some("DELETE /eSCL/ScanJobs/1"), "{heard:?}");
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
