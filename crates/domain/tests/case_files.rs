//! Case files as tables: how they are founded, what may go in and out, when they are settled.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::case_file::{
    CaseFile, CaseFileState, CloseCaseFile, Closure, CorrectCaseFile, InsertDocument, NoteEvent, SettleCaseFile,
    TakeOutDocument,
};
use domain::emergency::InEmergency;
use domain::file_plan::{DisposalMark, NumberingMode, RetentionRule, Trigger};
use domain::registry::{
    CorrectDocument, Document, Field, FieldChange, MAX_TEXT_BYTES, NoteText, ReopenDocument, SettleDocument,
    Settlement, SettlementWay,
};
use domain::{Changes, Entity, EntityKey, EntityKind, Grant, Standing};
use office::files::{
    FILE, GONE, LEAF, OLD, OTHER, SHEETS, TOP, decide, file, file_of, founded_in, office, placed, rule, settlement,
};
use office::{JANA, LETTER, Office, document_of, letter, now};
use serde_json::json;
use uuid::Uuid;
use values::{ClassId, Code, ComponentId, EmergencyRegisterId};

#[test]
fn a_file_is_founded_in_an_open_leaf_and_numbered_as_its_class_says() {
    let mark = Grant::FileMark { case_file: FILE, document: LETTER };
    let sheet = Grant::InFile { case_file: FILE, document: LETTER };
    for (class, expected) in [
        (LEAF, Ok(vec![mark])),
        (SHEETS, Ok(vec![mark, sheet])),
        // The class that took its place is meant.
        (OLD, Ok(vec![mark])),
        (TOP, Err(Code::ClassNotLeaf)),
        (GONE, Err(Code::ClassClosed)),
        (ClassId(Uuid::from_u128(999)), Err(Code::ClassUnknown)),
    ] {
        let decided = decide(&office(|_| {}, Vec::new()), founded_in(class));
        assert_eq!(decided.as_ref().map(|it| it.grants.clone()).map_err(|it| *it), expected, "{class:?}");
        if let Ok(changes) = decided {
            let file = file_of(&changes, FILE);
            assert_eq!((file.subject.as_str(), file.last_order), ("Žádost", 1), "the letter's subject is the file's");
            assert_eq!(document_of(&changes).case_file.map(|it| (it.id, it.order)), Some((FILE, 1)));
        }
    }
    let filed = office(|it| it.case_file = placed(OTHER), vec![file(OTHER, CaseFileState::Open)]);
    assert_eq!(decide(&filed, founded_in(LEAF)), Err(Code::AlreadyInCaseFile));
}

#[test]
fn a_repeated_jid_of_a_file_is_replaced_and_asks_for_a_new_cover() {
    let mut office = office(|_| {}, Vec::new());
    office.jid_is_taken = true;
    let changes = decide(&office, founded_in(LEAF)).unwrap();
    assert_eq!(changes.notices[0].code, Code::Relabel);
    assert!(file_of(&changes, FILE).earlier_jid.is_some());
}

#[test]
fn a_document_goes_into_open_files_alone_and_out_of_open_files_alone() {
    use CaseFileState::{Closed, Open, Settled};
    let table = [
        (None, Open, Open, Ok(2)),
        (None, Open, Settled, Err(Code::CaseFileClosed)),
        (None, Open, Closed, Err(Code::CaseFileClosed)),
        (Some(OTHER), Open, Open, Ok(2)),
        (Some(OTHER), Settled, Open, Err(Code::CaseFileClosed)),
        (Some(OTHER), Closed, Open, Err(Code::CaseFileClosed)),
    ];
    for (from, from_state, to_state, expected) in table {
        let office =
            office(|it| it.case_file = from.and_then(placed), vec![file(OTHER, from_state), file(FILE, to_state)]);
        let decided = decide(&office, InsertDocument { document: LETTER, case_file: FILE, was: from });
        let order = decided.map(|it| document_of(&it).case_file.unwrap().order);
        assert_eq!(order, expected, "from {from:?} {from_state:?} to {to_state:?}");
    }
    let office = office(|it| it.case_file = placed(OTHER), vec![file(OTHER, Open), file(FILE, Open)]);
    let stale = InsertDocument { document: LETTER, case_file: FILE, was: None };
    assert_eq!(decide(&office, stale), Err(Code::Conflict), "somebody put it elsewhere meanwhile");
    let out = |reason: &str| TakeOutDocument { document: LETTER, case_file: OTHER, reason: reason.to_owned() };
    assert_eq!(decide(&office, out(" ")), Err(Code::ReasonMissing));
    assert_eq!(document_of(&decide(&office, out("jinam")).unwrap()).case_file, None);
}

