//! Releases a batch: its documents become archive files and are attached to their letters, all in one step.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ::capture::{
    Attached, AttachedPage, Batch, BatchEntry, BatchState, Colour, CountDoubt, Doubt, KnownLetter, Page, PageLook,
    Profile, ScannedDocument,
};
use domain::numbering::Jid;
use domain::registry::{MAX_FILE_BYTES, NoteText};
use page_helper::{FrameHead, Helper, Mode};
use pdf::{ArchiveFile, ArchiveHead, ArchivePage, PageImage, PixelCoding};
use store::{Desk, StoredFile};
use values::{BatchId, Code, ComponentId, DocumentId, PageId, Problem, Refusal, Sha256};

use super::labels::file_name;
use super::{bytes_of, open_batch, parted, read, view_batch, written};
use crate::attach;
use crate::recognise::{Reading, recognise_batch, text_of, words_of};
use crate::side_by_side::{side_by_side, spare_cores};

/// The language of the office; which one a letter is in is not known.
const LANGUAGE: &str = "cs";

/// Whether the files of a release can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileText {
    /// What is written on the pages is recognised first, as far as it was not.
    Recognised,
    /// Only what was recognised already lies over the pictures.
    None,
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
    /// The blank ones that were left out of it.
    pub n_blank: usize,
    /// How sure the recognition was of the page it read worst; none where nothing was read.
    pub confidence: Option<u8>,
    /// What was doubtful about it, and a person said was all right.
    pub accepted: Vec<Doubt>,
    /// Its file.
    pub stored: StoredFile,
}

/// How far a release is: first its pages are read, as far as they were not, then the files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Releasing {
    /// Whether files are written already.
    pub is_writing: bool,
    /// How many pages are read, or written.
    pub n_done: usize,
    /// How many are to be.
    pub n_pages: usize,
}

/// Hears how far a release is, and returns whether it goes on.
pub type ReleaseTold<'a> = &'a (dyn Fn(Releasing) -> bool + Sync);

/// Attaches every document to its letter, all in one step. What only waits for its letter to be known here stays, and follows by
/// itself. As many files as `jobs` are written at a time. `told` hears of each page, and may end it there: then nothing is attached.
///
/// Refuses a batch in which anything else is in doubt, one that is still being scanned, and one that another window changes meanwhile.
pub fn release_batch(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    text: FileText,
    jobs: usize,
    told: ReleaseTold<'_>,
) -> Result<Vec<ReleasedDocument>, Problem> {
    let (state, documents) = open_batch(desk, helper, batch)?;
    refuse_doubtful(&state, &documents)?;
    if text == FileText::Recognised {
        recognise(desk, helper, batch, jobs, told)?;
    }
    // What was read upside down has been turned; and somebody else may have gone on meanwhile.
    let (state, documents) = view_batch(desk, batch)?;
    refuse_doubtful(&state, &documents)?;
    release(desk, helper, batch, (&state, &documents), jobs, told)
}

fn refuse_doubtful(state: &Batch, documents: &[ScannedDocument]) -> Result<(), Problem> {
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
    Ok(())
}

/// Reads what was not read yet; where nothing can be read, the files go without text.
fn recognise(desk: &Desk, helper: &Helper, batch: BatchId, jobs: usize, told: ReleaseTold<'_>) -> Result<(), Problem> {
    let heard = |it: Reading| told(Releasing { is_writing: false, n_done: it.n_read, n_pages: it.n_pages });
    match recognise_batch(desk, helper, batch, jobs, &heard) {
        Ok(read) if read.is_stopped => Err(Problem::refused(Code::ReleaseStopped)),
        Err(problem) if problem.code() == Code::RecognitionMissing => {
            tracing::warn!("scans are attached without text: tesseract with Czech is not here");
            Ok(())
        }
        Ok(read) => {
            if let Some(problem) = read.problem() {
                tracing::warn!(code = problem.code().as_str(), "scans were read without some of their languages");
            }
            Ok(())
        }
        failed => failed.map(drop),
    }
}

/// What came of attaching what waited for its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Followed {
    /// How many documents were attached.
    pub(crate) n_attached: usize,
    /// Whether something failed that is to be tried again.
    pub(crate) is_left: bool,
}

/// Attaches what waited for its letters in batches a person has released, as long as it `goes_on`. It is no part of a round: a fault is logged.
pub(crate) fn follow_parked(desk: &Desk, goes_on: &(dyn Fn() -> bool + Sync)) -> Followed {
    let mut followed = Followed::default();
    let failed = |problem: Problem| {
        tracing::warn!(code = problem.code().as_str(), "scans that wait for their letters were not attached");
        true
    };
    let open = desk.read(|tx| Ok(tx.batches()?.into_iter().filter(|it| !it.is_closed).map(|it| it.id)));
    let open: Vec<BatchId> = match open {
        Ok(it) => it.collect(),
        Err(fault) => return Followed { is_left: failed(fault.into()), ..followed },
    };
    for batch in open {
        // The other batches have nothing to do with it.
        match follow_one(desk, batch, goes_on) {
            Ok(n) => followed.n_attached += n,
            Err(problem) => followed.is_left = failed(problem),
        }
    }
    followed
}

