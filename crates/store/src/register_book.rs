//! The register in the order of its numbers.

use domain::numbering::ReferenceNumber;
use domain::registry::Document;
use rusqlite::params;
use values::{Date, DocumentId, local_date};

use crate::outbox::read_uuid;
use crate::{Result, Tx};

impl Tx<'_> {
    /// Returns the numbers of a year's series with their documents, in order. What this person does not see is missing.
    ///
    /// A document that goes by another number now, in a collecting sheet, stands under the one of the series.
    pub fn numbered_in(&self, year: i16) -> Result<Vec<(ReferenceNumber, Document)>> {
        let sql = "SELECT sequence, document FROM period_number WHERE year = ?1 ORDER BY sequence";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([year], |row| Ok((row.get::<_, u64>(0)?, read_uuid(row, 1)?)))?;
        let mut documents = Vec::new();
        for row in rows {
            let (sequence, id) = row?;
            let Some(document) = self.document(DocumentId(id))? else { continue };
            let number = document.period_numbers().find(|it| it.year == year && it.sequence == sequence).cloned();
            documents.extend(number.map(|it| (it, document)));
        }
        Ok(documents)
    }

    /// Returns the numbers granted on a day with their documents, in order.
    pub fn numbered_on(&self, day: Date) -> Result<Vec<(ReferenceNumber, Document)>> {
        let is_of_day = |it: &(ReferenceNumber, Document)| it.0.granted_at.map(local_date) == Some(day);
        Ok(self.numbered_in(day.year())?.into_iter().filter(is_of_day).collect())
    }

    /// Makes the lines of the register of a document again.
    pub(crate) fn project_numbers(&self, id: DocumentId, document: Option<&Document>, is_there: bool) -> Result<()> {
        if is_there {
            self.db.prepare_cached("DELETE FROM period_number WHERE document = ?1")?.execute([id.0.as_bytes()])?;
        }
        let sql = "INSERT INTO period_number (year, sequence, document) VALUES (?1, ?2, ?3)
                   ON CONFLICT (year, sequence) DO UPDATE SET document = ?3";
        for number in document.into_iter().flat_map(Document::period_numbers) {
            self.db.prepare_cached(sql)?.execute(params![number.year, number.sequence, id.0.as_bytes()])?;
        }
        Ok(())
    }
}
