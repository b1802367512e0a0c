//! What waits for the person.

use super::documents::{ChangeRow, DocumentRow};
use super::problem::UiProblem;

super::ui_types! {
    /// Something that needs a person.
    pub struct NeedsYouItem {
        /// Its id; names it in `settle`.
        pub id: String,
        /// conflict, refused, notice, merge, quarantined, quarantined_mine, relabel, forked, deadline, trouble.
        pub kind: String,
        /// The document it is about, if it still is to be seen.
        pub document: Option<DocumentRow>,
        /// What was wished, by the command's name.
        pub verb: String,
        /// Why it is here.
        pub problem: UiProblem,
        /// The fields in conflict.
        pub conflicts: Vec<ConflictRow>,
        /// What was wished, in words, field by field.
        pub wished: Vec<ChangeRow>,
        /// When it came here.
        pub at: String,
        /// Who made the change that stands, and when; or who is concerned.
        pub who: String,
        /// See `who`.
        pub who_at: Option<String>,
        /// How it can be settled: mine, theirs, edit, retry, dismiss, merge, apart, release, reject.
        pub choices: Vec<String>,
        /// What fails only because this failed.
        pub beneath: Vec<String>,
    }

    /// A field two people changed.
    pub struct ConflictRow {
        /// See [`ChangeRow::field`].
        pub field: String,
        /// What this clerk wanted.
        pub mine: String,
        /// What stands.
        pub theirs: String,
    }
}
