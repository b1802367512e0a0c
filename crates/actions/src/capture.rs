//! The scanning line: pages come into a batch, are looked at, become documents, and are attached to their letters.
//!
//! Every page is safe before the next one is asked for; whatever happens, the batch opens where it stood.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use ::capture::{
    Batch, BatchEntry, BatchState, CountDoubt, Doubt, Edit, KnownLetter, Labels, Page, Profile, SEPARATOR,
    ScannedDocument, StoredPage,
};
use domain::numbering::Jid;
use domain::registry::{Document, FileState, NoteText};
use page_helper::{FrameHead, Helper, Mode, PageLook};
use pdf::{ArchiveFile, ArchivePage, PageImage, PixelCoding};
use scanners::{FilesSource, PageSource, ScannedPage, WatchedFolder};
use sha2::Digest;
use store::{Desk, ListQuery, Search, SortBy, StoredFile, TextField, Tx, WorkList};
use values::{BatchId, Code, ComponentId, DocumentId, Instant, PageId, Problem, Refusal, Sha256};

use crate::attach;
use crate::print::{PrintTo, deliver};
use crate::recognise::{recognise_batch, text_of, words_of};

/// How many days the pages of an attached batch are kept.
pub const BIN_DAYS: i64 = 30;
/// The most pages that are looked at side by side.
const MAX_JOBS: usize = 16;
/// The language of what is scanned; what is recognised decides otherwise where it is.
const LANGUAGE: &str = "cs";

/// What came of taking pages.
#[derive(Debug, Default)]
pub struct Taken {
    /// How many pages came.
    pub n_pages: usize,
    /// What could not be read or given; the pages before and behind it came all the same.
    pub problems: Vec<Problem>,
}

/// Whether the files of a release can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileText {
    /// What is written on the pages is recognised first, as far as it was not.
    Recognised,
    /// Only what was recognised already lies over the pictures.
    None,
}

/// What pages are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// As a pile, or the rest of one.
    Pile,
    /// To stand in the place of this page.
    Again(PageId),
}

/// A document that was attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedDocument {
    /// Its letter.
    pub document: DocumentId,
    /// Its JID.
    pub jid: Jid,
    /// The file.
    pub component: ComponentId,
    /// Its pages.
    pub n_pages: usize,
    /// Its file.
    pub stored: StoredFile,
}

/// Forgets the batches that were attached more than [`BIN_DAYS`] days ago, with their pages: what is in the files of the letters stays there.
///
/// A batch stays as long as the centre has not got all of its files: what was refused, or waits still, can be had from its pages alone.
pub fn empty_bin(desk: &Desk) -> Result<(), Problem> {
    let before = desk.now() - jiff::SignedDuration::from_hours(24 * BIN_DAYS);
    let unneeded = desk.write(|tx| {
        let mut safe = Vec::new();
        for batch in tx.batches_closed_before(before)? {
            let state = read(tx, batch)?;
            let is_stored = |it: &ComponentId| Ok(tx.component(*it)?.is_some_and(|it| it.state == FileState::Stored));
            let stored = state.components().iter().map(is_stored).collect::<store::Result<Vec<bool>>>()?;
            if !stored.is_empty() && stored.into_iter().all(|it| it) {
                safe.push(batch);
            }
        }
        tx.forget_batches(&safe)
    })?;
    unneeded.iter().try_for_each(|it| desk.remove_file(it))?;
    Ok(())
}

/// Returns until when a batch lies in the bin.
pub fn in_bin_until(closed_at: Instant) -> Instant {
    closed_at + jiff::SignedDuration::from_hours(24 * BIN_DAYS)
}

/// Prints separator sheets: between two documents of a pile they tell where the next one begins.
pub fn print_separators(n: u32, to: &PrintTo) -> Result<(), Problem> {
    deliver(&documents::separator_sheets(SEPARATOR, n), "pdf", "Oddělovač", to)
}

/// Begins a batch; it is on the disk before its first page. The bin is emptied first.
pub fn begin_batch(desk: &Desk, profile: &Profile, source: &str) -> Result<BatchId, Problem> {
    empty_bin(desk)?;
    let entry = BatchEntry::Begun { profile: profile.clone(), source: source.to_owned() };
    Ok(desk.write(|tx| tx.begin_batch(&written(&entry)))?)
}

