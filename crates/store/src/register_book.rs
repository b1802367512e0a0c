//! The register in the order of its numbers.

use std::collections::BTreeMap;

use domain::numbering::ReferenceNumber;
use domain::registry::Document;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use values::{DocumentId, Instant};

use crate::outbox::read_uuid;
use crate::{Result, Tx};

/// How far the series of the years went when the centre was last heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSeries {
    /// The last number of each year.
    pub last: BTreeMap<i16, u64>,
    /// When the centre said so, by its clock.
    pub at: Instant,
}

impl Tx<'_> {
    /// Returns how far the series went when the centre was last heard; none before the first sync is complete.
    pub fn known_series(&self) -> Result<Option<KnownSeries>> {
        self.load_meta("series")
    }

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
