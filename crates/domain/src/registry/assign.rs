//! Assigns a document to a unit or a person (rozdělování).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, PersonId, Refusal, UnitId};

use super::{Document, Field, FieldChange, Handling, HandlingState, HistoryEntry};
use crate::authority::{Person, Unit};
use crate::case_file::{CaseFile, CaseFileState};
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, FieldConflict, Lookup, Stop, View};

/// Assigns a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignDocument {
    /// Which.
    pub document: DocumentId,
    /// The unit the clerk saw.
    pub was_unit: Option<UnitId>,
    /// The person the clerk saw.
    pub was_person: Option<PersonId>,
    /// Where the clerk saw it stand; somebody may have taken it in hand meanwhile. Earlier versions did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_state: Option<HandlingState>,
    /// The unit it goes to; left out, it is the person's.
    pub unit: Option<UnitId>,
    /// The person it goes to; left out, anyone of the unit may take it.
    pub person: Option<PersonId>,
}

impl AssignDocument {
    /// The wish of somebody who has seen `seen`.
    pub fn seen(document: DocumentId, seen: &Handling, unit: Option<UnitId>, person: Option<PersonId>) -> Self {
        Self { document, was_unit: seen.unit, was_person: seen.person, was_state: Some(seen.state), unit, person }
    }
}

/// Refuses a closed unit and a person who left; conflicts when somebody assigned it elsewhere meanwhile.
pub(crate) fn decide(wish: &AssignDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    document.refuse_if_settled()?;
    if it.is_bound_to_own() && !it.acts_for(document.handling.person, view) {
        // A case clerk hands on only what is with her.
        return Err(Refusal::new(Code::NotAssignedToYou).into());
    }
    if wish.unit.is_none() && wish.person.is_none() {
        return Err(Refusal::new(Code::NobodyToAssign).at("unit").into());
    }
    check_target(wish.unit, wish.person, view)?;
    refuse_if_accepted_meanwhile(wish, &document, view)?;
    let unit = wish.unit.or_else(|| unit_of(wish.person, view));
    let before = document.clone();
    document.handling = Handling {
        state: HandlingState::Assigned,
        unit,
        person: wish.person,
        assigned_by: it.actor.person,
        assigned_in: Some(it.command.role),
        ..Handling::default()
    };
    let wanted = [(Field::Unit, wish.was_unit.map(|it| it.0)), (Field::Person, wish.was_person.map(|it| it.0))];
    let mut changes = Vec::new();
    let mut conflicts = Vec::new();
    for (field, was) in wanted {
        let was = serde_json::json!(was);
        let (theirs, mine) = (field.get(&before), field.get(&document));
        if theirs == mine {
            continue;
        }
        if theirs == was {
            changes.push(FieldChange { field, was, now: mine });
        } else {
            conflicts.push(FieldConflict {
                document: wish.document,
                field: field.name().to_owned(),
                was,
                mine,
                theirs,
            });
        }
    }
    if !conflicts.is_empty() {
        return Err(Stop::Conflict(conflicts));
    }
    if changes.is_empty() && before.handling.state != HandlingState::Returned {
        return Ok(Changes::new());
    }
    let entry = HistoryEntry::of(it, wish.document, changes, "");
    let done = keep(&document, it, view);
    Ok(done.entity(document).entity(entry).log("ZmenaZpracovatele", EntityKey::document(wish.document)))
}

/// What somebody took in hand after the clerk looked is not taken from them unseen.
fn refuse_if_accepted_meanwhile(wish: &AssignDocument, document: &Document, view: &dyn View) -> Result<(), Refusal> {
    let handling = &document.handling;
    let was_there = wish.was_state.is_none_or(|it| it == HandlingState::InHand);
    if was_there || handling.state != HandlingState::InHand || handling.person == wish.person {
        return Ok(());
    }
    let person = handling.person.and_then(|it| view.person(it).found()).map(|it| it.list_name());
    Err(Refusal::new(Code::AlreadyAccepted).with("person", person.unwrap_or_default()))
}

/// A file founded on a letter nobody had yet is kept by whoever gets that letter first.
pub(super) fn keep(document: &Document, it: &Context<'_>, view: &dyn View) -> Changes {
    let file = document.case_file.as_ref().and_then(|it| view.case_file(it.id).found());
    let Some(file) = file.filter(|it| !it.has_keeper() && it.state != CaseFileState::Closed) else {
        return Changes::new();
    };
    let kept = CaseFile { unit: document.handling.unit, person: document.handling.person, ..file.clone() };
    let line = HistoryEntry::of_file_too(it, kept.id, FieldChange::of_keeper(&file, &kept), "");
    Changes::new().entity(kept).entity(line)
}

/// Refuses a target that cannot take anything. What this desk does not see is accepted provisionally.
pub(crate) fn check_target(unit: Option<UnitId>, person: Option<PersonId>, view: &dyn View) -> Result<(), Refusal> {
    match unit.map(|it| view.unit(it)) {
        Some(Lookup::Found(it)) if !it.is_open() => {
            return Err(Refusal::new(Code::UnitClosed).at("unit").with("unit", it.code));
        }
        Some(Lookup::Absent) => return Err(Refusal::new(Code::UnitUnknown).at("unit")),
        _ => {}
    }
    match person.map(|it| view.person(it)) {
        Some(Lookup::Found(it)) if it.has_left => {
            Err(Refusal::new(Code::PersonLeft).at("person").with("person", it.list_name()))
        }
        Some(Lookup::Found(it)) if unit.is_some_and(|unit| !it.is_in(unit)) => {
            Err(Refusal::new(Code::PersonNotInUnit).at("person").with("person", it.list_name()))
        }
        Some(Lookup::Absent) => Err(Refusal::new(Code::PersonNotInUnit).at("person")),
        Some(Lookup::Found(it)) if unit.is_none() => match closed_unit_of(&it, view) {
            Some(closed) => Err(Refusal::new(Code::UnitClosed).at("person").with("unit", closed.code)),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Returns the unit a person works in: that of their first post in a unit that is not closed.
pub(crate) fn unit_of(person: Option<PersonId>, view: &dyn View) -> Option<UnitId> {
    view.person(person?).found()?.posts.iter().map(|it| it.unit).find(|it| !is_closed(*it, view))
}

/// Returns a unit of the person when all of theirs are closed.
fn closed_unit_of(person: &Person, view: &dyn View) -> Option<Unit> {
    let has_open = person.posts.iter().any(|it| !is_closed(it.unit, view));
    person.posts.first().filter(|_| !has_open).and_then(|it| view.unit(it.unit).found())
}

fn is_closed(unit: UnitId, view: &dyn View) -> bool {
    view.unit(unit).found().is_some_and(|it| !it.is_open())
}
