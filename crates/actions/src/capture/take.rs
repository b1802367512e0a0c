//! Takes pages into a batch: each is stored, written into the journal, and looked at while the next one comes.

use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use ::capture::{BatchEntry, BatchState, Edit, PageLook, Profile, StoredPage};
use page_helper::{FrameHead, Helper, Mode};
use scanners::{FilesSource, PageSource, ScannedPage, WatchedFolder};
use sha2::Digest;
use store::Desk;
use values::{BatchId, Code, PageId, Problem, Refusal, Sha256};

use super::bin::{empty_bin, forget_empty};
use super::{append, edit_batch, read, refuse_gone, written};
use crate::side_by_side::MAX_JOBS;

/// What came of taking pages.
#[derive(Debug, Default)]
pub struct Taken {
    /// How many pages came.
    pub n_pages: usize,
    /// What could not be read or given; the pages before and behind it came all the same.
    pub problems: Vec<Problem>,
}

/// What came of a look at a watched folder.
#[derive(Debug, Default)]
pub struct TakenFolder {
    /// The batches of its files, each with what came of it now.
    pub batches: Vec<(BatchId, Taken)>,
    /// What is the matter with files there; the others were taken all the same.
    pub problems: Vec<Problem>,
}

/// Begins a batch; it is on the disk before its first page. The bin is emptied first, and batches are forgotten to which nothing came.
pub fn begin_batch(desk: &Desk, profile: &Profile, source: &str) -> Result<BatchId, Problem> {
    empty_bin(desk)?;
    forget_empty(desk)?;
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
    jobs: usize,
    told: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Taken, Problem> {
    append(desk, batch, &BatchEntry::Asked)?;
    take(desk, helper, batch, source, jobs, told)
}

/// Takes what a source gives in the place of a page, which stays in the batch and is left out from then on. Otherwise as [`take_pages`].
///
/// When it is cut off before the last page stands there, what came lies beside it, left out, and nothing else has changed.
///
/// # Errors
/// `not_found` when the page is not there, or was attached while the others were scanned.
pub fn take_in_place(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    source: &mut dyn PageSource,
    page: PageId,
    jobs: usize,
    told: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Taken, Problem> {
    let n_before = desk.write(|tx| {
        let state = read(tx, batch)?;
        refuse_gone(&state, page)?;
        tx.append_to_batch(batch, &written(&BatchEntry::AskedAgain { page }))?;
        Ok(state.n_stored())
    })?;
    let taken = take(desk, helper, batch, source, jobs, told)?;
    let by = desk.read(|tx| read(tx, batch))?.stored_since(n_before);
    if !by.is_empty() {
        edit_batch(desk, batch, Edit::Replace { page, by })?;
    }
    Ok(taken)
}

fn take(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    source: &mut dyn PageSource,
    jobs: usize,
    told: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Taken, Problem> {
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
                // A full disk: the device is not left with a job nobody fetches.
                let id = store_page(desk, batch, &page).inspect_err(|_| source.cancel())?;
                taken.n_pages += 1;
                // Nobody looks any more only when a looker broke: then whoever opens the batch does.
                let _ = give.send((id, page.bytes));
                if told(taken.n_pages).is_break() {
                    source.cancel();
                    append(desk, batch, &stopped(Code::ScanStopped, true))?;
                    return Ok(taken);
                }
            }
            Ok(None) => break,
            Err(problem) if source.goes_on() => taken.problems.push(problem),
            Err(problem) => {
                append(desk, batch, &stopped(problem.code(), source.may_have_lost_a_sheet()))?;
                taken.problems.push(problem);
                return Ok(taken);
            }
        }
    }
    let n_came = u32::try_from(taken.n_pages).unwrap_or(u32::MAX);
    append(desk, batch, &BatchEntry::Ended { n_said: source.n_said(), n_came })?;
    Ok(taken)
}

