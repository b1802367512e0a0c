//! What "mine" settles: the item the clerk has seen, and what failed only because of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use actions::{Choice, ItemId, Seen, correct, items, settle};
use common::{Offices, enrol, offices, sync};
use domain::authority::Role;
use domain::registry::Field;
use store::Desk;
use values::DocumentId;

fn change(desk: &Desk, document: DocumentId, field: Field, now: &str) {
    let was = desk.read(|tx| Ok(field.get(&tx.document(document)?.unwrap()))).unwrap();
    correct(desk, document, vec![Seen { field, was, now: now.to_owned() }], "").unwrap();
}

fn value(desk: &Desk, document: DocumentId, field: Field) -> String {
    let value = desk.read(|tx| Ok(field.get(&tx.document(document)?.unwrap()))).unwrap();
    value.as_str().unwrap().to_owned()
}

/// Two desks change `theirs` and `mine`; theirs reaches the centre first. Returns the items of the other desk.
fn two_at_once(it: &Offices, mine: [(Field, &str); 2]) -> Vec<ItemId> {
    let document = it.town.document;
    let other = enrol(&it.centre, &it.clock, &it.folder, "town", it.town.person).desk;
    for field in [Field::Subject, Field::SenderReference] {
        change(&other, document, field, "theirs");
    }
    for (field, now) in mine {
        change(&it.town.desk, document, field, now);
    }
    sync(&it.centre, &other);
    sync(&it.centre, &it.town.desk);
    it.town.desk.read(|tx| Ok(items(tx)?.iter().map(|it| it.id).collect())).unwrap()
}

#[test]
fn mine_leaves_a_conflict_about_another_field_to_be_seen() {
    let it = offices(Role::FilingClerk);
    let found = two_at_once(&it, [(Field::Subject, "mine"), (Field::SenderReference, "mine")]);
    assert_eq!(found.len(), 2);
    settle(&it.town.desk, found[0], Choice::Mine).unwrap();
    sync(&it.centre, &it.town.desk);
    assert_eq!(value(&it.town.desk, it.town.document, Field::Subject), "mine");
    assert_eq!(value(&it.town.desk, it.town.document, Field::SenderReference), "theirs");
    let left = it.town.desk.read(items).unwrap();
    assert_eq!(left.iter().map(|it| it.id).collect::<Vec<_>>(), [found[1]]);
    assert_eq!(left[0].need.as_ref().unwrap().beneath, None, "it stands for itself now");
}

#[test]
fn mine_takes_along_what_failed_only_because_of_it() {
    let it = offices(Role::FilingClerk);
    let found = two_at_once(&it, [(Field::Subject, "mine"), (Field::Subject, "mine, later")]);
    assert_eq!(found.len(), 2);
    settle(&it.town.desk, found[0], Choice::Mine).unwrap();
    sync(&it.centre, &it.town.desk);
    assert_eq!(value(&it.town.desk, it.town.document, Field::Subject), "mine, later");
    assert!(it.town.desk.read(|tx| Ok(items(tx)?.is_empty())).unwrap());
}
