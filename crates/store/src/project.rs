//! Makes list lines and full text from entities. They can be made again from them at any time.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::name_register::Party;
use domain::registry::{Document, HandlingState, Origin};
use domain::{Entity, EntityKey, EntityKind};
use icu_collator::{Collator, CollatorBorrowed};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;
use values::{CaseFileId, DocumentId, local_date};

use crate::lists::DocumentLine;
use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::{Result, Tx};

impl Tx<'_> {
    /// Makes the lines of what changed.
    pub(crate) fn project(&self, keys: &BTreeSet<EntityKey>) -> Result<()> {
        let mut documents = BTreeSet::new();
        let has_party = keys.iter().any(|it| it.kind == EntityKind::Party);
        let forwards = if has_party { self.forwards()? } else { Vec::new() };
        for key in keys {
            match key.kind {
                EntityKind::Document => {
                    documents.insert(key.id);
                }
                EntityKind::CaseFile => self.project_case_file(CaseFileId(key.id))?,
                EntityKind::Component => documents.extend(self.find(*key)?.and_then(|it| it.parent()).map(|it| it.id)),
                EntityKind::Party => {
                    documents.extend(self.project_party(*key)?);
                    // A document shows the record that stands for its sender now.
                    for earlier in forwarding_to(key.id, &forwards) {
                        documents.extend(self.documents_from(earlier)?);
                    }
                }
                _ => {}
            }
        }
        documents.into_iter().try_for_each(|it| self.project_document(DocumentId(it)))
    }

    fn project_document(&self, id: DocumentId) -> Result<()> {
        let old: Option<i64> = self
            .db
            .prepare_cached("SELECT n FROM document_line WHERE id = ?1")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        let found = self.document(id)?;
        self.project_numbers(id, found.as_ref())?;
        let Some(document) = found else {
            if let Some(n) = old {
                for table in ["document_line WHERE n", "document_words WHERE rowid", "document_numbers WHERE rowid"] {
                    self.db.prepare_cached(&format!("DELETE FROM {table} = ?1"))?.execute([n])?;
                }
            }
            return Ok(());
        };
        let sender = document.sender.map(|it| self.party(it)).transpose()?.flatten();
        let line = self.line(&document, sender.as_ref())?;
        let n = self.write_line(&document, &line)?;
        let earlier: Vec<&str> = document.earlier_references.iter().map(|it| it.text.as_str()).collect();
        // The sequence without its leading zeros, too: "12" finds HLUC/00012/2026.
        let sequence = document.reference.as_ref().map(|it| it.sequence.to_string());
        let words = format!(
            "{} {} {} {} {} {} {} {}",
            line.subject,
            line.sender,
            document.sender_reference,
            line.reference.as_deref().unwrap_or_default(),
            sequence.unwrap_or_default(),
            line.jid,
            earlier.join(" "),
            line.file_mark,
        );
        let numbers = format!(
            "{} {} {} {} {} {}",
            line.reference.as_deref().unwrap_or_default(),
            line.jid,
            document.sender_reference,
            document.earlier_jid.as_ref().map(|it| it.as_str()).unwrap_or_default(),
            earlier.join(" "),
            line.file_mark,
        );
        for (table, text) in [("document_words", words), ("document_numbers", numbers)] {
            let column = if table == "document_words" { "words" } else { "numbers" };
            if old.is_some() {
                self.db
                    .prepare_cached(&format!("UPDATE {table} SET {column} = ?2 WHERE rowid = ?1"))?
                    .execute(params![n, text])?;
            } else {
                self.db
                    .prepare_cached(&format!("INSERT INTO {table} (rowid, {column}) VALUES (?1, ?2)"))?
                    .execute(params![n, text])?;
            }
        }
        Ok(())
    }

    fn line(&self, document: &Document, sender: Option<&Party>) -> Result<DocumentLine> {
        let sql = "SELECT (SELECT count(*) FROM confirmed WHERE parent = ?1 AND kind = ?2)
                        + (SELECT count(*) FROM pending WHERE parent = ?1 AND kind = ?2
                           AND id NOT IN (SELECT id FROM confirmed WHERE parent = ?1 AND kind = ?2))";
        let n_files: u32 = self
            .db
            .prepare_cached(sql)?
            .query_row(params![document.id.0.as_bytes(), EntityKind::Component.number()], |row| row.get(0))?;
        Ok(DocumentLine {
            id: document.id,
            jid: document.jid.to_string(),
            reference: document.reference.as_ref().map(|it| it.text.clone()),
            origin: document.origin,
            subject: document.subject.clone(),
            sender: match document.origin {
                // The decree's own word for the sender of an own document (§ 10(1)(c)).
                Origin::Own => "Vlastní".to_owned(),
                Origin::Received => sender.map(Party::list_name).unwrap_or_default(),
            },
            delivered_at: document.delivered_at,
            captured_at: document.captured_at,
            unit: document.handling.unit,
            person: document.handling.person,
            state: document.handling.state,
            is_settled: document.settled.is_some(),
            case_file: document.case_file.as_ref().map(|it| it.id),
            file_mark: document.case_file.as_ref().map(|it| it.mark.clone()).unwrap_or_default(),
            is_cancelled: document.is_cancelled(),
            is_restricted: document.restricted,
            is_pending: self.is_pending(EntityKey::document(document.id))?,
            n_files,
        })
    }

    fn write_line(&self, document: &Document, line: &DocumentLine) -> Result<i64> {
        let handling = &document.handling;
        // What is settled or cancelled is nobody's turn.
        let is_live = !document.is_cancelled() && document.settled.is_none();
        let returned_to =
            (is_live && handling.state == HandlingState::Returned).then_some(handling.assigned_by).flatten();
        let is_for_unit = is_live && handling.person.is_none() && handling.state == HandlingState::Assigned;
        let is_unassigned = is_live && matches!(handling.state, HandlingState::Unassigned | HandlingState::Returned);
        let (year, sequence) = document.reference.as_ref().map_or((0, 0), |it| (it.year, it.sequence));
        let sql = "INSERT INTO document_line (id, captured_at, captured_on, delivered_at, year, sequence, subject_key,
                       sender_key, has_number, is_unassigned, returned_to, assigned_to, unit, sender, line,
                       case_file)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
                   ON CONFLICT (id) DO UPDATE SET captured_at = ?2, captured_on = ?3, delivered_at = ?4, year = ?5,
                       sequence = ?6, subject_key = ?7, sender_key = ?8, has_number = ?9, is_unassigned = ?10,
                       returned_to = ?11, assigned_to = ?12, unit = ?13, sender = ?14, line = ?15, case_file = ?16
                   RETURNING n";
        let n = self.db.prepare_cached(sql)?.query_row(
            params![
                document.id.0.as_bytes(),
                sortable(Some(document.captured_at)),
                local_date(document.captured_at).to_string(),
                sortable(document.delivered_at),
                year,
                sequence,
                czech_key(&line.subject),
                czech_key(&line.sender),
                document.reference.is_some(),
                is_unassigned,
                returned_to.map(|it| *it.0.as_bytes()),
                handling.person.filter(|_| is_live).map(|it| *it.0.as_bytes()),
                handling.unit.filter(|_| is_for_unit).map(|it| *it.0.as_bytes()),
                document.sender.map(|it| *it.0.as_bytes()),
                serde_json::to_string(line).map_err(|why| broken(why.to_string()))?,
                line.case_file.map(|it| *it.0.as_bytes()),
            ],
            |row| row.get(0),
        )?;
        Ok(n)
    }

    fn project_case_file(&self, id: CaseFileId) -> Result<()> {
        let old: Option<i64> = self
            .db
            .prepare_cached("SELECT n FROM case_file_line WHERE id = ?1")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        let Some(file) = self.case_file(id)? else {
            if let Some(n) = old {
                self.db.prepare_cached("DELETE FROM case_file_line WHERE n = ?1")?.execute([n])?;
                self.db.prepare_cached("DELETE FROM case_file_words WHERE rowid = ?1")?.execute([n])?;
            }
            return Ok(());
        };
        let (mark, sequence) = file.mark.as_ref().map_or(("", 0), |it| (it.text.as_str(), it.sequence));
        let sql =
            "INSERT INTO case_file_line (id, founded_at, state, unit, person, class) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (id) DO UPDATE SET founded_at = ?2, state = ?3, unit = ?4, person = ?5, class = ?6
                   RETURNING n";
        let n: i64 = self.db.prepare_cached(sql)?.query_row(
            params![
                id.0.as_bytes(),
                sortable(Some(file.founded_at)),
                file.state as i64,
                file.unit.map(|it| *it.0.as_bytes()),
                file.person.map(|it| *it.0.as_bytes()),
                file.class.0.as_bytes(),
            ],
            |row| row.get(0),
        )?;
        let earlier = file.earlier_jid.as_ref().map(|it| it.as_str()).unwrap_or_default();
        let words = format!("{mark} {sequence} {} {} {earlier}", file.subject, file.jid);
        let sql = if old.is_some() {
            "UPDATE case_file_words SET words = ?2 WHERE rowid = ?1"
        } else {
            "INSERT INTO case_file_words (rowid, words) VALUES (?1, ?2)"
        };
        self.db.prepare_cached(sql)?.execute(params![n, words])?;
        Ok(())
    }

    /// Makes a party's line; returns the documents whose sender's name may have changed with it.
    fn project_party(&self, key: EntityKey) -> Result<Vec<Uuid>> {
        let old: Option<i64> = self
            .db
            .prepare_cached("SELECT n FROM party_line WHERE id = ?1")?
            .query_row([key.id.as_bytes()], |row| row.get(0))
            .optional()?;
        // A merged record is found by its successor alone.
        let party = match self.find(key)? {
            Some(Entity::Party(it)) if it.merged_into.is_none() => Some(it),
            _ => None,
        };
        match (party, old) {
            (None, Some(n)) => {
                self.db.prepare_cached("DELETE FROM party_line WHERE n = ?1")?.execute([n])?;
                self.db.prepare_cached("DELETE FROM party_words WHERE rowid = ?1")?.execute([n])?;
            }
            (Some(party), Some(n)) => {
                self.db
                    .prepare_cached("UPDATE party_line SET name_key = ?2 WHERE n = ?1")?
                    .execute(params![n, czech_key(&party.list_name())])?;
                self.db
                    .prepare_cached("UPDATE party_words SET words = ?2 WHERE rowid = ?1")?
                    .execute(params![n, party.search_text()])?;
            }
            (Some(party), None) => {
                let n: i64 = self
                    .db
                    .prepare_cached("INSERT INTO party_line (id, name_key) VALUES (?1, ?2) RETURNING n")?
                    .query_row(params![key.id.as_bytes(), czech_key(&party.list_name())], |row| row.get(0))?;
                self.db
                    .prepare_cached("INSERT INTO party_words (rowid, words) VALUES (?1, ?2)")?
                    .execute(params![n, party.search_text()])?;
            }
            (None, None) => {}
        }
        self.documents_from(key.id)
    }

    fn documents_from(&self, sender: Uuid) -> Result<Vec<Uuid>> {
        let mut statement = self.db.prepare_cached("SELECT id FROM document_line WHERE sender = ?1")?;
        let rows = statement.query_map([sender.as_bytes()], |row| read_uuid(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns every merged party with the one it forwards to.
    ///
    /// Looking through the bytes of the name register once costs less than an index kept for the few merges.
    fn forwards(&self) -> Result<Vec<(Uuid, Uuid)>> {
        let sql = "SELECT version, body FROM confirmed WHERE kind = ?1 AND instr(body, ?2) > 0
                   UNION ALL SELECT version, body FROM pending WHERE kind = ?1 AND instr(body, ?2) > 0";
        let mut statement = self.db.prepare_cached(sql)?;
        let params = params![EntityKind::Party.number(), b"\"merged_into\"".as_slice()];
        let rows = statement.query_map(params, |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        let mut forwards = Vec::new();
        for row in rows {
            let (version, body) = row?;
            if let Entity::Party(it) = Entity::from_bytes(EntityKind::Party, version, &body)?
                && let Some(to) = it.merged_into
            {
                forwards.push((it.id.0, to.0));
            }
        }
        Ok(forwards)
    }
}

/// Returns all that forward to `id`, over any number of merges.
fn forwarding_to(id: Uuid, forwards: &[(Uuid, Uuid)]) -> BTreeSet<Uuid> {
    let (mut found, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(next) = open.pop() {
        open.extend(forwards.iter().filter(|(from, to)| *to == next && found.insert(*from)).map(|it| it.0));
    }
    found
}

/// Returns an instant as text that sorts like the instant.
pub(crate) fn sortable(at: Option<values::Instant>) -> String {
    at.map(|it| format!("{it:.6}")).unwrap_or_default()
}

/// Returns a key that sorts the Czech way: ch after h, accents after their letters.
pub(crate) fn czech_key(text: &str) -> String {
    static CZECH: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
        let locale = icu_locale_core::locale!("cs");
        Collator::try_new(locale.into(), Default::default()).expect("the Czech order is compiled in")
    });
    let mut key = Vec::new();
    let Ok(()) = CZECH.write_sort_key_to(text, &mut key);
    data_encoding::HEXLOWER.encode(&key)
}

#[cfg(test)]
mod tests {
    use super::czech_key;

    #[test]
    fn words_sort_the_czech_way() {
        let mut words = ["chata", "hora", "cena", "čas", "ihned", "Adam", "ábel"];
        words.sort_by_key(|it| czech_key(it));
        assert_eq!(words, ["ábel", "Adam", "cena", "čas", "hora", "chata", "ihned"]);
    }
}
