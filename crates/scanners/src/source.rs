//! What every source of pages has.

use page_helper::Side;
use values::Problem;

/// A page as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannedPage {
    /// A JPEG or a PNG, byte by byte as it came.
    pub bytes: Vec<u8>,
    /// Pixels an inch that were asked for, where the source knows.
    pub dpi: Option<u32>,
    /// Which side of its sheet it is.
    pub side: Side,
}

/// What is asked of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanWish {
    /// Pixels an inch.
    pub dpi: u32,
    /// Both sides of each sheet.
    pub both_sides: bool,
    /// Colour; otherwise grey.
    pub colour: bool,
    /// The width and height of the paper, in parts of 300 an inch.
    pub size: (u32, u32),
}

/// A source of pages.
pub trait PageSource {
    /// What it is, in words: a device's name, a file's name.
    fn name(&self) -> String;

    /// Returns the next page; none when there are no more.
    ///
    /// # Errors
    /// When it cannot give it. What was given stays given; asked again, it goes on behind what failed, ends, or tries
    /// again what had not begun.
    fn next_page(&mut self) -> Result<Option<ScannedPage>, Problem>;

    /// Returns how many pages it says it gave, where it counts itself.
    fn n_said(&self) -> Option<u32> {
        None
    }

    /// Returns whether it goes on behind what failed: the next file. A device does not.
    fn goes_on(&self) -> bool {
        false
    }

    /// Returns whether a sheet may have gone through, behind what failed last, of which no page came. A feeder that says why it stopped
    /// has not lost it: the sheet is put in again.
    fn may_have_lost_a_sheet(&self) -> bool {
        false
    }

    /// Ends it before its end; a device is told.
    fn cancel(&mut self) {}
}
