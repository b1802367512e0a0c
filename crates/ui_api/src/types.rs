//! What the window and the workstation say to each other, as plain data.
//!
//! Ids, instants (RFC 3339) and dates (ISO) are strings here; the window shows them through `lib/format`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ui_types {
    ($($(#[$attr:meta])* $vis:vis $what:ident $name:ident $body:tt)+) => {
        $(
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
            $(#[$attr])*
            $vis $what $name $body
        )+

        /// Returns the TypeScript declaration of every type here, in this order.
        pub(crate) fn declarations(config: &ts_rs::Config) -> Vec<String> {
            vec![$($name::decl(config),)+]
        }
    };
}

ui_types! {
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

    /// What the first screen needs.
    pub struct StartState {
        /// The people who have a desk on this device.
        pub seats: Vec<SeatRow>,
        /// The desk that is open, if one is.
        pub open: Option<OpenSeat>,
        /// What the window remembers of the device: language and theme before anyone unlocks.
        pub preferences: Preferences,
        /// What is to be said of a desk that was open and is no more.
        pub farewell: Option<UiProblem>,
        /// The program's version.
        pub version: String,
    }

    /// A desk on this device, as it can be named without its password.
    pub struct SeatRow {
        /// The folder it lies in; names it in `unlock`.
        pub seat: String,
        /// Whose it is.
        pub person: String,
        /// Of which office.
        pub tenant: String,
    }

    /// The desk that is open.
    pub struct OpenSeat {
        /// Its folder.
        pub seat: String,
        /// The person's id.
        pub person_id: String,
        /// The person's name.
        pub person: String,
        /// The office's name.
        pub tenant: String,
        /// The roles held now: filing_clerk, case_clerk, supervisor, admin.
        pub roles: Vec<String>,
        /// Whether the first sync is complete.
        pub is_complete: bool,
    }

    /// How a person likes the window.
    pub struct Preferences {
        /// `cs` or `en`.
        pub language: String,
        /// `system`, `light`, `dark` or `contrast`.
        pub theme: String,
        /// Width of the list in parts of a thousand of the window.
        pub list_width: u32,
        /// How labels are printed here.
        #[serde(default)]
        pub labels: LabelSettings,
        /// The system's printer receipts and registers go to; empty while none is chosen.
        #[serde(default)]
        pub paper_printer: String,
    }

    /// How labels are printed on this device.
    pub struct LabelSettings {
        /// roll-62x29, roll-89x36, a4-3x8, a4-3x7, a4-2x6 or custom.
        pub format: String,
        /// The format of its own, in millimetres.
        pub custom: LabelFormat,
        /// `data_matrix` or `code128`.
        pub code: String,
        /// The system's printer labels go to; empty while none is chosen.
        pub printer: String,
        /// The first free label of the sheet, from 1.
        pub first: u32,
        /// Whether a label is printed with every registered document.
        pub on_registering: bool,
    }

    /// Where labels lie on a page, in millimetres.
    pub struct LabelFormat {
        /// Width of the page.
        pub page_width: f32,
        /// Height of the page.
        pub page_height: f32,
        /// Labels beside each other.
        pub columns: u32,
        /// Labels below each other.
        pub rows: u32,
        /// Width of a label.
        pub width: f32,
        /// Height of a label.
        pub height: f32,
        /// From the left edge to the first label.
        pub left: f32,
        /// From the upper edge to the first label.
        pub top: f32,
        /// Between two labels beside each other.
        pub gap_across: f32,
        /// Between two labels below each other.
        pub gap_down: f32,
    }

    /// Where a print goes: to a printer of the system, or to a file.
    pub struct PrintTarget {
        /// The printer; empty for a file.
        pub printer: String,
        /// The file, where no printer is named.
        pub path: String,
    }

    /// What came of printing labels.
    pub struct PrintedLabels {
        /// How many labels.
        pub n_labels: u32,
        /// The first label that is free now.
        pub next_first: u32,
    }

    /// How the desk stands with the centre.
    pub struct SyncStatus {
        /// Whether the centre answers.
        pub reach: Reach,
        /// Why not, when it is more than the network being away.
        pub trouble: Option<UiProblem>,
        /// Commands the centre has not confirmed.
        pub pending: u32,
        /// Files that are still to be sent, and their bytes.
        pub files_up: u32,
        /// Bytes of them.
        pub bytes_up: f64,
        /// When the last exchange ended well.
        pub last_exchange_at: Option<String>,
        /// How far the first sync is, while it runs.
        pub first_sync: Option<Progress>,
        /// By how many seconds this device's clock is ahead of the centre's, when it is more than five minutes.
        pub clock_ahead_s: Option<f64>,
        /// How many items are in "Vyžaduje vás".
        pub needs_you: u32,
        /// Documents captured before today that have no reference number.
        pub without_number_since_yesterday: u32,
    }

    /// Whether the centre answers.
    #[serde(rename_all = "snake_case")]
    pub enum Reach {
        /// Not tried yet.
        Unknown,
        /// It answered last time.
        Online,
        /// It did not; the desk goes on alone.
        Offline,
    }

    /// How much of a long work is done.
    pub struct Progress {
        /// Done.
        pub done: u32,
        /// Of how many; 0 while not known.
        pub total: u32,
    }

    /// The work lists.
    #[serde(rename_all = "snake_case")]
    pub enum WorkList {
        /// Everything.
        All,
        /// Captured today.
        Today,
        /// Without a reference number.
        WithoutNumber,
        /// Given to nobody.
        Unassigned,
        /// Refused and back with me.
        ReturnedToMe,
        /// Given to me, or taken by me.
        AssignedToMe,
    }

    /// How many documents each work list has.
    pub struct WorkListCounts {
        /// See [`WorkList::All`].
        pub all: u32,
        /// See [`WorkList::Today`].
        pub today: u32,
        /// See [`WorkList::WithoutNumber`].
        pub without_number: u32,
        /// See [`WorkList::Unassigned`].
        pub unassigned: u32,
        /// See [`WorkList::ReturnedToMe`].
        pub returned_to_me: u32,
        /// See [`WorkList::AssignedToMe`].
        pub assigned_to_me: u32,
    }

    /// What the list is sorted by.
    #[serde(rename_all = "snake_case")]
    pub enum SortBy {
        /// When it was captured.
        Captured,
        /// Its reference number.
        Reference,
        /// When it was delivered.
        Delivered,
        /// Its subject, the Czech way.
        Subject,
        /// Its sender, the Czech way.
        Sender,
    }

    /// What the list shall show.
    pub struct ListQuery {
        /// Which work list.
        pub list: WorkList,
        /// Words without accents and parts of numbers; empty for all.
        pub search: String,
        /// The column.
        pub sort: SortBy,
        /// Largest first.
        pub descending: bool,
        /// Where the page before ended, as it said.
        pub after: Option<String>,
        /// How many rows; at most 500.
        pub limit: u32,
    }

    /// A page of the list.
    pub struct DocumentPage {
        /// The rows.
        pub rows: Vec<DocumentRow>,
        /// Where the next page begins; none at the end.
        pub next: Option<String>,
        /// How many rows the whole list has.
        pub total: u32,
    }

    /// One row of the list.
    pub struct DocumentRow {
        /// The document's id.
        pub id: String,
        /// Its JID.
        pub jid: String,
        /// Its reference number; none while it waits.
        pub reference: Option<String>,
        /// `received` or `own`.
        pub origin: String,
        /// Brief subject.
        pub subject: String,
        /// The sender's name in the list.
        pub sender: String,
        /// When it was delivered.
        pub delivered_at: Option<String>,
        /// When it was captured.
        pub captured_at: String,
        /// The mark of its unit.
        pub unit: String,
        /// The name of its person.
        pub person: String,
        /// `unassigned`, `assigned`, `in_hand`, `returned`, `settled` or `cancelled`.
        pub state: String,
        /// The case file it is in.
        pub case_file: Option<String>,
        /// That file's mark; empty while it has none.
        pub file_mark: String,
        /// Only for those who need it.
        pub restricted: bool,
        /// Whether something about it waits to be confirmed.
        pub is_pending: bool,
        /// How many files it has.
        pub n_files: u32,
    }

    /// Everything about one document.
    pub struct DocumentDetail {
        /// As in the list.
        pub row: DocumentRow,
        /// The sender's id.
        pub sender_id: Option<String>,
        /// The sender's address.
        pub sender_address: String,
        /// The sender's reference.
        pub sender_reference: String,
        /// post, in_person, data_box, email, medium, courier, spoken, internal.
        pub delivery_method: String,
        /// Sheets.
        pub sheets: Option<u32>,
        /// Paper attachments.
        pub paper_attachments: Option<u32>,
        /// Other attachments: how many.
        pub other_count: u32,
        /// Other attachments: what.
        pub other_description: String,
        /// The unit's id.
        pub unit_id: Option<String>,
        /// The unit's name.
        pub unit_name: String,
        /// The person's id.
        pub person_id: Option<String>,
        /// Why it was refused.
        pub refused_because: String,
        /// Who registered it.
        pub registered_by: String,
        /// When the centre did.
        pub registered_at: Option<String>,
        /// Why it was cancelled.
        pub cancelled_because: Option<String>,
        /// The JID on a label to be replaced.
        pub earlier_jid: Option<String>,
        /// Reference numbers it had before, the oldest first.
        pub earlier_references: Vec<String>,
        /// Its order in its case file.
        pub order: Option<u32>,
        /// How it was settled; none while it is not.
        pub settled: Option<SettledRow>,
        /// The document it answers, if it is to be seen.
        pub answers: Option<DocumentRow>,
        /// Its files.
        pub files: Vec<FileRow>,
        /// What happened to it, the newest first.
        pub history: Vec<HistoryRow>,
        /// What this person may do with it now: correct, cancel, assign, withdraw, accept, refuse, attach, found, insert,
        /// take_out, settle, reopen.
        pub may: Vec<String>,
    }

    /// What came of assigning many documents.
    pub struct AssignedMany {
        /// How many were assigned.
        pub n_assigned: u32,
        /// What was refused, each with its document.
        pub refused: Vec<RefusedRow>,
    }

    /// A document something was refused for.
    pub struct RefusedRow {
        /// The document.
        pub document: DocumentRow,
        /// Why.
        pub problem: UiProblem,
    }

    /// How something was settled.
    pub struct SettledRow {
        /// by_document, forwarded, noted, by_record, otherwise.
        pub way: String,
        /// What was done.
        pub note: String,
        /// When.
        pub at: String,
        /// Who.
        pub by: String,
    }

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
        /// The first year of its disposal procedure.
        pub due_year: Option<i16>,
        /// Its documents in their order.
        pub documents: Vec<FileDocumentRow>,
        /// Files joined to it.
        pub joined: Vec<CaseFileRow>,
        /// What happened to the file itself, the newest first.
        pub history: Vec<HistoryRow>,
        /// What this person may do with it now: settle, close, reopen, move, assign, join, part.
        pub may: Vec<String>,
    }

    /// A document in a case file.
    pub struct FileDocumentRow {
        /// Its order.
        pub order: u32,
        /// The document.
        pub document: DocumentRow,
    }

    /// What was undone.
    pub struct Undone {
        /// The verb that was undone, by its command's name: correct_document, assign_document, refuse_document,
        /// withdraw_document.
        pub verb: String,
        /// The document it was done to.
        pub document: String,
        /// Its JID.
        pub jid: String,
    }

    /// A file of a document.
    pub struct FileRow {
        /// The component's id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Its length in bytes.
        pub size_bytes: f64,
        /// Its media type.
        pub media_type: String,
        /// `here` (held), `at_centre` (fetched on demand), `fetching`, `on_its_way` (not at the centre yet).
        pub place: String,
        /// From whose desk it is on its way.
        pub coming_from: String,
        /// Whether the window can show it: `image`, `pdf`, `text` or empty.
        pub preview: String,
        /// The component it is an output version of.
        pub output_of: Option<String>,
        /// Whether archives take it as it is, by its media type.
        pub is_output_format: bool,
    }

    /// One line of the history.
    pub struct HistoryRow {
        /// When.
        pub at: String,
        /// Who.
        pub by: String,
        /// On which desk.
        pub on: String,
        /// register_received, register_own, correct_document, cancel_document, assign_document, withdraw_document,
        /// accept_document, refuse_document.
        pub verb: String,
        /// What changed.
        pub changes: Vec<ChangeRow>,
        /// Why.
        pub reason: String,
        /// Whether the centre has confirmed it.
        pub is_pending: bool,
    }

    /// A field that changed, in words.
    pub struct ChangeRow {
        /// subject, sender, sender_reference, delivered_at, delivery_method, sheets, paper_attachments,
        /// other_attachments, restricted, unit, person.
        pub field: String,
        /// What was there; instants, codes and booleans raw, the rest as text.
        pub was: String,
        /// What is there.
        pub now: String,
    }

    /// A record of the name register in the type-ahead.
    pub struct PartyRow {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// natural, self_employed or legal.
        pub kind: String,
        /// IČO.
        pub company_number: String,
        /// Address.
        pub address: String,
    }

    /// A new record of the name register.
    pub struct NewParty {
        /// natural, self_employed or legal.
        pub kind: String,
        /// Given name.
        pub name: String,
        /// Surname.
        pub surname: String,
        /// Company.
        pub company: String,
        /// IČO as typed; empty for none.
        pub company_number: String,
        /// Data box.
        pub data_box: String,
        /// E-mail.
        pub email: String,
        /// Address.
        pub address: String,
    }

    /// A unit that can be chosen.
    pub struct UnitRow {
        /// Its id.
        pub id: String,
        /// Its mark.
        pub code: String,
        /// Its name.
        pub name: String,
    }

    /// A person of the office who can be chosen.
    pub struct PersonRow {
        /// Their id.
        pub id: String,
        /// Their name, surname first.
        pub name: String,
        /// The units they work in.
        pub unit_ids: Vec<String>,
    }

    /// An entry as typed. Texts of dates, times and numbers are read by the workstation.
    pub struct EntryForm {
        /// `received` or `own`.
        pub origin: String,
        /// The sender's id.
        pub sender: Option<String>,
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

    /// A change of a field as the form sends it: texts as typed.
    pub struct TypedChange {
        /// See [`ChangeRow::field`]; delivered_at as `date time`, other_attachments as `count description`.
        pub field: String,
        /// What the form shows now, as typed; sender, unit and person by id.
        pub now: String,
    }

    /// Something that needs a person.
    pub struct NeedsYouItem {
        /// Its id; names it in `settle`.
        pub id: String,
        /// conflict, refused, notice, merge, quarantined, quarantined_mine, relabel, forked, trouble.
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

    /// The values of the last registered entry, to be repeated with one key.
    pub struct LastEntry {
        /// The form as it was; none before the first.
        pub form: Option<EntryForm>,
        /// The sender's row, to be shown.
        pub sender: Option<PartyRow>,
    }
}
