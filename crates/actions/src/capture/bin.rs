//! The bin: the pages of batches that were attached, kept for a while.

use ::capture::{BatchEntry, BatchState, CountDoubt};
use domain::registry::FileState;
use store::Desk;
use values::{BatchId, Code, ComponentId, DocumentId, Instant, Problem, Refusal};

use super::{read, written};

/// How many days the pages of an attached batch are kept.
pub const BIN_DAYS: i64 = 30;

/// Forgets the batches that were attached more than [`BIN_DAYS`] days ago, with their pages: what is in the files of the letters stays there.
///
/// A batch stays as long as the centre has not got all of its files: what was refused, or waits still, can be had from its pages alone.
pub fn empty_bin(desk: &Desk) -> Result<(), Problem> {
    let before = desk.now() - jiff::SignedDuration::from_hours(24 * BIN_DAYS);
    let unneeded = desk.write(|tx| {
        let mut safe = Vec::new();
        for batch in tx.batches_closed_before(before)? {
            let state = read(tx, batch)?;
            let is_stored = |(letter, file): &(Option<DocumentId>, ComponentId)| match (tx.component(*file)?, letter) {
                (Some(it), _) => Ok(it.state == FileState::Stored),
                // This person may not see the letter any more, and nothing of it is kept for her.
                (None, Some(letter)) => Ok(tx.document(*letter)?.is_none()),
                (None, None) => Ok(false),
            };
            let stored = state.files().iter().map(is_stored).collect::<store::Result<Vec<bool>>>()?;
            // One whose pages were all set aside has none.
            if stored.into_iter().all(|it| it) {
                safe.push(batch);
            }
        }
        tx.forget_batches(&safe)
    })?;
    for file in &unneeded {
        // Somebody may store the same page now; and one that cannot be removed keeps nobody from working.
        if let Err(fault) = desk.remove_unheld_file(file) {
            tracing::warn!(%fault, "a page of a forgotten batch was left behind");
        }
    }
    Ok(())
}

/// How long after its beginning a source is asked, at the latest.
const ASKED_AFTER: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// Forgets the batches to which no page came and nothing will: the source ended or stopped before, or the program ended before it was asked.
/// Nothing else would ever end them.
pub(super) fn forget_empty(desk: &Desk) -> Result<(), Problem> {
    let before = desk.now() - ASKED_AFTER;
    Ok(desk.write(|tx| {
        let mut empty = Vec::new();
        for it in tx.batches()?.iter().filter(|it| !it.is_closed) {
            let state = read(tx, it.id)?;
            let is_over = state.stopped.is_some() || state.state != BatchState::Open || it.begun_at < before;
            // A sheet that may have gone through is asked about first.
            let is_counted = matches!(state.count_in_doubt(), None | Some(CountDoubt::Unfinished));
            if state.n_stored() == 0 && is_over && is_counted && !state.is_asking() {
                empty.push(it.id);
            }
        }
        tx.forget_batches(&empty).map(drop)
    })?)
}

/// Takes an attached batch out of the bin: all of its pages are there as they were released. What is changed of it then is attached once
/// more when it is released; a letter keeps the file it has, and gets the new one beside it.
pub fn reopen_batch(desk: &Desk, batch: BatchId) -> Result<(), Problem> {
    Ok(desk.write(|tx| {
        // Otherwise everything would be attached twice.
        if !read(tx, batch)?.knows_what_is_attached() {
            return Err(Refusal::new(Code::BatchTooOld).into());
        }
        tx.reopen_batch(batch, &written(&BatchEntry::Reopened))
    })?)
}

/// Returns until when a batch lies in the bin.
pub fn in_bin_until(closed_at: Instant) -> Instant {
    closed_at + jiff::SignedDuration::from_hours(24 * BIN_DAYS)
}
