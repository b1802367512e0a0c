//! A desk for tests that look into its tables.

use std::path::Path;
use std::sync::Arc;

use domain::numbering::Jid;
use domain::{Entity, EntityKey, EntityKind};
use rusqlite::params;
use uuid::Uuid;
use values::{Clock, DocumentId, ManualClock, Randomness};

use crate::{DatabaseKey, Desk, DeskFolder, ListQuery, OpenHow, Result, Search, SortBy, Tx, WorkList};

/// Sevens, and a last byte that counts: no two ids are the same.
#[derive(Default)]
struct Sevens(u8);

impl Randomness for Sevens {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
        self.0 += 1;
        if let Some(last) = bytes.last_mut() {
            *last = self.0;
        }
    }
}

/// Opens the desk in a folder, making it when it is not there.
pub(crate) fn open(folder: &Path) -> Desk {
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::at("2026-11-25T08:00:00Z".parse().unwrap()));
    let (folder, key) = (DeskFolder::new(folder), DatabaseKey::from_bytes([7; 32]));
    Desk::open(folder, key, clock, Box::<Sevens>::default(), OpenHow::default()).unwrap()
}

/// Puts a confirmed document there and makes its line.
pub(crate) fn put_document(tx: &Tx<'_>, n: u128, subject: &str) -> Result<DocumentId> {
    let id = DocumentId(Uuid::from_u128(n));
    let jid = Jid::relabelled("HLUC", id.0);
    let body = format!(
        r#"{{"id":"{id}","jid":"{jid}","origin":"received","subject":"{subject}","captured_at":"2026-11-25T08:00:00Z"}}"#
    );
    let sql = "INSERT INTO confirmed (kind, id, version, body) VALUES (?1, ?2, 1, ?3)";
    tx.db.execute(sql, params![EntityKind::Document.number(), id.0.as_bytes(), body.as_bytes()])?;
    tx.project(&[EntityKey::document(id)].into())?;
    Ok(id)
}

/// Puts a confirmed entity there as it is now and makes its lines.
pub(crate) fn put(tx: &Tx<'_>, entity: Entity) -> Result<()> {
    let key = entity.key();
    let sql = "INSERT INTO confirmed (kind, id, version, body) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (kind, id) DO UPDATE SET body = ?4";
    let params = params![key.kind.number(), key.id.as_bytes(), key.kind.version(), entity.to_bytes()];
    tx.db.execute(sql, params)?;
    tx.project(&[key].into())
}

/// Forgets a document as a lost scope does.
pub(crate) fn forget_document(tx: &Tx<'_>, id: DocumentId) -> Result<()> {
    tx.db.execute("DELETE FROM confirmed WHERE id = ?1", [id.0.as_bytes()])?;
    tx.project(&[EntityKey::document(id)].into())
}

/// Returns what a word finds, the newest first.
pub(crate) fn found(desk: &Desk, word: &str) -> Vec<DocumentId> {
    let (list, sort, search) = (WorkList::All, SortBy::Captured, Search::words(word));
    let query = ListQuery { list, search, sort, descending: true, after: None, limit: 10 };
    let page = desk.read(|tx| tx.list_documents(&query)).unwrap();
    page.lines.into_iter().map(|it| it.id).collect()
}
