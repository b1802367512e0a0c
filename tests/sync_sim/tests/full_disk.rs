//! A disk that fills up under an open desk, or under the centre: nothing is lost, and all is taken once when there is
//! room.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::path::Path;
use std::sync::Arc;

use actions::EntryForm;
use centre_store::OpenHow as CentreHow;
use domain::authority::Role;
use server::Centre;
use store::OpenHow;
use sync_client::Round;
use testkit::{Carrier, Disk, Enrolment, Post, SeededRandomness, add_person, desk_line, enrol_desk, found, open_unit};
use values::{Clock, Code, Instant, ManualClock, Problem};

/// A centre and a clerk's desk, both with their databases on `disk`.
fn office_on(disk: &Disk, folder: &Path) -> (Centre, Enrolment) {
    let at: Instant = "2026-03-02T08:00:00Z".parse().unwrap();
    let clock = Arc::new(ManualClock::at(at));
    let randomness = |name| Box::new(SeededRandomness::new(1, name));
    let shared: Arc<dyn Clock> = clock.clone();
    let how = CentreHow { vfs: Some(disk.vfs()), ..CentreHow::default() };
    let centre = Centre::open(&folder.join("centre"), how, shared.clone(), randomness("centre")).unwrap();
    found(&centre, clock.as_ref(), "town", "TOWN").unwrap();
    let unit = open_unit(&centre, clock.as_ref(), "town", "POD").unwrap();
    let posts = vec![Post { role: Role::FilingClerk, unit }];
    let person = add_person(&centre, clock.as_ref(), "town", "Nováková", posts).unwrap();
    let line = desk_line(&centre, clock.as_ref(), "town", person).unwrap();
    let how = OpenHow { vfs: Some(disk.vfs()), ..OpenHow::default() };
    let enrolled = enrol_desk(&centre, &folder.join("device"), &line, shared, randomness("desk"), how).unwrap();
    sync(&centre, &enrolled).unwrap();
    (centre, enrolled)
}

fn sync(centre: &Centre, enrolled: &Enrolment) -> Result<(), Problem> {
    Round::default().play(&enrolled.desk, &Carrier(centre), &mut |_| {})
}

/// Everything under `path` finds no room, while `f` is done.
fn without_room<T>(disk: &Disk, path: &Path, f: impl FnOnce() -> T) -> T {
    let path = path.to_string_lossy();
    disk.set_full(&path, true);
    let done = f();
    disk.set_full(&path, false);
    done
}

fn entry(folder: &Path) -> EntryForm {
    let path = folder.join("příloha.txt");
    std::fs::write(&path, "příloha ".repeat(1000)).unwrap();
    EntryForm {
        is_own: true,
        subject: "Zápis, na který nezbylo místo".to_owned(),
        files: vec![path.to_string_lossy().into_owned()],
        ..EntryForm::default()
    }
}

#[test]
fn an_entry_the_disk_has_no_room_for_stays_a_draft_and_is_registered_once_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::new();
    let (_, enrolled) = office_on(&disk, folder.path());
    let desk = &enrolled.desk;
    let form = entry(folder.path());
    let typed = serde_json::to_string(&form).unwrap();
    desk.write(|tx| tx.save_draft("entry:own", &typed)).unwrap();
    let before = desk.read(|tx| tx.identity()).unwrap();

    without_room(&disk, &enrolled.folder, || {
        for _ in 0..3 {
            assert_eq!(actions::register(desk, &form).map_err(|it| it.code()), Err(Code::DiskFull));
        }
        // The desk is still open, and still shows what was typed.
        assert_eq!(desk.read(|tx| tx.load_draft("entry:own")).unwrap().as_deref(), Some(typed.as_str()));
        assert_eq!(desk.read(|tx| tx.n_pending()).unwrap(), 0);
    });

    actions::register(desk, &form).unwrap();
    assert_eq!(desk.read(|tx| tx.load_draft("entry:own")).unwrap(), None);
    assert_eq!(desk.read(|tx| tx.list(domain::EntityKind::Document)).unwrap().len(), 1);
    assert_eq!(desk.read(|tx| tx.identity()).unwrap(), before);
}

#[test]
fn a_centre_without_room_takes_nothing_and_says_that_the_trouble_is_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::new();
    let (centre, enrolled) = office_on(&disk, folder.path());
    let desk = &enrolled.desk;
    actions::register(desk, &entry(folder.path())).unwrap();
    without_room(&disk, &folder.path().join("centre"), || {
        assert_eq!(sync(&centre, &enrolled).map_err(|it| it.code()), Err(Code::CentreAiling));
        assert_eq!(desk.read(|tx| tx.n_unanswered()).unwrap(), 2, "both commands wait on the desk");
    });
    sync(&centre, &enrolled).unwrap();
    assert_eq!(desk.read(|tx| tx.n_pending()).unwrap(), 0);
    let checked = centre.in_tenant("town", |store| store.check()).unwrap();
    assert_eq!(checked.last_numbers, [(2026, 1)].into());
}