#[test]
fn a_new_number_is_taken_as_the_standard_s_table_says() {
    let sheet = |id| CaseFile { numbering: NumberingMode::CollectingSheet, ..file(id, CaseFileState::Open) };
    let number = |order| domain::numbering::ReferenceNumber {
        text: "HLUC/1".into(),
        sequence: 1,
        year: 2026,
        order,
        granted_at: None,
        extra: Default::default(),
    };
    for (target, present, expected) in [
        (sheet(FILE), None, vec![Grant::InFile { case_file: FILE, document: LETTER }]),
        (sheet(FILE), Some(3), vec![Grant::InFile { case_file: FILE, document: LETTER }]),
        (file(FILE, CaseFileState::Open), None, vec![]),
        (file(FILE, CaseFileState::Open), Some(3), vec![Grant::Period(LETTER)]),
    ] {
        let office = office(|it| it.reference = Some(number(present)), vec![target]);
        let changes = decide(&office, InsertDocument { document: LETTER, case_file: FILE, was: None }).unwrap();
        assert_eq!(changes.grants, expected);
    }
}

#[test]
fn a_letter_registered_for_a_file_that_closed_meanwhile_is_numbered_and_asks_for_another() {
    let register = |state, standing| {
        let mut office = office(|_| {}, vec![file(FILE, state)]);
        office.entities.remove(&EntityKey::document(LETTER));
        office.standing = standing;
        let mut wish = letter(None, None);
        wish.entry.case_file = Some(FILE);
        decide(&office, wish)
    };
    let taken = register(CaseFileState::Open, Standing::Final).unwrap();
    assert_eq!(document_of(&taken).case_file.map(|it| it.order), Some(2));
    let left_out = register(CaseFileState::Closed, Standing::Final).unwrap();
    assert_eq!(left_out.notices.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::AsksForCaseFile]);
    assert_eq!((document_of(&left_out).case_file, left_out.grants), (None, vec![Grant::Period(LETTER)]));
    assert_eq!(register(CaseFileState::Closed, Standing::Provisional), Err(Code::CaseFileClosed));
}

#[test]
fn a_document_is_settled_in_a_file_and_with_the_words_its_way_needs() {
    let because = |way, note: &str, reason: &str| SettleDocument {
        document: LETTER,
        way,
        note: note.to_owned(),
        reason: reason.to_owned(),
    };
    let settle = |way, note: &str| because(way, note, "");
    let bare = office(|_| {}, Vec::new());
    assert_eq!(decide(&bare, settle(SettlementWay::Noted, "")), Err(Code::NotInCaseFile));
    let filed = office(|it| it.case_file = placed(FILE), vec![file(FILE, CaseFileState::Open)]);
    assert_eq!(decide(&filed, because(SettlementWay::Otherwise, " ", "dohodou")), Err(Code::ContentMissing));
    assert_eq!(decide(&filed, because(SettlementWay::Otherwise, "ústně", " ")), Err(Code::ReasonMissing));
    assert_eq!(decide(&filed, settle(SettlementWay::Forwarded, "")), Err(Code::RecipientMissing));
    let changes = decide(&filed, because(SettlementWay::Otherwise, "ústně", "dohodou")).unwrap();
    assert_eq!(document_of(&changes).settled.unwrap().in_words(), "ústně – dohodou");
    let both = office(
        |it| {
            it.case_file = placed(FILE);
            let (note, reason) = ("ústně".to_owned(), "dohodou".to_owned());
            it.settled = Some(Settlement { way: SettlementWay::Otherwise, note, reason, ..settlement() });
        },
        vec![file(FILE, CaseFileState::Open)],
    );
    let same = decide(&both, because(SettlementWay::Otherwise, "ústně", "dohodou")).unwrap();
    assert_eq!(same, Changes::new());
    let other = decide(&both, because(SettlementWay::Otherwise, "ústně", "spěchá to"));
    assert_eq!(other, Err(Code::AlreadySettled), "another reason is not swallowed");
    let changes = decide(&filed, because(SettlementWay::Noted, "", "nikdo se neptá")).unwrap();
    assert_eq!(document_of(&changes).settled.unwrap().reason, "", "only another way has a reason");
    let settled = office(
        |it| {
            it.case_file = placed(FILE);
            it.settled = Some(settlement());
        },
        vec![file(FILE, CaseFileState::Open)],
    );
    assert_eq!(decide(&settled, settle(SettlementWay::Noted, "")).unwrap(), Changes::new(), "the same twice is once");
    assert_eq!(decide(&settled, settle(SettlementWay::ByRecord, "")), Err(Code::AlreadySettled));
    let reopen = ReopenDocument { document: LETTER, reason: "omyl".into() };
    assert_eq!(document_of(&decide(&settled, reopen).unwrap()).settled, None);
}

