//! Checks a desk: database, log chain, every file's hash, every line of the list.

use domain::EntityKind;
use values::{Code, Problem, Refusal};

use crate::{Desk, Result};

/// What a check found; it ends with a problem when something does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// Documents to be seen.
    pub n_documents: u64,
    /// Lines of the log.
    pub n_log_lines: u64,
    /// Files held.
    pub n_files: u64,
    /// Commands not confirmed.
    pub n_pending: u64,
}

impl Desk {
    /// Checks everything.
    pub fn check(&self) -> Result<CheckReport> {
        let damaged = |why: String| Problem::Damaged(Refusal::new(Code::DatabaseDamaged).with("why", why));
        let (files, mut report) = self.read(|tx| {
            let whole: String = tx.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            if whole != "ok" {
                return Err(damaged(whole).into());
            }
            let n_log_lines = tx.check_log()?;
            let documents = tx.list(EntityKind::Document)?;
            let n_lines: u64 = tx.db.query_row("SELECT count(*) FROM document_line", [], |row| row.get(0))?;
            if n_lines != documents.len() as u64 {
                return Err(damaged(format!("{} documents but {n_lines} lines", documents.len())).into());
            }
            let n_pending = u64::from(tx.n_pending()?);
            let report = CheckReport { n_documents: n_lines, n_log_lines, n_files: 0, n_pending };
            Ok((tx.held_files()?, report))
        })?;
        for sha256 in files {
            if !self.is_file_whole(&sha256)? {
                return Err(Problem::Damaged(Refusal::new(Code::FileDamaged).with("sha256", sha256)).into());
            }
            report.n_files += 1;
        }
        Ok(report)
    }
}
