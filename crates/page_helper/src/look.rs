//! What the helper process finds on a page.

use serde::{Deserialize, Serialize};

/// A page as it was looked at once, in the helper process.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageLook {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pixels an inch, where the file says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpi: Option<u32>,
    /// Every code on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<FoundCode>,
    /// How much of it is ink, in parts of a million; of a blank page hardly any.
    #[serde(default)]
    pub ink_ppm: u32,
}

/// More ink than this, in parts of a million, is something written. A single word of a signature is about 400.
const BLANK_INK_PPM: u32 = 120;

/// What a separator sheet says: what follows it is another document. It is no JID, and no label of anybody.
pub const SEPARATOR: &str = "TAJEMNIK-ODDELOVAC";

impl PageLook {
    /// Returns whether it is a separator sheet: nothing else can be read from it.
    pub fn is_separator(&self) -> bool {
        !self.codes.is_empty() && self.codes.iter().all(|it| it.text == SEPARATOR)
    }

    /// Returns whether nothing is written on it.
    pub fn is_blank(&self) -> bool {
        self.codes.is_empty() && self.ink_ppm < BLANK_INK_PPM
    }
}

/// A side of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The front, or the only one.
    #[default]
    Front,
    /// The back.
    Back,
}

/// A barcode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCode {
    /// `DataMatrix`, `Code128`, `QRCode`.
    pub kind: String,
    /// What it says.
    pub text: String,
}
