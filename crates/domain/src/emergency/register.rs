//! A substitute register, and a document's place in one.

use serde::{Deserialize, Serialize};
use values::{EmergencyRegisterId, Instant, PersonId, SeatId};

use crate::Extra;
use crate::numbering::SeatPart;

/// A substitute register. One desk writes into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencyRegister {
    /// Its id.
    pub id: EmergencyRegisterId,
    /// Its name, the beginning of its numbers: `NE-001/2026-01`.
    pub name: String,
    /// The desk that writes into it.
    pub seat: SeatId,
    /// What makes the usual way impossible.
    pub reason: String,
    /// When it was declared, by the device.
    pub begun_at: Instant,
    /// Who declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_by: Option<PersonId>,
    /// When and how it ended; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<EmergencyEnd>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The end of an emergency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencyEnd {
    /// When, by the device.
    pub at: Instant,
    /// Who closed the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What becomes of its documents.
    pub afterwards: Afterwards,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What becomes of the documents of a substitute register (decree § 26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Afterwards {
    /// All of them are registered again in the office's register.
    Reregister,
    /// They are settled where they are; one that cannot be is registered again by itself.
    Keep,
}

/// A document's place in a substitute register; it keeps it for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InEmergency {
    /// The register.
    pub register: EmergencyRegisterId,
    /// Its number there: 1, 2, 3 …
    pub number: u32,
    /// The number as it is written: `NE-001/2026-01/5`.
    pub text: String,
    /// When it was registered again in the office's register; none while it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reregistered_at: Option<Instant>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl EmergencyRegister {
    /// Returns the name of the `nth` substitute register a desk declares in a year. The desk's part keeps two desks without a
    /// connection apart.
    pub fn name_of(part: &SeatPart, year: i16, nth: usize) -> String {
        format!("NE-{}/{year}-{nth:02}", part.as_str())
    }

    /// Returns whether documents are registered in it.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Returns the place of a number.
    pub fn place(&self, number: u32) -> InEmergency {
        let text = format!("{}/{number}", self.name);
        InEmergency { register: self.id, number, text, reregistered_at: None, extra: Extra::new() }
    }
}
