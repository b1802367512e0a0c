//! Case files as tables: when they may be closed, how long they are kept, and what joins and parts them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use std::collections::BTreeSet;

use domain::authority::Role;
use domain::case_file::{
    AssignCaseFile, CaseFile, CaseFileState, CloseCaseFile, Closure, JoinCaseFiles, MoveCaseFile, PartCaseFiles,
    ReopenCaseFile,
};
use domain::emergency::InEmergency;
use domain::file_plan::{
    DisposalMark, FileClass, ImportPlan, MAX_CLASSES, NewClass, NumberingMode, RetentionRule, Trigger,
};
use domain::{Changes, Entity, EntityKey, EntityKind, Standing};
use office::files::{
    FILE, GONE, LEAF, OTHER, SHEETS, class, component, decide, file, file_of, office, placed, rule, settlement,
};
use office::{JANA, LETTER, Office, now};
use uuid::Uuid;
use values::{ClassId, Code, ComponentId, EmergencyRegisterId, FilePlanId, PersonId};

/// A file ready to be closed, in a class with this rule, and its letter.
fn ready(rule: RetentionRule, settled: bool, media_type: Option<&str>) -> Office {
    let number = domain::numbering::ReferenceNumber {
        text: "HLUC/1".into(),
        sequence: 1,
        year: 2026,
        order: None,
        granted_at: None,
        extra: Default::default(),
    };
    let mut office = office(
        |it| {
            it.case_file = placed(FILE);
            it.settled = settled.then(settlement);
            it.reference = Some(number);
        },
        vec![file(FILE, CaseFileState::Settled)],
    );
    let leaf = Entity::from(class(LEAF, "1", Some(rule)));
    office.entities.insert(leaf.key(), leaf);
    if let Some(media_type) = media_type {
        let component = Entity::from(component(1, media_type, None));
        office.entities.insert(component.key(), component);
    }
    office
}

fn close(trigger_year: Option<i16>) -> CloseCaseFile {
    CloseCaseFile { case_file: FILE, trigger_year }
}

#[test]
fn a_file_closes_when_all_is_settled_numbered_and_readable_for_ever() {
    let rule = rule(DisposalMark::S, 5, Trigger::Closed);
    assert_eq!(decide(&ready(rule, false, None), close(None)), Err(Code::OpenDocuments));
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let mut unreadable = ready(rule, true, Some(docx));
    assert_eq!(decide(&unreadable, close(None)), Err(Code::OutputFormatMissing));
    let version = Entity::from(component(2, "application/pdf", Some(ComponentId(Uuid::from_u128(1)))));
    unreadable.entities.insert(version.key(), version);
    assert!(decide(&unreadable, close(None)).is_ok(), "a version of it in PDF is there");
    let mut consented = ready(rule, true, Some(docx));
    let leaf = Entity::from(FileClass { permanent_consent: true, ..class(LEAF, "1", Some(rule)) });
    consented.entities.insert(leaf.key(), leaf);
    assert!(decide(&consented, close(None)).is_ok(), "the archive has consented for good");
    let mut waiting = ready(rule, true, None);
    let Some(Entity::CaseFile(it)) = waiting.entities.get_mut(&EntityKey { kind: EntityKind::CaseFile, id: FILE.0 })
    else {
        unreachable!()
    };
    it.mark = None;
    waiting.standing = Standing::Provisional;
    assert_eq!(decide(&waiting, close(None)), Err(Code::NumberPending));
    let mut kept = ready(rule, true, None);
    let Some(Entity::Document(it)) = kept.entities.get_mut(&EntityKey::document(LETTER)) else { unreachable!() };
    it.reference = None;
    it.emergency = Some(InEmergency {
        register: EmergencyRegisterId(Uuid::from_u128(300)),
        number: 1,
        text: "NE-01/2026-01/1".into(),
        reregistered_at: None,
        extra: Default::default(),
    });
    kept.standing = Standing::Provisional;
    assert!(decide(&kept, close(None)).is_ok(), "what stays in a substitute register has its number there");
    let open = office(|_| {}, vec![file(FILE, CaseFileState::Open)]);
    assert_eq!(decide(&open, close(None)), Err(Code::CaseFileNotSettled));
    let closed = office(|_| {}, vec![file(FILE, CaseFileState::Closed)]);
    assert_eq!(decide(&closed, close(None)).unwrap(), Changes::new(), "two people who close it close it once");
}

