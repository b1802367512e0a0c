//! The requests, each answered with an action and the words for it.

use std::path::Path;

use actions::{Choice, FilePrint, ItemId};
use domain::Wish;
use domain::case_file::{
    AssignCaseFile, CloseCaseFile, CorrectCaseFile, InsertDocument, JoinCaseFiles, MoveCaseFile, NoteEvent,
    PartCaseFiles, ReopenCaseFile, SettleCaseFile, TakeOutDocument,
};
use domain::emergency::ReregisterDocument;
use domain::registry::{
    Field, FieldChange, Handling, NoteReturned, ReopenDocument, SeenSending, SettleDocument, not_registered,
};
use serde_json::Value;
use values::{Code, Problem, Refusal, local_date};

use crate::case_files;
use crate::entry::shown_entry;
use crate::prints;
use crate::problem::to_ui;
use crate::read::{code, id, optional_id};
use crate::requests::*;
use crate::show;
use crate::types::*;
use crate::workstation::Workstation;

impl Workstation {
    /// Submits a wish made from what the window sent.
    fn submit(&self, wish: Result<impl Into<Wish>, Problem>) -> Reply<()> {
        wish.and_then(|wish| self.change(|desk| actions::submit(desk, wish))).map_err(to_ui)
    }
}

type Reply<T> = Result<T, UiProblem>;

impl Requests for Workstation {
    fn start_state(&self, _: StartStateArgs) -> Reply<StartState> {
        self.start().map_err(to_ui)
    }

    fn enrol(&self, args: EnrolArgs) -> Reply<OpenSeat> {
        let name = std::env::var("HOSTNAME").or_else(|_| std::env::var("COMPUTERNAME")).unwrap_or_else(|_| "PC".into());
        let enrol = || {
            let desk = self.device.enrol(&args.line, &args.password, &name)?;
            let seat = desk.folder().path().file_name().unwrap_or_default().to_string_lossy().into_owned();
            let open = self.set_open(seat, desk)?;
            self.opened(&open)
        };
        enrol().map_err(to_ui)
    }

    fn read_enrol_file(&self, args: ReadEnrolFileArgs) -> Reply<String> {
        use std::io::Read;
        let read = || {
            let mut text = String::new();
            let file = std::fs::File::open(&args.path)?;
            file.take(1024).read_to_string(&mut text)?;
            Ok(text.lines().map(str::trim).find(|it| it.contains('/')).unwrap_or_default().to_owned())
        };
        let unreadable = |_: std::io::Error| to_ui(Refusal::new(Code::FileUnreadable).with("name", &args.path).into());
        read().map_err(unreadable)
    }

    fn unlock(&self, args: UnlockArgs) -> Reply<OpenSeat> {
        let unlock = || {
            let desk = self.device.unlock(&args.seat, &args.password)?;
            let open = self.set_open(args.seat.clone(), desk)?;
            self.opened(&open)
        };
        unlock().map_err(to_ui)
    }

    fn lock(&self, _: LockArgs) -> Reply<()> {
        self.end();
        Ok(())
    }

    fn change_password(&self, args: ChangePasswordArgs) -> Reply<()> {
        let change = || Ok(self.open()?.desk.change_password(&args.old, &args.new)?);
        change().map_err(to_ui)
    }

    fn reset_password(&self, args: ResetPasswordArgs) -> Reply<OpenSeat> {
        self.device.reset_password(&args.seat, &args.code, &args.password).map_err(to_ui)?;
        self.unlock(UnlockArgs { seat: args.seat, password: args.password })
    }

    fn set_preferences(&self, args: SetPreferencesArgs) -> Reply<()> {
        self.keep_preferences(&args.preferences).map_err(to_ui)
    }

    fn sync_status(&self, _: SyncStatusArgs) -> Reply<SyncStatus> {
        self.status().map_err(to_ui)
    }

    fn sync_now(&self, _: SyncNowArgs) -> Reply<()> {
        self.open().map(|it| it.sync.poke()).map_err(to_ui)
    }

