//! Classes of the filing plan, and case files.

use super::documents::{DocumentRow, HistoryRow, SettledRow};

super::ui_types! {
    /// A class a file can be founded in.
    pub struct ClassRow {
        /// Its id.
        pub id: String,
        /// Its full mark.
        pub mark: String,
        /// What belongs into it.
        pub title: String,
        /// `S5`, `A10`.
        pub retention: String,
        /// `period` or `collecting_sheet`.
        pub numbering: String,
        /// Whether its period runs from a year that is given when a file is closed.
        pub needs_trigger_year: bool,
    }

    /// The lists of case files.
    #[serde(rename_all = "snake_case")]
    pub enum CaseFileList {
        /// Everything.
        All,
        /// Open ones.
        Open,
        /// Open ones this person keeps.
        Mine,
        /// Settled ones that wait to be closed.
        Settled,
        /// Closed ones.
        Closed,
        /// Closed ones of which it is time to ask whether the event they wait for has happened.
        ToAsk,
    }

    /// How many case files each list has.
    pub struct CaseFileCounts {
        /// See [`CaseFileList::All`].
        pub all: u32,
        /// See [`CaseFileList::Open`].
        pub open: u32,
        /// See [`CaseFileList::Mine`].
        pub mine: u32,
        /// See [`CaseFileList::Settled`].
        pub settled: u32,
        /// See [`CaseFileList::Closed`].
        pub closed: u32,
        /// See [`CaseFileList::ToAsk`].
        pub to_ask: u32,
    }

    /// What the list of case files shall show, the newest first.
    pub struct CaseFileQuery {
        /// Which of them.
        pub list: CaseFileList,
        /// Beginnings of words of mark, subject and JID.
        pub search: String,
        /// Where the page before ended, as it said.
        pub after: Option<String>,
        /// How many rows; at most 500.
        pub limit: u32,
    }

    /// A page of case files.
    pub struct CaseFilePage {
        /// The rows.
        pub rows: Vec<CaseFileRow>,
        /// Where the next page begins; none at the end.
        pub next: Option<String>,
        /// How many rows the whole list has.
        pub total: u32,
    }

    /// One case file in the list.
    pub struct CaseFileRow {
        /// Its id.
        pub id: String,
        /// Its JID.
        pub jid: String,
        /// Its mark; none while it waits for one.
        pub mark: Option<String>,
        /// What it is about.
        pub subject: String,
        /// The mark of its class.
        pub class_mark: String,
        /// `open`, `settled` or `closed`.
        pub state: String,
        /// The mark of the unit that keeps it.
        pub unit: String,
        /// The name of the person who keeps it.
        pub person: String,
        /// When it was founded.
        pub founded_at: String,
        /// How many documents are in it, as far as they are to be seen.
        pub n_documents: u32,
        /// Only for those who need it.
        pub restricted: bool,
        /// Whether something about it waits to be confirmed.
        pub is_pending: bool,
    }

    /// Everything about one case file.
    pub struct CaseFileDetail {
        /// As in the list.
        pub row: CaseFileRow,
        /// Its class.
        pub class: Option<ClassRow>,
        /// The unit that keeps it.
        pub unit_id: Option<String>,
        /// The person who keeps it.
        pub person_id: Option<String>,
        /// `period` or `collecting_sheet`; as it was founded.
        pub numbering: String,
        /// Who founded it.
        pub founded_by: String,
        /// How it was settled.
        pub settled: Option<SettledRow>,
        /// When it was closed.
        pub closed_at: Option<String>,
        /// Whether its retention begins with an event outside.
        pub is_of_event: bool,
        /// The year its retention begins after; none while the event has not happened.
        pub trigger_year: Option<i16>,
        /// The day from which is asked whether the event has happened; none where none is awaited.
        pub ask_on: Option<String>,
        /// The first year of its disposal procedure.
        pub due_year: Option<i16>,
        /// Its documents in their order.
        pub documents: Vec<FileDocumentRow>,
        /// Files joined to it.
        pub joined: Vec<CaseFileRow>,
        /// What happened to the file itself, the newest first.
        pub history: Vec<HistoryRow>,
        /// What this person may do with it now: correct, settle, close, reopen, event, move, assign, join, part.
        pub may: Vec<String>,
    }

    /// What of a case file can be corrected.
    pub struct CaseFileFacts {
        /// What it is about.
        pub subject: String,
        /// Only for those who need it.
        pub restricted: bool,
    }

    /// A document in a case file.
    pub struct FileDocumentRow {
        /// Its order.
        pub order: u32,
        /// The document.
        pub document: DocumentRow,
    }
}
