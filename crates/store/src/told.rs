//! Which assignments the person has been told of.

use rusqlite::params_from_iter;
use values::DocumentId;

use crate::lists::{DocumentLine, places};
use crate::{Result, Tx};

/// More than anybody reads in a notice; the rest is counted as told, too.
const MAX_TOLD: u32 = 500;

impl Tx<'_> {
    /// Returns what was assigned to this person by somebody else and that she was not told of, the newest first, and remembers
    /// that she is told now.
    ///
    /// Nothing before the first sync is complete, and with it what was with her already: that is no news.
    pub fn take_newly_assigned(&self) -> Result<Vec<DocumentLine>> {
        if !self.is_complete()? {
            return Ok(Vec::new());
        }
        let hands = self.mine()?.people;
        let is_assigned = format!("assigned_to IN ({}) AND state = 'assigned'", places(&hands));
        // What went on from there and comes again is news again.
        let sql = format!(
            "DELETE FROM assigned_told WHERE document NOT IN (SELECT id FROM document_line WHERE {is_assigned})"
        );
        self.db.prepare_cached(&sql)?.execute(params_from_iter(&hands))?;
        let sql = format!(
            "SELECT line FROM document_line WHERE {is_assigned}
             AND NOT EXISTS (SELECT 1 FROM assigned_told WHERE document = document_line.id)
             ORDER BY n DESC LIMIT {MAX_TOLD}"
        );
        let lines = self.lines_by(&sql, hands.clone())?;
        let sql = format!(
            "INSERT INTO assigned_told (document) SELECT id FROM document_line WHERE {is_assigned} ON CONFLICT DO NOTHING"
        );
        self.db.prepare_cached(&sql)?.execute(params_from_iter(&hands))?;
        let was_begun = self.load_meta("assigned_told")?.unwrap_or(false);
        if !was_begun {
            self.set_meta("assigned_told", &true)?;
            return Ok(Vec::new());
        }
        let me = self.identity()?.person;
        let mut news = Vec::new();
        for line in lines {
            if self.assigned_by_other(line.id, me)? {
                news.push(line);
            }
        }
        Ok(news)
    }

    fn assigned_by_other(&self, document: DocumentId, me: values::PersonId) -> Result<bool> {
        Ok(self.document(document)?.is_some_and(|it| it.handling.assigned_by != Some(me)))
    }
}

#[cfg(test)]
mod tests {
    use domain::authority::{Person, Post, Role};
    use domain::registry::HandlingState;
    use uuid::Uuid;
    use values::{PersonId, SeatId, TenantId, UnitId};

    use crate::test_desk::{open, put, put_document};
    use crate::{Desk, Identity, Tx};

    fn told(desk: &Desk) -> Vec<String> {
        let lines = desk.write(|tx| tx.take_newly_assigned()).unwrap();
        lines.into_iter().map(|it| it.subject).collect()
    }

    /// A letter with the person of the desk, assigned by `by`.
    fn assigned(tx: &Tx<'_>, n: u128, subject: &str, by: Option<PersonId>) -> crate::Result<()> {
        let id = put_document(tx, n, subject)?;
        let mut document = tx.document(id)?.expect("put there a line before");
        document.handling.state = HandlingState::Assigned;
        document.handling.person = Some(tx.identity()?.person);
        document.handling.assigned_by = by;
        put(tx, document.into())
    }

    #[test]
    fn what_somebody_else_assigned_is_told_once_and_what_was_there_at_the_beginning_never() {
        let folder = tempfile::tempdir().unwrap();
        let desk = open(folder.path());
        let other = Some(PersonId(Uuid::from_u128(77)));
        let begin = |tx: &Tx<'_>| {
            let id = PersonId(Uuid::from_u128(76));
            tx.set_identity(&Identity {
                seat: SeatId(Uuid::from_u128(75)),
                branch: 1,
                part: 1,
                tenant: TenantId(Uuid::from_u128(74)),
                person: id,
                jid_prefix: "HLUC".to_owned(),
                secret_key: Vec::new(),
            })?;
            let posts = vec![Post { role: Role::CaseClerk, unit: UnitId(Uuid::from_u128(4)) }];
            let (name, surname) = ("Eva".to_owned(), "Malá".to_owned());
            let person = Person {
                id,
                name,
                surname,
                posts,
                has_left: false,
                contact: Default::default(),
                seats: Vec::new(),
                substitute: None,
                extra: Default::default(),
            };
            put(tx, person.into())?;
            assigned(tx, 1, "Před prvním spojením", other)
        };
        desk.write(begin).unwrap();
        assert!(told(&desk).is_empty(), "nothing before the first sync is complete");
        desk.write(|tx| tx.set_meta("is_complete", &true)).unwrap();
        assert!(told(&desk).is_empty(), "what was there with it is no news");
        let me = desk.read(|tx| Ok(tx.identity()?.person)).unwrap();
        let two = |tx: &Tx<'_>| {
            assigned(tx, 2, "Od podatelny", other)?;
            assigned(tx, 3, "Sama sobě", Some(me))
        };
        desk.write(two).unwrap();
        assert_eq!(told(&desk), ["Od podatelny"]);
        assert!(told(&desk).is_empty());
    }
}
