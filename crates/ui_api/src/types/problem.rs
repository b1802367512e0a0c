//! Why something was not done.

use std::collections::BTreeMap;

super::ui_types! {
    /// Why something was not done. The sentence for `code` stands in the locale files.
    pub struct UiProblem {
        /// Whether the clerk can act, should wait, or must call for help.
        pub kind: ProblemKind,
        /// What is the matter.
        pub code: String,
        /// The form field it belongs to.
        pub field: Option<String>,
        /// What the sentence needs.
        pub args: BTreeMap<String, String>,
    }

    /// The kinds of problem.
    #[serde(rename_all = "snake_case")]
    pub enum ProblemKind {
        /// A rule says no; shown beside the field.
        Refused,
        /// Not there just now; a quiet banner.
        Unavailable,
        /// Damaged data; a dialog.
        Damaged,
        /// Our fault; a dialog with the incident id in `args.incident`.
        Broken,
    }
}
