//! What is written on the pages of a batch: recognised side by side, kept page by page, so that it goes on where it stood.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use ::capture::{BatchEntry, Languages, Page};
use domain::registry::MAX_TEXT_BYTES;
use page_helper::{FrameHead, Helper, Mode, PageText};
use pdf::{DEFAULT_DPI, PlacedWord};
use store::Desk;
use values::{BatchId, Code, Problem, Refusal};

use crate::capture::{bytes_of, is_attached, read, view_batch, written};
use crate::side_by_side::side_by_side;

/// A page the program hangs on takes longer than a minute each time.
const MAX_TRIES: u8 = 2;

/// How far recognition is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How many pages were read.
    pub n_read: usize,
    /// How many there are to read.
    pub n_pages: usize,
}

/// What is to be known of a batch that was read.
#[derive(Debug, Default)]
pub struct ReadBatch {
    /// The languages asked for that pages could not be read in, for want of their data: by the program's names. They were read in the others.
    pub missing: BTreeSet<String>,
    /// Whether whoever heard of it ended it before the last page.
    pub is_stopped: bool,
}

impl ReadBatch {
    /// Returns what a person should know of it.
    pub fn problem(&self) -> Option<Problem> {
        let names = self.missing.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let is_missing = !names.is_empty();
        is_missing.then(|| Refusal::new(Code::LanguagesMissing).with("names", names).into())
    }
}

/// Recognises the pages of a batch that are released, each once in the way it is turned; those left out are not. `told` hears of each, and
/// may end it there. A page the program fails on stays without text, and the rest goes on. Pages read without a language are read again once
/// its data is there; data that is there and damaged makes them be read again each time.
///
/// # Errors
/// `recognition_missing` when the program or its Czech is not there.
pub fn recognise_batch(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    jobs: usize,
    told: &(dyn Fn(Reading) -> bool + Sync),
) -> Result<ReadBatch, Problem> {
    let (state, documents) = view_batch(desk, batch)?;
    let languages = state.profile.as_ref().map(|it| it.languages).unwrap_or_default();
    let (mut left, mut poor, mut missing) = (Vec::new(), Vec::new(), BTreeSet::new());
    // The file of what is attached would not have it; and read upside down, it would not be what is attached any more.
    for document in documents.iter().filter(|it| !is_attached(&state, it)) {
        for page in document.shown() {
            match kept_text(desk, page)? {
                Some(text) if !text.missing.is_empty() => {
                    poor.push((page, text.missing));
                }
                Some(text) if is_done(&text) => {}
                _ => left.push(page),
            }
        }
    }
    if !poor.is_empty() {
        let here = languages_here(helper)?;
        for (page, without) in poor {
            if without.iter().any(|it| here.contains(it)) {
                left.push(page);
            } else {
                missing.extend(without);
            }
        }
    }
    let n_pages = documents.iter().map(|it| it.shown().count()).sum();
    let reading = Mutex::new(Reading { n_read: n_pages - left.len(), n_pages });
    let is_wanted = AtomicBool::new(true);
    let without = side_by_side(&left, jobs, |page| {
        if !is_wanted.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        let without = read_page(desk, helper, batch, page, languages)?;
        let now = {
            // What a lock holds, also after a thread that held it ended: each step under it is whole by itself.
            let mut reading = reading.lock().unwrap_or_else(PoisonError::into_inner);
            reading.n_read += 1;
            *reading
        };
        if !told(now) {
            is_wanted.store(false, Ordering::Relaxed);
        }
        Ok(without)
    })?;
    missing.extend(without.into_iter().flatten());
    Ok(ReadBatch { missing, is_stopped: !is_wanted.into_inner() })
}

/// The languages the program has data of, by its names; none where it does not say.
fn languages_here(helper: &Helper) -> Result<BTreeSet<String>, Problem> {
    match helper.ask(Mode::Languages, Vec::new()) {
        Ok(frame) => Ok(if let FrameHead::Languages(names) = frame.head { names } else { BTreeSet::new() }),
        Err(problem) if is_program_missing(&problem) => Err(Problem::unavailable(Code::RecognitionMissing)),
        Err(Problem::Refused(_)) => Ok(BTreeSet::new()),
        Err(problem) => Err(problem),
    }
}

fn is_program_missing(problem: &Problem) -> bool {
    matches!(problem, Problem::Refused(why) if why.args.get("why").is_some_and(|it| it == "program_missing"))
}

