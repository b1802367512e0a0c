//! Writes archive files: PDF/A-2b (ISO 19005-2) from scanned pages.

mod archive;
mod blank_font;
mod text;

pub use archive::{ArchiveFile, ArchiveHead, ArchivePage, DEFAULT_DPI, PageImage, PixelCoding};
pub use text::PlacedWord;
