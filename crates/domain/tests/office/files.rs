//! Case files in that office: their classes, and what is asked of them.

use std::collections::BTreeSet;

use domain::authority::Role;
use domain::case_file::{CaseFile, CaseFileState, FileMark, FoundCaseFile};
use domain::file_plan::{DisposalMark, FileClass, NumberingMode, RetentionRule, Trigger};
use domain::registry::{Component, Document, FileState, InCaseFile, Settlement, SettlementWay};
use domain::{Changes, Entity, Wish};
use uuid::Uuid;
use values::{CaseFileId, ClassId, Code, ComponentId, FilePlanId, Sha256};

use super::{JANA, LETTER, Office, code_of, letter, now, with_document};

pub const FILE: CaseFileId = CaseFileId(Uuid::from_u128(200));
pub const OTHER: CaseFileId = CaseFileId(Uuid::from_u128(201));
pub const LEAF: ClassId = ClassId(Uuid::from_u128(210));
pub const SHEETS: ClassId = ClassId(Uuid::from_u128(211));
pub const TOP: ClassId = ClassId(Uuid::from_u128(212));
pub const OLD: ClassId = ClassId(Uuid::from_u128(213));
pub const GONE: ClassId = ClassId(Uuid::from_u128(214));

pub fn rule(mark: DisposalMark, period_years: u16, trigger: Trigger) -> RetentionRule {
    RetentionRule { mark, period_years, trigger, check_years: None }
}

pub fn class(id: ClassId, mark: &str, retention: Option<RetentionRule>) -> FileClass {
    FileClass {
        id,
        plan: FilePlanId(Uuid::from_u128(220)),
        parent: None,
        mark: mark.to_owned(),
        title: mark.to_owned(),
        retention,
        numbering: NumberingMode::Period,
        permanent_consent: false,
        opened_on: values::local_date(now()),
        closed_on: None,
        replaced_by: None,
        extra: Default::default(),
    }
}

pub fn file(id: CaseFileId, state: CaseFileState) -> CaseFile {
    CaseFile {
        id,
        jid: letter(None, None).entry.jid,
        mark: Some(FileMark {
            text: format!("SZ {}", id.0.as_u128()),
            sequence: 1,
            year: 2026,
            extra: Default::default(),
        }),
        subject: "Věc".to_owned(),
        class: LEAF,
        numbering: NumberingMode::Period,
        state,
        unit: None,
        person: None,
        restricted: false,
        last_order: 1,
        founded_at: now(),
        founded_by: None,
        founded_in: None,
        founded_on: None,
        settled: (state != CaseFileState::Open).then(settlement),
        closed: None,
        joined: BTreeSet::new(),
        earlier_jid: None,
        extra: Default::default(),
    }
}

pub fn settlement() -> Settlement {
    let (note, reason) = (String::new(), String::new());
    Settlement { way: SettlementWay::Noted, note, reason, at: now(), by: None, extra: Default::default() }
}

/// An office with classes, a letter changed so, and these files.
pub fn office(change: impl FnOnce(&mut Document), files: Vec<CaseFile>) -> Office {
    let mut office = with_document(Role::FilingClerk, change);
    let today = values::local_date(now());
    let closed = |it: FileClass, replaced_by| FileClass { closed_on: Some(today), replaced_by, ..it };
    let short = Some(rule(DisposalMark::S, 5, Trigger::Closed));
    let classes = [
        class(LEAF, "1", short),
        FileClass { numbering: NumberingMode::CollectingSheet, ..class(SHEETS, "2", short) },
        class(TOP, "3", None),
        closed(class(OLD, "1", short), Some(LEAF)),
        closed(class(GONE, "9", short), None),
    ];
    let entities = classes.into_iter().map(Entity::from).chain(files.into_iter().map(Entity::from));
    office.entities.extend(entities.map(|it| (it.key(), it)));
    office
}

pub fn placed(id: CaseFileId) -> Option<InCaseFile> {
    Some(InCaseFile { id, order: 1, mark: String::new(), extra: Default::default() })
}

pub fn decide(office: &Office, wish: impl Into<Wish>) -> Result<Changes, Code> {
    let decision = office.decide(JANA, Role::FilingClerk, wish);
    decision.clone().map_err(|_| code_of(&decision).unwrap())
}

pub fn file_of(changes: &Changes, id: CaseFileId) -> CaseFile {
    let found = changes.entities.iter().find_map(|it| match it {
        Entity::CaseFile(it) if it.id == id => Some(it.as_ref().clone()),
        _ => None,
    });
    found.unwrap()
}

pub fn founded_in(class: ClassId) -> FoundCaseFile {
    FoundCaseFile {
        case_file: FILE,
        jid: letter(None, None).entry.jid,
        document: LETTER,
        class,
        subject: String::new(),
    }
}

/// A file of the letter.
pub fn component(n: u128, media_type: &str, output_of: Option<ComponentId>) -> Component {
    Component {
        id: ComponentId(Uuid::from_u128(n)),
        document: LETTER,
        name: format!("příloha {n}"),
        sha256: Sha256::of(b"x"),
        size_bytes: 1,
        media_type: media_type.to_owned(),
        state: FileState::Stored,
        output_of,
        attached_on: None,
        attached_by: None,
        attached_at: now(),
        extra: Default::default(),
    }
}
