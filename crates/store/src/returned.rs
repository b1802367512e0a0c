//! Post that came back, and which of it the person has seen; post between offices that does not arrive.

use rusqlite::params;
use values::{DocumentId, Instant};

use crate::lists::{DocumentLine, Mine, places};
use crate::{Result, Tx};

impl Tx<'_> {
    /// Returns the documents of this person whose post came back since she last saw it, the newest first: what is with her or
    /// waits for her unit, and what she made and nobody has.
    pub fn returned_unseen(&self, limit: u32) -> Result<Vec<DocumentLine>> {
        let unseen = "n_returns > coalesce((SELECT n FROM returned_seen WHERE document = document_line.id), 0)";
        self.lines_of_mine(&format!("n_returns > 0 AND {unseen}"), limit)
    }

    /// Returns the documents of this person that were handed to another office before `before` and have not arrived there.
    pub fn stuck_on_their_way(&self, before: Instant, limit: u32) -> Result<Vec<DocumentLine>> {
        let mut stuck = Vec::new();
        for line in self.lines_of_mine("is_on_its_way = 1", limit)? {
            let document = self.document(line.id)?;
            let handed_over_at = document.as_ref().and_then(|it| it.waiting_dispatch()).map(|it| it.at);
            if handed_over_at.is_some_and(|it| it < before) {
                stuck.push(line);
            }
        }
        Ok(stuck)
    }

    /// Lines that fit, of what is with this person or waits for her unit, and of what she made and nobody has.
    fn lines_of_mine(&self, condition: &str, limit: u32) -> Result<Vec<DocumentLine>> {
        let Mine { people, units } = self.mine()?;
        let sql = format!(
            "SELECT line FROM document_line WHERE {condition}
             AND (for_person IN ({0}) OR (for_person IS NULL AND (for_unit IN ({1}) OR registered_by IN ({0}))))
             ORDER BY n DESC LIMIT {limit}",
            places(&people),
            places(&units)
        );
        // In the order they stand in: people, units, people again.
        let params = people.clone().into_iter().chain(units).chain(people).collect();
        self.lines_by(&sql, params)
    }

    /// Remembers that the person has seen what came back of a document.
    pub fn see_returned(&self, document: DocumentId) -> Result<()> {
        let n = self.document(document)?.map_or(0, |it| it.returns.len());
        let sql = "INSERT INTO returned_seen (document, n) VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET n = ?2";
        self.db.prepare_cached(sql)?.execute(params![document.0.as_bytes(), n as i64])?;
        Ok(())
    }
}