#[test]
fn the_period_begins_after_the_year_of_its_trigger() {
    for (trigger, given, expected) in [
        (Trigger::Closed, None, Ok(Some(2032))),
        (Trigger::Settled, None, Ok(Some(2032))),
        (Trigger::Founded, None, Ok(Some(2032))),
        (Trigger::SubjectBorn, Some(1990), Ok(Some(1996))),
        (Trigger::SubjectBorn, None, Err(Code::TriggerYearMissing)),
        (Trigger::Event, None, Ok(None)),
    ] {
        let office = ready(rule(DisposalMark::S, 5, trigger), true, None);
        let due = decide(&office, close(given)).map(|it| file_of(&it, FILE).closed.unwrap().due_year);
        assert_eq!(due, expected, "{trigger:?}");
    }
}

#[test]
fn joined_files_share_the_strictest_rule_and_one_of_them_at_most_is_open() {
    use CaseFileState::{Closed, Open, Settled};
    let closed = |id, mark, due_year| CaseFile {
        closed: Some(Closure {
            mark,
            at: now(),
            by: None,
            retention: rule(mark, 5, Trigger::Closed),
            trigger_year: Some(due_year - 6),
            asked_at: None,
            due_year: Some(due_year),
            extra: Default::default(),
        }),
        ..file(id, Closed)
    };
    let join = JoinCaseFiles { case_file: FILE, to: OTHER };
    assert_eq!(
        decide(&office(|_| {}, vec![file(FILE, Open), file(OTHER, Open)]), join.clone()),
        Err(Code::TwoOpenFiles)
    );
    assert!(decide(&office(|_| {}, vec![file(FILE, Open), file(OTHER, Settled)]), join.clone()).is_ok());
    // V of an old plan is not destroyed undecided (A before V before S).
    for (first, second, weightiest) in [
        (DisposalMark::S, DisposalMark::V, DisposalMark::V),
        (DisposalMark::V, DisposalMark::A, DisposalMark::A),
        (DisposalMark::S, DisposalMark::A, DisposalMark::A),
    ] {
        let both = office(|_| {}, vec![closed(FILE, first, 2040), closed(OTHER, second, 2032)]);
        let changes = decide(&both, join.clone()).unwrap();
        for id in [FILE, OTHER] {
            let closure = file_of(&changes, id).closed.unwrap();
            assert_eq!((closure.mark, closure.due_year), (weightiest, Some(2040)));
        }
    }
    let both = office(|_| {}, vec![closed(FILE, DisposalMark::S, 2040), closed(OTHER, DisposalMark::A, 2032)]);
    let changes = decide(&both, join).unwrap();
    assert!(file_of(&changes, FILE).joined.contains(&OTHER) && file_of(&changes, OTHER).joined.contains(&FILE));
    assert_eq!(decide(&both, JoinCaseFiles { case_file: FILE, to: FILE }), Err(Code::JoinedToItself));
    let joined = |it: CaseFile, to| CaseFile { joined: BTreeSet::from([to]), ..it };
    let one_open =
        office(|_| {}, vec![joined(closed(FILE, DisposalMark::S, 2032), OTHER), joined(file(OTHER, Open), FILE)]);
    let reopen = ReopenCaseFile { case_file: FILE, reason: "odvolání".into(), class: None };
    assert_eq!(decide(&one_open, reopen), Err(Code::TwoOpenFiles));
}

#[test]
fn joined_files_are_parted_by_their_keeper_alone_and_each_has_its_own_rule_again() {
    let closure = |mark, due_year| Closure {
        at: now(),
        by: None,
        retention: rule(mark, 5, Trigger::Closed),
        trigger_year: Some(2026),
        asked_at: None,
        mark: DisposalMark::A,
        due_year: Some(due_year),
        extra: Default::default(),
    };
    let joined = |id, to, mark, person| CaseFile {
        joined: BTreeSet::from([to]),
        closed: Some(closure(mark, 2040)),
        person,
        ..file(id, CaseFileState::Closed)
    };
    let part = PartCaseFiles { case_file: FILE, from: OTHER, reason: "omyl".to_owned() };
    let somebody = PersonId(Uuid::from_u128(900));
    for (keeper, expected) in [(Some(JANA), Ok(())), (None, Ok(())), (Some(somebody), Err(Code::NotAssignedToYou))] {
        let files =
            vec![joined(FILE, OTHER, DisposalMark::S, keeper), joined(OTHER, FILE, DisposalMark::A, Some(somebody))];
        let changes = decide(&office(|_| {}, files), part.clone());
        assert_eq!(changes.as_ref().map(|_| ()).map_err(Clone::clone), expected, "{keeper:?}");
        let Ok(changes) = changes else { continue };
        for (id, mark) in [(FILE, DisposalMark::S), (OTHER, DisposalMark::A)] {
            let parted = file_of(&changes, id);
            let closure = parted.closed.unwrap();
            assert_eq!((closure.mark, closure.due_year, parted.joined.len()), (mark, Some(2032), 0));
        }
    }
}