/// Takes the pages a source gives, one by one: stored, then written into the journal. `jobs` of them are looked at meanwhile. `told` hears
/// of each that is stored, and may end it there: the device is told, and what is left of the pile can go on later.
///
/// A device that fails leaves the batch open, and what is left of the pile goes on in it.
pub fn take_pages(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    source: &mut dyn PageSource,
    asking: Asking,
    jobs: usize,
    told: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Taken, Problem> {
    let asked = match asking {
        Asking::Pile => BatchEntry::Asked,
        Asking::Again(page) => BatchEntry::AskedAgain { page },
    };
    append(desk, batch, &asked)?;
    let jobs = jobs.clamp(1, MAX_JOBS);
    // No more wait to be looked at than are being looked at: a feeder is not faster than the memory of the machine.
    let (give, waiting) = sync_channel(jobs);
    let waiting = Mutex::new(waiting);
    std::thread::scope(|scope| {
        let lookers: Vec<_> =
            (0..jobs).map(|_| scope.spawn(|| look_at_what_waits(desk, helper, batch, &waiting))).collect();
        let taken = store_pages(desk, batch, source, &give, told);
        drop(give);
        for looker in lookers {
            looker.join().map_err(|_| Problem::Broken("a thread that looks at pages ended".to_owned()))??;
        }
        taken
    })
}

/// Stores what comes until nothing comes.
fn store_pages(
    desk: &Desk,
    batch: BatchId,
    source: &mut dyn PageSource,
    give: &SyncSender<Waiting>,
    told: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Taken, Problem> {
    let mut taken = Taken::default();
    loop {
        match source.next_page() {
            Ok(Some(page)) => {
                let id = store_page(desk, batch, &page)?;
                taken.n_pages += 1;
                // Nobody looks any more only when a looker broke: then whoever opens the batch does.
                let _ = give.send((id, page.bytes));
                if told(taken.n_pages).is_break() {
                    source.cancel();
                    append(desk, batch, &BatchEntry::Stopped { code: Code::ScanStopped.as_str().to_owned() })?;
                    return Ok(taken);
                }
            }
            Ok(None) => break,
            Err(problem) if source.goes_on() => taken.problems.push(problem),
            Err(problem) => {
                append(desk, batch, &BatchEntry::Stopped { code: problem.code().as_str().to_owned() })?;
                taken.problems.push(problem);
                return Ok(taken);
            }
        }
    }
    let n_came = u32::try_from(taken.n_pages).unwrap_or(u32::MAX);
    append(desk, batch, &BatchEntry::Ended { n_said: source.n_said(), n_came })?;
    Ok(taken)
}

/// A stored page that nobody has looked at.
type Waiting = (PageId, Vec<u8>);

/// Looks at pages until no more come. After a fault it only takes them, so that the pile is not held up; the first fault is said.
fn look_at_what_waits(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    waiting: &Mutex<Receiver<Waiting>>,
) -> Result<(), Problem> {
    let mut result = Ok(());
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((page, bytes)) = next else { return result };
        if result.is_ok() {
            result = look(helper, bytes).and_then(|found| note_look(desk, batch, page, found));
        }
    }
}

/// Stores a page: its bytes, then its entry.
fn store_page(desk: &Desk, batch: BatchId, page: &ScannedPage) -> Result<PageId, Problem> {
    let mut writer = desk.new_file()?;
    writer.write(&page.bytes)?;
    let stored = desk.finish_file(writer, "page")?;
    Ok(desk.write(|tx| {
        let id = tx.new_id(PageId);
        let (sha256, size_bytes) = (stored.sha256, stored.size_bytes);
        let entry = BatchEntry::Stored(StoredPage { page: id, sha256, size_bytes, side: page.side, dpi: page.dpi });
        tx.append_page_to_batch(batch, &sha256, size_bytes, &written(&entry))?;
        Ok(id)
    })?)
}

/// Takes every file of a watched folder that has stopped growing, each into a batch of its own, and moves it away once it is stored.
///
/// A file is taken once: it is bound to its batch with the batch's beginning. After a crash it goes on behind the pages that are stored, or
/// is only moved. Returns the batches, each with what came of it now.
pub fn take_folder(
    desk: &Desk,
    helper: &Helper,
    profile: &Profile,
    folder: &mut WatchedFolder,
    jobs: usize,
) -> Result<Vec<(BatchId, Taken)>, Problem> {
    let mut batches = Vec::new();
    for path in folder.ready()? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // What cannot be read now is there at the next look.
        let Ok(sha256) = hash_of(&path) else { continue };
        let (batch, n_stored, is_ended) = batch_for(desk, profile, &sha256, &name)?;
        let mut is_read = true;
        if !is_ended {
            let mut source = FilesSource::new(helper.clone(), [path.clone()], profile.both_sides);
            for _ in 0..n_stored {
                source.next_page()?;
            }
            let taken =
                take_pages(desk, helper, batch, &mut source, Asking::Pile, jobs, &mut |_| ControlFlow::Continue(()))?;
            is_read = taken.problems.is_empty();
            batches.push((batch, taken));
        }
        folder.move_away(&path, is_read)?;
    }
    Ok(batches)
}