    fn list_documents(&self, args: ListDocumentsArgs) -> Reply<DocumentPage> {
        self.documents(&args.query).map_err(to_ui)
    }

    fn work_list_counts(&self, _: WorkListCountsArgs) -> Reply<WorkListCounts> {
        let counts = || {
            let it = self.open()?.desk.read(|tx| tx.counts())?;
            Ok(WorkListCounts {
                all: it.all,
                today: it.today,
                without_number: it.without_number,
                unassigned: it.unassigned,
                returned_to_me: it.returned_to_me,
                assigned_to_me: it.assigned_to_me,
                with_deadline: it.with_deadline,
            })
        };
        counts().map_err(to_ui)
    }

    fn count_documents(&self, args: CountDocumentsArgs) -> Reply<u32> {
        self.count(&args.query).map_err(to_ui)
    }

    fn list_search_fields(&self, _: ListSearchFieldsArgs) -> Reply<Vec<SearchFieldRow>> {
        Ok(crate::search::fields())
    }

    fn explain_search(&self, args: ExplainSearchArgs) -> Reply<String> {
        self.explained(&args.typed, &args.language).map_err(to_ui)
    }

    fn saved_searches(&self, _: SavedSearchesArgs) -> Reply<Vec<SavedSearch>> {
        self.searches().map_err(to_ui)
    }

    fn save_search(&self, args: SaveSearchArgs) -> Reply<()> {
        let save = || actions::save_search(&self.open()?.desk, &args.name, &args.typed);
        save().map_err(to_ui)
    }

    fn export_documents(&self, args: ExportDocumentsArgs) -> Reply<u32> {
        self.export(&args).map_err(to_ui)
    }

    fn show_document(&self, args: ShowDocumentArgs) -> Reply<DocumentDetail> {
        self.detail(&args.document).map_err(to_ui)
    }

    fn leave_document(&self, _: LeaveDocumentArgs) -> Reply<()> {
        self.open().and_then(|it| it.show(None, || Ok(false))).map_err(to_ui)
    }

    fn not_registered(&self, args: NotRegisteredArgs) -> Reply<Option<String>> {
        let law = || {
            let today = local_date(self.open()?.desk.now());
            Ok(not_registered(&args.subject, today).map(|it| it.law.clone()))
        };
        law().map_err(to_ui)
    }

    fn register_document(&self, args: RegisterDocumentArgs) -> Reply<Registered> {
        self.register(&args.form).map_err(to_ui)
    }

    fn correct_document(&self, args: CorrectDocumentArgs) -> Reply<()> {
        self.correct(&args).map_err(to_ui)
    }

    fn list_deadline_rules(&self, _: ListDeadlineRulesArgs) -> Reply<Vec<DeadlineRuleRow>> {
        self.rules_in_force().map_err(to_ui)
    }

    fn count_deadline(&self, args: CountDeadlineArgs) -> Reply<Option<DeadlineRow>> {
        self.deadline(&args.document, &args.typed).map_err(to_ui)
    }

    fn cancel_document(&self, args: CancelDocumentArgs) -> Reply<()> {
        let cancel = || self.change(|desk| actions::cancel(desk, id(&args.document)?, &args.reason));
        cancel().map_err(to_ui)
    }

    fn assign_document(&self, args: AssignDocumentArgs) -> Reply<()> {
        let assign = || {
            let seen = Handling {
                state: code("state", &args.seen_state)?,
                unit: optional_id(args.seen_unit.as_ref())?,
                person: optional_id(args.seen_person.as_ref())?,
                ..Handling::default()
            };
            let to = (optional_id(args.unit.as_ref())?, optional_id(args.person.as_ref())?);
            self.change(|desk| actions::assign(desk, id(&args.document)?, &seen, to))
        };
        assign().map_err(to_ui)
    }

