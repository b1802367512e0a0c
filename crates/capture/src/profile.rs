//! What a batch is scanned for: how its pages come, how they become documents, and what is made of them.

use page_helper::{Languages, Packing};
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
    /// The colours asked of a device.
    #[serde(default)]
    pub colour: Colour,
    /// The size of the paper asked of a device.
    #[serde(default)]
    pub size: PaperSize,
    /// What becomes of blank pages.
    #[serde(default)]
    pub blanks: Blanks,
    /// The languages the pages may be written in.
    #[serde(default)]
    pub languages: Languages,
    /// How black and white is packed.
    #[serde(default)]
    pub packing: Packing,
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

/// The colours of what is scanned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Grey, as the device gives it.
    #[default]
    Grey,
    /// Colour; what has none is kept in grey where the device did not pack it itself.
    Colour,
    /// Grey from the device; pages of text become black and white, by the paper around each letter. Pages with a picture stay grey.
    Text,
}

/// The size of the paper in a feeder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
    /// 148 × 210 mm.
    A5,
}

/// What becomes of blank pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blanks {
    /// Flagged and left out, until somebody shows them.
    #[default]
    Hide,
    /// Flagged, and kept like any other.
    Keep,
}

impl Profile {
    /// The profiles there are from the beginning.
    pub fn named(name: &str) -> Option<Self> {
        let separation = match name {
            "labels" => Separation::Labels,
            "one-document" => Separation::None,
            every => Separation::EverySheets(every.strip_prefix("every-")?.parse().ok().filter(|it| *it > 0)?),
        };
        Some(Self {
            name: name.to_owned(),
            separation,
            dpi: 300,
            both_sides: false,
            colour: Colour::default(),
            size: PaperSize::default(),
            blanks: Blanks::default(),
            languages: Languages::default(),
            packing: Packing::default(),
        })
    }
}

impl PaperSize {
    /// Returns its width and height in parts of 300 an inch, the unit of network scanners.
    pub fn of_300ths(self) -> (u32, u32) {
        match self {
            Self::A4 => (2480, 3508),
            Self::A3 => (3508, 4961),
            Self::A5 => (1748, 2480),
        }
    }
}
