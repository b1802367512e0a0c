//! Searches the person keeps, each under a name.

use rusqlite::params;
use values::{Code, Refusal};

use crate::{Result, Tx};

/// How many searches are kept at most.
const MAX_SAVED: u32 = 100;

impl Tx<'_> {
    /// Returns the kept searches with their names, by name the Czech way.
    pub fn saved_searches(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.db.prepare_cached("SELECT name, typed FROM saved_search")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut all: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        all.sort_by_cached_key(|it| crate::project::czech_key(&it.0));
        Ok(all)
    }

    /// Keeps a search under a name, in the place of the one that had it; an empty search drops it.
    ///
    /// Refuses more than [`MAX_SAVED`].
    pub fn save_search(&self, name: &str, typed: &str) -> Result<()> {
        if typed.is_empty() {
            self.db.prepare_cached("DELETE FROM saved_search WHERE name = ?1")?.execute([name])?;
            return Ok(());
        }
        let sql = "SELECT count(*) FROM saved_search WHERE name <> ?1";
        let n_others: u32 = self.db.prepare_cached(sql)?.query_row([name], |row| row.get(0))?;
        if n_others >= MAX_SAVED {
            return Err(Refusal::new(Code::SearchesFull).at("name").with("max", MAX_SAVED).into());
        }
        let sql = "INSERT INTO saved_search (name, typed) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET typed = ?2";
        self.db.prepare_cached(sql)?.execute(params![name, typed])?;
        Ok(())
    }
}
