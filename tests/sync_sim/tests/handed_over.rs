//! What a desk has taken from its clerk reaches the centre, though the desk loses its rights on the way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use common::{BYTES, Offices, attach, attach_told, enrol, of_centre, offices, sync};
use domain::EntityKind;
use domain::authority::{GivePosts, Role};
use domain::quarantine::DecideQuarantined;
use domain::registry::FileState;
use sync_client::{Round, signer};
use testkit::{Carrier, Post, add_person, open_unit, own_document, tell};
use values::{Clock, Code, QuarantinedId, Sha256};

/// From now on the school's clerk is a case clerk somewhere else.
fn move_clerk(it: &Offices) {
    let unit = open_unit(&it.centre, it.clock.as_ref(), it.school.slug, "JINDE").unwrap();
    let posts = vec![Post { role: Role::CaseClerk, unit }];
    tell(&it.centre, it.clock.as_ref(), it.school.slug, GivePosts { person: it.school.person, posts }).unwrap();
}

#[test]
fn a_copied_desk_hands_over_what_it_wrote_after_it_was_revoked() {
    let it = offices(Role::FilingClerk);
    let desk = &it.school.desk;
    // As the answer to a place that is taken leaves it.
    desk.write(|tx| tx.set_meta("fork_wanted", &uuid::Uuid::from_u128(1))).unwrap();
    desk.write(|tx| tx.submit(own_document("Poslední").own(tx)?)).unwrap();
    it.centre.directory().revoke_seat(signer(desk).unwrap().seat, it.clock.now()).unwrap();
    let ended = Round::default().play(desk, &Carrier(&it.centre), &mut |_| {});
    assert_eq!(ended.map_err(|it| it.code()), Err(Code::SeatRevoked));
    assert_eq!(desk.read(|tx| tx.n_unanswered()).unwrap(), 0);
}

#[test]
fn a_file_is_sent_though_its_document_went_out_of_reach_meanwhile() {
    let it = offices(Role::FilingClerk);
    let desk = &it.school.desk;
    let wish = desk
        .write(|tx| {
            let unit = tx.person(it.school.person)?.unwrap().posts[0].unit;
            let sender = tx.list(EntityKind::Party)?[0].key().id;
            let letter = testkit::letter("Dotaz").from(values::PartyId(sender)).delivered_at(it.clock.now());
            let wish = letter.to(Some(unit), None).received(tx)?;
            tx.submit(wish.clone())?;
            Ok(wish)
        })
        .unwrap();
    let bytes = b"another file";
    let component = attach(desk, wish.document, "b.txt", bytes);
    let mut round = Round::default();
    let push = round.next(desk).unwrap().unwrap();
    round.receive(desk, common::ask(&it.centre, desk, push).unwrap()).unwrap();
    move_clerk(&it);
    round.play(desk, &Carrier(&it.centre), &mut |_| {}).unwrap();
    assert_eq!(of_centre(&it, &it.school, component).state, FileState::Stored);
    let (document, is_held) =
        desk.read(|tx| Ok((tx.document(wish.document)?, tx.holds_file(&Sha256::of(bytes))?))).unwrap();
    assert!(document.is_none() && !is_held, "and nothing of it stays behind");
    assert!(desk.read(|tx| tx.holds_file(&Sha256::of(BYTES))).unwrap(), "but what she may still see does");
}

#[test]
fn a_file_whose_command_waited_for_a_supervisor_is_sent_when_it_is_let_through() {
    let it = offices(Role::FilingClerk);
    let desk = &it.school.desk;
    let (component, command) = attach_told(desk, it.school.document, "b.txt", b"a late file");
    move_clerk(&it);
    sync(&it.centre, desk);
    let unit = desk.read(|tx| Ok(tx.person(it.school.person)?.unwrap().posts[0].unit)).unwrap();
    let posts = vec![Post { role: Role::Supervisor, unit }];
    let supervisor = add_person(&it.centre, it.clock.as_ref(), it.school.slug, "Vedoucí", posts).unwrap();
    let chief = enrol(&it.centre, &it.clock, &it.folder, it.school.slug, supervisor).desk;
    let quarantined = QuarantinedId(command.0);
    chief.write(|tx| tx.submit(DecideQuarantined { quarantined, release: true })).unwrap();
    sync(&it.centre, &chief);
    sync(&it.centre, desk);
    assert_eq!(of_centre(&it, &it.school, component).state, FileState::Stored);
}
