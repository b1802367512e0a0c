//! Typed ids. They are never shown to a clerk; what she sees are JIDs and reference numbers.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Instant, Randomness};

/// Makes an id that begins with the moment it is made: what is made one after another lies side by side in a database, and a
/// desk that reads a hundred thousand entries writes its pages once. 74 of its bits are random.
pub fn id_in_time(now: Instant, randomness: &mut dyn Randomness) -> Uuid {
    let bytes = randomness.sixteen();
    let rest = bytes[6..].try_into().expect("ten of sixteen bytes");
    let ms = u64::try_from(now.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(ms, rest).into_uuid()
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Makes a new id, unique for ever; [`id_in_time`] makes those there are many of.
            pub fn new(randomness: &mut dyn Randomness) -> Self {
                Self(uuid::Builder::from_random_bytes(randomness.sixteen()).into_uuid())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

typed_ids! {
    /// A legal person with a registry of its own (původce).
    TenantId;
    /// An organisational unit (organizační jednotka).
    UnitId;
    /// A person who works in the office, not one in the name register.
    PersonId;
    /// One person on one device.
    SeatId;
    /// A record of the name register (jmenný rejstřík).
    PartyId;
    /// A proposal that two records of the name register are one.
    MergeProposalId;
    /// A document (dokument).
    DocumentId;
    /// A component: one computer file of a document (komponenta).
    ComponentId;
    /// A batch of scanned pages.
    BatchId;
    /// A scanned page: two equal ones are two.
    PageId;
    /// One line in the history of a document or a case file.
    HistoryId;
    /// A case file (spis).
    CaseFileId;
    /// A filing and disposal plan (spisový a skartační plán).
    FilePlanId;
    /// A class of a filing plan (věcná skupina).
    ClassId;
    /// A substitute register (náhradní evidence).
    EmergencyRegisterId;
    /// The handing of a document to another office.
    DispatchId;
    /// A command that waits for a supervisor.
    QuarantinedId;
    /// A clerk's wish, from the moment she finished it.
    CommandId;
}
