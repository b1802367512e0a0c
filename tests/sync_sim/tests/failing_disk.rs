//! A centre whose disk cannot be read for a while: nobody is told anything final.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::path::Path;
use std::sync::Arc;

use centre_store::OpenHow as CentreHow;
use domain::authority::Role;
use server::Centre;
use store::OpenHow;
use sync_client::Round;
use testkit::{
    Carrier, Disk, Post, SeededRandomness, add_person, desk_line, enrol_desk, found, open_unit, own_document,
};
use values::{Clock, Code, Instant, ManualClock};

fn open(disk: &Disk, folder: &Path, clock: &Arc<ManualClock>) -> Centre {
    let how = CentreHow { vfs: Some(disk.vfs()), ..CentreHow::default() };
    let clock: Arc<dyn Clock> = clock.clone();
    Centre::open(folder, how, clock, Box::new(SeededRandomness::new(1, "centre"))).unwrap()
}

#[test]
fn a_command_that_met_an_unreadable_page_is_decided_later_and_never_answered_broken() {
    let folder = tempfile::tempdir().unwrap();
    let at: Instant = "2026-03-02T08:00:00Z".parse().unwrap();
    let (disk, clock) = (Disk::new(), Arc::new(ManualClock::at(at)));
    let path = folder.path().join("centre");
    let mut centre = open(&disk, &path, &clock);
    found(&centre, clock.as_ref(), "town", "TOWN").unwrap();
    let unit = open_unit(&centre, clock.as_ref(), "town", "POD").unwrap();
    let posts = vec![Post { role: Role::FilingClerk, unit }];
    let person = add_person(&centre, clock.as_ref(), "town", "Nováková", posts).unwrap();
    let line = desk_line(&centre, clock.as_ref(), "town", person).unwrap();
    let randomness = Box::new(SeededRandomness::new(1, "desk"));
    let device = folder.path().join("device");
    let desk = enrol_desk(&centre, &device, &line, clock.clone(), randomness, OpenHow::default()).unwrap().desk;
    let sync = |centre: &Centre| Round::default().play(&desk, &Carrier(centre), &mut |_| {}).map_err(|it| it.code());

    sync(&centre).unwrap();
    let mut n_failed = 0;
    for n_reads in 0..60 {
        desk.write(|tx| tx.submit(own_document(&format!("Spis {n_reads}")).own(tx)?)).unwrap();
        // A new connection has read nothing yet.
        drop(centre);
        centre = open(&disk, &path, &clock);
        disk.set_readable(&path.to_string_lossy(), Some(n_reads));
        let ended = sync(&centre);
        assert!(matches!(ended, Ok(()) | Err(Code::CentreAiling)), "{ended:?} after {n_reads} reads");
        n_failed += u32::from(ended.is_err());
        disk.set_readable(&path.to_string_lossy(), None);
        drop(centre);
        centre = open(&disk, &path, &clock);
        sync(&centre).unwrap();
        assert_eq!(desk.read(|tx| Ok((tx.n_pending()?, tx.n_needs()?))).unwrap(), (0, 0), "after {n_reads} reads");
    }
    assert!((5..60).contains(&n_failed), "{n_failed} rounds met the disk");
    let checked = centre.in_tenant("town", |store| store.check()).unwrap();
    assert_eq!(checked.last_numbers, [(2026, 60)].into());
}