/// The batch of a file, how many of its pages are stored, and whether that is all.
fn batch_for(desk: &Desk, profile: &Profile, sha256: &Sha256, name: &str) -> Result<(BatchId, usize, bool), Problem> {
    let begun = BatchEntry::Begun { profile: profile.clone(), source: name.to_owned() };
    Ok(desk.write(|tx| {
        if let Some(batch) = tx.batch_of_file(sha256, name)? {
            let state = read(tx, batch)?;
            return Ok((batch, state.n_stored(), state.state != BatchState::Open));
        }
        let batch = tx.begin_batch(&written(&begun))?;
        tx.note_file_of_batch(sha256, name, batch)?;
        Ok((batch, 0, false))
    })?)
}

fn hash_of(path: &Path) -> std::io::Result<Sha256> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Sha256(hasher.finalize().into())),
            n => hasher.update(&buffer[..n]),
        }
    }
}

fn append(desk: &Desk, batch: BatchId, entry: &BatchEntry) -> Result<(), Problem> {
    Ok(desk.write(|tx| tx.append_to_batch(batch, &written(entry)))?)
}

/// Looks at a page; none where it cannot be read. A helper that is not there is no property of the page.
fn look(helper: &Helper, bytes: Vec<u8>) -> Result<Option<PageLook>, Problem> {
    match helper.ask(Mode::Look, bytes) {
        Ok(frame) => match frame.head {
            FrameHead::Look(look) => Ok(Some(look)),
            _ => Ok(None),
        },
        Err(Problem::Refused(_)) => Ok(None),
        Err(problem) => Err(problem),
    }
}

fn note_look(desk: &Desk, batch: BatchId, page: PageId, look: Option<PageLook>) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Looked { page, look })
}

/// Opens a batch where it stands. Pages a crash left without a look are looked at now.
pub fn open_batch(desk: &Desk, helper: &Helper, batch: BatchId) -> Result<(Batch, Vec<ScannedDocument>), Problem> {
    let left: Vec<StoredPage> = desk.read(|tx| read(tx, batch))?.not_looked_at().cloned().collect();
    for page in left {
        let found = look(helper, bytes_of(desk, &page)?)?;
        note_look(desk, batch, page.page, found)?;
    }
    view_batch(desk, batch)
}

/// Returns a batch as it stands, also while it is scanned; what nobody has looked at yet is said of its documents.
pub fn view_batch(desk: &Desk, batch: BatchId) -> Result<(Batch, Vec<ScannedDocument>), Problem> {
    Ok(desk.read(|tx| {
        let batch = read(tx, batch)?;
        let documents = parted(tx, &batch)?;
        Ok((batch, documents))
    })?)
}

/// Returns a page as a small JPEG, no side of it longer than `max_side` pixels, for a person to look at.
pub fn preview_page(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    page: PageId,
    max_side: u32,
) -> Result<Vec<u8>, Problem> {
    let batch = desk.read(|tx| read(tx, batch))?;
    let stored = batch.stored(page).ok_or_else(|| Problem::refused(Code::NotFound))?;
    Ok(helper.ask(Mode::Preview { max_side }, bytes_of(desk, stored)?)?.bytes)
}

/// Does an edit.
pub fn edit_batch(desk: &Desk, batch: BatchId, edit: Edit) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Edited(edit))
}

/// Takes the last edit back; nothing where there is none.
pub fn undo_batch(desk: &Desk, batch: BatchId) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Undone)
}

/// Does the last edit taken back again; nothing where there is none.
pub fn redo_batch(desk: &Desk, batch: BatchId) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Redone)
}

/// Attaches every document to its letter, all in one step. What only waits for its letter to be known here stays, and follows by
/// itself.
///
/// Refuses a batch in which anything else is in doubt, one that is still being scanned, and one that another window changes meanwhile.
pub fn release_batch(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    text: FileText,
) -> Result<Vec<ReleasedDocument>, Problem> {
    let (state, documents) = open_batch(desk, helper, batch)?;
    match state.count_in_doubt() {
        None => {}
        Some(CountDoubt::Miscounted { said, came }) => {
            return Err(Refusal::new(Code::PagesMissing).with("said", said).with("came", came).into());
        }
        Some(CountDoubt::Unfinished | CountDoubt::Interrupted) => {
            return Err(Refusal::new(Code::BatchUnfinished).with("n", state.n_stored()).into());
        }
    }
    let n_doubts = documents.iter().filter(|it| !it.doubts.iter().all(waits_for_its_letter)).count();
    if n_doubts > 0 {
        return Err(Refusal::new(Code::BatchInDoubt).with("n", n_doubts).into());
    }
    if documents.is_empty() {
        return Err(Refusal::new(Code::BatchEmpty).into());
    }
    release(desk, helper, batch, (&state, &documents), text)
}

