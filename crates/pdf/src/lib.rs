//! Writes archive files: PDF/A-2b (ISO 19005-2) from scanned pages.

mod archive;

pub use archive::{ArchiveFile, ArchivePage, PageImage, PixelCoding};
