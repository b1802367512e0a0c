//! The rules as tables: who may do what, where a document goes, what registering leaves out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::authority::Role;
use domain::registry::{AcceptDocument, AssignDocument, CancelDocument, Entry, HandlingState, RefuseDocument};
use domain::{Standing, Wish};
use office::{CLOSED, JANA, LEFT, LETTER, OFFICE, Office, PETR, code_of, document_of, letter, now, office};
use uuid::Uuid;
use values::{Code, UnitId};

#[test]
fn roles_allow_verbs() {
    use Role::{Admin, CaseClerk, FilingClerk, Supervisor};
    let assign =
        AssignDocument { document: LETTER, was_unit: None, was_person: None, unit: Some(OFFICE), person: None };
    let table: [(Wish, &[Role]); 4] = [
        (letter(None, None).into(), &[FilingClerk, Supervisor]),
        (CancelDocument { document: LETTER, reason: "dvakrát".into() }.into(), &[FilingClerk, Supervisor]),
        (assign.into(), &[FilingClerk, CaseClerk, Supervisor]),
        (AcceptDocument { document: LETTER }.into(), &[FilingClerk, CaseClerk, Supervisor]),
    ];
    for (wish, allowed) in table {
        for role in [FilingClerk, CaseClerk, Supervisor, Admin] {
            let is_allowed = code_of(&office(role).decide(JANA, role, wish.clone())) != Some(Code::RoleNotEnough);
            assert_eq!(is_allowed, allowed.contains(&role), "{} as {}", wish.kind(), role.name());
        }
        let not_held = office(CaseClerk).decide(JANA, Supervisor, wish.clone());
        assert_eq!(code_of(&not_held), Some(Code::RoleNotHeld), "{}", wish.kind());
    }
}

#[test]
fn a_document_goes_from_hand_to_hand() {
    use HandlingState::{Assigned, InHand, Returned, Unassigned};
    let accept: Wish = AcceptDocument { document: LETTER }.into();
    let refuse: Wish = RefuseDocument { document: LETTER, reason: "nepatří sem".into() }.into();
    let no_reason: Wish = RefuseDocument { document: LETTER, reason: " ".into() }.into();
    let table = [
        (Unassigned, None, None, &accept, Err(Code::NotAssignedToYou)),
        (Assigned, Some(OFFICE), None, &accept, Ok((InHand, Some(JANA)))),
        (Assigned, Some(OFFICE), Some(JANA), &accept, Ok((InHand, Some(JANA)))),
        (Assigned, Some(OFFICE), Some(PETR), &accept, Err(Code::NotAssignedToYou)),
        (Assigned, Some(CLOSED), None, &accept, Err(Code::NotAssignedToYou)),
        (InHand, Some(OFFICE), Some(PETR), &accept, Err(Code::AlreadyAccepted)),
        (Assigned, Some(OFFICE), Some(JANA), &refuse, Ok((Returned, None))),
        (InHand, Some(OFFICE), Some(JANA), &refuse, Ok((Returned, None))),
        (Assigned, Some(OFFICE), None, &refuse, Ok((Returned, None))),
        (InHand, Some(OFFICE), Some(PETR), &refuse, Err(Code::NotAssignedToYou)),
        (Unassigned, None, None, &refuse, Err(Code::NotAssignedToYou)),
        (Assigned, Some(OFFICE), Some(JANA), &no_reason, Err(Code::ReasonMissing)),
    ];
    for (state, unit, person, wish, expected) in table {
        let office = office(Role::CaseClerk).with_letter(state, unit, person);
        let decision = office.decide(JANA, Role::CaseClerk, wish.clone());
        let found = match &decision {
            Ok(changes) => Ok((document_of(changes).handling.state, document_of(changes).handling.person)),
            Err(_) => Err(code_of(&decision).unwrap()),
        };
        assert_eq!(found, expected, "{} {state:?} {unit:?} {person:?}", wish.kind());
    }
}

#[test]
fn what_was_delivered_is_registered_and_what_no_longer_holds_is_left_out() {
    for (unit, person, kept_unit, kept_person, notice) in [
        (Some(OFFICE), Some(PETR), Some(OFFICE), Some(PETR), None),
        (Some(CLOSED), None, None, None, Some(Code::AsksForUnit)),
        (Some(CLOSED), Some(PETR), None, None, Some(Code::AsksForUnit)),
        (Some(OFFICE), Some(LEFT), Some(OFFICE), None, Some(Code::PersonLeft)),
        (Some(UnitId(Uuid::from_u128(77))), None, None, None, Some(Code::AsksForUnit)),
    ] {
        let changes = office(Role::FilingClerk).decide(JANA, Role::FilingClerk, letter(unit, person)).unwrap();
        let document = document_of(&changes);
        assert_eq!((document.handling.unit, document.handling.person), (kept_unit, kept_person), "{unit:?} {person:?}");
        assert_eq!(changes.notices.first().map(|it| it.code), notice);
        assert_eq!(changes.number_for, Some(LETTER), "it gets its number all the same");
    }
    let mut long = letter(None, None);
    long.entry.subject = "ř".repeat(100_000);
    long.entry.sender = None;
    let changes = office(Role::FilingClerk).decide(JANA, Role::FilingClerk, long).unwrap();
    assert_eq!(document_of(&changes).subject.chars().count(), values::MAX_LINE_CHARS);
}

#[test]
fn a_repeated_jid_asks_for_a_new_label() {
    let office = Office { jid_is_taken: true, ..office(Role::FilingClerk) };
    let changes = office.decide(JANA, Role::FilingClerk, letter(None, None)).unwrap();
    let document = document_of(&changes);
    assert_eq!(changes.notices[0].code, Code::Relabel);
    assert_eq!(document.earlier_jid, Some(letter(None, None).entry.jid));
    assert_ne!(Some(document.jid), document.earlier_jid);
}

#[test]
fn on_the_desk_the_clerk_is_told_while_she_can_mend_it() {
    type Spoil = fn(&mut Entry);
    let table: [(Spoil, Code); 7] = [
        (|it| it.sender = None, Code::SenderMissing),
        (|it| it.subject = " \u{200B} ".into(), Code::SubjectMissing),
        (|it| it.subject = "x".repeat(1_001), Code::TextTooLong),
        (|it| it.delivered_at = None, Code::DeliveryMissing),
        (|it| it.delivered_at = Some(now() + jiff::SignedDuration::from_hours(1)), Code::DeliveryInFuture),
        (|it| it.sheets = Some(100_000), Code::NumberOutOfRange),
        (|it| it.unit = Some(CLOSED), Code::UnitClosed),
    ];
    for (spoil, code) in table {
        let mut office = office(Role::FilingClerk);
        office.standing = Standing::Provisional;
        let mut wish = letter(None, None);
        assert_eq!(code_of(&office.decide(JANA, Role::FilingClerk, wish.clone())), None);
        spoil(&mut wish.entry);
        assert_eq!(code_of(&office.decide(JANA, Role::FilingClerk, wish)), Some(code));
    }
}