/// What the program failed on is tried once more, the next time somebody wants the batch read: it may have been the machine.
fn is_done(text: &PageText) -> bool {
    text.n_failed == 0 || text.n_failed >= MAX_TRIES
}

/// Returns the languages it could not be read in. What was read turned lies so from now on: the text and the turn are written together.
fn read_page(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    page: &Page,
    languages: Languages,
) -> Result<Vec<String>, Problem> {
    let (lie, dpi) = (page.lie(), page.dpi().unwrap_or(DEFAULT_DPI));
    // A person who turned it knows better which way is up.
    let (quarters, finds_up) = (page.quarter_turns, !page.is_turned_by_hand);
    let mode = Mode::Recognise { lie, quarters, finds_up, dpi, languages };
    let text = match helper.ask(mode, bytes_of(desk, &page.stored)?) {
        Ok(frame) => match frame.head {
            FrameHead::Text(text) => Some(text),
            _ => None,
        },
        Err(problem) if is_program_missing(&problem) => return Err(Problem::unavailable(Code::RecognitionMissing)),
        // It hung, crashed or could not make anything of it.
        Err(Problem::Refused(_)) => None,
        Err(problem) => return Err(problem),
    };
    let kept = kept_text(desk, page)?.unwrap_or_default();
    if text.is_none() && !kept.words.is_empty() {
        // What was read without one of its languages is more than nothing.
        return Ok(Vec::new());
    }
    let n_failed = kept.n_failed + 1;
    let text = text.unwrap_or_else(|| PageText { slope: lie.slope, paper: lie.paper, n_failed, ..PageText::default() });
    let body = serde_json::to_string(&text).map_err(|why| Problem::Broken(format!("the text of a page: {why}")))?;
    let (id, quarters) = (page.stored.page, text.quarters);
    desk.write(|tx| {
        // Somebody may have turned it meanwhile, or read it: then this says nothing of how it lies now.
        let now = read(tx, batch)?.pages().into_iter().find(|it| it.stored.page == id);
        let is_as_it_was = now.is_some_and(|it| it.quarter_turns == page.quarter_turns && it.lie() == lie);
        if !is_as_it_was {
            return Ok(());
        }
        if quarters > 0 {
            tx.append_to_batch(batch, &written(&BatchEntry::Turned { page: id, quarters }))?;
        }
        tx.note_page_text(batch, id, (page.quarter_turns + quarters) % 4, text.confidence(), &body)
    })?;
    Ok(text.missing)
}

/// Returns the text of pages as it is searched, and how sure the program was of the one it read worst; none where nothing was recognised.
pub(crate) fn text_of<'a>(
    desk: &Desk,
    pages: impl Iterator<Item = &'a Page>,
) -> Result<Option<(String, Option<u8>)>, Problem> {
    let (mut text, mut worst) = (String::new(), None::<u8>);
    let mut is_full = false;
    for page in pages {
        let Some(kept) = kept_text(desk, page)? else { continue };
        for word in &kept.words {
            let end = if word.ends_line { '\n' } else { ' ' };
            is_full |= text.len() + word.text.len() >= MAX_TEXT_BYTES;
            if is_full {
                break;
            }
            text.push_str(&word.text);
            text.push(end);
        }
        worst = worst.into_iter().chain(kept.confidence()).min();
    }
    Ok(Some((text, worst)).filter(|it| !it.0.is_empty()))
}

/// What was recognised on a page in the way it lies now.
fn kept_text(desk: &Desk, page: &Page) -> Result<Option<PageText>, Problem> {
    let kept = desk.read(|tx| tx.page_text(page.stored.page))?;
    let Some(kept) = kept.filter(|it| it.quarter_turns == page.quarter_turns) else { return Ok(None) };
    let text: PageText =
        serde_json::from_str(&kept.body).map_err(|why| Problem::Broken(format!("the text of a page: {why}")))?;
    Ok(Some(text).filter(|it| it.lie() == page.lie()))
}

/// Returns the words of a page as they lie over its picture; none where it was not recognised in the way it is turned.
pub(crate) fn words_of(desk: &Desk, page: &Page) -> Result<Vec<PlacedWord>, Problem> {
    let text = kept_text(desk, page)?.unwrap_or_default();
    let place = |it: page_helper::Word| PlacedWord {
        text: it.text,
        left: it.left,
        top: it.top,
        width: it.width,
        height: it.height,
        ends_line: it.ends_line,
    };
    Ok(text.words.into_iter().map(place).collect())
}
