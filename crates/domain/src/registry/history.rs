//! What happened to a document after it was registered, and to a case file after it was founded.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use values::{CaseFileId, DocumentId, HistoryId, Instant, PersonId, SeatId, Sha256};

use super::FieldChange;
use crate::authority::Role;
use crate::decide::Context;
use crate::{EntityKey, EntityKind, Extra};

/// What a line of the history is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A document.
    Document(DocumentId),
    /// A case file.
    CaseFile(CaseFileId),
}

impl About {
    /// Returns the key of what it is about.
    pub fn key(self) -> EntityKey {
        match self {
            Self::Document(id) => EntityKey::document(id),
            Self::CaseFile(id) => EntityKey { kind: EntityKind::CaseFile, id: id.0 },
        }
    }
}

/// One line of the history of a document or a case file: who, when, on which desk, old and new values (decree § 8(5), § 13).
///
/// The registering itself has no line of its own; its facts stand in the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Its id: that of the command, so that the line the desk shows at once is the one the centre keeps.
    pub id: HistoryId,
    /// What it happened to.
    #[serde(flatten)]
    pub about: About,
    /// What was done, by the command's name.
    pub verb: String,
    /// When it counted: by the centre once it has decided.
    pub at: Instant,
    /// When it was done, by the device.
    pub made_at: Instant,
    /// Who; none when the centre itself did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// In whose place, when they stood in for somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<PersonId>,
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
        Self::about(it, About::Document(document), changes, reason)
    }

    /// The line of a case file for the command being decided.
    pub(crate) fn of_file(it: &Context<'_>, file: CaseFileId, changes: Vec<FieldChange>, reason: &str) -> Self {
        Self::about(it, About::CaseFile(file), changes, reason)
    }

    /// A line of a command that is about many documents: its id follows from both, and the verb is that of the one.
    pub(crate) fn of_one_of_many(it: &Context<'_>, document: DocumentId, verb: &str, reason: &str) -> Self {
        if it.command.wish.kind() == verb {
            return Self::of(it, document, Vec::new(), reason);
        }
        Self { verb: verb.to_owned(), ..Self::too(it, About::Document(document), Vec::new(), reason) }
    }

    /// A further line of the same command: what was done to a document is said in the history of its file, what was done to a
    /// file in those of its documents. Its id follows from the command and from what it is about.
    pub(crate) fn too(it: &Context<'_>, about: About, changes: Vec<FieldChange>, reason: &str) -> Self {
        let command = it.command.id.0.as_bytes();
        let hash = Sha256::of(&[command.as_slice(), about.key().id.as_bytes()].concat()).0;
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        bytes[..6].copy_from_slice(&command[..6]);
        Self { id: HistoryId(Uuid::from_bytes(bytes)), ..Self::about(it, about, changes, reason) }
    }

    /// A further line in the history of a case file.
    pub(crate) fn of_file_too(it: &Context<'_>, file: CaseFileId, changes: Vec<FieldChange>, reason: &str) -> Self {
        Self::too(it, About::CaseFile(file), changes, reason)
    }

    fn about(it: &Context<'_>, about: About, changes: Vec<FieldChange>, reason: &str) -> Self {
        Self {
            id: HistoryId(it.command.id.0),
            about,
            verb: it.command.wish.kind().to_owned(),
            at: it.now,
            made_at: it.command.made_at,
            by: it.actor.person,
            in_place_of: it.in_place_of(),
            on: it.actor.seat,
            role: it.command.role,
            changes,
            reason: reason.to_owned(),
            extra: Extra::new(),
        }
    }
}
