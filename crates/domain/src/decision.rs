//! What comes out of a decision.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use values::{CaseFileId, DocumentId, Refusal};

use crate::{Entity, EntityKey};

/// Either what changes, or why nothing does.
pub type Decision = Result<Changes, Stop>;

/// What a command changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Entities as they are from now on.
    pub entities: Vec<Entity>,
    /// Lines for the transaction log (the national standard, 7.4).
    pub events: Vec<LogEvent>,
    /// What was left out or needs a person, though the command was carried out.
    pub notices: Vec<Refusal>,
    /// The numbers the centre grants in the same transaction, in this order.
    pub grants: Vec<Grant>,
}

/// A number or mark the centre grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The next reference number of the year's series.
    Period(DocumentId),
    /// A case file's mark, from the number of the document it is founded on.
    FileMark {
        /// The file.
        case_file: CaseFileId,
        /// The document it is founded on.
        document: DocumentId,
    },
    /// A document's number in a collecting sheet: the sheet's and its order in it.
    InFile {
        /// The sheet.
        case_file: CaseFileId,
        /// The document.
        document: DocumentId,
    },
}

impl Changes {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entity as it is from now on.
    pub fn entity(mut self, entity: impl Into<Entity>) -> Self {
        self.entities.push(entity.into());
        self
    }

    /// Adds a line for the transaction log, with the event's name in the standard.
    pub fn log(mut self, event: &str, object: EntityKey) -> Self {
        self.events.push(LogEvent { event: event.to_owned(), object, params: BTreeMap::new() });
        self
    }

    /// Adds what was left out or needs a person.
    pub fn notice(mut self, notice: Refusal) -> Self {
        self.notices.push(notice);
        self
    }
}

/// One line of the transaction log; the names are those of the standard's enumeration (the national standard, 7.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEvent {
    /// For example `Zalozeni`, `Uprava`, `Storno`.
    pub event: String,
    /// What it happened to.
    pub object: EntityKey,
    /// Further facts by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

/// Why a command changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stop {
    /// A rule says no.
    Refused(Refusal),
    /// Somebody changed the same fields meanwhile; the values that stand are theirs.
    Conflict(Vec<FieldConflict>),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A field two people changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldConflict {
    /// The document.
    pub document: DocumentId,
    /// The field by its name.
    pub field: String,
    /// What the clerk saw when she changed it.
    pub was: serde_json::Value,
    /// What she wanted.
    pub mine: serde_json::Value,
    /// What stands.
    pub theirs: serde_json::Value,
}
