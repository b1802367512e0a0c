//! Batches of scanned pages: each an append-only journal. What the entries mean, `capture` knows.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Entity, EntityKind};
use rusqlite::{OptionalExtension, params};
use values::{BatchId, Code, Instant, PageId, Refusal, Sha256};

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
    /// When it was.
    pub closed_at: Option<Instant>,
}

/// What was recognised on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptText {
    /// By how many quarters it was turned then.
    pub quarter_turns: u8,
    /// How sure the program was, from 0 to 100; none where it found no words.
    pub confidence: Option<u8>,
    /// The words; whoever wrote them reads them.
    pub body: String,
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

    /// Closes a batch: nothing is written into it any more. Its pages stay until the bin is emptied.
    pub fn close_batch(&self, batch: BatchId) -> Result<()> {
        let sql = "UPDATE batch SET is_closed = 1, closed_at = ?2 WHERE id = ?1";
        self.db.execute(sql, params![batch.0.as_bytes(), self.now().to_string()])?;
        Ok(())
    }

    /// Takes a closed batch out of the bin; `entry` says so in its journal. Refuses one that is not closed.
    pub fn reopen_batch(&self, batch: BatchId, entry: &str) -> Result<()> {
        if !self.batch(batch)?.is_closed {
            return Err(Refusal::new(Code::BatchNotClosed).into());
        }
        self.db.execute("UPDATE batch SET is_closed = 0, closed_at = NULL WHERE id = ?1", [batch.0.as_bytes()])?;
        self.append_to_batch(batch, entry)
    }

    /// Keeps what was recognised on a page, in the way it was turned; what it was before is replaced.
    pub fn note_page_text(
        &self,
        batch: BatchId,
        page: PageId,
        quarter_turns: u8,
        confidence: Option<u8>,
        body: &str,
    ) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO page_text (page, batch, quarter_turns, confidence, body) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = params![page.0.as_bytes(), batch.0.as_bytes(), quarter_turns, confidence, body];
        self.db.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Returns what was recognised on a page.
    pub fn page_text(&self, page: PageId) -> Result<Option<KeptText>> {
        let sql = "SELECT quarter_turns, confidence, body FROM page_text WHERE page = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(KeptText { quarter_turns: row.get(0)?, confidence: row.get(1)?, body: row.get(2)? })
        };
        Ok(self.db.prepare_cached(sql)?.query_row([page.0.as_bytes()], read).optional()?)
    }

    /// Returns of each page of a batch that was recognised how it was turned then, and how sure the program was; none of a page without
    /// words.
    pub fn page_confidences(&self, batch: BatchId) -> Result<BTreeMap<PageId, (u8, Option<u8>)>> {
        let sql = "SELECT page, quarter_turns, confidence FROM page_text WHERE batch = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement
            .query_map([batch.0.as_bytes()], |row| Ok((PageId(read_uuid(row, 0)?), (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the batches that were closed before that moment.
    pub fn batches_closed_before(&self, before: Instant) -> Result<Vec<BatchId>> {
        let mut statement = self.db.prepare("SELECT id FROM batch WHERE is_closed = 1 AND closed_at < ?1")?;
        let rows = statement.query_map([before.to_string()], |row| Ok(BatchId(read_uuid(row, 0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets batches with their pages. Returns the files nobody here needs any more, to be removed after the commit.
    pub fn forget_batches(&self, batches: &[BatchId]) -> Result<Vec<Sha256>> {
        let mut pages: BTreeSet<[u8; 32]> = BTreeSet::new();
        for batch in batches {
            let mut statement = self.db.prepare_cached("SELECT sha256 FROM batch_file WHERE batch = ?1")?;
            let rows = statement.query_map([batch.0.as_bytes()], |row| row.get::<_, [u8; 32]>(0))?;
            for row in rows {
                pages.insert(row?);
            }
            for table in ["batch_file", "batch_entry", "taken_file", "page_text"] {
                self.db.execute(&format!("DELETE FROM {table} WHERE batch = ?1"), [batch.0.as_bytes()])?;
            }
            self.db.execute("DELETE FROM batch WHERE id = ?1", [batch.0.as_bytes()])?;
        }
        let components = if pages.is_empty() { Vec::new() } else { self.list(EntityKind::Component)? };
        let of_component = |it: &Entity| if let Entity::Component(it) = it { Some(it.sha256.0) } else { None };
        let attached: BTreeSet<[u8; 32]> = components.iter().filter_map(of_component).collect();
        let mut unneeded = Vec::new();
        for sha256 in pages.difference(&attached) {
            let sql = "SELECT 1 FROM batch_file WHERE sha256 = ?1 UNION ALL SELECT 1 FROM upload WHERE sha256 = ?1";
            if self.db.prepare_cached(sql)?.exists([sha256])? {
                continue;
            }
            self.db.execute("DELETE FROM held_file WHERE sha256 = ?1", [sha256])?;
            unneeded.push(Sha256(*sha256));
        }
        Ok(unneeded)
    }

    /// Returns a batch; refuses one that is not there.
    pub fn batch(&self, batch: BatchId) -> Result<BatchRow> {
        let sql = "SELECT id, begun_at, is_closed, closed_at FROM batch WHERE id = ?1";
        let found = self.db.prepare_cached(sql)?.query_row([batch.0.as_bytes()], read_row).optional()?;
        Ok(found.transpose()?.ok_or_else(|| Refusal::new(Code::NotFound))?)
    }

    /// Returns every batch, the newest first.
    pub fn batches(&self) -> Result<Vec<BatchRow>> {
        let mut statement =
            self.db.prepare("SELECT id, begun_at, is_closed, closed_at FROM batch ORDER BY begun_at DESC, id DESC")?;
        let rows = statement.query_map([], read_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
        rows.into_iter().collect()
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<BatchRow>> {
    let (id, begun_at, is_closed): (_, String, bool) = (BatchId(read_uuid(row, 0)?), row.get(1)?, row.get(2)?);
    let closed_at: Option<String> = row.get(3)?;
    let read = |it: &str| it.parse::<Instant>().map_err(|_| broken("when a batch was begun or closed"));
    let times = read(&begun_at).and_then(|begun_at| Ok((begun_at, closed_at.as_deref().map(read).transpose()?)));
    Ok(times.map(|(begun_at, closed_at)| BatchRow { id, begun_at, is_closed, closed_at }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
mod tests {
    use values::{PageId, Sha256};

    use crate::test_desk::open;

    #[test]
    fn a_forgotten_batch_leaves_the_pages_another_one_has_too() {
        let folder = tempfile::tempdir().unwrap();
        let desk = open(folder.path());
        let (own, shared) = (Sha256::of(b"own"), Sha256::of(b"shared"));
        let (old, live) = desk
            .write(|tx| {
                let (old, live) = (tx.begin_batch("{}")?, tx.begin_batch("{}")?);
                for (batch, page) in [(old, own), (old, shared), (live, shared)] {
                    tx.append_page_to_batch(batch, &page, 3, "{}")?;
                }
                tx.note_page_text(old, tx.new_id(PageId), 0, Some(90), "{}")?;
                tx.close_batch(old)?;
                Ok((old, live))
            })
            .unwrap();
        let closed_at = desk.read(|tx| tx.batch(old)).unwrap().closed_at.unwrap();
        let closed_before = |moment| desk.read(|tx| tx.batches_closed_before(moment)).unwrap();
        assert_eq!(closed_before(closed_at), [], "it was closed then, not before");
        assert_eq!(closed_before(closed_at + jiff::SignedDuration::from_secs(1)), [old]);
        assert_eq!(desk.write(|tx| tx.forget_batches(&[old])).unwrap(), [own]);
        let left = desk.read(|tx| Ok((tx.holds_file(&own)?, tx.holds_file(&shared)?, tx.batches()?))).unwrap();
        assert_eq!((left.0, left.1, left.2.iter().map(|it| it.id).collect::<Vec<_>>()), (false, true, vec![live]));
        assert!(desk.read(|tx| tx.page_confidences(old)).unwrap().is_empty());
        assert_eq!(desk.write(|tx| tx.forget_batches(&[old])).unwrap(), [], "done twice it does nothing more");
    }
}
