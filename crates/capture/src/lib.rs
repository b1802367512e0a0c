//! Page images become documents: a batch with its journal, the labels that part it into letters, and what a person must look at.
//!
//! A batch is what was done to it: every page that came and every edit is an entry of its journal, and the state is made from
//! them. Nothing is lost by a crash, and everything a person did can be undone.

mod batch;
mod documents;
mod edits;
mod journal;
mod profile;

pub use batch::{Accepted, Batch, BatchState, CountDoubt, Page};
pub use documents::{Doubt, KnownLetter, Labels, ScannedDocument, documents};
pub use journal::{Attached, AttachedPage, BatchEntry, Edit, StoredPage};
pub use page_helper::{FoundCode, Languages, Lie, Packing, PageLook, SEPARATOR, Side};
pub use profile::{Blanks, Colour, PaperSize, Profile, Separation};
