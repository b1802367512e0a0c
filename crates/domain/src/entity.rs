//! What is stored: small documents, each with a kind, a version and one parent.
//!
//! Invariant: fields this version does not know survive reading and writing ([`Extra`]).

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use values::{Code, Problem, Refusal};

use crate::authority::{Office, Person, Tenant, Unit};
use crate::case_file::CaseFile;
use crate::emergency::EmergencyRegister;
use crate::file_plan::{FileClass, FilePlan};
use crate::name_register::{MergeProposal, Party};
use crate::quarantine::Quarantined;
use crate::registry::{Component, Document, HistoryEntry, RecognisedText};

/// Fields written by a newer version; kept as they are.
pub type Extra = serde_json::Map<String, serde_json::Value>;

macro_rules! entities {
    ($($kind:ident = $number:literal, $name:literal, $version:literal;)+) => {
        /// The kinds of entity there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum EntityKind {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind = $number,)+
        }

        impl EntityKind {
            /// Every kind, in the order of their numbers.
            pub const ALL: &'static [EntityKind] = &[$(EntityKind::$kind,)+];

            /// Returns the kind with this number.
            pub fn from_number(number: u8) -> Option<Self> {
                match number { $($number => Some(Self::$kind),)+ _ => None }
            }

            /// Returns the stable number of the kind, as stored and sent.
            pub fn number(self) -> u8 {
                self as u8
            }

            /// Returns the name of the kind.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }

            /// Returns the version this program writes.
            pub fn version(self) -> u32 {
                match self { $(Self::$kind => $version,)+ }
            }
        }

        /// One stored thing.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Entity {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind(Box<$kind>),)+
        }

        impl Entity {
            /// Returns its kind.
            pub fn kind(&self) -> EntityKind {
                match self { $(Self::$kind(_) => EntityKind::$kind,)+ }
            }

            /// Returns its kind and id.
            pub fn key(&self) -> EntityKey {
                match self { $(Self::$kind(it) => EntityKey { kind: EntityKind::$kind, id: it.id.0 },)+ }
            }

            /// Returns it as JSON, as it is stored, hashed and sent.
            pub fn to_bytes(&self) -> Vec<u8> {
                match self { $(Self::$kind(it) => serde_json::to_vec(it),)+ }
                    .expect("entities are plain data: no maps with odd keys, no failing writer")
            }

            /// Reads a stored or received entity, upgrading it when it is of an older version.
            ///
            /// A newer version is read as far as this program understands it; what it does not know is kept.
            pub fn from_bytes(kind: EntityKind, version: u32, bytes: &[u8]) -> Result<Self, Problem> {
                // There is one released version of each kind so far, hence nothing to upgrade yet.
                let read = match kind {
                    $(EntityKind::$kind => serde_json::from_slice(bytes).map(|it| Self::$kind(Box::new(it))),)+
                };
                read.map_err(|why| {
                    let newer = version > kind.version();
                    let code = if newer { Code::NewerVersion } else { Code::DatabaseDamaged };
                    Problem::Damaged(Refusal::new(code).with("kind", kind.name()).with("why", why))
                })
            }
        }

        $(impl From<$kind> for Entity {
            fn from(it: $kind) -> Self { Self::$kind(Box::new(it)) }
        })+
    };
}

entities! {
    Tenant = 1, "tenant", 1;
    Unit = 2, "unit", 1;
    Person = 3, "person", 1;
    Party = 4, "party", 1;
    MergeProposal = 5, "merge_proposal", 1;
    Document = 6, "document", 1;
    Component = 7, "component", 1;
    HistoryEntry = 8, "history_entry", 1;
    Quarantined = 9, "quarantined", 1;
    FilePlan = 10, "file_plan", 1;
    FileClass = 11, "file_class", 1;
    CaseFile = 12, "case_file", 1;
    EmergencyRegister = 13, "emergency_register", 1;
    Office = 14, "office", 1;
    RecognisedText = 15, "recognised_text", 1;
}

impl Entity {
    /// Returns what it belongs to; an entity lies in the scopes of its parent.
    pub fn parent(&self) -> Option<EntityKey> {
        match self {
            Self::Component(it) => Some(EntityKey::document(it.document)),
            Self::RecognisedText(it) => Some(EntityKey::document(it.document)),
            Self::HistoryEntry(it) => Some(it.about.key()),
            Self::Document(it) => it.case_file.as_ref().map(|it| EntityKey { kind: EntityKind::CaseFile, id: it.id.0 }),
            _ => None,
        }
    }
}

/// The kind and id of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey {
    /// What it is.
    pub kind: EntityKind,
    /// Which one it is.
    pub id: Uuid,
}

impl EntityKey {
    /// The key of a document.
    pub fn document(id: values::DocumentId) -> Self {
        Self { kind: EntityKind::Document, id: id.0 }
    }

    /// The key of a record of the name register.
    pub fn party(id: values::PartyId) -> Self {
        Self { kind: EntityKind::Party, id: id.0 }
    }

    /// The key of a unit.
    pub fn unit(id: values::UnitId) -> Self {
        Self { kind: EntityKind::Unit, id: id.0 }
    }

    /// The key of a person.
    pub fn person(id: values::PersonId) -> Self {
        Self { kind: EntityKind::Person, id: id.0 }
    }
}
