//! Half-typed forms: kept until they are finished, through the end of the program.

use rusqlite::{OptionalExtension, params};
use values::{Code, Refusal};

use crate::{Result, Tx};

/// The largest form kept.
const MAX_DRAFT_BYTES: usize = 1024 * 1024;

impl Tx<'_> {
    /// Keeps a form; an empty one is dropped.
    pub fn save_draft(&self, name: &str, body: &str) -> Result<()> {
        if body.len() > MAX_DRAFT_BYTES {
            return Err(Refusal::new(Code::TextTooLong).with("max", MAX_DRAFT_BYTES).with("length", body.len()).into());
        }
        if body.is_empty() {
            self.db.execute("DELETE FROM draft WHERE name = ?1", [name])?;
        } else {
            let sql = "INSERT INTO draft (name, body) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET body = ?2";
            self.db.prepare_cached(sql)?.execute(params![name, body])?;
        }
        Ok(())
    }

    /// Returns a form.
    pub fn load_draft(&self, name: &str) -> Result<Option<String>> {
        Ok(self.db.query_row("SELECT body FROM draft WHERE name = ?1", [name], |row| row.get(0)).optional()?)
    }
}
