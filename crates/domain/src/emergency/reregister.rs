//! Registers a document of a substitute register again, in the office's register (decree § 26, § 9(1)).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, Refusal};

use crate::decide::Context;
use crate::registry::{Document, HistoryEntry};
use crate::{Changes, Decision, EntityKey, Grant, View};

/// Gives a document of a closed substitute register a number of the office's register. Its number there stays with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReregisterDocument {
    /// Which.
    pub document: DocumentId,
}

/// Refuses what lies in no substitute register and what lies in one that goes on; what has a number already is left.
pub(crate) fn decide(wish: &ReregisterDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let document = it.document(wish.document, view)?;
    document.refuse_if_cancelled()?;
    let Some(place) = &document.emergency else {
        return Err(Refusal::new(Code::NotInEmergency).into());
    };
    if place.reregistered_at.is_some() {
        return Ok(Changes::new());
    }
    let register = view.emergency_register(place.register).found();
    if let Some(register) = register.filter(|it| it.is_open()) {
        return Err(Refusal::new(Code::EmergencyGoesOn).with("name", register.name).into());
    }
    Ok(reregister(document, it, Changes::new()))
}

/// Adds to `done` that a document is registered again. Its line has an id of its own: closing a register writes many.
pub(super) fn reregister(mut document: Document, it: &Context<'_>, done: Changes) -> Changes {
    let id = document.id;
    let place = document.emergency.as_mut().map(|place| {
        place.reregistered_at = Some(it.now);
        place.text.clone()
    });
    let entry = HistoryEntry::of_one_of_many(it, id, ReregisterDocument::VERB, &place.unwrap_or_default());
    let mut done = done.entity(document).entity(entry).log("Uprava", EntityKey::document(id));
    done.grants.push(Grant::Period(id));
    done
}

impl ReregisterDocument {
    /// What the history calls it, also where the closing of a register did it.
    const VERB: &'static str = "reregister_document";
}
