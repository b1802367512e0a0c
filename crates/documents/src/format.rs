//! Where labels lie on a page.

use serde::{Deserialize, Serialize};
use values::{Code, Refusal};

use crate::paper::Field;

/// The smallest label a receipt stamp can be read from.
const MIN_LABEL_MM: (f32, f32) = (35.0, 19.0);
/// The largest page a printer of an office takes.
const MAX_PAGE_MM: f32 = 450.0;
/// What a printer's feed is off anyway.
const TOLERANCE_MM: f32 = 0.2;

/// A format of labels, in millimetres. A label printer's page is one label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabelFormat {
    /// Width of the page.
    pub page_width: f32,
    /// Height of the page.
    pub page_height: f32,
    /// Labels beside each other.
    pub columns: u32,
    /// Labels below each other.
    pub rows: u32,
    /// Width of a label.
    pub width: f32,
    /// Height of a label.
    pub height: f32,
    /// From the page's left edge to the first label.
    pub left: f32,
    /// From the page's upper edge to the first label.
    pub top: f32,
    /// Between two labels beside each other.
    pub gap_across: f32,
    /// Between two labels below each other.
    pub gap_down: f32,
}

impl LabelFormat {
    /// The formats that can be chosen by a name: rolls of label printers, and sheets of A4.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("roll-62x29", Self::roll(62.0, 29.0)),
        ("roll-89x36", Self::roll(89.0, 36.0)),
        ("a4-3x8", Self::a4(3, 8, (70.0, 37.0), (0.0, 0.5), 0.0)),
        ("a4-3x7", Self::a4(3, 7, (63.5, 38.1), (7.2, 15.1), 2.5)),
        ("a4-2x6", Self::a4(2, 6, (105.0, 48.0), (0.0, 4.5), 0.0)),
    ];

    /// Returns the format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|it| it.0 == name).map(|it| it.1.clone())
    }

    const fn roll(width: f32, height: f32) -> Self {
        let (page_width, page_height) = (width, height);
        let (left, top, gap_across, gap_down) = (0.0, 0.0, 0.0, 0.0);
        Self { page_width, page_height, columns: 1, rows: 1, width, height, left, top, gap_across, gap_down }
    }

    const fn a4(columns: u32, rows: u32, size: (f32, f32), first: (f32, f32), gap_across: f32) -> Self {
        let ((width, height), (left, top)) = (size, first);
        Self {
            page_width: 210.0,
            page_height: 297.0,
            columns,
            rows,
            width,
            height,
            left,
            top,
            gap_across,
            gap_down: 0.0,
        }
    }

    /// Refuses a format whose labels do not lie on the page, overlap, or are too small to be read.
    pub fn check(&self) -> Result<(), Refusal> {
        let wrong = |field: &str| Err(Refusal::new(Code::LabelFormatWrong).at(field));
        let lengths = [
            ("page_width", self.page_width),
            ("page_height", self.page_height),
            ("width", self.width),
            ("height", self.height),
            ("left", self.left),
            ("top", self.top),
            ("gap_across", self.gap_across),
            ("gap_down", self.gap_down),
        ];
        if let Some((field, _)) = lengths.iter().find(|(_, it)| !(0.0..=MAX_PAGE_MM).contains(it)) {
            return wrong(field);
        }
        if !(1..=20).contains(&self.columns) {
            return wrong("columns");
        }
        if !(1..=50).contains(&self.rows) {
            return wrong("rows");
        }
        if self.width < MIN_LABEL_MM.0 {
            return wrong("width");
        }
        if self.height < MIN_LABEL_MM.1 {
            return wrong("height");
        }
        let last = self.place(self.n_labels() - 1);
        if last.left + last.width > self.page_width + TOLERANCE_MM {
            return wrong(if self.columns == 1 { "width" } else { "columns" });
        }
        if last.top + last.height > self.page_height + TOLERANCE_MM {
            return wrong(if self.rows == 1 { "height" } else { "rows" });
        }
        Ok(())
    }

    /// Returns how many labels a page has.
    pub fn n_labels(&self) -> u32 {
        self.columns * self.rows
    }

    /// Returns where a label lies; they are counted from 0, row by row.
    pub(crate) fn place(&self, at: u32) -> Field {
        let (column, row) = ((at % self.columns) as f32, (at / self.columns) as f32);
        Field {
            left: self.left + column * (self.width + self.gap_across),
            top: self.top + row * (self.height + self.gap_down),
            width: self.width,
            height: self.height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_format_fits_its_page() {
        for (name, format) in LabelFormat::NAMED {
            assert_eq!(format.check(), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_format_that_does_not_fit_names_what_is_wrong() {
        let good = || LabelFormat::named("a4-3x7").expect("it is named above");
        for (wrong, field) in [
            (LabelFormat { columns: 4, ..good() }, "columns"),
            (LabelFormat { columns: 0, ..good() }, "columns"),
            (LabelFormat { rows: 8, ..good() }, "rows"),
            (LabelFormat { rows: u32::MAX, ..good() }, "rows"),
            (LabelFormat { width: 10.0, ..good() }, "width"),
            (LabelFormat { height: 5.0, ..good() }, "height"),
            (LabelFormat { left: f32::NAN, ..good() }, "left"),
            (LabelFormat { gap_down: -3.0, ..good() }, "gap_down"),
            (LabelFormat { page_height: 1e9, ..good() }, "page_height"),
            (LabelFormat { columns: 1, width: 211.0, ..good() }, "width"),
            (LabelFormat { rows: 1, height: 298.0, ..good() }, "height"),
        ] {
            let refused = wrong.check().expect_err(field);
            assert_eq!((refused.code, refused.field.as_deref()), (Code::LabelFormatWrong, Some(field)));
        }
    }
}