#[test]
fn a_file_closed_with_another_year_meanwhile_is_said() {
    let closed_with = |year| {
        let mut of_file = file(FILE, CaseFileState::Closed);
        of_file.closed = Some(Closure {
            at: now(),
            by: None,
            retention: rule(
                DisposalMark::S,
                5,
                if year == Some(2026) { Trigger::Closed } else { Trigger::SubjectBorn },
            ),
            trigger_year: year,
            asked_at: None,
            mark: DisposalMark::S,
            due_year: None,
            extra: Default::default(),
        });
        office(|it| it.case_file = placed(FILE), vec![of_file])
    };
    let close = |trigger_year| CloseCaseFile { case_file: FILE, trigger_year };
    assert_eq!(decide(&closed_with(Some(1980)), close(Some(1980))).unwrap(), Changes::new());
    assert_eq!(decide(&closed_with(Some(1980)), close(None)).unwrap(), Changes::new());
    assert_eq!(decide(&closed_with(Some(2026)), close(Some(1980))).unwrap(), Changes::new(), "it was counted");
    assert_eq!(decide(&closed_with(Some(1980)), close(Some(1990))), Err(Code::CaseFileClosed));
}

fn correct(field: Field, was: serde_json::Value, now: serde_json::Value) -> CorrectCaseFile {
    CorrectCaseFile { case_file: FILE, changes: vec![FieldChange { field, was, now }], reason: String::new() }
}

