//! Case files: founded from a letter, filled, settled, closed (decree §§ 12–15; the standard, 3.2).

#[expect(clippy::module_inception, reason = "the noun of the folder has a file like every other entity")]
mod case_file;

pub mod assign;
pub mod close;
pub mod correct;
pub mod event;
pub mod found;
pub mod insert;
pub mod join;
pub mod move_class;
pub mod reopen;
pub mod settle;
pub mod take_out;

pub use assign::AssignCaseFile;
pub use case_file::{CaseFile, CaseFileState, Closure, FileMark};
pub(crate) use case_file::{chain_of, documents_of};
pub use close::CloseCaseFile;
pub use correct::CorrectCaseFile;
pub use event::NoteEvent;
pub use found::FoundCaseFile;
pub use insert::InsertDocument;
pub use join::{JoinCaseFiles, PartCaseFiles};
pub use move_class::MoveCaseFile;
pub use reopen::ReopenCaseFile;
pub use settle::SettleCaseFile;
pub use take_out::TakeOutDocument;
