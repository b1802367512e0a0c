//! Asks the helper process about pages: what is on one, which pages a file has, how one is put into an archive file.
//!
//! Images, PDF and barcodes are read by native code and come from outside; whatever they do to it happens in a process of its
//! own, with limits of memory and time.

mod frame;
mod helper;
mod look;
mod text;

pub use frame::{Frame, FrameHead, MAX_FRAME_BYTES, read_frame, write_frame};
pub use helper::{Frames, Helper, Mode, Packing};
pub use look::{Area, FoundCode, Lie, PageLook, SEPARATOR, Side};
pub use text::{Languages, PageText, Word, is_low};

/// What is as it mostly is, is not written down.
fn is_default<T: Default + PartialEq>(it: &T) -> bool {
    *it == T::default()
}