#[test]
fn a_file_of_a_class_that_is_gone_is_taken_up_again_in_another() {
    let closed = office(|_| {}, vec![CaseFile { class: GONE, ..file(FILE, CaseFileState::Closed) }]);
    let reopen = |class| ReopenCaseFile { case_file: FILE, reason: "odvolání".into(), class };
    assert_eq!(decide(&closed, reopen(None)), Err(Code::ClassClosed));
    assert_eq!(file_of(&decide(&closed, reopen(Some(LEAF))).unwrap(), FILE).class, LEAF);
    let open = office(|_| {}, vec![file(FILE, CaseFileState::Open)]);
    let to = |was, class| MoveCaseFile { case_file: FILE, was, class, reason: "jiná věc".into() };
    assert_eq!(file_of(&decide(&open, to(LEAF, SHEETS)).unwrap(), FILE).numbering, NumberingMode::Period, "as founded");
    assert_eq!(decide(&open, to(GONE, SHEETS)), Err(Code::Conflict));
}

#[test]
fn a_file_is_handed_on_with_its_open_letters_a_restricted_one_to_a_person_alone() {
    let filed = |restricted| {
        office(
            |it| {
                it.case_file = placed(FILE);
                it.restricted = restricted;
            },
            vec![file(FILE, CaseFileState::Open)],
        )
    };
    let give = |unit, person| AssignCaseFile { case_file: FILE, was_unit: None, was_person: None, unit, person };
    let goes = |restricted, wish: AssignCaseFile| {
        let changes = decide(&filed(restricted), wish).unwrap();
        changes.entities.iter().any(|it| matches!(it, Entity::Document(it) if it.id == LETTER))
    };
    assert!(goes(false, give(Some(office::OFFICE), None)));
    assert!(goes(true, give(None, Some(JANA))));
    assert!(!goes(true, give(Some(office::OFFICE), None)), "in a unit nobody could accept it");
}

#[test]
fn a_new_plan_closes_the_old_one_and_takes_its_place_by_marks() {
    let mut office = office(|_| {}, Vec::new());
    let Some(person) = office.entities.get_mut(&EntityKey::person(JANA)) else { unreachable!() };
    let Entity::Person(it) = person else { unreachable!() };
    it.posts[0].role = Role::Admin;
    let new = |n, mark: &str| NewClass {
        id: ClassId(Uuid::from_u128(n)),
        parent: None,
        mark: mark.to_owned(),
        title: mark.to_owned(),
        retention: Some(rule(DisposalMark::S, 3, Trigger::Closed)),
        numbering: NumberingMode::Period,
        permanent_consent: false,
    };
    let plan = ImportPlan {
        plan: FilePlanId(Uuid::from_u128(300)),
        name: "Nový".into(),
        valid_from: values::local_date(now()),
        classes: vec![new(301, "1"), new(302, "7")],
    };
    let changes = office.decide(JANA, Role::Admin, plan).unwrap();
    let class = |id| {
        changes.entities.iter().find_map(|it| match it {
            Entity::FileClass(it) if it.id == id => Some(it.clone()),
            _ => None,
        })
    };
    assert_eq!(class(LEAF).unwrap().replaced_by, Some(ClassId(Uuid::from_u128(301))));
    assert_eq!((class(SHEETS).unwrap().is_open(), class(SHEETS).unwrap().replaced_by), (false, None));
    assert!(class(ClassId(Uuid::from_u128(302))).unwrap().is_open());
}

#[test]
fn a_plan_of_as_many_classes_as_are_taken_fits_into_one_command() {
    let class = |n: u128| NewClass {
        id: ClassId(Uuid::from_u128(n)),
        parent: Some(ClassId(Uuid::from_u128(n / 10))),
        mark: format!("123.{n}"),
        title: "Žádosti, stížnosti a podněty občanů ve věcech životního prostředí, s výjimkou správních řízení"
            .to_owned(),
        retention: Some(rule(DisposalMark::S, 5, Trigger::SubjectBorn)),
        numbering: NumberingMode::CollectingSheet,
        permanent_consent: true,
    };
    let plan = ImportPlan {
        plan: FilePlanId(Uuid::from_u128(300)),
        name: "Nový".into(),
        valid_from: values::local_date(now()),
        classes: (0..MAX_CLASSES as u128).map(class).collect(),
    };
    let n_bytes = domain::Wish::from(plan).to_bytes().len();
    assert!(n_bytes <= domain::MAX_WISH_BYTES, "{n_bytes} bytes");
}
