//! The desk's memory: confirmed and pending state, the outbox, lists, full text, files; all encrypted.
//!
//! One door for every change: [`Tx::submit`] decides a wish on what the desk knows and writes pending entities,
//! outbox row and log line in one transaction. Another door, [`Tx::take_page`] and [`Tx::take_answers`], is for
//! what the centre says. SQL of the desk stands here and nowhere else.

mod answers;
mod batches;
mod case_files;
mod check;
mod deadlines;
mod desk;
mod drafts;
mod emergency;
mod entities;
mod feed;
mod files;
mod folder;
mod keys;
mod lists;
mod log;
#[cfg(feature = "measure")]
mod measure;
mod meta;
mod needs_you;
mod outbox;
mod parties;
mod pins;
mod problem;
mod project;
mod purge;
mod register_book;
mod rescue;
mod returned;
mod schema;
mod search;
mod searches;
mod submit;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
mod test_desk;
mod told;
mod undo;

pub use batches::{BatchRow, KeptText};
pub use case_files::{CaseFileCounts, CaseFileList, CaseFilePage, CaseFileQuery};
pub use check::CheckReport;
pub use desk::{Desk, OpenHow, Tx, check_password};
pub use feed::{PageTaken, Staging};
pub use files::{FilePlace, FileReader, FileWriter, StoredFile, UploadJob};
pub use folder::{DeskFolder, Header};
pub use keys::{DatabaseKey, open_escrow, seal_escrow};
pub use lists::{Counts, DocumentLine, ListPage, ListQuery, SortBy, WorkList};
pub use meta::Identity;
pub use needs_you::{Need, NeedKind};
pub use problem::{Fault, Result};
pub use register_book::KnownSeries;
pub use rescue::{rescue, rescue_with_password, rescued};
pub use search::{CodeField, DayField, Search, TextField};
pub use submit::document_of;
