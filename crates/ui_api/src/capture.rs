//! The station of the scanning line: what is scanned now, and a batch as the window shows it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actions::{Asking, FileText, Trust};
use capture::{Batch, BatchState, CountDoubt, Doubt, Edit, Lie, Page, Profile, ScannedDocument, Side};
use page_helper::Helper;
use scanners::{FilesSource, PageSource, WatchedFolder};
use serde_json::Value;
use store::{Desk, Tx};
use values::{BatchId, Code, PageId, Problem, Refusal, local_date};

use crate::problem::to_ui;
use crate::read::{code, code_text, id, optional_id};
use crate::show::text;
use crate::types::*;
use crate::workstation::{Tell, Workstation};

/// How many released batches the list still shows.
const MAX_RELEASED: usize = 10;
/// The largest preview of a page, in pixels; a page of A4 at 200 dpi.
const MAX_SIDE: u32 = 2400;
/// Fewer pixels an inch can be read by nobody, and more are asked of no office scanner.
const MIN_DPI: u32 = 75;
const MAX_DPI: u32 = 1200;
/// How often a watched folder is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often the window is told that pages came: a page is seen well within the third of a second.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// What the station of an open desk remembers.
#[derive(Default)]
pub(crate) struct Station {
    /// The scan that goes on, or the last one; each has a state of its own.
    scan: Mutex<Option<Arc<Mutex<ScanState>>>>,
    is_stopped: Arc<AtomicBool>,
    /// Set for good when the desk is closed: nothing is scanned or read at it any more.
    is_closed: Arc<AtomicBool>,
}

impl Station {
    /// Stops what is scanned behind the page that comes now, and what is read behind the pages that are read now.
    pub(crate) fn stop(&self) {
        self.is_stopped.store(true, Ordering::SeqCst);
    }