fn follow_one(desk: &Desk, batch: BatchId, goes_on: &(dyn Fn() -> bool + Sync)) -> Result<usize, Problem> {
    let (state, documents) = view_batch(desk, batch)?;
    if state.state != BatchState::Parked || !documents.iter().any(|it| it.doubts.is_empty()) {
        return Ok(0);
    }
    // Between two rounds there is no time to recognise: what was read already is in the file.
    let helper = Helper::beside_this_program()?;
    Ok(release(desk, &helper, batch, (&state, &documents), spare_cores(), &|_| goes_on())?.len())
}

fn waits_for_its_letter(doubt: &Doubt) -> bool {
    matches!(doubt, Doubt::NotKnownYet { .. })
}

fn release(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    (before, documents): (&Batch, &[ScannedDocument]),
    jobs: usize,
    told: ReleaseTold<'_>,
) -> Result<Vec<ReleasedDocument>, Problem> {
    // Of a batch that was opened again only what was changed is attached once more.
    let of_letters: Vec<_> = documents
        .iter()
        .filter(|it| it.doubts.is_empty() && !it.is_set_aside() && !is_attached(before, it))
        .filter_map(|it| it.letter.as_ref().map(|letter| (it, letter)))
        .collect();
    let n_pages = of_letters.iter().map(|it| it.0.shown().count()).sum();
    let n_written = AtomicUsize::new(0);
    let page_written = || {
        let n_done = n_written.fetch_add(1, Ordering::Relaxed) + 1;
        let goes_on = told(Releasing { is_writing: true, n_done, n_pages });
        if goes_on { Ok(()) } else { Err(Problem::refused(Code::ReleaseStopped)) }
    };
    let unattached = Unattached::new(desk);
    let ready = side_by_side(&of_letters, jobs, |(document, letter)| {
        let text = text_of(desk, document.shown())?;
        Ok((
            *document,
            *letter,
            unattached.noted(archived(desk, helper, before.profile.as_ref(), (document, letter), &page_written)?),
            text,
        ))
    })?;
    // Stopped behind the last page, it is stopped.
    if !told(Releasing { is_writing: true, n_done: n_pages, n_pages }) {
        return Err(Problem::refused(Code::ReleaseStopped));
    }
    let is_done = |it: &&ScannedDocument| it.doubts.is_empty() && (it.letter.is_some() || it.is_set_aside());
    let pages = documents.iter().filter(is_done).flat_map(|it| &it.pages);
    // What stands nowhere may still be put in the place of a page.
    let gone: Vec<PageId> = pages.filter(|it| !it.is_spare).map(|it| it.stored.page).collect();
    let made_of: Vec<Attached> = ready.iter().map(|(it, letter, ..)| attached(it, letter)).collect();
    Ok(desk.write(|tx| {
        // Another window may have released or changed it while the files were written, or begun to scan into it.
        let now = read(tx, batch)?;
        let is_asked = now.is_asking() && !before.is_asking() || now.count_in_doubt() != before.count_in_doubt();
        let is_released = made_of.iter().any(|it| now.is_attached(it));
        // One that wrote the very same in the same second may have been ended, and have taken its files away.
        let are_here = ready.iter().all(|(.., stored, _)| desk.has_file(&stored.sha256));
        if is_asked || is_released || !are_here || parted(tx, &now)? != documents {
            return Err(Refusal::new(Code::BatchChanged).into());
        }
        let mut released = Vec::new();
        for (document, letter, stored, text) in &ready {
            let name = file_name(&letter.jid);
            let component = attach::submit(tx, letter.document, &name, stored, None)?;
            if let Some((text, confidence)) = text.clone() {
                tx.submit(NoteText { document: letter.document, component, text, confidence })?;
            }
            let blank =
                document.pages.iter().filter(|it| it.is_hidden && it.look.as_ref().is_some_and(PageLook::is_blank));
            released.push(ReleasedDocument {
                document: letter.document,
                jid: letter.jid.clone(),
                component,
                n_pages: document.shown().count(),
                n_blank: blank.count(),
                confidence: text.as_ref().and_then(|it| it.1),
                accepted: document.accepted.clone(),
                stored: stored.clone(),
            });
        }
        let components = released.iter().map(|it: &ReleasedDocument| it.component).collect();
        tx.append_to_batch(
            batch,
            &written(&BatchEntry::Released { pages: gone.clone(), components, attached: made_of.clone() }),
        )?;
        if read(tx, batch)?.state == BatchState::Released {
            tx.close_batch(batch)?;
        }
        Ok(released)
    })?)
}

/// Files that were written for letters. Dropped, those that no letter got are removed: a release that ends early is begun anew, and its files are
/// others then.
struct Unattached<'a> {
    desk: &'a Desk,
    files: Mutex<Vec<Sha256>>,
}