#[test]
fn a_file_that_is_not_closed_is_corrected_and_never_over_somebody_else_s_correction() {
    let open = office(|_| {}, vec![file(FILE, CaseFileState::Open)]);
    let changes = decide(&open, correct(Field::Subject, json!("Věc"), json!(" Kácení  lípy "))).unwrap();
    assert_eq!(file_of(&changes, FILE).subject, "Kácení lípy");
    let line = changes.entities.iter().find_map(|it| match it {
        Entity::HistoryEntry(it) => Some(it.changes.clone()),
        _ => None,
    });
    let said = FieldChange { field: Field::Subject, was: json!("Věc"), now: json!("Kácení lípy") };
    assert_eq!(line, Some(vec![said]), "the old subject stays readable");
    let changes = decide(&open, correct(Field::Restricted, json!(false), json!(true))).unwrap();
    assert!(file_of(&changes, FILE).restricted);
    for (wish, expected) in [
        (correct(Field::Subject, json!("Věc"), json!(" ")), Err(Code::SubjectMissing)),
        (correct(Field::Subject, json!("Jiná"), json!("Moje")), Err(Code::Conflict)),
        (correct(Field::Subject, json!("Jiná"), json!("Věc")), Ok(Changes::new())),
        (correct(Field::Sheets, json!(null), json!(1)), Err(Code::FieldNotCorrectable)),
        (correct(Field::Restricted, json!(false), json!("ano")), Err(Code::CommandNotUnderstood)),
        (CorrectCaseFile { case_file: FILE, changes: Vec::new(), reason: String::new() }, Err(Code::NothingChanged)),
    ] {
        assert_eq!(decide(&open, wish), expected);
    }
    let closed = office(|_| {}, vec![file(FILE, CaseFileState::Closed)]);
    assert_eq!(decide(&closed, correct(Field::Subject, json!("Věc"), json!("Jiná"))), Err(Code::CaseFileClosed));
    // Restricted, it is for people: one kept by a unit alone would be out of everybody's sight.
    let of_unit = CaseFile { unit: Some(office::OFFICE), ..file(FILE, CaseFileState::Open) };
    let restrict = || correct(Field::Restricted, json!(false), json!(true));
    assert_eq!(decide(&office(|_| {}, vec![of_unit]), restrict()), Err(Code::RestrictedNeedsPerson));
    // It has the subject of its first letter, and is for no more people than that is.
    let founded_on = |restricted| {
        let of_file = CaseFile { restricted: true, person: Some(JANA), ..file(FILE, CaseFileState::Open) };
        office(move |it| (it.case_file, it.restricted) = (placed(FILE), restricted), vec![of_file])
    };
    let let_go = || correct(Field::Restricted, json!(true), json!(false));
    assert_eq!(decide(&founded_on(true), let_go()), Err(Code::FoundedOnRestricted));
    assert!(!file_of(&decide(&founded_on(false), let_go()).unwrap(), FILE).restricted);
}

#[test]
fn the_year_of_an_event_begins_the_period_and_not_yet_is_asked_again() {
    let of_event = RetentionRule { check_years: Some(3), ..rule(DisposalMark::S, 5, Trigger::Event) };
    let awaited = |trigger_year| {
        let mut closed = file(FILE, CaseFileState::Closed);
        let (mark, due_year) = (DisposalMark::S, None);
        let (by, asked_at, extra) = (None, None, Default::default());
        closed.closed =
            Some(Closure { at: now(), by, retention: of_event, trigger_year, asked_at, mark, due_year, extra });
        office(|_| {}, vec![closed])
    };
    let note = |was, year, reason: &str| NoteEvent { case_file: FILE, was, year, reason: reason.to_owned() };
    let closure = |office: &Office, wish| file_of(&decide(office, wish).unwrap(), FILE).closed.unwrap();
    let Some(Entity::CaseFile(before)) =
        awaited(None).entities.remove(&EntityKey { kind: EntityKind::CaseFile, id: FILE.0 })
    else {
        unreachable!()
    };
    let day = |closure: &Closure| closure.ask_on().map(|it| it.to_string());
    assert_eq!(day(before.closed.as_ref().unwrap()).as_deref(), Some("2029-11-22"), "three years after the closing");
    let happened = closure(&awaited(None), note(None, Some(2025), ""));
    assert_eq!((happened.trigger_year, happened.due_year, day(&happened)), (Some(2025), Some(2031), None));
    let not_yet = closure(&awaited(None), note(None, None, ""));
    assert_eq!((not_yet.trigger_year, not_yet.due_year, not_yet.asked_at), (None, None, Some(now())));
    let changed = closure(&awaited(Some(2020)), note(Some(2020), Some(2024), "dodatek"));
    assert_eq!((changed.trigger_year, changed.due_year), (Some(2024), Some(2030)));
    for (office, wish, expected) in [
        (awaited(Some(2020)), note(Some(2020), Some(2024), " "), Err(Code::ReasonMissing)),
        (awaited(Some(2020)), note(Some(2020), None, ""), Err(Code::ReasonMissing)),
        (awaited(Some(2020)), note(None, Some(2024), ""), Err(Code::Conflict)),
        (awaited(Some(2020)), note(None, Some(2020), ""), Ok(Changes::new())),
        (awaited(None), note(None, Some(2027), ""), Err(Code::NumberOutOfRange)),
        (office(|_| {}, vec![file(FILE, CaseFileState::Open)]), note(None, Some(2020), ""), Err(Code::EventNotAwaited)),
    ] {
        assert_eq!(decide(&office, wish), expected);
    }
}

