//! Cancels a document (storno): the row, its JID and its number stay, with the reason.

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, MAX_NOTE_CHARS, Refusal};

use super::{Cancellation, HistoryEntry};
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, Extra, View};

/// Cancels a document that should not have been registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CancelDocument {
    /// Which.
    pub document: DocumentId,
    /// Why.
    pub reason: String,
}

pub(crate) fn decide(wish: &CancelDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    let reason = crate::text::checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    document.cancelled =
        Some(Cancellation { reason: reason.clone(), at: it.now, by: it.actor.person, extra: Extra::new() });
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), &reason);
    Ok(Changes::new().entity(document).entity(entry).log("Storno", EntityKey::document(wish.document)))
}