impl<'a> Unattached<'a> {
    fn new(desk: &'a Desk) -> Self {
        Self { desk, files: Mutex::default() }
    }

    fn noted(&self, stored: StoredFile) -> StoredFile {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(stored.sha256);
        stored
    }
}

impl Drop for Unattached<'_> {
    fn drop(&mut self) {
        for file in self.files.get_mut().unwrap_or_else(PoisonError::into_inner) {
            if let Err(fault) = self.desk.remove_unheld_file(file) {
                tracing::warn!(%fault, "a file that belongs to no letter was left behind");
            }
        }
    }
}

/// Returns whether a document of a batch that was opened again has been attached just as it is now.
pub fn is_attached(batch: &Batch, document: &ScannedDocument) -> bool {
    document.letter.as_ref().is_some_and(|letter| batch.is_attached(&attached(document, letter)))
}

fn attached(document: &ScannedDocument, letter: &KnownLetter) -> Attached {
    let page = |it: &Page| AttachedPage {
        page: it.stored.page,
        quarter_turns: it.quarter_turns,
        is_as_scanned: it.is_as_scanned,
    };
    Attached { document: letter.document, pages: document.shown().map(page).collect() }
}

/// Writes the archive file of a document among the files of the desk; `page_written` may end it behind each page.
///
/// # Errors
/// `scan_too_large` as soon as it is larger than any file of the registry.
fn archived(
    desk: &Desk,
    helper: &Helper,
    profile: Option<&Profile>,
    (document, letter): (&ScannedDocument, &KnownLetter),
    page_written: &dyn Fn() -> Result<(), Problem>,
) -> Result<StoredFile, Problem> {
    let mode = Mode::Archive {
        is_bitonal: profile.is_some_and(|it| it.colour == Colour::Text),
        packing: profile.map(|it| it.packing).unwrap_or_default(),
    };
    let subject = desk.read(|tx| tx.document(letter.document))?.map(|it| it.subject).unwrap_or_default();
    let (mut file, beginning) = ArchiveFile::begin(ArchiveHead {
        title: format!("{} – {subject}", letter.jid),
        identifier: letter.jid.to_string(),
        language: LANGUAGE.to_owned(),
        made_at: desk.now(),
    });
    let name = file_name(&letter.jid);
    let mut writer = desk.new_file()?;
    writer.write(&beginning)?;
    let mut n_bytes = beginning.len() as u64;
    // One page at a time: a thousand take no more memory than one.
    for page in document.shown() {
        let bytes = file.page(&archive_page(desk, helper, page, mode)?);
        n_bytes += bytes.len() as u64;
        refuse_too_large(&letter.jid, n_bytes)?;
        writer.write(&bytes)?;
        page_written()?;
    }
    let end = file.finish();
    refuse_too_large(&letter.jid, n_bytes + end.len() as u64)?;
    writer.write(&end)?;
    Ok(desk.finish_file(writer, &name)?)
}

/// Refuses a file the registry would not take, before all of it is written.
fn refuse_too_large(jid: &Jid, n_bytes: u64) -> Result<(), Refusal> {
    if n_bytes <= MAX_FILE_BYTES {
        return Ok(());
    }
    Err(Refusal::new(Code::ScanTooLarge).with("jid", jid).with("max", MAX_FILE_BYTES))
}

fn archive_page(desk: &Desk, helper: &Helper, page: &Page, mode: Mode) -> Result<ArchivePage, Problem> {
    let frame = helper.ask(mode, bytes_of(desk, &page.stored)?)?;
    let FrameHead::Image { coding, width, height, n_channels, n_bits } = frame.head else {
        return Err(Problem::Broken("the helper answered with something else than an image".to_owned()));
    };
    let coding = match coding.as_str() {
        "jpeg" => PixelCoding::Jpeg,
        "jbig2" => PixelCoding::Jbig2,
        "fax_g4" => PixelCoding::FaxG4,
        "deflate" => PixelCoding::Deflate,
        other => return Err(Problem::Broken(format!("the helper codes images as {other}"))),
    };
    let image = PageImage { coding, width, height, n_channels, n_bits, bytes: frame.bytes };
    let (lie, words) = (page.lie(), words_of(desk, page)?);
    Ok(ArchivePage {
        image,
        dpi: page.dpi(),
        slope: lie.degrees(),
        shown: lie.paper.map(|it| [it.left, it.top, it.width, it.height]),
        quarter_turns: page.quarter_turns,
        words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_the_registry_would_not_take_is_refused_by_its_letter() {
        let jid = Jid::relabelled("HLUC", uuid::Uuid::nil());
        assert_eq!(refuse_too_large(&jid, MAX_FILE_BYTES), Ok(()));
        let refused = refuse_too_large(&jid, MAX_FILE_BYTES + 1).map_err(|it| (it.code, it.args["jid"].clone()));
        assert_eq!(refused, Err((Code::ScanTooLarge, jid.to_string())));
    }
}