#[test]
fn what_lies_in_a_substitute_register_alone_is_registered_again_before_it_names_a_file_or_goes_into_a_sheet() {
    let place = InEmergency {
        register: EmergencyRegisterId(Uuid::from_u128(300)),
        number: 1,
        text: "NE-01/2026-01/1".into(),
        reregistered_at: None,
        extra: Default::default(),
    };
    let sheet = CaseFile { numbering: NumberingMode::CollectingSheet, ..file(OTHER, CaseFileState::Open) };
    let kept = |files| office(|it| it.emergency = Some(place.clone()), files);
    assert_eq!(decide(&kept(Vec::new()), founded_in(LEAF)), Err(Code::OnlyInEmergency));
    let kept = kept(vec![file(FILE, CaseFileState::Open), sheet]);
    let insert = |case_file| InsertDocument { document: LETTER, case_file, was: None };
    assert_eq!(decide(&kept, insert(OTHER)), Err(Code::OnlyInEmergency));
    assert!(decide(&kept, insert(FILE)).unwrap().grants.is_empty(), "elsewhere it keeps the number it has");
    let again = |it: &mut Document| it.emergency = Some(InEmergency { reregistered_at: Some(now()), ..place.clone() });
    let again = office(again, Vec::new());
    assert!(decide(&again, founded_in(LEAF)).is_ok());
}

#[test]
fn settling_a_file_settles_what_is_open_in_it_and_nothing_changes_in_a_closed_one() {
    let filed = office(|it| it.case_file = placed(FILE), vec![file(FILE, CaseFileState::Open)]);
    let wish =
        SettleCaseFile { case_file: FILE, way: SettlementWay::ByDocument, note: String::new(), reason: String::new() };
    let changes = decide(&filed, wish).unwrap();
    assert_eq!(file_of(&changes, FILE).state, CaseFileState::Settled);
    assert_eq!(document_of(&changes).settled.unwrap().way, SettlementWay::ByDocument);
    let closed = office(|it| it.case_file = placed(FILE), vec![file(FILE, CaseFileState::Closed)]);
    let change = FieldChange { field: Field::Subject, was: json!("Žádost"), now: json!("Jinak") };
    let correct = CorrectDocument { document: LETTER, changes: vec![change], reason: String::new() };
    assert_eq!(decide(&closed, correct), Err(Code::CaseFileClosed));
}

#[test]
fn what_was_recognised_belongs_to_a_file_of_the_document_and_is_replaced_when_it_is_read_anew() {
    let component = ComponentId(Uuid::from_u128(1));
    let note =
        |component, text: &str| NoteText { document: LETTER, component, text: text.to_owned(), confidence: Some(90) };
    let with = |state| {
        let mut office = office(|it| it.case_file = placed(FILE), vec![file(FILE, state)]);
        let attached = Entity::from(office::files::component(1, "application/pdf", None));
        office.entities.insert(attached.key(), attached);
        office
    };
    let mut open = with(CaseFileState::Open);
    let changes = decide(&open, note(component, "Žádost")).unwrap();
    let [Entity::RecognisedText(text)] = changes.entities.as_slice() else { panic!("{changes:?}") };
    assert_eq!((text.id, text.document, text.text.as_str()), (component, LETTER, "Žádost"));
    let noted = changes.entities[0].clone();
    open.entities.insert(noted.key(), noted);
    assert_eq!(decide(&open, note(component, "Žádost")).unwrap(), Changes::new(), "the same twice is once");
    assert_eq!(decide(&open, note(component, "Žádost o lípu")).unwrap().entities.len(), 1);
    let too_long = "a".repeat(MAX_TEXT_BYTES + 1);
    assert_eq!(decide(&open, note(component, &too_long)), Err(Code::TextTooLong));
    assert_eq!(decide(&open, note(ComponentId(Uuid::from_u128(2)), "cizí")), Err(Code::NotFound));
    assert_eq!(decide(&with(CaseFileState::Closed), note(component, "pozdě")), Err(Code::CaseFileClosed));
}