/// Attaches what waited for its letters in batches a person has released; called when something new came from the centre.
pub fn release_parked(desk: &Desk, helper: &Helper) -> Result<Vec<ReleasedDocument>, Problem> {
    let mut released = Vec::new();
    let open = desk.read(|tx| Ok(tx.batches()?.into_iter().filter(|it| !it.is_closed)))?;
    for batch in open {
        let (state, documents) = desk.read(|tx| {
            let state = read(tx, batch.id)?;
            let documents = parted(tx, &state)?;
            Ok((state, documents))
        })?;
        if state.state == BatchState::Parked && documents.iter().any(|it| it.doubts.is_empty()) {
            // Between two rounds there is no time to recognise: what was read already is in the file.
            released.extend(release(desk, helper, batch.id, (&state, &documents), FileText::None)?);
        }
    }
    Ok(released)
}

/// Attaches what waited, after something came from the centre; returns whether there was anything. It is no part of the round: what
/// fails now is tried after the next.
pub(crate) fn follow_parked(desk: &Desk) -> bool {
    let waits = desk.read(|tx| Ok(tx.batches()?.iter().any(|it| !it.is_closed)));
    if !waits.unwrap_or(false) {
        return false;
    }
    match Helper::beside_this_program().and_then(|helper| release_parked(desk, &helper)) {
        Ok(released) => !released.is_empty(),
        Err(problem) => {
            tracing::warn!(code = problem.code().as_str(), "scans that wait for their letters were not attached");
            false
        }
    }
}

/// Returns how many pages are worked on side by side unless somebody says otherwise: one core is left to whoever works at the machine.
pub fn spare_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1)
}

fn waits_for_its_letter(doubt: &Doubt) -> bool {
    matches!(doubt, Doubt::NotKnownYet { .. })
}

fn release(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    (before, documents): (&Batch, &[ScannedDocument]),
    text: FileText,
) -> Result<Vec<ReleasedDocument>, Problem> {
    // What was not read yet is read now; where nothing can be read, the files go without text.
    match text {
        FileText::Recognised => recognise_batch(desk, helper, batch, spare_cores(), &|_| true).map(drop),
        FileText::None => Ok(()),
    }
    .or_else(|problem| match problem {
        problem if problem.code() == Code::RecognitionMissing => {
            tracing::warn!("scans are attached without text: tesseract with Czech is not here");
            Ok(())
        }
        problem => Err(problem),
    })?;
    let mut ready = Vec::new();
    for document in documents.iter().filter(|it| it.doubts.is_empty()) {
        let Some(letter) = &document.letter else { continue };
        let text = text_of(desk, document.shown())?;
        ready.push((document, letter, archived(desk, helper, document, letter)?, text));
    }
    let gone: Vec<PageId> = ready.iter().flat_map(|(it, ..)| it.pages.iter().map(|it| it.stored.page)).collect();
    Ok(desk.write(|tx| {
        // Another window may have released or changed it while the files were written, or begun to scan into it.
        let now = read(tx, batch)?;
        let is_asked = now.is_asking() && !before.is_asking() || now.count_in_doubt() != before.count_in_doubt();
        if is_asked || parted(tx, &now)? != documents {
            return Err(Refusal::new(Code::BatchChanged).into());
        }
        let mut released = Vec::new();
        for (document, letter, stored, text) in &ready {
            let name = format!("{}.pdf", letter.jid);
            let component = attach::submit(tx, letter.document, &name, stored, None)?;
            if let Some((text, confidence)) = text.clone() {
                tx.submit(NoteText { document: letter.document, component, text, confidence })?;
            }
            let (jid, n_pages) = (letter.jid.clone(), document.shown().count());
            released.push(ReleasedDocument {
                document: letter.document,
                jid,
                component,
                n_pages,
                stored: stored.clone(),
            });
        }
        let components = released.iter().map(|it: &ReleasedDocument| it.component).collect();
        tx.append_to_batch(batch, &written(&BatchEntry::Released { pages: gone.clone(), components }))?;
        if read(tx, batch)?.state == BatchState::Released {
            tx.close_batch(batch)?;
        }
        Ok(released)
    })?)
}

