//! One tenant's registry at the centre.

mod apply;
mod check;
mod feed;
mod numbers;
mod push;
mod view;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use values::{PersonId, SeatId};

pub use check::CheckReport;
pub use feed::Visible;

use crate::{Faults, OpenHow, Result};

/// The version of a tenant's tables.
const VERSION: i64 = 2;

const SCHEMA: &str = "
-- Entities as they are. `change` is the command that last changed them.
CREATE TABLE entity (
    kind    INTEGER NOT NULL,
    id      BLOB NOT NULL,
    version INTEGER NOT NULL,
    change  INTEGER NOT NULL,
    parent  BLOB,
    body    BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX entity_by_parent ON entity (parent, kind, id) WHERE parent IS NOT NULL;
-- Which entity lies in which scope, and the change that put it there or took it out.
CREATE TABLE scope_row (
    scope  TEXT NOT NULL,
    kind   INTEGER NOT NULL,
    id     BLOB NOT NULL,
    change INTEGER NOT NULL,
    digest BLOB,             -- NULL: it left the scope
    PRIMARY KEY (scope, kind, id)
) WITHOUT ROWID;
CREATE INDEX scope_row_in_order ON scope_row (scope, change, kind, id);
CREATE INDEX scope_row_of_entity ON scope_row (kind, id);
-- Kept with every change, so that 'nothing new' costs nothing to prove.
CREATE TABLE scope_head (
    scope TEXT PRIMARY KEY,
    head  INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    hash  BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE answer (
    command  BLOB PRIMARY KEY,
    hash     BLOB NOT NULL,
    seat     BLOB NOT NULL,
    branch   INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    answer   BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE place (
    seat   BLOB NOT NULL,
    branch INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (seat, branch)
) WITHOUT ROWID;
-- One gap-free series a year (decree § 10(4)).
CREATE TABLE series (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);
-- A number within its unit, where the mask asks for one; the series above stays the one the decree means.
CREATE TABLE unit_series (
    year INTEGER NOT NULL,
    unit BLOB NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (year, unit)
) WITHOUT ROWID;
CREATE TABLE number (
    year     INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (year, sequence)
) WITHOUT ROWID;
-- Every reference number as it is written, of the year's series and of collecting sheets: none is written twice.
CREATE TABLE number_text (
    text     TEXT PRIMARY KEY,
    document BLOB NOT NULL
) WITHOUT ROWID;
-- The numbers files are called after, and the marks made of them.
CREATE TABLE file_base (
    year      INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    case_file BLOB NOT NULL,
    PRIMARY KEY (year, sequence)
) WITHOUT ROWID;
CREATE TABLE file_mark (
    text      TEXT PRIMARY KEY,
    case_file BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE jid (
    jid    TEXT PRIMARY KEY,
    entity BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE likeness (
    likeness TEXT NOT NULL,
    n        INTEGER NOT NULL,
    party    BLOB NOT NULL,
    PRIMARY KEY (likeness, n)
) WITHOUT ROWID;
CREATE TABLE unit_code (
    code TEXT PRIMARY KEY,
    unit BLOB NOT NULL
) WITHOUT ROWID;
-- The transaction log; nothing is ever changed or deleted here (the standard, 7.4.1).
CREATE TABLE log (
    n       INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    made_at TEXT NOT NULL,
    person  BLOB,
    seat    BLOB,
    role    TEXT NOT NULL,
    command BLOB NOT NULL,
    event   TEXT NOT NULL,
    kind    INTEGER NOT NULL,
    id      BLOB NOT NULL,
    params  TEXT NOT NULL
);
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is kept'); END;
CREATE TRIGGER log_is_fixed BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is fixed'); END;
CREATE TABLE head (change INTEGER NOT NULL);
INSERT INTO head (change) VALUES (0);
";

/// What the second version added.
const SINCE_2: &str = "
-- Numbers of substitute registers: none is given twice.
CREATE TABLE emergency_number (
    register BLOB NOT NULL,
    number   INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (register, number)
) WITHOUT ROWID;
-- Documents that are on their way to another office.
CREATE TABLE outgoing (document BLOB PRIMARY KEY) WITHOUT ROWID;
";

/// Who speaks, as the request's signature said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallerFacts {
    /// The person.
    pub person: PersonId,
    /// The seat.
    pub seat: SeatId,
    /// Its branch.
    pub branch: u32,
    /// Whether the seat was revoked: then everything it hands over waits.
    pub is_revoked: bool,
}

/// The registry of one tenant.
pub struct TenantStore {
    db: Connection,
    faults: Faults,
}

impl TenantStore {
    /// Opens a tenant's file, making it when it is not there.
    pub fn open(path: &Path, how: &OpenHow) -> Result<Self> {
        let mut db = crate::open(path, how, VERSION)?;
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match tx.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? {
            0 => {
                tx.execute_batch(SCHEMA)?;
                tx.execute_batch(SINCE_2)?;
                tx.pragma_update(None, "user_version", VERSION)?;
            }
            1 => {
                tx.execute_batch(SINCE_2)?;
                tx.pragma_update(None, "user_version", VERSION)?;
            }
            VERSION => {}
            other => return Err(crate::broken(format!("a file of the unknown version {other}"))),
        }
        tx.commit()?;
        Ok(Self { db, faults: how.faults })
    }

    /// Returns the number of the last change.
    pub fn head(&self) -> Result<u64> {
        Ok(self.db.prepare_cached("SELECT change FROM head")?.query_row([], |row| row.get(0))?)
    }

    /// Writes a consistent copy to `to` while others go on.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        self.db.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        Ok(())
    }
}
