//! What the desk's own figures are held against: the same rows and the same full text, with nothing of ours around them.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::params;

use crate::desk::{Desk, open_bare};
use crate::{DatabaseKey, OpenHow, Result, Tx};

/// Tables whose rows are copied; those of the full text are written by it.
const IS_OWN: &str = "type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_words_%'";

impl Desk {
    /// Inserts every row of this desk into a new file with the same settings, tables, indexes and full text, in one
    /// transaction, and returns how long that took.
    pub fn insert_plainly(&self, to: &Path) -> Result<Duration> {
        let key = DatabaseKey::from_bytes([7; 32]);
        let target = open_bare(to, &key, &OpenHow::default())?;
        target.execute(
            "ATTACH ?1 AS here KEY ?2",
            params![self.folder().database().to_string_lossy(), self.key.pragma()],
        )?;
        let named = |what: &str| -> Result<Vec<(String, String)>> {
            let mut statement = target.prepare(&format!("SELECT name, sql FROM here.sqlite_master WHERE {what}"))?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let (tables, indexes) = (named(IS_OWN)?, named("type = 'index' AND sql IS NOT NULL")?);
        let begun = Instant::now();
        target.execute_batch("BEGIN IMMEDIATE")?;
        for (_, sql) in tables.iter().chain(&indexes) {
            target.execute_batch(sql)?;
        }
        for (name, _) in &tables {
            let is_full_text = name.ends_with("_words");
            let (columns, from) =
                if is_full_text { (Self::columns_of(&target, name)?, "rowid, *") } else { (String::new(), "*") };
            target.execute_batch(&format!("INSERT INTO {name} {columns} SELECT {from} FROM here.{name}"))?;
        }
        target.execute_batch("COMMIT")?;
        Ok(begun.elapsed())
    }

    fn columns_of(db: &rusqlite::Connection, table: &str) -> Result<String> {
        let mut statement = db.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?;
        let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(format!("(rowid, {})", names.join(", ")))
    }
}

impl Tx<'_> {
    /// Asks the full text alone for the newest rows a word begins, and reads of each what a list shows of its texts.
    pub fn search_barely(&self, word: &str, limit: u32) -> Result<usize> {
        let sql = "SELECT rowid, subject, sender, reference FROM document_words WHERE document_words MATCH ?1
                   ORDER BY rowid DESC LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![format!("\"{word}\"*"), limit])?;
        let mut n_bytes = 0;
        while let Some(row) = rows.next()? {
            for column in 1..4 {
                n_bytes += row.get::<_, String>(column)?.len();
            }
        }
        Ok(n_bytes)
    }
}
