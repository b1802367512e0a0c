//! Batches of scanned pages: each an append-only journal. What the entries mean, `capture` knows.

use rusqlite::{OptionalExtension, params};
use values::{BatchId, Code, Instant, Refusal, Sha256};

use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::{Result, Tx};

/// The longest entry, in bytes: an edit that moves five thousand pages.
const MAX_ENTRY_BYTES: usize = 1024 * 1024;

/// A batch in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// Its id.
    pub id: BatchId,
    /// When it was begun.
    pub begun_at: Instant,
    /// Whether all of it was released.
    pub is_closed: bool,
}

impl Tx<'_> {
    /// Begins a batch; it is on the disk before its first page.
    pub fn begin_batch(&self, entry: &str) -> Result<BatchId> {
        let id = self.new_id(BatchId);
        let sql = "INSERT INTO batch (id, begun_at, is_closed) VALUES (?1, ?2, 0)";
        self.db.execute(sql, params![id.0.as_bytes(), self.now().to_string()])?;
        self.append_to_batch(id, entry)?;
        Ok(id)
    }

    /// Writes an entry at the end of a batch's journal. Refuses a batch that is closed: in another window, by another process.
    pub fn append_to_batch(&self, batch: BatchId, entry: &str) -> Result<()> {
        if entry.len() > MAX_ENTRY_BYTES {
            return Err(Refusal::new(Code::TextTooLong)
                .with("max", MAX_ENTRY_BYTES)
                .with("length", entry.len())
                .into());
        }
        if self.batch(batch)?.is_closed {
            return Err(Refusal::new(Code::BatchClosed).into());
        }
        let sql = "INSERT INTO batch_entry (batch, body) VALUES (?1, ?2)";
        self.db.prepare_cached(sql)?.execute(params![batch.0.as_bytes(), entry])?;
        Ok(())
    }

    /// Writes the entry of a page whose bytes are on the disk; from now on they stay for the batch.
    pub fn append_page_to_batch(&self, batch: BatchId, sha256: &Sha256, size_bytes: u64, entry: &str) -> Result<()> {
        self.append_to_batch(batch, entry)?;
        self.hold_file(sha256, size_bytes)?;
        let sql = "INSERT INTO batch_file (sha256, batch) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        self.db.prepare_cached(sql)?.execute(params![sha256.0, batch.0.as_bytes()])?;
        Ok(())
    }

    /// Returns a batch's journal in its order.
    pub fn batch_journal(&self, batch: BatchId) -> Result<Vec<String>> {
        let sql = "SELECT body FROM batch_entry WHERE batch = ?1 ORDER BY n";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([batch.0.as_bytes()], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the batch a file of a watched folder was taken into, if it was.
    pub fn batch_of_file(&self, sha256: &Sha256, name: &str) -> Result<Option<BatchId>> {
        let sql = "SELECT batch FROM taken_file WHERE sha256 = ?1 AND name = ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        Ok(statement.query_row(params![sha256.0, name], |row| Ok(BatchId(read_uuid(row, 0)?))).optional()?)
    }

    /// Notes which batch a file of a watched folder is taken into, with the beginning of the batch: it is taken once.
    pub fn note_file_of_batch(&self, sha256: &Sha256, name: &str, batch: BatchId) -> Result<()> {
        let sql = "INSERT INTO taken_file (sha256, name, batch) VALUES (?1, ?2, ?3)";
        self.db.prepare_cached(sql)?.execute(params![sha256.0, name, batch.0.as_bytes()])?;
        Ok(())
    }

    /// Closes a batch: nothing is written into it any more. Its pages stay.
    pub fn close_batch(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batch SET is_closed = 1, closed_at = ?2 WHERE id = ?1";
        self.db.execute(sql, params![batch.0.as_bytes(), self.now().to_string()])?;
        Ok(())
    }

    /// Returns a batch; refuses one that is not there.
    pub fn batch(&self, batch: BatchId) -> Result<BatchRow> {
        let sql = "SELECT id, begun_at, is_closed FROM batch WHERE id = ?1";
        let found = self.db.prepare_cached(sql)?.query_row([batch.0.as_bytes()], read_row).optional()?;
        Ok(found.transpose()?.ok_or_else(|| Refusal::new(Code::NotFound))?)
    }

    /// Returns every batch, the newest first.
    pub fn batches(&self) -> Result<Vec<BatchRow>> {
        let mut statement =
            self.db.prepare("SELECT id, begun_at, is_closed FROM batch ORDER BY begun_at DESC, id DESC")?;
        let rows = statement.query_map([], read_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
        rows.into_iter().collect()
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<BatchRow>> {
    let (id, begun_at, is_closed): (_, String, bool) = (BatchId(read_uuid(row, 0)?), row.get(1)?, row.get(2)?);
    let begun_at = begun_at.parse().map_err(|_| broken("when a batch was begun"));
    Ok(begun_at.map(|begun_at| BatchRow { id, begun_at, is_closed }))
}
