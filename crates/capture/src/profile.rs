//! What a batch is scanned for: how its pages become documents.

use serde::{Deserialize, Serialize};

/// A way of scanning, chosen before the pile is put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// What parts the documents from each other.
    pub separation: Separation,
    /// Pixels an inch asked of a device.
    pub dpi: u32,
    /// Whether both sides of a sheet are scanned.
    pub both_sides: bool,
}

/// What parts the documents of a pile from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separation {
    /// The label on the first page of each letter.
    Labels,
    /// So many sheets each.
    EverySheets(u32),
    /// The whole pile is one document.
    None,
}

impl Profile {
    /// The profiles there are from the beginning.
    pub fn named(name: &str) -> Option<Self> {
        let (separation, both_sides) = match name {
            "labels" => (Separation::Labels, false),
            "labels-duplex" => (Separation::Labels, true),
            "one-document" => (Separation::None, false),
            every => (Separation::EverySheets(every.strip_prefix("every-")?.parse().ok().filter(|it| *it > 0)?), false),
        };
        Some(Self { name: name.to_owned(), separation, dpi: 300, both_sides })
    }
}
