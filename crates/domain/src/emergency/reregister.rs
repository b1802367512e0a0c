//! Registers a document of a substitute register again, in the office's register (decree § 26, § 9(1)).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, Refusal};

use crate::decide::Context;
use crate::registry::HistoryEntry;
use crate::{Changes, Decision, EntityKey, Grant, View};

/// Gives a document of a closed substitute register a number of the office's register. Its number there stays with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReregisterDocument {
    /// Which.
    pub document: DocumentId,
}

/// Refuses what lies in no substitute register and what lies in one that goes on; what has a number already is left.
pub(crate) fn decide(wish: &ReregisterDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.document(wish.document, view)?;
    document.refuse_if_cancelled()?;
    let Some(place) = &mut document.emergency else {
        return Err(Refusal::new(Code::NotInEmergency).into());
    };
    if place.reregistered_at.is_some() {
        return Ok(Changes::new());
    }
    let register = view.emergency_register(place.register).found();
    if let Some(register) = register.filter(|it| it.is_open()) {
        return Err(Refusal::new(Code::EmergencyGoesOn).with("name", register.name).into());
    }
    place.reregistered_at = Some(it.now);
    let reason = place.text.clone();
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), &reason);
    let mut changes = Changes::new().entity(document).entity(entry).log("Uprava", EntityKey::document(wish.document));
    changes.grants.push(Grant::Period(wish.document));
    Ok(changes)
}
