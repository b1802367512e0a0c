//! The register in the order of its numbers, read piece by piece.

use domain::registry::Document;
use rusqlite::params;
use values::{Date, DocumentId, local_date};

use crate::outbox::read_uuid;
use crate::{Result, Tx};

/// More numbers than this no office grants in a year; parts two years from each other in the index.
const MAX_SEQUENCE: i64 = 9_999_999_999;

impl Tx<'_> {
    /// Returns the documents of a year that have a number, in its order. What this person does not see is missing.
    pub fn numbered_in(&self, year: i16) -> Result<Vec<Document>> {
        let first = i64::from(year) * (MAX_SEQUENCE + 1);
        let sql = "SELECT id FROM document_line WHERE (year * 10000000000 + sequence) BETWEEN ?1 AND ?2
                   ORDER BY (year * 10000000000 + sequence)";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params![first + 1, first + MAX_SEQUENCE], |row| read_uuid(row, 0))?;
        let mut documents = Vec::new();
        for id in rows {
            documents.extend(self.document(DocumentId(id?))?);
        }
        Ok(documents)
    }

    /// Returns the documents registered on a day, in the order of their numbers.
    pub fn registered_on(&self, day: Date) -> Result<Vec<Document>> {
        // Numbers are granted in the order of registration, in the year of the registration.
        let is_of_day = |it: &Document| it.registered_at.map(local_date) == Some(day);
        Ok(self.numbered_in(day.year())?.into_iter().filter(is_of_day).collect())
    }
}
