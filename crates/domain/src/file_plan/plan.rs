//! A plan as a whole.

use serde::{Deserialize, Serialize};
use values::{Date, FilePlanId};

use crate::Extra;

/// A filing and disposal plan; the newest one without an end is the one in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePlan {
    /// Its id.
    pub id: FilePlanId,
    /// What it is called.
    pub name: String,
    /// The first day it holds.
    pub valid_from: Date,
    /// The day another one took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}
