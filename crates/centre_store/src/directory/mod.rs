//! The directory: tenants, seats with their keys and branches, one-time codes.

mod codes;
mod seats;

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use values::{Code, Refusal, TenantId};

pub use codes::{CodeKind, NewCode};
pub use seats::SeatRecord;

use crate::{OpenHow, Result};

/// The version of the directory's tables.
const VERSION: i64 = 1;

const SCHEMA: &str = "
CREATE TABLE tenant (
    slug TEXT PRIMARY KEY,
    id   BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE seat (
    id           BLOB PRIMARY KEY,
    tenant       TEXT NOT NULL REFERENCES tenant (slug),
    person       BLOB NOT NULL,
    device       TEXT NOT NULL,
    public_key   BLOB NOT NULL UNIQUE,
    escrow       BLOB NOT NULL,
    enrolled_at  TEXT NOT NULL,
    revoked_at   TEXT,
    last_seen_at TEXT,
    clock_ahead_s INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
-- A copied desk gets a branch, and with it a part of JIDs, of its own.
CREATE TABLE branch (
    seat    BLOB NOT NULL REFERENCES seat (id),
    branch  INTEGER NOT NULL,
    tenant  TEXT NOT NULL,
    part    INTEGER NOT NULL,
    request BLOB NOT NULL,
    PRIMARY KEY (seat, branch),
    UNIQUE (seat, request),
    UNIQUE (tenant, part)
) WITHOUT ROWID;
CREATE TABLE code (
    hash       BLOB PRIMARY KEY,
    kind       TEXT NOT NULL,
    tenant     TEXT NOT NULL REFERENCES tenant (slug),
    person     BLOB NOT NULL,
    seat       BLOB,
    expires_at TEXT NOT NULL,
    used_at    TEXT,
    used_by    BLOB
) WITHOUT ROWID;
-- Wrong codes, counted so that guessing does not pay.
CREATE TABLE wrong_code (at TEXT NOT NULL);
";

/// A tenant as the directory knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantRecord {
    /// Its name in commands and file names.
    pub slug: String,
    /// Its id.
    pub id: TenantId,
    /// Its full name.
    pub name: String,
}

/// The directory of a centre.
pub struct Directory {
    db: Connection,
}

impl Directory {
    /// Opens the directory, making it when it is not there.
    pub fn open(folder: &Path, how: &OpenHow) -> Result<Self> {
        let mut db = crate::open(&folder.join("directory.sqlite"), how, VERSION)?;
        let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        match tx.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? {
            0 => {
                tx.execute_batch(SCHEMA)?;
                tx.pragma_update(None, "user_version", VERSION)?;
            }
            VERSION => {}
            other => return Err(crate::broken(format!("a file of the unknown version {other}"))),
        }
        tx.commit()?;
        Ok(Self { db })
    }

    /// Adds a tenant; refuses a name that is taken.
    pub fn add_tenant(&mut self, tenant: &TenantRecord) -> Result<()> {
        if self.find_tenant(&tenant.slug)?.is_some() {
            return Err(Refusal::new(Code::TenantExists).with("tenant", &tenant.slug).into());
        }
        self.db.execute(
            "INSERT INTO tenant (slug, id, name) VALUES (?1, ?2, ?3)",
            params![tenant.slug, tenant.id.0.as_bytes(), tenant.name],
        )?;
        Ok(())
    }

    /// Returns a tenant.
    pub fn find_tenant(&self, slug: &str) -> Result<Option<TenantRecord>> {
        let sql = "SELECT slug, id, name FROM tenant WHERE slug = ?1";
        Ok(self.db.query_row(sql, [slug], read_tenant).optional()?)
    }

    /// Returns all tenants by name.
    pub fn list_tenants(&self) -> Result<Vec<TenantRecord>> {
        let mut statement = self.db.prepare("SELECT slug, id, name FROM tenant ORDER BY slug")?;
        let rows = statement.query_map([], read_tenant)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes a consistent copy to `to` while others go on.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        self.db.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        Ok(())
    }
}

fn read_tenant(row: &rusqlite::Row<'_>) -> rusqlite::Result<TenantRecord> {
    Ok(TenantRecord { slug: row.get(0)?, id: TenantId(read_id(row, 1)?), name: row.get(2)? })
}

pub(crate) fn read_id(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<uuid::Uuid> {
    let bytes: Vec<u8> = row.get(at)?;
    uuid::Uuid::from_slice(&bytes)
        .map_err(|why| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Blob, Box::new(why)))
}

pub(crate) fn read_instant(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<values::Instant> {
    let text: String = row.get(at)?;
    text.parse().map_err(|why: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(why))
    })
}
