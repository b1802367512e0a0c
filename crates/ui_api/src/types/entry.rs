//! The form of an entry.

use super::parties::PartyRow;

super::ui_types! {
    /// An entry as typed. Texts of dates, times and numbers are read by the workstation.
    pub struct EntryForm {
        /// `received` or `own`.
        pub origin: String,
        /// The sender's id.
        pub sender: Option<String>,
        /// Whom an own document is written to.
        pub addressee: Option<String>,
        /// The sender's reference.
        pub sender_reference: String,
        /// Day of delivery as typed.
        pub delivered_on: String,
        /// Time of delivery as typed: `9:05`, `905`, `9`; empty for now when the day is today.
        pub delivered_time: String,
        /// See [`DocumentDetail::delivery_method`].
        pub delivery_method: String,
        /// As typed.
        pub sheets: String,
        /// As typed.
        pub paper_attachments: String,
        /// How many, as typed.
        pub other_count: String,
        /// What.
        pub other_description: String,
        /// Copies of one letter, as typed.
        pub copies: String,
        /// Whether the envelope stays closed.
        pub unopened: bool,
        /// Why the envelope is kept; empty when it is not.
        pub envelope: String,
        /// Brief subject.
        pub subject: String,
        /// The unit's id.
        pub unit: Option<String>,
        /// The person's id.
        pub person: Option<String>,
        /// Only for those who need it.
        pub restricted: bool,
        /// The case file it goes straight into.
        pub case_file: Option<String>,
        /// The document it answers.
        pub answers: Option<String>,
        /// Paths of files to attach.
        pub files: Vec<String>,
    }

    /// What came of an entry.
    pub struct Registered {
        /// The document's id.
        pub id: String,
        /// Its JID.
        pub jid: String,
    }

    /// A day as the workstation understood it.
    pub struct ReadDate {
        /// ISO.
        pub date: String,
        /// As a Czech reader writes it.
        pub shown: String,
    }

    /// The values of the last registered entry, to be repeated with one key.
    pub struct LastEntry {
        /// The form as it was; none before the first.
        pub form: Option<EntryForm>,
        /// The sender's row, to be shown.
        pub sender: Option<PartyRow>,
    }
}
