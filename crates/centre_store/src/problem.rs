//! What goes wrong in a database, said in the project's words.

use values::{Code, Problem, Refusal};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Fault>;

/// A problem, or an error of SQLite that becomes one.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Said already.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// From the database.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(refusal.into())
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Problem(it) => it,
            Fault::Sqlite(error) => of_sqlite(&error),
        }
    }
}

fn of_sqlite(error: &rusqlite::Error) -> Problem {
    use rusqlite::ErrorCode;
    // The index of the log is a file, too: without room for it a database cannot even be opened.
    if error.sqlite_error().is_some_and(|it| it.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
        return Problem::unavailable(Code::DiskFull);
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Problem::unavailable(Code::DiskFull),
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::DatabaseBusy) => {
            Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", error))
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Problem::Damaged(Refusal::new(Code::DatabaseDamaged).with("why", error))
        }
        _ => Problem::Broken(format!("database: {error}")),
    }
}

/// Damaged or impossible data: our fault, or the disk's.
pub fn broken(what: impl Into<String>) -> Fault {
    Fault::Problem(Problem::Broken(what.into()))
}
