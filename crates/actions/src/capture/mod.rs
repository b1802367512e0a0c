//! The scanning line: pages come into a batch, are looked at, become documents, and are attached to their letters.
//!
//! Every page is safe before the next one is asked for; whatever happens, the batch opens where it stood. `take` brings the pages,
//! `release` attaches them, `bin` keeps them for a while; here a batch is looked at and edited.

mod bin;
mod labels;
mod release;
mod take;

use ::capture::{Batch, BatchEntry, Edit, Page, Profile, SEPARATOR, ScannedDocument, StoredPage};
pub use bin::{BIN_DAYS, empty_bin, in_bin_until, reopen_batch};
use labels::DeskLabels;
use page_helper::{Helper, Mode};
pub(crate) use release::follow_parked;
pub use release::{FileText, ReleaseTold, ReleasedDocument, Releasing, is_attached, release_batch};
use store::{Desk, Tx};
pub use take::{Taken, TakenFolder, begin_batch, take_folder, take_in_place, take_pages};
use take::{look, note_look};
use values::{BatchId, Code, PageId, Problem, Refusal};

use crate::print::{PrintTo, deliver};

/// Prints separator sheets: between two documents of a pile they tell where the next one begins.
pub fn print_separators(n: u32, to: &PrintTo) -> Result<(), Problem> {
    deliver(&documents::separator_sheets(SEPARATOR, n), "pdf", "Oddělovač", to)
}

/// Opens a batch where it stands. Pages a crash left without a look are looked at now.
pub fn open_batch(desk: &Desk, helper: &Helper, batch: BatchId) -> Result<(Batch, Vec<ScannedDocument>), Problem> {
    let opened = view_batch(desk, batch)?;
    let left: Vec<&StoredPage> = opened.0.not_looked_at().collect();
    if left.is_empty() {
        return Ok(opened);
    }
    for page in left {
        let found = look(helper, bytes_of(desk, page)?)?;
        note_look(desk, batch, page.page, found)?;
    }
    view_batch(desk, batch)
}

/// Returns what a batch was begun for: the rest of its pile is scanned so, too.
pub fn profile_of(desk: &Desk, batch: BatchId) -> Result<Profile, Problem> {
    let profile = desk.read(|tx| read(tx, batch))?.profile;
    profile.ok_or_else(|| Problem::Broken("a batch without its beginning".to_owned()))
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
    let lie = batch.pages().iter().find(|it| it.stored.page == page).map(Page::lie).unwrap_or_default();
    Ok(helper.ask(Mode::Preview { max_side, lie }, bytes_of(desk, stored)?)?.bytes)
}

/// Does an edit.
///
/// # Errors
/// Refuses to put pages in the place of one that is not there any more: it was attached while they were scanned.
pub fn edit_batch(desk: &Desk, batch: BatchId, edit: Edit) -> Result<(), Problem> {
    Ok(desk.write(|tx| {
        if let Edit::Replace { page, .. } = &edit {
            refuse_gone(&read(tx, batch)?, *page)?;
        }
        tx.append_to_batch(batch, &written(&BatchEntry::Edited(edit.clone())))
    })?)
}

/// Refuses a page that is not in the batch, or not any more.
fn refuse_gone(batch: &Batch, page: PageId) -> Result<(), Refusal> {
    if batch.has_page(page) { Ok(()) } else { Err(Refusal::new(Code::NotFound)) }
}

/// Takes the last edit back; nothing where there is none.
pub fn undo_batch(desk: &Desk, batch: BatchId) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Undone)
}

/// Does the last edit taken back again; nothing where there is none.
pub fn redo_batch(desk: &Desk, batch: BatchId) -> Result<(), Problem> {
    append(desk, batch, &BatchEntry::Redone)
}

pub(crate) fn bytes_of(desk: &Desk, page: &StoredPage) -> Result<Vec<u8>, Problem> {
    let n_bytes = usize::try_from(page.size_bytes).unwrap_or(usize::MAX);
    Ok(desk.open_file(&page.sha256)?.read_at(0, n_bytes)?)
}

fn append(desk: &Desk, batch: BatchId, entry: &BatchEntry) -> Result<(), Problem> {
    Ok(desk.write(|tx| tx.append_to_batch(batch, &written(entry)))?)
}

pub(crate) fn written(entry: &BatchEntry) -> String {
    serde_json::to_string(entry).expect("entries are plain data")
}

pub(crate) fn read(tx: &Tx<'_>, batch: BatchId) -> store::Result<Batch> {
    tx.batch(batch)?;
    let journal: Vec<BatchEntry> = tx
        .batch_journal(batch)?
        .iter()
        .map(|it| serde_json::from_str(it))
        .collect::<Result<_, _>>()
        .map_err(|why| Problem::Broken(format!("the journal of a batch: {why}")))?;
    let mut batch = Batch::from_journal(&journal);
    batch.look_for_files(|it| tx.component(it).map(|it| it.is_some()))?;
    Ok(batch)
}

fn parted(tx: &Tx<'_>, batch: &Batch) -> store::Result<Vec<ScannedDocument>> {
    let labels = DeskLabels { tx, hands: tx.hands()?, prefix: tx.identity()?.jid_prefix, of_batch: batch.components() };
    let mut documents = ::capture::documents(batch, &labels);
    // What has its file just as it is now is done, whatever became of its letter since.
    for it in documents.iter_mut().filter(|it| is_attached(batch, it)) {
        it.doubts.clear();
    }
    Ok(documents)
}
