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

/// Nothing packs grain: a page of more than two megabytes.
fn grain(seed: u32) -> GrayImage {
    let page = GrayImage::from_fn(1654, 2339, |x, y| Luma([(x.wrapping_mul(y * 7919 + 1 + seed) >> 3) as u8]));
    assert!(jpeg(&page).len() > 2_000_000);
    page
}

/// As [`grain`], with a label in the corner.
fn grain_of(clerk: &Clerk, town: &Town, jid: &str) -> Vec<u8> {
    let pdf = town.folder().join("štítek.pdf");
    clerk.run(&["label", jid, "--to", pdf.to_str().unwrap()]).done();
    let label = drawn(&pdf, 200).remove(0).into_luma8();
    let mut page = grain(7);
    image::imageops::overlay(&mut page, &label, i64::from(1654 - label.width() - 60), 60);
    jpeg(&page)
}

/// Room for what the register writes, and none for a page or a file of grain.
const ROOM: u64 = 1_500_000;

#[test]
fn a_page_scanned_again_a_watched_file_and_a_batch_out_of_the_bin_find_no_room_and_lose_nothing() {
    let town = Town::found();
    let Some((disk, jana)) = desk_of(&town, 48) else { return };
    let n_files = |jid: &str| jana.show(jid)["files"].as_array().unwrap().len();
    let saved = |name: &str, bytes: &[u8]| {
        let path = town.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let said = jana.run(&["capture", "--without-text", &saved("1.jpg", &grain_of(&jana, &town, &jid))]).done();
    let id = said["batch"].as_str().unwrap();
    let shown = || jana.run(&["batch", "show", id]).done()["documents"][0]["pages"].clone();

    let again = saved("2.jpg", &jpeg(&grain(13)));
    let rescan = ["capture", "--without-text", "--batch", id, "--in-place-of", "1", &again];
    let before = shown();
    disk.fill_but(ROOM);
    jana.run(&rescan).problem(3, "disk_full");
    disk.free();
    assert_eq!(shown(), before);
    jana.run(&rescan).done();
    let is_hidden: Vec<bool> = shown().as_array().unwrap().iter().map(|it| it["is_hidden"] == true).collect();
    assert_eq!(is_hidden, [true, false]);
    jana.run(&["batch", "resolve", id, "undo"]).done();

    // What was opened again is attached anew, or stays as it was.
    let release = ["batch", "release", id, "--without-text"];
    jana.run(&release).done();
    jana.run(&["batch", "reopen", id]).done();
    jana.run(&["batch", "resolve", id, "turn", "1", "--quarters", "2"]).done();
    disk.fill_but(ROOM);
    jana.run(&release).problem(3, "disk_full");
    disk.free();
    assert_eq!(n_files(&jid), 1);
    jana.run(&release).done();
    assert_eq!(n_files(&jid), 2);

    let folder = town.folder().join("skeny");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("1.jpg"), jpeg(&grain(17))).unwrap();
    let source = format!("folder:{}", folder.display());
    let take = ["capture", "--source", &source, "--without-text"];
    disk.fill_but(ROOM);
    jana.run(&take).problem(3, "disk_full");
    disk.free();
    assert!(folder.join("1.jpg").exists(), "what is not stored is not moved");
    let taken = jana.run(&take).done()["batches"].clone();
    assert_eq!((taken.as_array().unwrap().len(), &taken[0]["n_taken"]), (1, &1.into()), "{taken}");
    assert!(folder.join("převzato/1.jpg").exists());
    jana.run(&["check"]).done();
}

#[test]
fn a_scan_that_finds_no_room_when_its_letter_comes_follows_with_the_next_round() {
    let town = Town::found();
    let Some((disk, jana)) = desk_of(&town, 24) else { return };
    let petr = town.desk("Dvořák");
    let jid = petr.register("Dopis", &["--sheets", "1"]);
    let scan = town.folder().join("1.jpg");
    std::fs::write(&scan, grain_of(&petr, &town, &jid)).unwrap();
    let said = jana.run(&["capture", "--without-text", "--release", scan.to_str().unwrap()]).done();
    assert_eq!(said["state"], "parked", "{said}");
    petr.sync();
    disk.fill_but(ROOM);
    jana.run(&["sync"]).done();
    disk.free();
    assert_eq!(jana.show(&jid)["files"].as_array().unwrap().len(), 0, "it waits");
    jana.sync();
    assert_eq!(jana.show(&jid)["files"].as_array().unwrap().len(), 1);
    jana.run(&["check"]).done();
}

#[test]
fn a_device_is_told_when_its_pages_find_no_room() {
    let town = Town::found();
    let Some((disk, jana)) = desk_of(&town, 16) else { return };
    let grain = jpeg(&grain(0));
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
