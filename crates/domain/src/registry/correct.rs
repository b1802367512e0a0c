//! Corrects fields of a document; the old values stay readable in its history.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use values::{CaseFileId, ClassId, Code, DocumentId, MAX_NOTE_CHARS, Refusal};

use super::{Document, Field, HistoryEntry, Origin};
use crate::case_file::CaseFile;
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, FieldConflict, Lookup, Stop, View};

/// Corrects fields of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectDocument {
    /// Which.
    pub document: DocumentId,
    /// What was there and what shall be there, by field.
    pub changes: Vec<FieldChange>,
    /// Why, if the clerk said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A field, the value the clerk saw and the one she wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which field.
    pub field: Field,
    /// The value she saw.
    pub was: Value,
    /// The value she wants.
    pub now: Value,
}

impl FieldChange {
    /// The move of a case file from one class to another.
    pub(crate) fn of_class(was: ClassId, now: ClassId) -> Self {
        Self { field: Field::Class, was: json!(was), now: json!(now) }
    }

    /// The case file that was joined, or parted. Its id alone: who does not see that file reads no name of it.
    pub(crate) fn of_joined(was: Option<CaseFileId>, now: Option<CaseFileId>) -> Self {
        Self { field: Field::CaseFile, was: json!(was), now: json!(now) }
    }

    /// A document that came into a case file, or left it.
    pub(crate) fn of_document(was: Option<DocumentId>, now: Option<DocumentId>) -> Self {
        Self { field: Field::Document, was: json!(was), now: json!(now) }
    }

    /// What differs between two keepers of a case file.
    pub(crate) fn of_keeper(was: &CaseFile, now: &CaseFile) -> Vec<Self> {
        let unit = Self { field: Field::Unit, was: json!(was.unit), now: json!(now.unit) };
        let person = Self { field: Field::Person, was: json!(was.person), now: json!(now.person) };
        [unit, person].into_iter().filter(|it| it.was != it.now).collect()
    }

    /// Returns what differs between two states of a document, in these fields.
    pub(crate) fn between(before: &Document, after: &Document, fields: &[Field]) -> Vec<Self> {
        let change = |field: &Field| Self { field: *field, was: field.get(before), now: field.get(after) };
        fields.iter().map(change).filter(|it| it.was != it.now).collect()
    }
}

/// Refuses on rights, on a cancelled document and on values the field does not take. A field whose value is no
/// longer what the clerk saw is a conflict, unless it already is what she wants.
pub(crate) fn decide(wish: &CorrectDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    let mut changes = Vec::new();
    let mut conflicts = Vec::new();
    for change in &wish.changes {
        let theirs = change.field.get(&document);
        let mut wanted = document.clone();
        change.field.set(&mut wanted, &change.now)?;
        let mine = change.field.get(&wanted);
        if mine == theirs {
            continue;
        }
        if theirs != change.was {
            conflicts.push(FieldConflict {
                document: wish.document,
                field: change.field.name().to_owned(),
                was: change.was.clone(),
                mine,
                theirs,
            });
            continue;
        }
        document = wanted;
        changes.push(FieldChange { field: change.field, was: theirs, now: mine });
    }
    if !conflicts.is_empty() {
        return Err(Stop::Conflict(conflicts));
    }
    check_whole(&document, view)?;
    if changes.iter().any(|it| it.field == Field::Addressee) {
        super::register::check_addressee(document.addressee, view)?;
    }
    if let Some(at) = document.delivered_at.filter(|_| changes.iter().any(|it| it.field == Field::DeliveredAt)) {
        super::register::check_delivery(at, it.now)?;
    }
    let reason = crate::text::checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if changes.is_empty() {
        // Both wanted the same: done already, nothing to say.
        return if wish.changes.is_empty() {
            Err(Refusal::new(Code::NothingChanged).into())
        } else {
            Ok(Changes::new())
        };
    }
    let key = EntityKey::document(wish.document);
    let file = file_of_restricted(&document, &changes, view);
    let entry = HistoryEntry::of(it, wish.document, changes.clone(), &reason);
    let done = Changes::new().entity(document).entity(entry).log("Uprava", key);
    let Some(file) = file else { return Ok(done) };
    let of_restriction = changes.into_iter().filter(|it| it.field == Field::Restricted).collect();
    let of_file = HistoryEntry::of_file_too(it, file.id, of_restriction, &reason);
    Ok(done.entity(file).entity(of_file))
}

/// A file has its subject from the letter it was founded on: who may not see the one may not see the other. Only restricting goes with the
/// letter; what was restricted by itself is let go by itself, by whoever looks at it.
fn file_of_restricted(document: &Document, changes: &[FieldChange], view: &dyn View) -> Option<CaseFile> {
    let place = document.case_file.as_ref().filter(|it| it.order == 1)?;
    changes.iter().find(|it| it.field == Field::Restricted)?;
    let file = view.case_file(place.id).found()?;
    (document.restricted && !file.restricted).then_some(CaseFile { restricted: true, ..file })
}

fn check_whole(document: &Document, view: &dyn View) -> Result<(), Refusal> {
    if document.subject.is_empty() {
        return Err(Refusal::new(Code::SubjectMissing).at("subject"));
    }
    if document.origin == Origin::Received {
        match document.sender.map(|it| view.party(it)) {
            None => return Err(Refusal::new(Code::SenderMissing).at("sender")),
            Some(Lookup::Absent) => return Err(Refusal::new(Code::SenderUnknown).at("sender")),
            Some(_) => {}
        }
        if document.delivered_at.is_none() {
            return Err(Refusal::new(Code::DeliveryMissing).at("delivered_at"));
        }
    }
    Ok(())
}
