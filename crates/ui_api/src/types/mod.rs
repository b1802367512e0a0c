//! What the window and the workstation say to each other, as plain data.
//!
//! Ids, instants (RFC 3339) and dates (ISO) are strings here; the window shows them through `lib/format`.

/// Declares types, with their TypeScript.
macro_rules! ui_types {
    ($($(#[$attr:meta])* $vis:vis $what:ident $name:ident $body:tt)+) => {
        $(
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
            $(#[$attr])*
            $vis $what $name $body
        )+

        /// Returns the TypeScript declaration of every type here, in this order.
        pub(super) fn declarations(config: &ts_rs::Config) -> Vec<String> {
            vec![$(<$name as ts_rs::TS>::decl(config),)+]
        }
    };
}
use ui_types;

mod capture;
mod case_files;
mod documents;
mod emergency;
mod entry;
mod needs;
mod parties;
mod prints;
mod problem;
mod search;
mod seat;

pub use capture::{
    BatchDetail, BatchEdit, BatchRow, DoubtRow, ReleasedRow, ReleasingRow, ScanForm, ScanState, ScannedDocumentRow,
    ScannedLetterRow, ScannedPageRow, ScannerRow,
};
pub use case_files::{
    CaseFileCounts, CaseFileDetail, CaseFileFacts, CaseFileList, CaseFilePage, CaseFileQuery, CaseFileRow, ClassRow,
    FileDocumentRow,
};
pub use documents::{
    ChangeRow, DeadlineRow, DeadlineRuleRow, DispatchRow, DocumentDetail, DocumentPage, DocumentRow, DoneMany, FileRow,
    HistoryRow, ListQuery, RefusedRow, ReturnedRow, SendingRow, SettledRow, SortBy, SourceRow, TypedChange, Undone,
    WorkList, WorkListCounts,
};
pub use emergency::{EmergencyPlace, EmergencyRow};
pub use entry::{EntryForm, LastEntry, ReadDate, Registered};
pub use needs::{ConflictRow, NeedsYouItem};
pub use parties::{NewParty, OfficeRow, PartyRow, PersonRow, UnitRow};
pub use prints::{LabelFormat, LabelSettings, PrintTarget, PrintedLabels};
pub use problem::{ProblemKind, UiProblem};
pub use search::{SavedSearch, SearchFieldRow, SearchValueRow};
pub use seat::{OpenSeat, Preferences, Progress, Reach, SeatRow, StartState, SubstituteRow, Substitutes, SyncStatus};

/// Returns the TypeScript declaration of every type here.
pub(crate) fn declarations(config: &ts_rs::Config) -> Vec<String> {
    [
        problem::declarations(config),
        seat::declarations(config),
        prints::declarations(config),
        documents::declarations(config),
        emergency::declarations(config),
        search::declarations(config),
        case_files::declarations(config),
        parties::declarations(config),
        entry::declarations(config),
        needs::declarations(config),
        capture::declarations(config),
    ]
    .concat()
}
