//! Documents: in lists, and everything about one.

use super::emergency::EmergencyPlace;
use super::problem::UiProblem;

super::ui_types! {
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
        /// With a deadline that runs.
        WithDeadline,
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
        /// See [`WorkList::WithDeadline`].
        pub with_deadline: u32,
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
        /// The last day of its deadline; those without one last.
        Due,
    }

    /// What the list shall show.
    pub struct ListQuery {
        /// Which work list.
        pub list: WorkList,
        /// A search as it is typed; empty for all.
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
        /// Whom an own document is written to; empty when that is not said.
        pub addressee: String,
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
        /// The last day of its deadline while that runs, as `2026-12-03`.
        pub due_on: Option<String>,
        /// Whether it was sent or handed over to another office.
        pub is_sent: bool,
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
        /// The addressee's id.
        pub addressee_id: Option<String>,
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
        /// Copies of one letter.
        pub copies: Option<u32>,
        /// Whether the envelope stays closed.
        pub unopened: bool,
        /// Why the envelope is kept: own_hands, posting_time, sender_address, stamped; empty when it is not.
        pub envelope: String,
        /// Its place in a substitute register.
        pub emergency: Option<EmergencyPlace>,
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
        /// Its deadline.
        pub deadline: Option<DeadlineRow>,
        /// How it was settled; none while it is not.
        pub settled: Option<SettledRow>,
        /// The document it answers, if it is to be seen.
        pub answers: Option<DocumentRow>,
        /// The documents that answer it, the oldest first, as far as they are to be seen.
        pub replies: Vec<DocumentRow>,
        /// The offices of the centre it was handed to.
        pub dispatches: Vec<DispatchRow>,
        /// The office of the centre it was handed over by.
        pub source: Option<SourceRow>,
        /// When it was sent to its addressee, the first time first.
        pub sendings: Vec<SendingRow>,
        /// When its post came back, the oldest first.
        pub returns: Vec<ReturnedRow>,
        /// Its files.
        pub files: Vec<FileRow>,
        /// What happened to it, the newest first.
        pub history: Vec<HistoryRow>,
        /// What this person may do with it now: correct, deadline, cancel, assign, withdraw, accept, refuse, attach, found, insert,
        /// take_out, settle, reopen, dispatch, sent, returned, reregister.
        pub may: Vec<String>,
    }

    /// A document on its way to another office of the centre, or there.
    pub struct DispatchRow {
        /// The office's name.
        pub office: String,
        /// When it was handed over.
        pub at: String,
        /// Its number there; empty while it is on its way.
        pub reference: String,
        /// Its JID there; empty while it is on its way.
        pub jid: String,
    }

    /// Where a document handed over by another office comes from.
    pub struct SourceRow {
        /// The office's name.
        pub office: String,
        /// Its JID there.
        pub jid: String,
    }

    /// That a document was sent to its addressee.
    pub struct SendingRow {
        /// On which day.
        pub day: String,
        /// post, in_person, public_notice, courier, email, data_box.
        pub way: String,
        /// What the post calls it, or what else is to be known of it.
        pub note: String,
    }

    /// Post that came back.
    pub struct ReturnedRow {
        /// When it was noted.
        pub at: String,
        /// unclaimed, moved_away, addressee_unknown, refused_by_addressee, otherwise.
        pub why: String,
        /// What else stood on the envelope.
        pub note: String,
    }

    /// What came of doing something with many documents.
    pub struct DoneMany {
        /// With how many it was done.
        pub n_done: u32,
        /// With which it was refused.
        pub refused: Vec<RefusedRow>,
    }

    /// A document something was refused for.
    pub struct RefusedRow {
        /// The document.
        pub document: DocumentRow,
        /// Why.
        pub problem: UiProblem,
    }

    /// A deadline, counted.
    pub struct DeadlineRow {
        /// decision, confirm_filing, complaint, information, contract_register, contract_invalid, stored_letter, public_notice, assembly_minutes,
        /// council_minutes, own.
        pub rule: String,
        /// The day of the event, as `2026-11-03`.
        pub starts_on: String,
        /// By how many days it was prolonged.
        pub more_days: u32,
        /// Its last day, as `2026-12-03`.
        pub due_on: String,
        /// Whether the end was moved over days on which nobody works.
        pub is_moved: bool,
    }

    /// A rule deadlines are counted by.
    pub struct DeadlineRuleRow {
        /// See [`DeadlineRow::rule`].
        pub id: String,
        /// By how many it can be prolonged at most.
        pub max_more_days: u32,
        /// The paragraph, in Czech.
        pub law: String,
    }

    /// How something was settled.
    pub struct SettledRow {
        /// by_document, forwarded, noted, by_record, otherwise.
        pub way: String,
        /// What was done.
        pub note: String,
        /// Why, where it was settled in another way; otherwise empty.
        pub reason: String,
        /// When.
        pub at: String,
        /// Who.
        pub by: String,
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
        /// Its reference number; none while it waits.
        pub reference: Option<String>,
        /// Its subject.
        pub subject: String,
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
        /// In whose place, when they stood in for somebody.
        pub in_place_of: String,
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
        /// other_attachments, restricted, unit, person, deadline as `rule 2026-12-03`.
        pub field: String,
        /// What was there; instants, codes and booleans raw, the rest as text.
        pub was: String,
        /// What is there.
        pub now: String,
    }

    /// A change of a field as the form sends it: texts as typed.
    pub struct TypedChange {
        /// See [`ChangeRow::field`]; delivered_at as `date time`, other_attachments as `count description`,
        /// deadline as rule, day and more days parted by tabs.
        pub field: String,
        /// What the form shows now, as typed; sender, unit and person by id.
        pub now: String,
    }
}