/// Writes the archive file of a document among the files of the desk.
fn archived(
    desk: &Desk,
    helper: &Helper,
    document: &ScannedDocument,
    letter: &KnownLetter,
) -> Result<StoredFile, Problem> {
    let pages = document.shown().map(|it| archive_page(desk, helper, it)).collect::<Result<_, _>>()?;
    let subject = desk.read(|tx| tx.document(letter.document))?.map(|it| it.subject).unwrap_or_default();
    let file = ArchiveFile {
        title: format!("{} – {subject}", letter.jid),
        identifier: letter.jid.to_string(),
        language: LANGUAGE.to_owned(),
        made_at: desk.now(),
        pages,
    };
    let name = format!("{}.pdf", letter.jid);
    let mut writer = desk.new_file()?;
    writer.write(&file.write())?;
    Ok(desk.finish_file(writer, &name)?)
}

fn archive_page(desk: &Desk, helper: &Helper, page: &Page) -> Result<ArchivePage, Problem> {
    let frame = helper.ask(Mode::Archive, bytes_of(desk, &page.stored)?)?;
    let FrameHead::Image { coding, width, height, n_channels, n_bits } = frame.head else {
        return Err(Problem::Broken("the helper answered with something else than an image".to_owned()));
    };
    let coding = match coding.as_str() {
        "jpeg" => PixelCoding::Jpeg,
        "fax_g4" => PixelCoding::FaxG4,
        "deflate" => PixelCoding::Deflate,
        other => return Err(Problem::Broken(format!("the helper codes images as {other}"))),
    };
    let image = PageImage { coding, width, height, n_channels, n_bits, bytes: frame.bytes };
    let dpi = page.look.as_ref().and_then(|it| it.dpi).or(page.stored.dpi);
    let words = words_of(desk, page)?;
    Ok(ArchivePage { image, dpi, quarter_turns: page.quarter_turns, words })
}

pub(crate) fn bytes_of(desk: &Desk, page: &StoredPage) -> Result<Vec<u8>, Problem> {
    let n_bytes = usize::try_from(page.size_bytes).unwrap_or(usize::MAX);
    Ok(desk.open_file(&page.sha256)?.read_at(0, n_bytes)?)
}

fn written(entry: &BatchEntry) -> String {
    serde_json::to_string(entry).expect("entries are plain data")
}

fn read(tx: &Tx<'_>, batch: BatchId) -> store::Result<Batch> {
    tx.batch(batch)?;
    let journal: Vec<BatchEntry> = tx
        .batch_journal(batch)?
        .iter()
        .map(|it| serde_json::from_str(it))
        .collect::<Result<_, _>>()
        .map_err(|why| Problem::Broken(format!("the journal of a batch: {why}")))?;
    Ok(Batch::from_journal(&journal))
}

fn parted(tx: &Tx<'_>, batch: &Batch) -> store::Result<Vec<ScannedDocument>> {
    let labels = DeskLabels { tx, prefix: tx.identity()?.jid_prefix };
    Ok(::capture::documents(batch, &labels))
}

/// The register as this desk has it.
struct DeskLabels<'a> {
    tx: &'a Tx<'a>,
    prefix: String,
}

impl DeskLabels<'_> {
    fn known(&self, document: Document) -> KnownLetter {
        KnownLetter {
            document: document.id,
            has_attachments: document.paper_attachments.is_some_and(|it| it > 0),
            is_cancelled: document.is_cancelled(),
            sheets: document.sheets,
            jid: document.jid,
        }
    }

    fn find(&self, jid: &Jid) -> store::Result<Option<Document>> {
        let query = ListQuery {
            list: WorkList::All,
            search: Search::Words(TextField::Jid, jid.to_string()),
            sort: SortBy::Captured,
            descending: true,
            after: None,
            limit: 10,
        };
        for line in self.tx.list_documents(&query)?.lines {
            let found = self.tx.document(line.id)?.filter(|it| it.jid == *jid || it.earlier_jid.as_ref() == Some(jid));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

impl Labels for DeskLabels<'_> {
    fn prefix(&self) -> &str {
        &self.prefix
    }

    fn by_label(&self, jid: &Jid) -> Option<KnownLetter> {
        // What cannot be read now is not known now.
        self.find(jid).ok().flatten().map(|it| self.known(it))
    }

    fn by_id(&self, document: DocumentId) -> Option<KnownLetter> {
        self.tx.document(document).ok().flatten().map(|it| self.known(it))
    }
}
