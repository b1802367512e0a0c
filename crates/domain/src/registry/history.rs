//! What happened to a document after it was registered.

use serde::{Deserialize, Serialize};
use values::{DocumentId, HistoryId, Instant, PersonId, SeatId};

use super::FieldChange;
use crate::Extra;
use crate::authority::Role;
use crate::decide::Context;

/// One line of a document's history: who, when, on which desk, old and new values (decree § 8(5), § 13).
///
/// The registering itself has no line of its own; its facts stand in the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Its id: that of the command, so that the line the desk shows at once is the one the centre keeps.
    pub id: HistoryId,
    /// The document.
    pub document: DocumentId,
    /// What was done, by the command's name.
    pub verb: String,
    /// When it counted: by the centre once it has decided.
    pub at: Instant,
    /// When it was done, by the device.
    pub made_at: Instant,
    /// Who; none when the centre itself did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// On which seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<SeatId>,
    /// In which role.
    pub role: Role,
    /// What was there and what is there now, by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// Why, where the verb wants a reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl HistoryEntry {
    /// The line for the command being decided.
    pub(crate) fn of(it: &Context<'_>, document: DocumentId, changes: Vec<FieldChange>, reason: &str) -> Self {
        Self {
            id: HistoryId(it.command.id.0),
            document,
            verb: it.command.wish.kind().to_owned(),
            at: it.now,
            made_at: it.command.made_at,
            by: it.actor.person,
            on: it.actor.seat,
            role: it.command.role,
            changes,
            reason: reason.to_owned(),
            extra: Extra::new(),
        }
    }
}
