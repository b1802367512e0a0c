//! Files whose bytes came to harm where they lay: they are said to be damaged, and nothing waits behind them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use std::path::{Path, PathBuf};

use common::{attach, enrol, of_centre, offices, sync};
use domain::authority::Role;
use domain::registry::FileState;
use store::Desk;
use sync_client::Round;
use testkit::Carrier;
use values::{Code, Problem, Sha256};

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { files_under(&it) } else { vec![it] }).collect()
}

/// Makes one byte in the middle of a file another one.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_file_that_cannot_be_read_here_is_said_and_the_others_are_sent() {
    let it = offices(Role::FilingClerk);
    let desk = &it.town.desk;
    let harms: [fn(&Path); 2] = [damage, |it| std::fs::remove_file(it).unwrap()];
    for (at, harm) in harms.into_iter().enumerate() {
        let before = files_under(&desk.folder().files());
        let broken = attach(desk, it.town.document, "broken.txt", format!("broken {at}").as_bytes());
        let after = files_under(&desk.folder().files());
        harm(after.iter().find(|it| !before.contains(it)).unwrap());
        let whole = attach(desk, it.town.document, "whole.txt", format!("whole {at}").as_bytes());

        let mut round = Round::default();
        let ended = round.play(desk, &Carrier(&it.centre), &mut |_| {});
        assert_eq!(ended.map_err(|it| it.code()), Err(Code::FileDamaged));
        assert_eq!(round.counts.files_up, 1);
        assert_eq!(of_centre(&it, &it.town, whole).state, FileState::Stored);
        assert_eq!(of_centre(&it, &it.town, broken).state, FileState::Announced, "it is still on its way");
    }
}

#[test]
fn what_was_there_stays_when_a_damaged_file_cannot_be_saved_over_it() {
    let it = offices(Role::FilingClerk);
    let desk = &it.town.desk;
    let before = files_under(&desk.folder().files());
    let component = attach(desk, it.town.document, "a.txt", b"whole at first");
    let target = it.folder.path().join("saved.txt");
    std::fs::write(&target, "mine").unwrap();
    let after = files_under(&desk.folder().files());
    damage(after.iter().find(|it| !before.contains(it)).unwrap());
    assert_eq!(actions::save_file(desk, component, &target).map_err(|it| it.code()), Err(Code::FileDamaged));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
    assert_eq!(files_under(it.folder.path()).iter().filter(|it| it.ends_with("saved.txt.part")).count(), 0);
}

#[test]
fn a_file_that_came_to_harm_at_the_centre_is_not_kept_and_can_be_asked_for_again() {
    let it = offices(Role::FilingClerk);
    let bytes = b"whole at first";
    let component = attach(&it.town.desk, it.town.document, "a.txt", bytes);
    sync(&it.centre, &it.town.desk);
    let other = enrol(&it.centre, &it.clock, &it.folder, "town", it.town.person).desk;
    let name = Sha256::of(bytes).to_string();
    let files = files_under(&it.folder.path().join("centre").join("files"));
    damage(files.iter().find(|it| it.ends_with(&name)).unwrap());

    let fetch = |desk: &Desk| {
        desk.write(|tx| tx.want_file(component)).unwrap();
        Round::default().play(desk, &Carrier(&it.centre), &mut |_| {}).map_err(|it: Problem| it.code())
    };
    assert_eq!(fetch(&other), Err(Code::FileDamaged));
    assert!(!other.read(|tx| tx.holds_file(&Sha256::of(bytes))).unwrap());
    damage(files.iter().find(|it| it.ends_with(&name)).unwrap());
    assert_eq!(fetch(&other), Ok(()), "mended again, as from a backup");
    assert!(other.is_file_whole(&Sha256::of(bytes)).unwrap());
}
