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
    /// Whether there is a code where labels are that cannot be read, stained or written over, and no label beside it that can.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub has_broken_label: bool,
    /// How much of it is ink, in parts of a million; of a blank page hardly any.
    #[serde(default)]
    pub ink_ppm: u32,
    /// By how many hundredths of a degree its lines fall to the right.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub slope: i16,
    /// Where its paper lies once its lines are level, where the device scanned black around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Area>,
}

/// How a page is made straight: its lines level, what lies beside its paper left out. The picture itself stays as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lie {
    /// See [`PageLook::slope`].
    pub slope: i16,
    /// See [`PageLook::paper`].
    pub paper: Option<Area>,
}

impl Lie {
    /// Returns by how many degrees its lines fall to the right.
    pub fn degrees(self) -> f32 {
        f32::from(self.slope) / 100.0
    }

    /// Returns it as the argument of a program: `-130`, or `-130:10,0,2400,3500` with its paper.
    pub fn argument(self) -> String {
        let paper = self.paper.map(|it| format!(":{},{},{},{}", it.left, it.top, it.width, it.height));
        format!("{}{}", self.slope, paper.unwrap_or_default())
    }

    /// Reads the argument of a program.
    pub fn of_argument(text: &str) -> Option<Self> {
        let (slope, paper) = text.split_once(':').map_or((text, None), |(slope, paper)| (slope, Some(paper)));
        let area = |it: &str| {
            let sides: Vec<u32> = it.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
            let [left, top, width, height] = sides.as_slice() else { return None };
            Some(Area { left: *left, top: *top, width: *width, height: *height })
        };
        let paper = match paper {
            Some(it) => Some(area(it)?),
            None => None,
        };
        Some(Self { slope: slope.parse().ok()?, paper })
    }
}

/// A part of a page, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// From the left edge.
    pub left: u32,
    /// From the upper edge.
    pub top: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

impl Area {
    /// Returns whether a pixel lies in it.
    pub fn holds(&self, x: u32, y: u32) -> bool {
        (self.left..self.left.saturating_add(self.width)).contains(&x)
            && (self.top..self.top.saturating_add(self.height)).contains(&y)
    }

    /// Returns it in a page whose pixels are so many times smaller. What ended at the edge of the page ends at the edge of that one.
    pub fn times(&self, factor: u32, (width, height): (u32, u32)) -> Self {
        let end = |end: u32, most: u32| if (end + 1) * factor > most { most } else { end * factor };
        let (left, top) = (self.left * factor, self.top * factor);
        let (right, bottom) = (end(self.left + self.width, width), end(self.top + self.height, height));
        Self { left, top, width: right.saturating_sub(left), height: bottom.saturating_sub(top) }
    }
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

    /// Returns how it is made straight.
    pub fn lie(&self) -> Lie {
        Lie { slope: self.slope, paper: self.paper }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_page_lies_is_said_to_a_program_and_read_by_it() {
        let paper = Area { left: 10, top: 0, width: 2400, height: 3500 };
        for it in [Lie::default(), Lie { slope: -130, paper: None }, Lie { slope: 25, paper: Some(paper) }] {
            assert_eq!(Lie::of_argument(&it.argument()), Some(it));
        }
        for wrong in ["", "x", "1:", "1:2,3", "1:2,3,4,x", "99999"] {
            assert_eq!(Lie::of_argument(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_area_that_ended_at_the_edge_ends_at_the_edge() {
        let small = Area { left: 20, top: 0, width: 806, height: 1169 };
        assert_eq!(small.times(3, (2480, 3508)), Area { left: 60, top: 0, width: 2420, height: 3508 });
        let inside = Area { left: 0, top: 5, width: 700, height: 1000 };
        assert_eq!(inside.times(3, (2480, 3508)), Area { left: 0, top: 15, width: 2100, height: 3000 });
    }
}
