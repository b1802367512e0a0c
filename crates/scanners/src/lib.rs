//! Where pages come from: network scanners that speak eSCL, scanners of SANE, folders devices scan into, and files.
//!
//! A source gives one page at a time, and the next only when it is asked for: what was given is safe before more comes.

pub mod escl;
mod files;
mod folder;
mod patience;
mod sane;
mod source;

pub use files::FilesSource;
pub use folder::WatchedFolder;
pub use patience::{Patience, RealTime};
pub use sane::{SaneSource, SeenDevice, seen_devices};
pub use source::{PageSource, ScanWish, ScannedPage};
