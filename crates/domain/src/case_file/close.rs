//! Closes a settled case file and begins its retention (decree § 15(3); the standard, 3.2.9, 6.1.8).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{CaseFileId, Code, Refusal, local_date};

use super::{CaseFile, CaseFileState, Closure, chain_of, documents_of};
use crate::decide::Context;
use crate::emergency::Afterwards;
use crate::file_plan::{FileClass, Trigger, open_leaf};
use crate::registry::{Component, Document, Field, FieldChange, FileState, HistoryEntry};
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, Extra, Standing, View};

/// Closes a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloseCaseFile {
    /// Which.
    pub case_file: CaseFileId,
    /// The year its subject was born or began, where the class counts from that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger_year: Option<i16>,
}

/// Refuses while a document is open, a number is still to come, or a component has no output format: the archive would
/// receive a file nobody can cite or read.
pub(crate) fn decide(wish: &CloseCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    match file.state {
        CaseFileState::Closed => return closed_already(&file, wish),
        CaseFileState::Open => return Err(Refusal::new(Code::CaseFileNotSettled).with("mark", file.name()).into()),
        CaseFileState::Settled => {}
    }
    let documents = documents_of(wish.case_file, view);
    let n_open = documents.iter().filter(|it| it.settled.is_none() && !it.is_cancelled()).count();
    if n_open > 0 {
        return Err(Refusal::new(Code::OpenDocuments).with("n", n_open).into());
    }
    let is_numbered =
        file.mark.is_some() && documents.iter().all(|it| it.reference.is_some() || stays_in_emergency(it, view));
    if view.standing() == Standing::Provisional && !is_numbered {
        return Err(Refusal::new(Code::NumberPending).into());
    }
    let Some(class) = open_leaf(file.class, view)? else { return Err(Refusal::new(Code::ClassUnknown).into()) };
    check_components(&documents, class.permanent_consent, it, view)?;
    let closure = closure(wish, &file, &class, it)?;
    let change = FieldChange { field: Field::Closed, was: Value::Null, now: closure.text() };
    file.closed = Some(closure);
    file.state = CaseFileState::Closed;
    file.class = class.id;
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, vec![change], "");
    let changes = Changes::new().entity(entry).log("Uzavreni", key);
    let others = chain_of(&file, view).into_iter().filter(|it| it.id != wish.case_file && it.closed.is_some());
    Ok(strictest(others.chain([file]).collect()).into_iter().fold(changes, Changes::entity))
}

/// Two people closed it. With the same year, or none said, it is closed once; with another the second one is told, and nothing is
/// swallowed.
fn closed_already(file: &CaseFile, wish: &CloseCaseFile) -> Decision {
    // A year that was counted is nobody's wish.
    let is_given = |it: &&Closure| matches!(it.retention.trigger, Trigger::SubjectBorn | Trigger::Event);
    let year = file.closed.as_ref().filter(is_given).and_then(|it| it.trigger_year);
    match wish.trigger_year {
        Some(wished) if year.is_some_and(|it| it != wished) => {
            Err(Refusal::new(Code::CaseFileClosed).with("mark", file.name()).into())
        }
        _ => Ok(Changes::new()),
    }
}

/// What stays in a substitute register has its number there (decree § 26): what was cancelled in it, and what is left in one that
/// has ended so. Who does not see the registers goes by the document alone.
fn stays_in_emergency(document: &Document, view: &dyn View) -> bool {
    let Some(place) = &document.emergency else { return false };
    let register = view.emergency_register(place.register).found();
    let is_kept = register.is_none_or(|it| it.end.is_some_and(|it| it.afterwards == Afterwards::Keep));
    document.is_cancelled() || (document.waits_in_emergency() && is_kept)
}

fn closure(wish: &CloseCaseFile, file: &CaseFile, class: &FileClass, it: &Context<'_>) -> Result<Closure, Refusal> {
    let retention = class.retention.ok_or_else(|| Refusal::new(Code::ClassNotLeaf).with("mark", &class.mark))?;
    let trigger_year = match retention.trigger {
        Trigger::Closed => Some(local_date(it.now).year()),
        Trigger::Founded => Some(local_date(file.founded_at).year()),
        Trigger::Settled => Some(local_date(file.settled.as_ref().map_or(it.now, |it| it.at)).year()),
        Trigger::SubjectBorn => Some(trigger_year(wish, it)?),
        // Whether it has happened is asked when the check years are over.
        Trigger::Event => None,
    };
    let (mark, due_year) = (retention.mark, trigger_year.map(|it| retention.due_year(it)));
    let (at, by, asked_at, extra) = (it.now, it.actor.person, None, Extra::new());
    Ok(Closure { at, by, retention, trigger_year, asked_at, mark, due_year, extra })
}

