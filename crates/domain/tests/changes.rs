//! What is changed in a registered document, as tables: values, conflicts, and who may reach it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::authority::{Hands, Post, Role};
use domain::registry::{AssignDocument, AttachFile, CorrectDocument, Field, FieldChange, Origin};
use domain::{Actor, Command, Entity, EntityKey, Wish, decide, roles_for};
use office::{CLOSED, JANA, LETTER, OFFICE, Office, PETR, code_of, document_of, letter, now, office, with_document};
use serde_json::{Value, json};
use uuid::Uuid;
use values::{Code, CommandId, ComponentId, PersonId, SeatId, Sha256, UnitId};

fn correction(field: Field, was: Value, now: Value) -> CorrectDocument {
    CorrectDocument { document: LETTER, changes: vec![FieldChange { field, was, now }], reason: String::new() }
}

fn attachment() -> AttachFile {
    AttachFile {
        component: ComponentId(Uuid::from_u128(80)),
        document: LETTER,
        name: "a.pdf".into(),
        sha256: Sha256::of(b"a"),
        size_bytes: 1,
        media_type: "application/pdf".into(),
        output_of: None,
    }
}

#[test]
fn a_correction_takes_what_an_entry_takes_and_nothing_else() {
    let in_an_hour = (now() + jiff::SignedDuration::from_hours(1)).to_string();
    let others = |count: u32, description: String| json!({ "count": count, "description": description });
    let received = [
        (Field::Subject, json!("Žádost o zábor"), None),
        (Field::Subject, json!(" \u{200B} "), Some(Code::SubjectMissing)),
        (Field::Subject, json!("x".repeat(1_001)), Some(Code::TextTooLong)),
        (Field::Sheets, json!(100_000), Some(Code::NumberOutOfRange)),
        (Field::Sheets, json!("dva"), Some(Code::CommandNotUnderstood)),
        (Field::OtherAttachments, others(2, "CD".into()), None),
        (Field::OtherAttachments, others(100_000, "CD".into()), Some(Code::NumberOutOfRange)),
        (Field::OtherAttachments, others(1, "x".repeat(100_000)), Some(Code::TextTooLong)),
        (Field::Sender, Value::Null, Some(Code::SenderMissing)),
        (Field::DeliveredAt, Value::Null, Some(Code::DeliveryMissing)),
        (Field::DeliveredAt, json!(in_an_hour), Some(Code::DeliveryInFuture)),
        (Field::Unit, json!(OFFICE), Some(Code::FieldNotCorrectable)),
    ];
    for (field, now, expected) in received {
        let office = with_document(Role::FilingClerk, |_| {});
        let was = field.get(&document_of(&office.decide(JANA, Role::FilingClerk, letter_again()).unwrap()));
        let decision = office.decide(JANA, Role::FilingClerk, correction(field, was, now.clone()));
        assert_eq!(code_of(&decision), expected, "{} = {now}", field.name());
    }
    for field in [Field::Sender, Field::DeliveredAt, Field::DeliveryMethod] {
        let office = with_document(Role::FilingClerk, |it| it.origin = Origin::Own);
        let decision = office.decide(JANA, Role::FilingClerk, correction(field, Value::Null, json!("post")));
        assert_eq!(code_of(&decision), Some(Code::FieldNotCorrectable), "of an own document: {}", field.name());
    }
}

/// The letter of the office, as it would be registered under another id.
fn letter_again() -> Wish {
    let mut it = letter(None, None);
    it.document = values::DocumentId(Uuid::from_u128(7));
    it.into()
}

#[test]
fn hidden_and_direction_turning_characters_are_dropped_from_every_text() {
    let office = with_document(Role::FilingClerk, |it| it.origin = Origin::Own);
    let now = json!({ "count": 1, "description": "2 \u{202E}CD\u{200B}" });
    let changes =
        office.decide(JANA, Role::FilingClerk, correction(Field::OtherAttachments, Value::Null, now)).unwrap();
    assert_eq!(document_of(&changes).other_attachments.unwrap().description, "2 CD");
}

#[test]
fn only_a_value_that_no_longer_stands_is_a_conflict() {
    let office = || with_document(Role::FilingClerk, |it| it.origin = Origin::Own);
    for (was, now, expected) in [
        ("Žádost", "Stížnost", None),
        ("Dotaz", "Stížnost", Some(Code::Conflict)),
        ("Dotaz", "Žádost", None),
        ("Žádost", "Žádost", None),
    ] {
        let wish = correction(Field::Subject, json!(was), json!(now));
        let found = code_of(&office().decide(JANA, Role::FilingClerk, wish));
        assert_eq!(found, expected, "{was} -> {now}");
    }
}

