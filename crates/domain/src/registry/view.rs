//! Notes that somebody looked at a restricted document (the national standard, 7.4; transaction log, `Zobrazeni`).

use serde::{Deserialize, Serialize};
use values::DocumentId;

use super::HistoryEntry;
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, Standing, View};

/// Notes that the person looked at a document. The desk itself wishes it, each time a restricted one is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViewDocument {
    /// Which.
    pub document: DocumentId,
}

/// Never refused: what was seen was seen, also by somebody whose reach has ended meanwhile.
pub(crate) fn decide(wish: &ViewDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let Some(document) = view.document(wish.document).found() else { return Ok(Changes::new()) };
    if !document.restricted && view.standing() == Standing::Provisional {
        return Ok(Changes::new());
    }
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), "");
    Ok(Changes::new().entity(entry).log("Zobrazeni", EntityKey::document(wish.document)))
}