fn trigger_year(wish: &CloseCaseFile, it: &Context<'_>) -> Result<i16, Refusal> {
    checked_year(wish.trigger_year.ok_or_else(|| Refusal::new(Code::TriggerYearMissing).at("trigger_year"))?, it)
}

/// Refuses a year nobody living was born in, and one to come: a slip of two digits would keep a file for a century.
pub(super) fn checked_year(year: i16, it: &Context<'_>) -> Result<i16, Refusal> {
    let years = 1850..=local_date(it.now).year();
    if years.contains(&year) {
        return Ok(year);
    }
    let refusal = Refusal::new(Code::NumberOutOfRange).at("trigger_year");
    Err(refusal.with("min", years.start()).with("max", years.end()))
}

/// Gives joined files that are closed one end: the weightiest mark, and the last year of all (the standard, 6.1.8).
///
/// Where all have the same rule there is no conflict and each keeps its own year. While an event outside has not happened for
/// one of them, the conflict cannot be solved yet. Always made from the files' own rules, so that parting undoes it.
pub(super) fn strictest(mut files: Vec<CaseFile>) -> Vec<CaseFile> {
    let closures: Vec<&Closure> = files.iter().filter_map(|it| it.closed.as_ref()).collect();
    let is_conflict = closures.windows(2).any(|it| it[0].retention != it[1].retention);
    // The standard knows A and S; of old plans V stays above S, so that nothing is destroyed undecided.
    let weightiest = closures.iter().map(|it| it.retention.mark).min();
    let due_years: Option<Vec<i16>> = closures.iter().map(|it| it.own_due_year()).collect();
    let due_year = due_years.and_then(|it| it.into_iter().max()).filter(|_| is_conflict);
    for closure in files.iter_mut().filter_map(|it| it.closed.as_mut()) {
        (closure.mark, closure.due_year) = match due_year {
            Some(due_year) => (weightiest.unwrap_or(closure.retention.mark), Some(due_year)),
            None => (closure.retention.mark, closure.own_due_year()),
        };
    }
    files
}

/// Refuses while bytes are still on their way, and without a version in an output format (decree § 23).
///
/// Names the files of documents the person may see; the others are only counted.
fn check_components(
    documents: &[Document],
    has_consent: bool,
    it: &Context<'_>,
    view: &dyn View,
) -> Result<(), Refusal> {
    let (mut coming, mut unreadable) = (Files::default(), Files::default());
    for document in documents.iter().filter(|it| !it.is_cancelled()) {
        let is_seen = it.document(document.id, view).is_ok();
        let components = components_of(document, view);
        for component in &components {
            let has_version = components.iter().any(|it| it.output_of == Some(component.id) && it.is_output_format());
            if component.state == FileState::Announced {
                coming.add(component, is_seen);
            } else if !component.is_output_format() && !has_version {
                unreadable.add(component, is_seen);
            }
        }
    }
    coming.refuse_any(Code::FilesOnTheirWay)?;
    if has_consent { Ok(()) } else { unreadable.refuse_any(Code::OutputFormatMissing) }
}

fn components_of(document: &Document, view: &dyn View) -> Vec<Component> {
    let children = view.children(EntityKey::document(document.id), EntityKind::Component);
    children.into_iter().filter_map(|it| if let Entity::Component(it) = it { Some(*it) } else { None }).collect()
}

/// Files that stand in the way, and the names that may be told.
#[derive(Default)]
struct Files {
    n: usize,
    names: Vec<String>,
}

impl Files {
    fn add(&mut self, component: &Component, is_seen: bool) {
        self.n += 1;
        if is_seen && self.names.len() < 5 {
            self.names.push(component.name.clone());
        }
    }

    fn refuse_any(self, code: Code) -> Result<(), Refusal> {
        match self.n {
            0 => Ok(()),
            n => Err(Refusal::new(code).with("n", n).with("names", self.names.join(", "))),
        }
    }
}
