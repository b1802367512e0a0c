//! Refuses an assigned document: it goes back to whoever assigned it (the standard, 7.1.3).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, MAX_NOTE_CHARS, Refusal};

use super::{Field, FieldChange, HandlingState, HistoryEntry};
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, View};

/// Refuses a document with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefuseDocument {
    /// Which.
    pub document: DocumentId,
    /// Why it does not belong here.
    pub reason: String,
}

pub(crate) fn decide(wish: &RefuseDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    // Out of reach, it is not with this person: there is nothing in that for a supervisor.
    let mut document = it.open_document(wish.document, view).map_err(|why| match why.code {
        Code::OutOfReach => Refusal::new(Code::NotAssignedToYou),
        _ => why,
    })?;
    document.refuse_if_settled()?;
    let reason = crate::text::checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    let is_mine = match document.handling.person {
        Some(person) => it.acts_for(Some(person), view),
        None => document.handling.unit.is_some_and(|unit| it.works_in(unit, view)),
    };
    let is_given = matches!(document.handling.state, HandlingState::Assigned | HandlingState::InHand);
    if !is_mine || !is_given {
        return Err(Refusal::new(Code::NotAssignedToYou).into());
    }
    let before = document.clone();
    document.handling.state = HandlingState::Returned;
    document.handling.unit = None;
    document.handling.person = None;
    document.handling.refused_because = reason.clone();
    let changes = FieldChange::between(&before, &document, &[Field::Unit, Field::Person]);
    let entry = HistoryEntry::of(it, wish.document, changes, &reason);
    Ok(Changes::new().entity(document).entity(entry).log("ZmenaZpracovatele", EntityKey::document(wish.document)))
}