fn stopped(code: Code, is_sheet_lost: bool) -> BatchEntry {
    BatchEntry::Stopped { code: code.as_str().to_owned(), is_sheet_lost: Some(is_sheet_lost) }
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
/// is only moved. One that was still being written stays, and is taken again whole; its batch has to be counted. `told` hears the batch and how
/// many of its pages came, and may end it there: what is left of the file goes on at another look.
pub fn take_folder(
    desk: &Desk,
    helper: &Helper,
    profile: &Profile,
    folder: &mut WatchedFolder,
    jobs: usize,
    told: &mut dyn FnMut(BatchId, usize) -> ControlFlow<()>,
) -> Result<TakenFolder, Problem> {
    let mut all = TakenFolder::default();
    for path in folder.ready()? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Others were taken meanwhile. It is there at the next look.
        if folder.has_changed(&path) {
            continue;
        }
        let sha256 = match hash_of(&path) {
            Ok(it) => it,
            // Gone since, it was no scan.
            Err(why) if why.kind() == ErrorKind::NotFound => continue,
            // It is there at the next look; the others are not held up.
            Err(why) => {
                all.problems.push(Refusal::new(Code::FileUnreadable).with("name", &name).with("why", why).into());
                continue;
            }
        };
        let (batch, n_stored, is_ended) = batch_for(desk, profile, &sha256, &name)?;
        // Of one that was stored before, only that nothing came of it is known.
        let mut is_read = n_stored > 0;
        if !is_ended {
            let mut source = FilesSource::new(helper.clone(), [path.clone()], profile.both_sides);
            // It holds up no other file.
            if let Err(problem) = source.skip(n_stored) {
                all.problems.push(problem);
                continue;
            }
            let mut is_ended_here = false;
            let mut heard = |n| {
                let flow = told(batch, n);
                is_ended_here = flow.is_break();
                flow
            };
            let mut taken = take_pages(desk, helper, batch, &mut source, jobs, &mut heard)?;
            is_read = taken.problems.is_empty();
            let has_grown = !is_ended_here && (source.is_cut_off() || folder.has_changed(&path));
            if has_grown {
                append(desk, batch, &BatchEntry::Asked)?;
                append(desk, batch, &stopped(Code::FileGrows, true))?;
                taken.problems.push(Refusal::new(Code::FileGrows).with("name", &name).into());
            }
            all.batches.push((batch, taken));
            if is_ended_here {
                break;
            }
            if has_grown {
                continue;
            }
        }
        // It is stored, and not taken again; whatever keeps it there keeps no other file.
        if let Err(problem) = folder.move_away(&path, is_read) {
            all.problems.push(problem);
        }
    }
    Ok(all)
}

/// The batch of a file, how many pages of it are stored, and whether that is all.
fn batch_for(desk: &Desk, profile: &Profile, sha256: &Sha256, name: &str) -> Result<(BatchId, usize, bool), Problem> {
    let begun = BatchEntry::Begun { profile: profile.clone(), source: name.to_owned() };
    Ok(desk.write(|tx| {
        if let Some(batch) = tx.batch_of_file(sha256, name)? {
            let state = read(tx, batch)?;
            return Ok((batch, state.n_of_pile(), state.state != BatchState::Open));
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

/// Looks at a page; none where it cannot be read. A helper that is not there is no property of the page.
pub(super) fn look(helper: &Helper, bytes: Vec<u8>) -> Result<Option<PageLook>, Problem> {
    let asked = helper.ask(Mode::Look, bytes.clone());
    // A busy machine, or one short of memory: once more it may do.
    let asked = if asked.as_ref().is_err_and(is_of_the_moment) { helper.ask(Mode::Look, bytes) } else { asked };
    match asked {
        Ok(frame) => match frame.head {
            FrameHead::Look(look) => Ok(Some(look)),
            _ => Ok(None),
        },
        Err(Problem::Refused(_)) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Whether the helper itself failed, and not the page.
fn is_of_the_moment(problem: &Problem) -> bool {
    let why = match problem {
        Problem::Refused(it) => it.args.get("why").map(String::as_str),
        _ => None,
    };
    matches!(why, Some("crashed" | "too_slow"))
}

pub(super) fn note_look(desk: &Desk, batch: BatchId, page: PageId, look: Option<PageLook>) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Looked { page, look })
}
