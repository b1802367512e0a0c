//! The separator sheet: put between two documents of a pile, it tells the scanning line where the next one begins.

use crate::barcode::Code as Barcode;
use crate::paper::Face;
use crate::sheet::{Format, Sheet};

/// How many sheets one print has at the most.
pub const MAX_SEPARATORS: u32 = 200;
/// How wide the code is: read also from a bad scan, and never taken for a label.
const SIDE_MM: f32 = 60.0;

/// Prints `n` separator sheets with this code, at most [`MAX_SEPARATORS`], and returns the PDF.
pub fn separator_sheets(code: &str, n: u32) -> Vec<u8> {
    let mut sheet = Sheet::new("Oddělovač", Format::A4);
    for nth in 0..n.clamp(1, MAX_SEPARATORS) {
        if nth > 0 {
            sheet.begin_page();
        }
        sheet.text(Face::Bold, 22.0, "Oddělovač");
        sheet.text(Face::Regular, 12.0, "Za tímto listem začíná další dokument. List se neukládá a jde použít znovu.");
        sheet.space(20.0);
        sheet.large_code(&Barcode::of_text(code), SIDE_MM);
    }
    sheet.finish("")
}
