//! The requests, in one table: name, what goes in, what comes out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::types::*;

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident ($args:ident { $($field:ident : $type:ty),* $(,)? }) -> $reply:ty;)+) => {
        $(
            #[doc = concat!("Arguments of `", stringify!($name), "`.")]
            #[derive(Clone, Debug, Serialize, Deserialize, TS)]
            pub struct $args { $(#[allow(missing_docs)] pub $field: $type,)* }
        )+

        /// Everything the window can ask for. The walk of a request: here, the function of its name in
        /// [`crate::Workstation`], an action.
        pub trait Requests {
            $($(#[$doc])* fn $name(&self, args: $args) -> Result<$reply, UiProblem>;)+
        }

        /// Calls the request named `name` with its arguments as JSON.
        pub fn dispatch(to: &dyn Requests, name: &str, args: serde_json::Value) -> Result<serde_json::Value, UiProblem> {
            match name {
                $(stringify!($name) => {
                    let args: $args = serde_json::from_value(args).map_err(|why| crate::problem::not_understood(name, &why))?;
                    let reply: $reply = to.$name(args)?;
                    serde_json::to_value(reply).map_err(|why| crate::problem::not_understood(name, &why))
                })+
                _ => Err(crate::problem::not_understood(name, &"no such request")),
            }
        }

        /// Returns the TypeScript of every request: its arguments, and a function that calls it.
        pub(crate) fn declarations(config: &ts_rs::Config) -> (Vec<String>, Vec<String>) {
            let types = vec![$($args::decl(config),)+];
            let functions: Vec<(&str, String, String, Vec<&str>)> = vec![$((
                stringify!($name), <$args as TS>::name(config), <$reply as TS>::name(config),
                vec![$(stringify!($field),)*],
            ),)+];
            let functions = functions
                .into_iter()
                .map(|(name, args, reply, fields)| {
                    let reply = if reply == "null" { "void".to_owned() } else { reply };
                    if fields.is_empty() {
                        format!("  {}: () => call<{reply}>(\"{name}\", {{}}),", camel(name))
                    } else {
                        format!("  {}: (args: {args}) => call<{reply}>(\"{name}\", args),", camel(name))
                    }
                })
                .collect();
            (types, functions)
        }
    };
}

fn camel(name: &str) -> String {
    let mut text = String::new();
    for (at, word) in name.split('_').enumerate() {
        match word.chars().next() {
            Some(first) if at > 0 => text.extend(first.to_uppercase().chain(word.chars().skip(1))),
            _ => text.push_str(word),
        }
    }
    text
}

requests! {
    /// What the first screen needs.
    start_state(StartStateArgs {}) -> StartState;
    /// Enrols this device with the line from the admin, and opens the new desk; the first sync follows.
    enrol(EnrolArgs { line: String, password: String }) -> OpenSeat;
    /// Reads the enrolment line from a file.
    read_enrol_file(ReadEnrolFileArgs { path: String }) -> String;
    /// Opens a desk.
    unlock(UnlockArgs { seat: String, password: String }) -> OpenSeat;
    /// Closes the desk; what is typed is in the drafts.
    lock(LockArgs {}) -> ();
    /// Changes the password of the open desk.
    change_password(ChangePasswordArgs { old: String, new: String }) -> ();
    /// Sets a new password with the admin's code, and opens the desk.
    reset_password(ResetPasswordArgs { seat: String, code: String, password: String }) -> OpenSeat;
    /// Remembers how the person likes the window.
    set_preferences(SetPreferencesArgs { preferences: Preferences }) -> ();

    /// How the desk stands with the centre.
    sync_status(SyncStatusArgs {}) -> SyncStatus;
    /// Tries to reach the centre now.
    sync_now(SyncNowArgs {}) -> ();

    /// A page of the list.
    list_documents(ListDocumentsArgs { query: ListQuery }) -> DocumentPage;
    /// How many documents a list or a search has in all.
    count_documents(CountDocumentsArgs { query: ListQuery }) -> u32;
    /// What can be asked of a document.
    list_search_fields(ListSearchFieldsArgs {}) -> Vec<SearchFieldRow>;
    /// Says in a sentence what a search looks for, in `cs` or `en`; empty for a search for everything.
    explain_search(ExplainSearchArgs { typed: String, language: String }) -> String;
    /// The searches this person keeps on this desk.
    saved_searches(SavedSearchesArgs {}) -> Vec<SavedSearch>;
    /// Keeps a search under a name; an empty one drops it.
    save_search(SaveSearchArgs { name: String, typed: String }) -> ();
    /// Writes every line of a list or a search into a table, by the file's name CSV or XLSX; returns how many there are.
    export_documents(ExportDocumentsArgs { query: ListQuery, path: String, replace: bool }) -> u32;
    /// How many documents each work list has.
    work_list_counts(WorkListCountsArgs {}) -> WorkListCounts;
    /// Everything about one document.
    show_document(ShowDocumentArgs { document: String }) -> DocumentDetail;

    /// The law by which something of this subject is not registered at all, such as advertising; a hint, nothing more.
    not_registered(NotRegisteredArgs { subject: String }) -> Option<String>;
    /// The document that was shown is left: shown again, it is opened anew.
    leave_document(LeaveDocumentArgs {}) -> ();
    /// Registers a document and attaches its files.
    register_document(RegisterDocumentArgs { form: EntryForm }) -> Registered;
    /// Corrects fields; the detail the form was filled from says what was there.
    correct_document(CorrectDocumentArgs { document: String, changes: Vec<TypedChange>, seen: DocumentDetail, reason: String }) -> ();
    /// The rules deadlines are counted by.
    list_deadline_rules(ListDeadlineRulesArgs {}) -> Vec<DeadlineRuleRow>;
    /// Counts a deadline from what was typed (rule, day, more days, parted by tabs) without setting it; nothing for no rule.
    count_deadline(CountDeadlineArgs { document: String, typed: String }) -> Option<DeadlineRow>;
    /// Cancels a document.
    cancel_document(CancelDocumentArgs { document: String, reason: String }) -> ();
    /// Assigns a document to a unit, a person or both; what was seen says whether somebody was quicker.
    assign_document(AssignDocumentArgs { document: String, seen_state: String, seen_unit: Option<String>, seen_person: Option<String>, unit: Option<String>, person: Option<String> }) -> ();
    /// Assigns many documents at once; what stands on this desk counts as seen.
    assign_documents(AssignDocumentsArgs { documents: Vec<String>, unit: Option<String>, person: Option<String> }) -> DoneMany;
    /// Takes many documents in hand.
    accept_documents(AcceptDocumentsArgs { documents: Vec<String> }) -> DoneMany;
    /// Takes back many assignments that nobody has accepted.
    withdraw_documents(WithdrawDocumentsArgs { documents: Vec<String> }) -> DoneMany;
    /// Takes a document in hand.
    accept_document(AcceptDocumentArgs { document: String }) -> ();
    /// Refuses an assigned document.
    refuse_document(RefuseDocumentArgs { document: String, reason: String }) -> ();

    /// Takes an assignment back that nobody has accepted.
    withdraw_document(WithdrawDocumentArgs { document: String }) -> ();
    /// Undoes the last change this person made here, with a new, inverse one; nothing when there is none to undo.
    undo(UndoArgs {}) -> Option<Undone>;

    /// The classes files can be founded in, by their marks.
    list_classes(ListClassesArgs {}) -> Vec<ClassRow>;
    /// A page of case files.
    list_case_files(ListCaseFilesArgs { query: CaseFileQuery }) -> CaseFilePage;
    /// How many case files each list has.
    case_file_counts(CaseFileCountsArgs {}) -> CaseFileCounts;
    /// Everything about one case file.
    show_case_file(ShowCaseFileArgs { case_file: String }) -> CaseFileDetail;
    /// Founds a case file on a document and returns its id; an empty subject is the document's.
    found_case_file(FoundCaseFileArgs { document: String, class: String, subject: String }) -> String;
    /// Puts a document into a case file; `seen` is the one it was seen in.
    insert_document(InsertDocumentArgs { document: String, case_file: String, seen: Option<String> }) -> ();
    /// Takes a document out of its case file.
    take_out_document(TakeOutDocumentArgs { document: String, case_file: String, reason: String }) -> ();
    /// Settles a document.
    settle_document(SettleDocumentArgs { document: String, way: String, note: String, reason: String }) -> ();
    /// Takes a settled document up again.
    reopen_document(ReopenDocumentArgs { document: String, reason: String }) -> ();
    /// Settles a case file with all its documents.
    settle_case_file(SettleCaseFileArgs { case_file: String, way: String, note: String, reason: String }) -> ();
    /// Closes a settled case file; the year is for classes that ask for one, as typed.
    close_case_file(CloseCaseFileArgs { case_file: String, trigger_year: String }) -> ();
    /// Takes a case file up again, in another class where its own is closed.
    reopen_case_file(ReopenCaseFileArgs { case_file: String, reason: String, class: Option<String> }) -> ();
    /// Moves an open case file to another class; `seen` is the one it was seen in.
    move_case_file(MoveCaseFileArgs { case_file: String, seen: String, class: String, reason: String }) -> ();
    /// Corrects what a case file is about and whether it is restricted; `seen` is what stood there.
    correct_case_file(CorrectCaseFileArgs { case_file: String, seen: CaseFileFacts, wanted: CaseFileFacts, reason: String }) -> ();
    /// Says in which year the event a closed case file waits for happened, as typed; empty for not yet. `seen` is the year that
    /// stood there.
    note_event(NoteEventArgs { case_file: String, seen: Option<i16>, year: String, reason: String }) -> ();
    /// Gives a case file to a unit or a person to keep.
    assign_case_file(AssignCaseFileArgs { case_file: String, seen_unit: Option<String>, seen_person: Option<String>, unit: Option<String>, person: Option<String> }) -> ();
    /// Joins two case files for good.
    join_case_files(JoinCaseFilesArgs { case_file: String, to: String }) -> ();
    /// Parts two joined case files.
    part_case_files(PartCaseFilesArgs { case_file: String, from: String, reason: String }) -> ();
    /// Prints the `cover` of a case file or the `list` of its documents.
    print_case_file(PrintCaseFileArgs { case_file: String, what: String, to: PrintTarget }) -> ();

    /// Every batch that is not released, and the last ones that are; the newest first.
    list_batches(ListBatchesArgs {}) -> Vec<BatchRow>;
    /// A batch with its documents.
    show_batch(ShowBatchArgs { batch: String }) -> BatchDetail;
    /// Keeps what was pasted as a file until the desk is locked, and returns its path.
    keep_pasted(KeepPastedArgs { name: String, base64: String }) -> String;
    /// Begins to scan, or to take files; returns the batch, or nothing where a folder is watched until it is stopped. One scan at a time.
    begin_scan(BeginScanArgs { form: ScanForm }) -> String;
    /// The scan that goes on, or the last one of this desk; none since it was opened.
    scan_state(ScanStateArgs {}) -> Option<ScanState>;
    /// Stops the scan behind the page that comes now.
    stop_scan(StopScanArgs {}) -> ();
    /// The scanners SANE sees. It takes seconds.
    list_scanners(ListScannersArgs {}) -> Vec<ScannerRow>;
    /// Does something to a batch.
    edit_batch(EditBatchArgs { batch: String, edit: BatchEdit }) -> ();
    /// Takes the last edit of a batch back.
    undo_batch(UndoBatchArgs { batch: String }) -> ();
    /// Does the last edit that was taken back again.
    redo_batch(RedoBatchArgs { batch: String }) -> ();
    /// Takes an attached batch out of the bin: what is changed of it is attached once more.
    reopen_batch(ReopenBatchArgs { batch: String }) -> ();
    /// Attaches the documents of a batch to their letters, all in one step; without text the pages nobody has read stay pictures.
    release_batch(ReleaseBatchArgs { batch: String, without_text: bool }) -> Vec<ReleasedRow>;
    /// Ends the release of a batch, and nothing of it is attached; returns whether one goes on.
    stop_release(StopReleaseArgs { batch: String }) -> bool;

    /// Prints so many separator sheets.
    print_separators(PrintSeparatorsArgs { n: u32, to: PrintTarget }) -> ();

    /// Attaches a file from disk, as the output version of a component where one is named.
    attach_file(AttachFileArgs { document: String, path: String, output_of: Option<String> }) -> ();
    /// Asks for a file this desk does not hold.
    fetch_file(FetchFileArgs { component: String }) -> ();
    /// Saves a file to disk.
    save_file(SaveFileArgs { component: String, path: String }) -> ();
    /// Writes a file to a place of its own and returns the path, to be opened by the system's program.
    open_file(OpenFileArgs { component: String }) -> String;

    /// The system's printers; none where there is no printing.
    list_printers(ListPrintersArgs {}) -> Vec<String>;
    /// Prints labels as the settings say, from the label `first` on, and remembers which one is free then.
    print_labels(PrintLabelsArgs { documents: Vec<String>, first: u32, to: PrintTarget }) -> PrintedLabels;
    /// Writes the letter of an own document, with its head, as DOCX.
    prepare_letter(PrepareLetterArgs { document: String, path: String, replace: bool }) -> ();
    /// Prints the receipt for the person at the counter.
    print_receipt(PrintReceiptArgs { document: String, to: PrintTarget }) -> ();
    /// Prints the register of a day as typed, or of a year when the day is empty; `format` is `pdf` or `csv`. Returns the
    /// number of its rows.
    print_register_book(PrintRegisterBookArgs { day: String, year: String, format: String, to: PrintTarget }) -> u32;

    /// Finds records of the name register by the beginnings of words, accents and case folded.
    search_parties(SearchPartiesArgs { typed: String }) -> Vec<PartyRow>;
    /// Makes a record of the name register.
    add_party(AddPartyArgs { party: NewParty }) -> PartyRow;
    /// The open units.
    list_units(ListUnitsArgs {}) -> Vec<UnitRow>;
    /// The people who have not left.
    list_people(ListPeopleArgs {}) -> Vec<PersonRow>;

    /// The substitute registers, the newest first.
    list_emergencies(ListEmergenciesArgs {}) -> Vec<EmergencyRow>;
    /// Declares an emergency: this desk registers into a substitute register from now on.
    declare_emergency(DeclareEmergencyArgs { reason: String }) -> ();
    /// Closes a substitute register; `afterwards` is `reregister` or `keep`. Returns how many documents were registered again.
    end_emergency(EndEmergencyArgs { register: String, afterwards: String }) -> u32;
    /// Registers a document of a closed substitute register again.
    reregister_document(ReregisterDocumentArgs { document: String }) -> ();
    /// Prints a substitute register; `format` is `pdf` or `csv`. Returns the number of its rows.
    print_emergency(PrintEmergencyArgs { register: String, format: String, to: PrintTarget }) -> u32;
    /// The other offices of the centre.
    list_offices(ListOfficesArgs {}) -> Vec<OfficeRow>;
    /// Hands a document to another office of the centre, with its files.
    dispatch_document(DispatchDocumentArgs { document: String, office: String }) -> ();
    /// Notes that an own document was sent: on a day as typed, an empty one is today; by post, in_person, public_notice, courier,
    /// email or data_box. With `corrects` it takes the place of the sending noted last, as it was seen.
    note_sent(NoteSentArgs { document: String, sent_on: String, way: String, note: String, corrects: Option<SendingRow> }) -> ();
    /// Notes that the post of an own document came back: unclaimed, moved_away, addressee_unknown, refused_by_addressee, otherwise.
    note_returned(NoteReturnedArgs { document: String, why: String, note: String }) -> ();
    /// Who stands in for whom, today or later.
    list_substitutes(ListSubstitutesArgs {}) -> Substitutes;
    /// Names a deputy for a person, on days as typed; an empty first day is today, no deputy ends the standing in.
    set_substitute(SetSubstituteArgs { person: String, deputy: Option<String>, from: String, until: String }) -> ();

    /// What somebody assigned to this person and she was not told of, the newest first; she counts as told now.
    newly_assigned(NewlyAssignedArgs {}) -> Vec<DocumentRow>;
    /// What needs this person.
    needs_you(NeedsYouArgs {}) -> Vec<NeedsYouItem>;
    /// Settles an item.
    settle(SettleArgs { item: String, choice: String }) -> ();

    /// Reads a typed date.
    read_date(ReadDateArgs { typed: String }) -> ReadDate;
    /// Reads a typed time of day; nothing where it is not one.
    read_time(ReadTimeArgs { typed: String }) -> Option<String>;
    /// Reads a half-typed form.
    load_draft(LoadDraftArgs { name: String }) -> Option<String>;
    /// Keeps a half-typed form; an empty body drops it.
    save_draft(SaveDraftArgs { name: String, body: String }) -> ();
    /// The last registered entry.
    last_entry(LastEntryArgs {}) -> LastEntry;
}
