//! The rules as tables: where a document goes, what registering leaves out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::authority::Role;
use domain::registry::{
    AcceptDocument, AssignDocument, Entry, Handling, HandlingState, RefuseDocument, WithdrawDocument,
};
use domain::{EntityKey, Grant, Scope, Standing, Wish, scopes_of_entity};
use office::{
    CLOSED, JANA, LEFT, LETTER, OFFICE, Office, PETR, code_of, document_of, letter, now, office, with_document,
};
use uuid::Uuid;
use values::{Code, UnitId};

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
        assert_eq!(changes.grants, [Grant::Period(LETTER)], "it gets its number all the same");
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

#[test]
fn a_letter_whose_sender_does_not_exist_is_registered_and_asks_for_one() {
    let office = office(Role::FilingClerk);
    let mut wish = letter(None, None);
    wish.entry.sender = Some(values::PartyId(uuid::Uuid::from_u128(404)));
    let changes = office.decide(JANA, Role::FilingClerk, wish).unwrap();
    assert_eq!(document_of(&changes).sender, None);
    assert_eq!(changes.notices.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::AsksForSender]);
    assert_eq!(changes.grants, [Grant::Period(LETTER)]);
}

#[test]
fn a_delivery_noted_by_a_clock_a_day_ahead_is_registered_and_told() {
    let office = office(Role::FilingClerk);
    let mut wish = letter(None, None);
    wish.entry.delivered_at = Some(now() + jiff::SignedDuration::from_hours(24));
    let changes = office.decide(JANA, Role::FilingClerk, wish).unwrap();
    assert_eq!(changes.notices.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::DeliveryInFuture]);
}

#[test]
fn who_took_a_letter_in_hand_meanwhile_keeps_it() {
    let assigned =
        Handling { state: HandlingState::Assigned, unit: Some(OFFICE), person: Some(PETR), ..Handling::default() };
    let office = office(Role::FilingClerk).with_letter(HandlingState::InHand, Some(OFFICE), Some(PETR));
    let seen_before = AssignDocument::seen(LETTER, &assigned, Some(OFFICE), Some(JANA));
    assert_eq!(code_of(&office.decide(JANA, Role::FilingClerk, seen_before)), Some(Code::AlreadyAccepted));
    let in_hand = Handling { state: HandlingState::InHand, ..assigned };
    let seen_now = AssignDocument::seen(LETTER, &in_hand, Some(OFFICE), Some(JANA));
    assert_eq!(document_of(&office.decide(JANA, Role::FilingClerk, seen_now).unwrap()).handling.person, Some(JANA));
}

#[test]
fn an_assignment_is_taken_back_until_it_is_accepted() {
    use HandlingState::{Assigned, InHand, Returned, Unassigned};
    for (state, role, expected) in [
        (Assigned, Role::FilingClerk, Ok((Unassigned, None))),
        (InHand, Role::FilingClerk, Err(Code::AlreadyAccepted)),
        (Unassigned, Role::FilingClerk, Err(Code::NothingToWithdraw)),
        (Returned, Role::FilingClerk, Err(Code::NothingToWithdraw)),
        // Not hers to take back: she did not give it.
        (Assigned, Role::CaseClerk, Err(Code::NotAssignedToYou)),
    ] {
        let office = office(role).with_letter(state, Some(OFFICE), Some(PETR));
        let decision = office.decide(JANA, role, WithdrawDocument { document: LETTER });
        let found = match &decision {
            Ok(changes) => Ok((document_of(changes).handling.state, document_of(changes).handling.person)),
            Err(_) => Err(code_of(&decision).unwrap()),
        };
        assert_eq!(found, expected, "{state:?} as {}", role.name());
    }
    let office = with_document(Role::CaseClerk, |it| {
        it.handling = Handling {
            state: Assigned,
            person: Some(PETR),
            assigned_by: Some(JANA),
            assigned_in: Some(Role::CaseClerk),
            ..Handling::default()
        };
    });
    let taken = document_of(&office.decide(JANA, Role::CaseClerk, WithdrawDocument { document: LETTER }).unwrap());
    assert_eq!((taken.handling.state, taken.handling.person), (InHand, Some(JANA)));
}

#[test]
fn a_returned_letter_is_seen_by_whoever_had_given_it() {
    let office = with_document(Role::CaseClerk, |it| {
        it.handling = Handling {
            state: HandlingState::Returned,
            assigned_by: Some(PETR),
            assigned_in: Some(Role::CaseClerk),
            ..Handling::default()
        };
    });
    let letter = &office.entities[&EntityKey::document(LETTER)];
    assert!(scopes_of_entity(letter, &|_| None).contains(&Scope::Person(PETR)));
}
