//! Corrects what a case file is about and whether it is restricted; the old values stay readable in its history.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{CaseFileId, Code, MAX_NOTE_CHARS, Refusal};

use super::{CaseFile, CaseFileState, documents_of};
use crate::decide::Context;
use crate::registry::field::{line, read};
use crate::registry::{Field, FieldChange, HistoryEntry};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Corrects a case file that is not closed: its subject, and whether it is only for those who need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectCaseFile {
    /// Which.
    pub case_file: CaseFileId,
    /// What was there and what shall be there, by field.
    pub changes: Vec<FieldChange>,
    /// Why, if the clerk said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Refuses on a closed file and on values the field does not take. A field whose value is no longer what the clerk saw is a
/// conflict, unless it already is what she wants.
pub(crate) fn decide(wish: &CorrectCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    // A settled one may still be put right: what stands on the cover goes to the archive.
    if file.state == CaseFileState::Closed {
        file.refuse_unless_open()?;
    }
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if wish.changes.is_empty() {
        return Err(Refusal::new(Code::NothingChanged).into());
    }
    let mut changes = Vec::new();
    for change in &wish.changes {
        let theirs = value(&file, change.field)?;
        let mut wanted = file.clone();
        set(&mut wanted, change.field, &change.now)?;
        let mine = value(&wanted, change.field)?;
        if mine == theirs {
            continue;
        }
        if theirs != change.was {
            return Err(Refusal::new(Code::Conflict).at(change.field.name()).into());
        }
        file = wanted;
        changes.push(FieldChange { field: change.field, was: theirs, now: mine });
    }
    refuse_uncovered(&file, view)?;
    if changes.is_empty() {
        // Both wanted the same: done already, nothing to say.
        return Ok(Changes::new());
    }
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, changes, &reason);
    Ok(Changes::new().entity(file).entity(entry).log("Uprava", key))
}

/// Its subject is that of the letter it was founded on: it is for no more people than the letter is. And what is restricted is for people,
/// not for a whole unit: kept by nobody, it would be out of everybody's sight.
fn refuse_uncovered(file: &CaseFile, view: &dyn View) -> Result<(), Refusal> {
    let of_restricted = || {
        let first =
            documents_of(file.id, view).into_iter().find(|it| it.case_file.as_ref().is_some_and(|it| it.order == 1));
        first.is_some_and(|it| it.restricted)
    };
    if !file.restricted && of_restricted() {
        return Err(Refusal::new(Code::FoundedOnRestricted).at("restricted"));
    }
    if file.restricted && file.person.is_none() && file.unit.is_some() {
        return Err(Refusal::new(Code::RestrictedNeedsPerson).at("restricted"));
    }
    Ok(())
}

impl CorrectCaseFile {
    /// Returns the value of a correctable field as JSON; of any other none.
    pub fn value(file: &CaseFile, field: Field) -> Option<Value> {
        match field {
            Field::Subject => Some(Value::from(file.subject.clone())),
            Field::Restricted => Some(Value::from(file.restricted)),
            _ => None,
        }
    }
}

fn value(file: &CaseFile, field: Field) -> Result<Value, Refusal> {
    CorrectCaseFile::value(file, field).ok_or_else(|| Refusal::new(Code::FieldNotCorrectable).at(field.name()))
}

fn set(file: &mut CaseFile, field: Field, to: &Value) -> Result<(), Refusal> {
    match field {
        Field::Subject => file.subject = line(field, to)?,
        Field::Restricted => file.restricted = read(field, to)?,
        _ => return Err(Refusal::new(Code::FieldNotCorrectable).at(field.name())),
    }
    if file.subject.is_empty() { Err(Refusal::new(Code::SubjectMissing).at("subject")) } else { Ok(()) }
}
