//! Organisational units.

use serde::{Deserialize, Serialize};
use values::{Date, UnitId};

use crate::Extra;

/// An organisational unit (organizační jednotka): a department, a class, the office of a village.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The short mark in reference numbers and lists: `OŽP`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The day it was closed on; nothing can be assigned to it from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Unit {
    /// Returns whether it can still be given work.
    pub fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}
