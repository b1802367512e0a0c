//! What was done is undone by a new command, as far as nobody went on from there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use actions::{Seen, assign, correct, undo};
use common::{enrol, offices, register, sync};
use domain::authority::Role;
use domain::registry::{Field, Handling, HandlingState};
use serde_json::json;
use store::Desk;
use values::{Clock, Code, DocumentId};

fn subject(desk: &Desk, document: DocumentId) -> String {
    desk.read(|tx| tx.document(document)).unwrap().unwrap().subject
}

fn rename(desk: &Desk, document: DocumentId, now: &str) {
    let was = json!(subject(desk, document));
    correct(desk, document, vec![Seen { field: Field::Subject, was, now: now.to_owned() }], "").unwrap();
}

#[test]
fn steps_are_undone_one_by_one_and_all_of_it_stays_in_the_history() {
    let it = offices(Role::Supervisor);
    let desk = &it.school.desk;
    let document = register(desk, it.clock.now());
    rename(desk, document, "První");
    assign(desk, document, &Handling::default(), (None, Some(it.school.person))).unwrap();
    assert_eq!(undo(desk).unwrap().unwrap().verb, "assign_document");
    sync(&it.centre, desk);
    assert_eq!(undo(desk).unwrap().unwrap().verb, "correct_document");
    sync(&it.centre, desk);
    let (now, history) = desk.read(|tx| Ok((tx.document(document)?.unwrap(), tx.history(document)?))).unwrap();
    assert_eq!((now.subject.as_str(), now.handling.state), ("Stížnost", HandlingState::Unassigned));
    assert_eq!(history.len(), 4);
    assert_eq!(undo(desk), Ok(None), "what was undone is not undone in its turn");
}

#[test]
fn what_somebody_went_on_from_is_not_undone() {
    let it = offices(Role::Supervisor);
    let desk = &it.school.desk;
    let other = enrol(&it.centre, &it.clock, &it.folder, it.school.slug, it.school.person).desk;
    rename(desk, it.school.document, "První");
    sync(&it.centre, desk);
    sync(&it.centre, &other);
    rename(&other, it.school.document, "Druhý");
    sync(&it.centre, &other);
    sync(&it.centre, desk);
    assert_eq!(undo(desk).unwrap_err().code(), Code::Conflict);
    assert_eq!(undo(desk), Ok(None), "and it is not tried again");
    assert_eq!(subject(desk, it.school.document), "Druhý");
}
