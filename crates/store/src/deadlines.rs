//! Deadlines that run out, and reminders that were put away for a day.

use domain::authority::Role;
use rusqlite::params;
use rusqlite::types::Value;
use values::{Date, DocumentId, local_date};

use crate::lists::{DocumentLine, Mine, places};
use crate::{Result, Tx};

impl Tx<'_> {
    /// Returns the documents that are this person's turn and whose deadline ends on `until` or before, those that end first
    /// first; without those put away today.
    ///
    /// Her turn is what is with her, what waits for somebody of her unit, what came back to her, what she registered and nobody has,
    /// and for a filing clerk what came from another office and nobody has.
    pub fn due_until(&self, until: Date, limit: u32) -> Result<Vec<DocumentLine>> {
        let Mine { people, units } = self.mine()?;
        let sql = format!(
            "SELECT line FROM document_line WHERE due_on <= ?
             AND (assigned_to IN ({}) OR unit IN ({}) OR (is_unassigned = 1 AND (returned_to IN ({})
                  OR (returned_to IS NULL AND (registered_by IN ({}) OR (registered_by IS NULL AND ?))))))
             AND NOT EXISTS (SELECT 1 FROM reminded WHERE document = document_line.id AND on_day = ?)
             ORDER BY due_on, n LIMIT ?",
            places(&people),
            places(&units),
            places(&people),
            places(&people)
        );
        // What another office of the centre handed over nobody here has registered: the filing office looks after it.
        let is_filing = self.hands()?.is_some_and(|it| it.holds(Role::FilingClerk));
        let today = local_date(self.desk.now()).to_string();
        let mut params = vec![Value::Text(until.to_string())];
        params.extend(people.clone().into_iter().chain(units).chain(people.clone()).chain(people));
        params.push(Value::Integer(i64::from(is_filing)));
        params.extend([Value::Text(today), Value::Integer(i64::from(limit))]);
        self.lines_by(&sql, params)
    }

    /// Returns whether a reminder was put away today.
    pub fn is_reminder_away(&self, document: DocumentId) -> Result<bool> {
        let today = local_date(self.desk.now()).to_string();
        let sql = "SELECT 1 FROM reminded WHERE document = ?1 AND on_day = ?2";
        Ok(self.db.prepare_cached(sql)?.exists(params![document.0.as_bytes(), today])?)
    }

    /// Puts the reminder of a document away until tomorrow.
    pub fn put_reminder_away(&self, document: DocumentId) -> Result<()> {
        let today = local_date(self.desk.now()).to_string();
        self.db.prepare_cached("DELETE FROM reminded WHERE on_day < ?1")?.execute([&today])?;
        let sql =
            "INSERT INTO reminded (document, on_day) VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET on_day = ?2";
        self.db.prepare_cached(sql)?.execute(params![document.0.as_bytes(), today])?;
        Ok(())
    }
}
