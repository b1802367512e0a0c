//! Finding records of the name register while their names are typed.

use domain::name_register::Party;
use values::{PartyId, fold};

use crate::outbox::read_uuid;
use crate::{Result, Tx};

/// How many records the type-ahead shows.
const MAX_FOUND: i64 = 20;

impl Tx<'_> {
    /// Returns records in which each typed word begins a word, accents and case folded, by name.
    pub fn search_parties(&self, typed: &str) -> Result<Vec<Party>> {
        let words: Vec<String> = fold(typed)
            .split_whitespace()
            .filter(|it| it.chars().any(char::is_alphanumeric))
            .map(|it| format!("\"{}\"*", it.replace('"', "\"\"")))
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT p.id FROM party_words AS w JOIN party_line AS p ON p.n = w.rowid
                   WHERE w.words MATCH ?1 ORDER BY p.name_key LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params![words.join(" "), MAX_FOUND], |row| read_uuid(row, 0))?;
        let mut found = Vec::new();
        for row in rows {
            found.extend(self.party(PartyId(row?))?);
        }
        Ok(found)
    }
}
