//! A fault of a rule costs its own command; what is behind it goes on.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use centre_store::Faults;
use common::{offices_with, register, sync};
use domain::authority::Role;
use domain::registry::{AssignDocument, Handling, RefuseDocument};
use store::NeedKind;
use values::{Clock, Code};

#[test]
fn a_rule_that_panics_is_answered_broken_and_the_next_command_is_carried_out() {
    let it = offices_with(Role::FilingClerk, Faults { panicking_rule: true, ..Faults::default() });
    let (desk, document) = (&it.school.desk, it.school.document);
    let behind = desk
        .write(|tx| {
            tx.submit(AssignDocument::seen(document, &Handling::default(), None, Some(it.school.person)))?;
            tx.submit(RefuseDocument { document, reason: "nepatří sem".to_owned() })?;
            Ok(())
        })
        .map(|()| register(desk, it.clock.now()))
        .unwrap();
    sync(&it.centre, desk);
    let needs = desk.read(|tx| tx.needs()).unwrap();
    let broken: Vec<_> = needs.iter().map(|it| (it.kind, it.problem.code)).collect();
    assert_eq!(broken, [(NeedKind::Refused, Code::Broken)]);
    assert_eq!(needs[0].problem.args["incident"].len(), 8);
    assert!(desk.read(|tx| tx.document(behind)).unwrap().unwrap().reference.is_some());
    assert_eq!(desk.read(|tx| tx.n_pending()).unwrap(), 0);
}