    fn assign_documents(&self, args: AssignDocumentsArgs) -> Reply<DoneMany> {
        let assign = || {
            let to = (optional_id(args.unit.as_ref())?, optional_id(args.person.as_ref())?);
            self.with_many(&args.documents, |desk, documents| actions::assign_many(desk, documents, to))
        };
        assign().map_err(to_ui)
    }

    fn accept_documents(&self, args: AcceptDocumentsArgs) -> Reply<DoneMany> {
        self.with_many(&args.documents, actions::accept_many).map_err(to_ui)
    }

    fn withdraw_documents(&self, args: WithdrawDocumentsArgs) -> Reply<DoneMany> {
        self.with_many(&args.documents, actions::withdraw_many).map_err(to_ui)
    }

    fn accept_document(&self, args: AcceptDocumentArgs) -> Reply<()> {
        self.change(|desk| actions::accept(desk, id(&args.document)?)).map_err(to_ui)
    }

    fn refuse_document(&self, args: RefuseDocumentArgs) -> Reply<()> {
        self.change(|desk| actions::refuse(desk, id(&args.document)?, &args.reason)).map_err(to_ui)
    }

    fn withdraw_document(&self, args: WithdrawDocumentArgs) -> Reply<()> {
        self.change(|desk| actions::withdraw(desk, id(&args.document)?)).map_err(to_ui)
    }

    fn undo(&self, _: UndoArgs) -> Reply<Option<Undone>> {
        let undone = self.change(actions::undo).map_err(to_ui)?;
        Ok(undone.map(|it| Undone {
            verb: it.verb,
            document: it.document.to_string(),
            jid: it.jid,
            reference: it.reference,
            subject: it.subject,
        }))
    }

    fn list_classes(&self, _: ListClassesArgs) -> Reply<Vec<ClassRow>> {
        self.classes().map_err(to_ui)
    }

    fn list_case_files(&self, args: ListCaseFilesArgs) -> Reply<CaseFilePage> {
        self.case_files(&args.query).map_err(to_ui)
    }

    fn case_file_counts(&self, _: CaseFileCountsArgs) -> Reply<CaseFileCounts> {
        let counts = || {
            let it = self.open()?.desk.read(|tx| tx.case_file_counts())?;
            let store::CaseFileCounts { all, open, mine, settled, closed, to_ask } = it;
            Ok(CaseFileCounts { all, open, mine, settled, closed, to_ask })
        };
        counts().map_err(to_ui)
    }

    fn show_case_file(&self, args: ShowCaseFileArgs) -> Reply<CaseFileDetail> {
        self.case_file(&args.case_file).map_err(to_ui)
    }

    fn found_case_file(&self, args: FoundCaseFileArgs) -> Reply<String> {
        let found = |desk: &store::Desk| {
            let (document, class) = (id(&args.document)?, case_files::class(&args.class)?);
            actions::found_case_file(desk, document, class, &args.subject)
        };
        self.change(found).map(|it| it.to_string()).map_err(to_ui)
    }

    fn insert_document(&self, args: InsertDocumentArgs) -> Reply<()> {
        let wish = || {
            let (document, case_file) = (id(&args.document)?, case_files::chosen("case_file", &args.case_file)?);
            Ok(InsertDocument { document, case_file, was: optional_id(args.seen.as_ref())? })
        };
        self.submit(wish())
    }

