//! The centre's memory: one SQLite file for each tenant, and a directory of tenants, seats and codes.
//!
//! Invariant: a tenant's commands are decided one after another under the file's write lock; change numbers,
//! reference numbers and answers are written in the same transaction as what they are about.
//! SQL of the centre stands here and nowhere else; another database would be another crate of this shape.

mod directory;
mod problem;
mod tenant;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use values::{Code, Problem, Refusal};

pub use directory::{CodeKind, Directory, NewCode, SeatRecord, TenantRecord};
pub use problem::{Fault, Result, broken};
pub use tenant::{CallerFacts, CheckReport, TenantStore, Visible};

/// How database files are opened. Simulations put their own file system and a fault in.
#[derive(Clone, Debug, Default)]
pub struct OpenHow {
    /// The SQLite file system to use; none for the machine's.
    pub vfs: Option<String>,
    /// Faults put in, so that the tests can be tested.
    pub faults: Faults,
}

/// Switches of the test build; each takes out one thing the sync depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Commands sent twice are carried out twice.
    pub no_idempotency: bool,
    /// A place taken twice goes unnoticed.
    pub no_fork_detection: bool,
    /// Everybody sees everything.
    pub no_scope_filter: bool,
    /// Commits are not brought to the disk.
    pub no_fsync: bool,
    /// The rule for refusing a document panics.
    pub panicking_rule: bool,
}

/// Opens a database whose newest known format is `version`; one of a newer format is left as it is.
pub(crate) fn open(path: &Path, how: &OpenHow, version: i64) -> Result<Connection> {
    use rusqlite::OpenFlags;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match &how.vfs {
        Some(vfs) => {
            let db = Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?;
            // A file system without shared memory keeps the index of the log in this process.
            db.pragma_update(None, "locking_mode", "exclusive")?;
            db
        }
        None => Connection::open_with_flags(path, flags)?,
    };
    db.busy_timeout(std::time::Duration::from_secs(20))?;
    let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > version {
        return Err(Problem::Damaged(Refusal::new(Code::NewerVersion).with("version", found)).into());
    }
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", if how.faults.no_fsync { "off" } else { "full" })?;
    // What a killed process left in the log is read as committed, though it may lie in the system's memory alone.
    // Before anybody is answered from it, it goes to the disk.
    db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    db.pragma_update(None, "foreign_keys", "on")?;
    db.pragma_update(None, "cache_size", -16_000)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Returns the name of a tenant's database file.
pub fn tenant_file(folder: &Path, slug: &str) -> PathBuf {
    folder.join("tenants").join(format!("{slug}.sqlite"))
}