#[test]
fn a_document_is_assigned_to_what_is_open() {
    let assign = |unit: Option<UnitId>, person: Option<PersonId>| AssignDocument {
        document: LETTER,
        was_unit: None,
        was_person: None,
        was_state: None,
        unit,
        person,
    };
    let in_closed = |office: &mut Office| {
        let Some(Entity::Person(it)) = office.entities.get_mut(&EntityKey::person(PETR)) else { unreachable!() };
        it.posts = vec![Post { role: Role::CaseClerk, unit: CLOSED }];
    };
    let also_in_open = |office: &mut Office| {
        let Some(Entity::Person(it)) = office.entities.get_mut(&EntityKey::person(PETR)) else { unreachable!() };
        it.posts.insert(0, Post { role: Role::CaseClerk, unit: CLOSED });
    };
    let as_it_is = |_: &mut Office| {};
    type Arrange<'a> = &'a dyn Fn(&mut Office);
    let table: [(Arrange<'_>, _, Result<Option<UnitId>, Code>); 7] = [
        (&as_it_is, assign(Some(OFFICE), None), Ok(Some(OFFICE))),
        (&as_it_is, assign(None, Some(PETR)), Ok(Some(OFFICE))),
        (&as_it_is, assign(Some(CLOSED), None), Err(Code::UnitClosed)),
        (&as_it_is, assign(Some(CLOSED), Some(PETR)), Err(Code::UnitClosed)),
        (&as_it_is, assign(None, None), Err(Code::NobodyToAssign)),
        (&in_closed, assign(None, Some(PETR)), Err(Code::UnitClosed)),
        (&also_in_open, assign(None, Some(PETR)), Ok(Some(OFFICE))),
    ];
    for (nth, (arrange, wish, expected)) in table.into_iter().enumerate() {
        let mut office = with_document(Role::FilingClerk, |_| {});
        arrange(&mut office);
        let decision = office.decide(JANA, Role::FilingClerk, wish);
        let found = match &decision {
            Ok(changes) => Ok(document_of(changes).handling.unit),
            Err(_) => Err(code_of(&decision).unwrap()),
        };
        assert_eq!(found, expected, "row {nth}");
    }
}

#[test]
fn what_a_person_may_not_see_is_out_of_reach_whatever_the_verb_and_the_role() {
    let wishes: [Wish; 3] = [
        correction(Field::Subject, json!("jiná"), json!("nová")).into(),
        AssignDocument {
            document: LETTER,
            was_unit: None,
            was_person: None,
            was_state: None,
            unit: None,
            person: Some(JANA),
        }
        .into(),
        attachment().into(),
    ];
    for wish in wishes {
        // Restricted, registered by somebody else, with somebody else.
        let office = with_document(Role::FilingClerk, |it| {
            it.restricted = true;
            it.registered_by = Some(PETR);
        });
        let decision = office.decide(JANA, Role::FilingClerk, wish.clone());
        assert_eq!(code_of(&decision), Some(Code::OutOfReach), "{}", wish.kind());
        let office = with_document(Role::Supervisor, |it| {
            it.restricted = true;
            it.registered_by = Some(PETR);
        });
        let decision = office.decide(JANA, Role::Supervisor, wish.clone());
        assert_ne!(code_of(&decision), Some(Code::OutOfReach), "{} as a supervisor", wish.kind());
    }
}

#[test]
fn who_holds_several_roles_acts_in_the_one_that_is_bound_least() {
    let wish: Wish = correction(Field::Subject, json!("a"), json!("b")).into();
    for (roles, expected) in [
        (vec![Role::CaseClerk], Some(Role::CaseClerk)),
        (vec![Role::CaseClerk, Role::Supervisor], Some(Role::Supervisor)),
        (vec![Role::Supervisor, Role::FilingClerk], Some(Role::FilingClerk)),
        (vec![Role::Admin], None),
    ] {
        let Some(Entity::Person(mut it)) = office(Role::Admin).entities.remove(&EntityKey::person(JANA)) else {
            unreachable!()
        };
        it.posts = roles.iter().map(|role| Post { role: *role, unit: OFFICE }).collect();
        let hands = Hands { person: *it, in_place_of: Vec::new() };
        assert_eq!(roles_for(&hands, &wish).first().copied(), expected, "{roles:?}");
    }
}

#[test]
fn what_a_supervisor_let_through_is_not_bound_to_what_was_the_case_clerk_s() {
    let wishes: [Wish; 3] = [
        correction(Field::Subject, json!("Žádost"), json!("Stížnost")).into(),
        AssignDocument {
            document: LETTER,
            was_unit: None,
            was_person: None,
            was_state: None,
            unit: Some(OFFICE),
            person: None,
        }
        .into(),
        attachment().into(),
    ];
    for wish in wishes {
        let office = with_document(Role::CaseClerk, |it| it.registered_by = Some(PETR));
        let command = Command { id: CommandId(Uuid::from_u128(50)), role: Role::CaseClerk, made_at: now(), wish };
        let actor = Actor::at_seat(JANA, SeatId(Uuid::from_u128(60)));
        let waits = decide(&command, actor, &office, now());
        assert_eq!(code_of(&waits), Some(Code::OutOfReach), "{}", command.wish.kind());
        let released = decide(&command, Actor { is_released: true, ..actor }, &office, now());
        assert_eq!(code_of(&released), None, "{}", command.wish.kind());
    }
}