    fn take_out_document(&self, args: TakeOutDocumentArgs) -> Reply<()> {
        let wish = || {
            let (document, case_file) = (id(&args.document)?, id(&args.case_file)?);
            Ok(TakeOutDocument { document, case_file, reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn settle_document(&self, args: SettleDocumentArgs) -> Reply<()> {
        let wish = || {
            let (document, way) = (id(&args.document)?, code("way", &args.way)?);
            Ok(SettleDocument { document, way, note: args.note.clone(), reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn reopen_document(&self, args: ReopenDocumentArgs) -> Reply<()> {
        self.submit(id(&args.document).map(|document| ReopenDocument { document, reason: args.reason.clone() }))
    }

    fn settle_case_file(&self, args: SettleCaseFileArgs) -> Reply<()> {
        let wish = || {
            let (case_file, way) = (id(&args.case_file)?, code("way", &args.way)?);
            Ok(SettleCaseFile { case_file, way, note: args.note.clone(), reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn close_case_file(&self, args: CloseCaseFileArgs) -> Reply<()> {
        let wish = || {
            let (case_file, trigger_year) = (id(&args.case_file)?, case_files::trigger_year(&args.trigger_year)?);
            Ok(CloseCaseFile { case_file, trigger_year })
        };
        self.submit(wish())
    }

    fn reopen_case_file(&self, args: ReopenCaseFileArgs) -> Reply<()> {
        let wish = || {
            let (case_file, class) = (id(&args.case_file)?, optional_id(args.class.as_ref())?);
            Ok(ReopenCaseFile { case_file, class, reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn move_case_file(&self, args: MoveCaseFileArgs) -> Reply<()> {
        let wish = || {
            let (case_file, was, class) = (id(&args.case_file)?, id(&args.seen)?, case_files::class(&args.class)?);
            Ok(MoveCaseFile { case_file, was, class, reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn correct_case_file(&self, args: CorrectCaseFileArgs) -> Reply<()> {
        let wish = || {
            let change = |field, was: Value, now: Value| FieldChange { field, was, now };
            let changes = vec![
                change(Field::Subject, args.seen.subject.clone().into(), args.wanted.subject.clone().into()),
                change(Field::Restricted, args.seen.restricted.into(), args.wanted.restricted.into()),
            ];
            let changes: Vec<FieldChange> = changes.into_iter().filter(|it| it.was != it.now).collect();
            Ok(CorrectCaseFile { case_file: id(&args.case_file)?, changes, reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn note_event(&self, args: NoteEventArgs) -> Reply<()> {
        let wish = || {
            let (case_file, year) = (id(&args.case_file)?, case_files::trigger_year(&args.year)?);
            Ok(NoteEvent { case_file, was: args.seen, year, reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn assign_case_file(&self, args: AssignCaseFileArgs) -> Reply<()> {
        let wish = || {
            let (was_unit, was_person) =
                (optional_id(args.seen_unit.as_ref())?, optional_id(args.seen_person.as_ref())?);
            let (unit, person) = (optional_id(args.unit.as_ref())?, optional_id(args.person.as_ref())?);
            Ok(AssignCaseFile { case_file: id(&args.case_file)?, was_unit, was_person, unit, person })
        };
        self.submit(wish())
    }

    fn join_case_files(&self, args: JoinCaseFilesArgs) -> Reply<()> {
        let wish = || Ok(JoinCaseFiles { case_file: id(&args.case_file)?, to: case_files::chosen("to", &args.to)? });
        self.submit(wish())
    }

    fn part_case_files(&self, args: PartCaseFilesArgs) -> Reply<()> {
        let wish = || {
            let (case_file, from) = (id(&args.case_file)?, id(&args.from)?);
            Ok(PartCaseFiles { case_file, from, reason: args.reason.clone() })
        };
        self.submit(wish())
    }

    fn print_case_file(&self, args: PrintCaseFileArgs) -> Reply<()> {
        let print = || {
            let what = if args.what == "cover" { FilePrint::Cover } else { FilePrint::List };
            let (file, to) = (id(&args.case_file)?, prints::target(&args.to, "pdf")?);
            // Printing what is restricted is noted: the desk has changed.
            self.change(|desk| actions::print_case_file(desk, file, what, &to))
        };
        print().map_err(to_ui)
    }

    fn print_separators(&self, args: PrintSeparatorsArgs) -> Reply<()> {
        prints::target(&args.to, "pdf").and_then(|to| actions::print_separators(args.n, &to)).map_err(to_ui)
    }

    fn list_batches(&self, _: ListBatchesArgs) -> Reply<Vec<BatchRow>> {
        self.batches().map_err(to_ui)
    }

    fn show_batch(&self, args: ShowBatchArgs) -> Reply<BatchDetail> {
        self.batch(&args.batch).map_err(to_ui)
    }

    fn keep_pasted(&self, args: KeepPastedArgs) -> Reply<String> {
        self.keep(&args.name, &args.base64).map_err(to_ui)
    }

    fn begin_scan(&self, args: BeginScanArgs) -> Reply<String> {
        self.begin_scan_of(&args.form).map_err(to_ui)
    }

    fn scan_state(&self, _: ScanStateArgs) -> Reply<Option<ScanState>> {
        self.scan().map_err(to_ui)
    }

    fn stop_scan(&self, _: StopScanArgs) -> Reply<()> {
        self.open().map(|it| it.station.stop()).map_err(to_ui)
    }

    fn list_scanners(&self, _: ListScannersArgs) -> Reply<Vec<ScannerRow>> {
        let row = |it: scanners::SeenDevice| ScannerRow { source: it.name, what: it.what };
        Ok(actions::seen_scanners().into_iter().map(row).collect())
    }

    fn edit_batch(&self, args: EditBatchArgs) -> Reply<()> {
        self.edit(&args.batch, &args.edit).map_err(to_ui)
    }

    fn undo_batch(&self, args: UndoBatchArgs) -> Reply<()> {
        self.with_batch(&args.batch, actions::undo_batch).map_err(to_ui)
    }

    fn redo_batch(&self, args: RedoBatchArgs) -> Reply<()> {
        self.with_batch(&args.batch, actions::redo_batch).map_err(to_ui)
    }

    fn reopen_batch(&self, args: ReopenBatchArgs) -> Reply<()> {
        self.with_batch(&args.batch, actions::reopen_batch).map_err(to_ui)
    }

    fn release_batch(&self, args: ReleaseBatchArgs) -> Reply<Vec<ReleasedRow>> {
        self.release(&args.batch, args.without_text).map_err(to_ui)
    }

    fn stop_release(&self, args: StopReleaseArgs) -> Reply<bool> {
        self.stop_release(&args.batch).map_err(to_ui)
    }

    fn attach_file(&self, args: AttachFileArgs) -> Reply<()> {
        let attach = |desk: &store::Desk| {
            let output_of = optional_id(args.output_of.as_ref())?;
            actions::attach_as(desk, id(&args.document)?, Path::new(&args.path), output_of)
        };
        self.change(attach).map(|_| ()).map_err(to_ui)
    }

    fn fetch_file(&self, args: FetchFileArgs) -> Reply<()> {
        self.change(|desk| actions::fetch(desk, id(&args.component)?)).map_err(to_ui)
    }

    fn save_file(&self, args: SaveFileArgs) -> Reply<()> {
        let save = || actions::save_file(&self.open()?.desk, id(&args.component)?, Path::new(&args.path));
        save().map_err(to_ui)
    }

    fn open_file(&self, args: OpenFileArgs) -> Reply<String> {
        self.open_elsewhere(&args.component).map_err(to_ui)
    }

    fn list_printers(&self, _: ListPrintersArgs) -> Reply<Vec<String>> {
        Ok(actions::printers())
    }

    fn print_labels(&self, args: PrintLabelsArgs) -> Reply<PrintedLabels> {
        self.labels(&args).map_err(to_ui)
    }

    fn prepare_letter(&self, args: PrepareLetterArgs) -> Reply<()> {
        let prepare = || match args.path.trim() {
            "" => Err(Refusal::new(Code::PlaceMissing).at("path").into()),
            path => {
                prints::refuse_existing(path, "docx", args.replace)?;
                actions::prepare_letter(&self.open()?.desk, id(&args.document)?, Path::new(path))
            }
        };
        prepare().map_err(to_ui)
    }

    fn print_receipt(&self, args: PrintReceiptArgs) -> Reply<()> {
        let print = || {
            let (document, to) = (id(&args.document)?, prints::target(&args.to, "pdf")?);
            self.change(|desk| actions::print_receipt(desk, document, &to))
        };
        print().map_err(to_ui)
    }

    fn print_register_book(&self, args: PrintRegisterBookArgs) -> Reply<u32> {
        self.register_book(&args).map_err(to_ui)
    }

    fn search_parties(&self, args: SearchPartiesArgs) -> Reply<Vec<PartyRow>> {
        let search = || Ok(self.open()?.desk.read(|tx| tx.search_parties(&args.typed))?);
        search().map(|it: Vec<_>| it.iter().map(show::party).collect()).map_err(to_ui)
    }

    fn add_party(&self, args: AddPartyArgs) -> Reply<PartyRow> {
        let it = args.party;
        let typed = actions::NewParty {
            kind: it.kind,
            name: it.name,
            surname: it.surname,
            company: it.company,
            company_number: it.company_number,
            data_box: it.data_box,
            email: it.email,
            address: it.address,
        };
        self.change(|desk| actions::add_party(desk, &typed)).map(|it| show::party(&it)).map_err(to_ui)
    }

    fn list_units(&self, _: ListUnitsArgs) -> Reply<Vec<UnitRow>> {
        let list = || Ok::<_, Problem>(self.open()?.desk.read(|tx| tx.open_units())?);
        let row = |it: domain::authority::Unit| UnitRow { id: it.id.to_string(), code: it.code, name: it.name };
        list().map(|it| it.into_iter().map(row).collect()).map_err(to_ui)
    }

    fn list_people(&self, _: ListPeopleArgs) -> Reply<Vec<PersonRow>> {
        let list = || Ok::<_, Problem>(self.open()?.desk.read(|tx| tx.present_people())?);
        let row = |it: domain::authority::Person| {
            let mut unit_ids: Vec<String> = it.posts.iter().map(|it| it.unit.to_string()).collect();
            unit_ids.dedup();
            PersonRow { id: it.id.to_string(), name: it.list_name(), unit_ids }
        };
        list().map(|it| it.into_iter().map(row).collect()).map_err(to_ui)
    }

    fn list_emergencies(&self, _: ListEmergenciesArgs) -> Reply<Vec<EmergencyRow>> {
        self.emergencies().map_err(to_ui)
    }

    fn declare_emergency(&self, args: DeclareEmergencyArgs) -> Reply<()> {
        self.declare(&args.reason).map_err(to_ui)
    }

    fn end_emergency(&self, args: EndEmergencyArgs) -> Reply<u32> {
        self.end_emergency(&args.register, &args.afterwards).map_err(to_ui)
    }

    fn reregister_document(&self, args: ReregisterDocumentArgs) -> Reply<()> {
        self.submit(id(&args.document).map(|document| ReregisterDocument { document }))
    }

    fn print_emergency(&self, args: PrintEmergencyArgs) -> Reply<u32> {
        self.emergency_book(&args).map_err(to_ui)
    }

    fn list_offices(&self, _: ListOfficesArgs) -> Reply<Vec<OfficeRow>> {
        let list = || Ok::<_, Problem>(self.open()?.desk.read(actions::offices)?);
        let row = |it: domain::authority::Office| OfficeRow { id: it.id.to_string(), name: it.name };
        list().map(|it| it.into_iter().map(row).collect()).map_err(to_ui)
    }

    fn dispatch_document(&self, args: DispatchDocumentArgs) -> Reply<()> {
        let dispatch = |desk: &store::Desk| {
            let unknown = || Refusal::new(Code::OfficeUnknown).at("office");
            let to = args.office.parse().map_err(|_| unknown())?;
            actions::dispatch(desk, id(&args.document)?, to)
        };
        self.change(dispatch).map_err(to_ui)
    }

    fn note_sent(&self, args: NoteSentArgs) -> Reply<()> {
        let note = |desk: &store::Desk| {
            let way = code("way", &args.way)?;
            let seen = |it: &SendingRow| -> Result<SeenSending, Problem> {
                let (day, way) = (code("sent_on", &it.day)?, code("way", &it.way)?);
                Ok(SeenSending { day, way, note: it.note.clone() })
            };
            let corrects = args.corrects.as_ref().map(seen).transpose()?;
            actions::note_sent(desk, id(&args.document)?, (&args.sent_on, way), &args.note, corrects)
        };
        self.change(note).map_err(to_ui)
    }

    fn note_returned(&self, args: NoteReturnedArgs) -> Reply<()> {
        let wish = || {
            let (document, why) = (id(&args.document)?, code("why", &args.why)?);
            Ok(NoteReturned { document, why, note: args.note.clone() })
        };
        self.submit(wish())
    }

    fn list_substitutes(&self, _: ListSubstitutesArgs) -> Reply<Substitutes> {
        self.substitutes().map_err(to_ui)
    }

    fn set_substitute(&self, args: SetSubstituteArgs) -> Reply<()> {
        let set = || {
            let (person, deputy) = (id(&args.person)?, optional_id(args.deputy.as_ref())?);
            self.change(|desk| actions::set_substitute(desk, person, deputy, &args.from, &args.until))
        };
        set().map_err(to_ui)
    }

    fn newly_assigned(&self, _: NewlyAssignedArgs) -> Reply<Vec<DocumentRow>> {
        let take = || {
            let rows = self.open()?.desk.write(|tx| {
                let mut names = show::Names::default();
                tx.take_newly_assigned()?
                    .into_iter()
                    .map(|it| show::row(tx, &mut names, it))
                    .collect::<store::Result<_>>()
            })?;
            Ok(rows)
        };
        take().map_err(to_ui)
    }

    fn needs_you(&self, _: NeedsYouArgs) -> Reply<Vec<NeedsYouItem>> {
        let needs = || {
            let items = self.open()?.desk.read(|tx| {
                let items = actions::items(tx)?;
                items.iter().map(|it| crate::needs::item(tx, it, &items)).collect::<store::Result<Vec<_>>>()
            })?;
            Ok(items)
        };
        needs().map_err(to_ui)
    }

    fn settle(&self, args: SettleArgs) -> Reply<()> {
        let settle = || {
            let item: ItemId = id(&args.item)?;
            let choice: Choice = id(&args.choice)?;
            self.change(|desk| actions::settle(desk, item, choice))
        };
        settle().map_err(to_ui)
    }

    fn read_time(&self, args: ReadTimeArgs) -> Reply<Option<String>> {
        Ok(actions::read_time("delivered_time", &args.typed).ok().map(actions::shown_time))
    }

    fn read_date(&self, args: ReadDateArgs) -> Reply<ReadDate> {
        let read = || -> Result<ReadDate, Problem> {
            let now = self.open()?.desk.now();
            let date = actions::read_day("delivered_on", &args.typed, now)?;
            Ok(ReadDate { date: date.to_string(), shown: actions::shown_day(date) })
        };
        read().map_err(to_ui)
    }

    fn load_draft(&self, args: LoadDraftArgs) -> Reply<Option<String>> {
        let load = || Ok(self.open()?.desk.read(|tx| tx.load_draft(&args.name))?);
        load().map_err(to_ui)
    }

    fn save_draft(&self, args: SaveDraftArgs) -> Reply<()> {
        let save = || Ok(self.open()?.desk.write(|tx| tx.save_draft(&args.name, &args.body))?);
        save().map_err(to_ui)
    }

    fn last_entry(&self, _: LastEntryArgs) -> Reply<LastEntry> {
        let last = || {
            let open = self.open()?;
            let form = actions::last_entry(&open.desk)?;
            let sender = match form.as_ref().and_then(|it| it.sender.or(it.addressee)) {
                Some(sender) => open.desk.read(|tx| tx.party(sender))?.as_ref().map(show::party),
                None => None,
            };
            Ok(LastEntry { form: form.map(shown_entry), sender })
        };
        last().map_err(to_ui)
    }
}
