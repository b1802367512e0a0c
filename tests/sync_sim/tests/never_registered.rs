//! A letter whose registering failed at the centre: what the clerk wrote is still hers to send again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use actions::{Choice, ItemKind, items, settle};
use common::{offices, sync};
use domain::authority::Role;
use domain::{EntityKind, Wish};
use store::NeedKind;
use sync_client::Round;
use sync_protocol::{Answer, PushReply, Reply, Request};
use testkit::own_document;
use values::{Code, Refusal};

#[test]
fn a_letter_the_centre_failed_to_register_is_shown_whole_and_sent_again_with_one_key() {
    for answer in [Answer::Broken("1A2B3C4D".to_owned()), Answer::Refused(Refusal::new(Code::CommandUnknown))] {
        let it = offices(Role::FilingClerk);
        let desk = &it.town.desk;
        let before = desk.read(|tx| tx.list(EntityKind::Document)).unwrap().len();
        desk.write(|tx| tx.submit(own_document("Rozhodnutí o dotaci").own(tx)?)).unwrap();
        let mut round = Round::default();
        let Some(Request::Push(push)) = round.next(desk).unwrap() else { panic!("there is something to push") };
        let answers = push.commands.iter().map(|it| (it.id, answer.clone())).collect();
        round.receive(desk, Reply::Push(PushReply { answers })).unwrap();

        let found = desk.read(items).unwrap();
        let [item] = found.as_slice() else { panic!("one item") };
        assert!(!item.is_forgotten);
        assert_eq!(item.choices, [Choice::Retry, Choice::Dismiss]);
        let Some(Wish::RegisterOwn(wish)) = &item.wish else { panic!("what was wished") };
        assert_eq!(wish.entry.subject, "Rozhodnutí o dotaci");
        settle(desk, item.id, Choice::Retry).unwrap();
        sync(&it.centre, desk);
        assert_eq!(desk.read(|tx| tx.list(EntityKind::Document)).unwrap().len(), before + 1);
        // The centre never had the place its invented answer was for, and takes the desk for a copied one.
        let left = desk.read(items).unwrap();
        assert!(left.iter().all(|it| it.kind == ItemKind::Own(NeedKind::Forked)));
    }
}

#[test]
fn what_became_restricted_meanwhile_tells_nothing_and_waits_for_a_supervisor() {
    let it = offices(Role::FilingClerk);
    let (chief, document) = (&it.town.desk, it.town.document);
    // The school's clerk, in the town this once: a filing clerk, not a supervisor.
    let unit = testkit::open_unit(&it.centre, it.clock.as_ref(), "town", "POD2").unwrap();
    let posts = vec![testkit::Post { role: Role::FilingClerk, unit }];
    let person = testkit::add_person(&it.centre, it.clock.as_ref(), "town", "Malá", posts).unwrap();
    let correct = |desk: &store::Desk, field: domain::registry::Field, now: &str| {
        let was = desk.read(|tx| Ok(field.get(&tx.document(document)?.unwrap()))).unwrap();
        actions::correct(desk, document, vec![actions::Seen { field, was, now: now.to_owned() }], "").unwrap();
    };
    use domain::registry::Field;
    correct(chief, Field::Restricted, "false");
    sync(&it.centre, chief);
    let desk = common::enrol(&it.centre, &it.clock, &it.folder, "town", person).desk;
    correct(&desk, Field::Subject, "Moje oprava");
    correct(chief, Field::Subject, "Přísně tajné");
    correct(chief, Field::Restricted, "true");
    sync(&it.centre, chief);
    sync(&it.centre, &desk);

    let mine = desk.read(items).unwrap();
    let [item] = mine.as_slice() else { panic!("one item") };
    let need = item.need.as_ref().unwrap();
    assert_eq!((need.kind, need.conflicts.len()), (NeedKind::QuarantinedMine, 0));
    assert!(item.is_forgotten);
    sync(&it.centre, chief);
    let waiting = chief.read(items).unwrap();
    let [waiting] = waiting.as_slice() else { panic!("one item") };
    assert_eq!(waiting.document, Some(document), "the supervisor sees what it is about");
    assert!(matches!(&waiting.wish, Some(Wish::CorrectDocument(_))), "and what was wished");
    settle(chief, waiting.id, Choice::Reject).unwrap();
    sync(&it.centre, chief);
    sync(&it.centre, &desk);
    let mine = desk.read(items).unwrap();
    assert_eq!(mine[0].need.as_ref().unwrap().problem.code, Code::TurnedDown);
}