    /// The desk is closed: whatever goes on ends with its page, and nothing begins.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
    }

    fn state(&self) -> Option<ScanState> {
        lock(&self.scan).as_ref().map(|it| lock(it).clone())
    }

    /// Begins a scan in the background, unless one goes on; then what is written on its pages is recognised.
    fn begin(&self, scan: Scan, name: &str, tell: &Tell) -> Result<(), Problem> {
        let state = ScanState {
            batch: scan.batch().map(|it| it.to_string()).unwrap_or_default(),
            source: name.to_owned(),
            n_pages: 0,
            is_running: true,
            is_reading: false,
            n_read: 0,
            n_to_read: 0,
            problems: Vec::new(),
        };
        let state = Arc::new(Mutex::new(state));
        let mut slot = lock(&self.scan);
        if self.is_closed.load(Ordering::SeqCst) {
            return Err(Problem::refused(Code::Locked));
        }
        refuse_second(slot.as_ref().map(|it| lock(it).clone()))?;
        *slot = Some(state.clone());
        drop(slot);
        self.is_stopped.store(false, Ordering::SeqCst);
        let (stop, closed) = (self.is_stopped.clone(), self.is_closed.clone());
        let goes_on = move || !stop.load(Ordering::SeqCst) && !closed.load(Ordering::SeqCst);
        let stop = self.is_stopped.clone();
        let going = Going { state, told_at: Mutex::new(None), tell: tell.clone() };
        let run = move || {
            let said = |change: &dyn Fn(&mut ScanState)| going.say(change);
            let (desk, helper) = (scan.desk.clone(), scan.helper.clone());
            let ended = scan.run(&mut |batch, n| {
                said(&|it| (it.batch, it.n_pages) = (batch.map(|it| it.to_string()).unwrap_or_default(), count(n)));
                if goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            let (batches, problems) = ended.unwrap_or_else(|it| (Vec::new(), vec![it]));
            let problems: Vec<UiProblem> = problems.into_iter().map(to_ui).collect();
            said(&|it| {
                (it.is_running, it.is_reading) = (false, true);
                it.problems.clone_from(&problems);
            });
            (going.tell)(&["batches"]);
            // Stopped is the feeder: what came is read all the same.
            stop.store(false, Ordering::SeqCst);
            for batch in batches {
                let read = actions::recognise_batch(&desk, &helper, batch, actions::spare_cores(), &|reading| {
                    said(&|it| (it.n_read, it.n_to_read) = (count(reading.n_read), count(reading.n_pages)));
                    goes_on()
                });
                let problem = read.err().map(to_ui);
                said(&|it| it.problems.extend(problem.clone()));
            }
        };
        let spawned = std::thread::Builder::new().name("scan".to_owned()).spawn(run);
        spawned.map(|_| ()).map_err(|why| Problem::Broken(format!("a thread for the scan: {why}")))
    }
}

/// A scan in the background, as the window hears of it. However it ends, it is over.
struct Going {
    state: Arc<Mutex<ScanState>>,
    told_at: Mutex<Option<Instant>>,
    tell: Tell,
}

impl Going {
    /// Changes what the window may see, and tells it; not more often than it can be looked at.
    fn say(&self, change: &dyn Fn(&mut ScanState)) {
        change(&mut lock(&self.state));
        let mut told_at = lock(&self.told_at);
        if told_at.is_none_or(|it| it.elapsed() >= TELL_EVERY) {
            *told_at = Some(Instant::now());
            (self.tell)(&["batches"]);
        }
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        let mut state = lock(&self.state);
        (state.is_running, state.is_reading) = (false, false);
        drop(state);
        (self.tell)(&["batches"]);
    }
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn refuse_second(state: Option<ScanState>) -> Result<(), Problem> {
    match state.filter(|it| it.is_running) {
        Some(it) => Err(Refusal::new(Code::ScanGoesOn).with("name", &it.source).into()),
        None => Ok(()),
    }
}

/// A scan as it is asked of the background.
struct Scan {
    desk: Arc<Desk>,
    helper: Helper,
    from: ScanFrom,
}

/// Where its pages come from.
enum ScanFrom {
    /// A device, or chosen files: into one batch.
    Source { batch: BatchId, source: Box<dyn PageSource + Send>, replaces: Option<PageId> },
    /// A folder devices scan into: each file into a batch of its own, until it is stopped.
    Folder { folder: WatchedFolder, profile: Profile },
}

/// The batches that came of a scan, and what could not be had or read.
type Scanned = (Vec<BatchId>, Vec<Problem>);

impl Scan {
    fn batch(&self) -> Option<BatchId> {
        match &self.from {
            ScanFrom::Source { batch, .. } => Some(*batch),
            ScanFrom::Folder { .. } => None,
        }
    }

    /// Takes the pages. `told` hears the batch and how many came so far, and may end it there.
    fn run(self, told: &mut dyn FnMut(Option<BatchId>, usize) -> ControlFlow<()>) -> Result<Scanned, Problem> {
        let (desk, helper) = (&self.desk, &self.helper);
        match self.from {
            ScanFrom::Source { batch, mut source, replaces } => {
                let problems = take(desk, helper, batch, source.as_mut(), replaces, &mut |n| told(Some(batch), n))?;
                Ok((vec![batch], problems))
            }
            ScanFrom::Folder { folder, profile } => watch(desk, helper, folder, &profile, told),
        }
    }
}

fn take(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    source: &mut dyn PageSource,
    replaces: Option<PageId>,
    told: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<Problem>, Problem> {
    let n_before = actions::view_batch(desk, batch)?.0.n_stored();
    let asking = replaces.map_or(Asking::Pile, Asking::Again);
    let taken = actions::take_pages(desk, helper, batch, source, asking, actions::spare_cores(), told)?;
    if let Some(page) = replaces {
        let by = actions::view_batch(desk, batch)?.0.stored_since(n_before);
        if !by.is_empty() {
            actions::edit_batch(desk, batch, Edit::Replace { page, by })?;
        }
    }
    Ok(taken.problems)
}

/// Looks at the folder again and again: a file that is the same at two looks is whole.
fn watch(
    desk: &Desk,
    helper: &Helper,
    mut folder: WatchedFolder,
    profile: &Profile,
    told: &mut dyn FnMut(Option<BatchId>, usize) -> ControlFlow<()>,
) -> Result<Scanned, Problem> {
    let (mut batches, mut problems, mut n) = (Vec::new(), Vec::new(), 0);
    loop {
        for (batch, taken) in actions::take_folder(desk, helper, profile, &mut folder, actions::spare_cores())? {
            n += taken.n_pages;
            problems.extend(taken.problems);
            batches.push(batch);
        }
        if told(batches.last().copied(), n).is_break() {
            return Ok((batches, problems));
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

impl Workstation {
    pub(crate) fn batches(&self) -> Result<Vec<BatchRow>, Problem> {
        let open = self.open()?;
        let (released, live): (Vec<_>, Vec<_>) =
            open.desk.read(|tx| tx.batches())?.into_iter().partition(|it| it.is_closed);
        let shown = live.into_iter().chain(released.into_iter().take(MAX_RELEASED));
        shown
            .map(|it| {
                let (batch, documents) = actions::view_batch(&open.desk, it.id)?;
                Ok(row(&it, &batch, &documents))
            })
            .collect()
    }

    pub(crate) fn batch(&self, named: &str) -> Result<BatchDetail, Problem> {
        let (open, batch) = (self.open()?, id::<BatchId>(named)?);
        let is_scanned = self.scan()?.is_some_and(|it| it.is_running && it.batch == named);
        // Pages a crash left are looked at now; those of a scan that goes on are looked at by it.
        let (state, documents) = if is_scanned {
            actions::view_batch(&open.desk, batch)?
        } else {
            actions::open_batch(&open.desk, &Helper::beside_this_program()?, batch)?
        };
        let of_store = open.desk.read(|tx| tx.batch(batch))?;
        let rows = open.desk.read(|tx| {
            let sure = tx.page_confidences(batch)?;
            documents.iter().map(|it| document(tx, it, &sure)).collect::<store::Result<_>>()
        })?;
        let (can_undo, can_redo) = state.can_undo_and_redo();
        let doubt = state.count_in_doubt();
        Ok(BatchDetail {
            row: row(&of_store, &state, &documents),
            count_doubt: doubt.map(|it| count_doubt(it).to_owned()),
            n_said: if let Some(CountDoubt::Miscounted { said, .. }) = doubt { Some(said) } else { None },
            stopped: state.stopped,
            documents: rows,
            can_undo,
            can_redo,
        })
    }

    pub(crate) fn begin_scan_of(&self, form: &ScanForm) -> Result<String, Problem> {
        let open = self.open()?;
        let mut profile = Profile::named(&form.profile)
            .ok_or_else(|| Refusal::new(Code::ProfileUnknown).at("profile").with("name", &form.profile))?;
        profile.dpi = form.dpi.clamp(MIN_DPI, MAX_DPI);
        profile.colour = code("colour", &form.colour)?;
        profile.size = code("size", &form.size)?;
        profile.blanks = code("blanks", &form.blanks)?;
        profile.languages = code("languages", &form.languages)?;
        // One page is scanned once more, and not the back of its sheet.
        profile.both_sides &= form.replaces.is_none();
        // Refused before a device is asked, which may take seconds.
        refuse_second(open.station.state())?;
        let helper = Helper::beside_this_program()?;
        if let Some(path) = form.source.trim().strip_prefix("folder:").filter(|_| form.files.is_empty()) {
            let mut folder = WatchedFolder::new(Path::new(path));
            // One that is not there is said at once, and not in the background.
            folder.ready()?;
            let scan = Scan { desk: open.desk.clone(), helper, from: ScanFrom::Folder { folder, profile } };
            open.station.begin(scan, path, self.tell())?;
            return Ok(String::new());
        }
        let source: Box<dyn PageSource + Send> = if form.files.is_empty() {
            let trust = if form.trusts_anew { Trust::Anew } else { Trust::First };
            actions::scanner(&open.desk, &form.source, &profile, trust)?
        } else {
            Box::new(FilesSource::new(helper.clone(), form.files.iter().map(PathBuf::from), profile.both_sides))
        };
        let name = source.name();
        let batch = match optional_id::<BatchId>(form.batch.as_ref())? {
            Some(batch) if open.desk.read(|tx| tx.batch(batch))?.is_closed => {
                return Err(Problem::refused(Code::BatchClosed));
            }
            Some(batch) => batch,
            None => actions::begin_batch(&open.desk, &profile, &name)?,
        };
        let replaces: Option<PageId> = optional_id(form.replaces.as_ref())?;
        if let Some(page) = replaces
            && !actions::view_batch(&open.desk, batch)?.0.pages().iter().any(|it| it.stored.page == page)
        {
            return Err(Problem::refused(Code::NotFound));
        }
        let scan = Scan { desk: open.desk.clone(), helper, from: ScanFrom::Source { batch, source, replaces } };
        open.station.begin(scan, &name, self.tell())?;
        Ok(batch.to_string())
    }

    pub(crate) fn scan(&self) -> Result<Option<ScanState>, Problem> {
        Ok(self.open()?.station.state())
    }

    pub(crate) fn edit(&self, named: &str, edit: &BatchEdit) -> Result<(), Problem> {
        let edit = read_edit(edit)?;
        self.with_batch(named, |desk, batch| actions::edit_batch(desk, batch, edit))
    }

    /// Does something to a batch, and lets the window hear of it.
    pub(crate) fn with_batch(
        &self,
        named: &str,
        change: impl FnOnce(&Desk, BatchId) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        change(&self.open()?.desk, id(named)?)?;
        (self.tell())(&["batches"]);
        Ok(())
    }

    pub(crate) fn release(&self, named: &str) -> Result<Vec<ReleasedRow>, Problem> {
        let (batch, helper) = (id::<BatchId>(named)?, Helper::beside_this_program()?);
        let released = self.change(|desk| actions::release_batch(desk, &helper, batch, FileText::Recognised))?;
        (self.tell())(&["batches"]);
        let row = |it: &actions::ReleasedDocument| ReleasedRow {
            document: it.document.to_string(),
            jid: it.jid.to_string(),
            n_pages: count(it.n_pages),
            size_bytes: it.stored.size_bytes,
        };
        Ok(released.iter().map(row).collect())
    }

    /// Returns a page of a batch as a JPEG whose longer side is no longer than `max_side` pixels, for the window's own scheme.
    pub fn page_preview(&self, batch: &str, page: &str, max_side: u32) -> Result<Vec<u8>, Problem> {
        let open = self.open()?;
        let (batch, page, max_side) = (id::<BatchId>(batch)?, id::<PageId>(page)?, max_side.clamp(16, MAX_SIDE));
        actions::preview_page(&open.desk, &Helper::beside_this_program()?, batch, page, max_side)
    }
}

fn row(it: &store::BatchRow, state: &Batch, documents: &[ScannedDocument]) -> BatchRow {
    BatchRow {
        id: it.id.to_string(),
        begun_at: text(it.begun_at),
        source: state.source.clone(),
        profile: state.profile.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        state: match state.state {
            BatchState::Open => "open",
            BatchState::Ended => "ended",
            BatchState::Parked => "parked",
            BatchState::Released => "released",
        }
        .to_owned(),
        n_pages: count(state.n_stored()),
        n_documents: count(documents.len()),
        n_doubtful: count(documents.iter().filter(|it| !it.doubts.is_empty()).count()),
        kept_until: it.closed_at.map(|it| local_date(actions::in_bin_until(it)).to_string()),
    }
}

fn count_doubt(it: CountDoubt) -> &'static str {
    match it {
        CountDoubt::Unfinished => "unfinished",
        CountDoubt::Interrupted => "interrupted",
        CountDoubt::Miscounted { .. } => "miscounted",
    }
}

fn document(
    tx: &Tx<'_>,
    it: &ScannedDocument,
    sure: &BTreeMap<PageId, (u8, Option<u8>)>,
) -> store::Result<ScannedDocumentRow> {
    let letter = match &it.letter {
        Some(known) => tx.document_line(known.document)?.map(|line| ScannedLetterRow {
            id: line.id.to_string(),
            jid: line.jid,
            reference: line.reference,
            subject: line.subject,
            sender: if line.sender.is_empty() { line.addressee } else { line.sender },
            sheets: known.sheets,
        }),
        None => None,
    };
    Ok(ScannedDocumentRow {
        jid: it.jid.as_ref().map(ToString::to_string),
        letter,
        n_sheets: it.n_sheets(),
        doubts: it.doubts.iter().map(doubt).collect(),
        pages: it.pages.iter().map(|it| page(it, confidence_of(it, sure))).collect(),
    })
}

fn doubt(it: &Doubt) -> DoubtRow {
    let written = serde_json::to_value(it).unwrap_or_default();
    let (code, args) = match &written {
        Value::Object(map) => match map.iter().next() {
            Some((code, Value::Object(args))) => {
                (code.clone(), args.iter().map(|(name, it)| (name.clone(), plain(it))).collect())
            }
            Some((code, _)) => (code.clone(), Default::default()),
            None => Default::default(),
        },
        _ => (code_text(it), Default::default()),
    };
    DoubtRow { code, args, can_be_accepted: it.can_be_accepted(), seen: written.to_string() }
}

fn plain(it: &Value) -> String {
    it.as_str().map_or_else(|| it.to_string(), str::to_owned)
}

/// How sure the recognition is of a page as it is turned now.
fn confidence_of(it: &Page, sure: &BTreeMap<PageId, (u8, Option<u8>)>) -> Option<u8> {
    sure.get(&it.stored.page).filter(|sure| sure.0 == it.quarter_turns).and_then(|it| it.1)
}

fn page(it: &Page, confidence: Option<u8>) -> ScannedPageRow {
    ScannedPageRow {
        id: it.stored.page.to_string(),
        is_back: it.stored.side == Side::Back,
        is_hidden: it.is_hidden,
        is_blank: it.look.as_ref().is_some_and(|it| it.is_blank()),
        is_unreadable: it.is_unreadable,
        quarter_turns: it.quarter_turns,
        is_straightened: it.lie() != Lie::default(),
        is_as_scanned: it.is_as_scanned,
        codes: it.look.iter().flat_map(|it| &it.codes).map(|it| it.text.clone()).collect(),
        confidence,
        is_read_badly: confidence.is_some_and(page_helper::is_low),
        size_bytes: it.stored.size_bytes,
    }
}

fn read_edit(it: &BatchEdit) -> Result<Edit, Problem> {
    let page = || id::<PageId>(&it.page);
    Ok(match it.kind.as_str() {
        "split" => Edit::SplitBefore(page()?),
        "merge" => Edit::MergeBefore(page()?),
        "move" => Edit::Move {
            pages: it.pages.iter().map(|it| id(it)).collect::<Result<_, _>>()?,
            before: optional_id(it.before.as_ref())?,
        },
        "turn" => Edit::Turn { page: page()?, quarters: it.quarters % 4 },
        "hide" => Edit::Hide(page()?),
        "show" => Edit::Show(page()?),
        "as_scanned" => Edit::AsScanned(page()?),
        "straight" => Edit::Straight(page()?),
        "assign" => Edit::Assign {
            page: page()?,
            document: optional_id(it.document.as_ref())?.ok_or_else(|| Refusal::new(Code::NotFound).at("document"))?,
        },
        "accept" => Edit::Accept {
            page: page()?,
            doubts: it.seen.iter().filter_map(|it| serde_json::from_str(it).ok()).collect(),
        },
        "accept_count" => Edit::AcceptCount,
        _ => return Err(Refusal::new(Code::ChoiceUnknown).at("kind").into()),
    })
}
