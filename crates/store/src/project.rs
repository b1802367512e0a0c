//! Makes list lines and full text from entities. They can be made again from them at any time.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::name_register::Party;
use domain::registry::{Document, HandlingState, Origin};
use domain::{Entity, EntityKey, EntityKind};
use icu_collator::{Collator, CollatorBorrowed};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;
use values::{CaseFileId, Date, DocumentId, Instant, fold, local_date, prague};

use crate::lists::DocumentLine;
use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::{Result, Tx};

/// Stands for "no day" where days are sorted: it comes after every day.
pub(crate) const NEVER: &str = "9999-12-31";
/// How many rows of the list each second of capture has.
const ROWS_A_SECOND: i64 = 1024;
/// How many bytes of a sorting key are kept: those of about sixty letters.
const MAX_KEY_BYTES: usize = 96;
/// How many documents are held in memory at once.
const MAX_TOGETHER: usize = 2000;
/// The shortest part of a number that is looked for.
const MIN_PART_CHARS: usize = 3;
/// A longer word is no number anybody types a part of.
const MAX_PARTED_CHARS: usize = 40;

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
                EntityKind::Component | EntityKind::RecognisedText => {
                    documents.extend(self.find(*key)?.and_then(|it| it.parent()).map(|it| it.id))
                }
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
        let documents: Vec<Uuid> = documents.into_iter().collect();
        documents.chunks(MAX_TOGETHER).try_for_each(|it| self.project_documents(it))
    }

    /// In the order of their rows: the full text takes ascending rows in one go, and writes out a part of its index for
    /// each step back.
    fn project_documents(&self, ids: &[Uuid]) -> Result<()> {
        let mut in_order = Vec::with_capacity(ids.len());
        for id in ids {
            let id = DocumentId(*id);
            let document = self.document(id)?;
            let old = self.row_of(id)?;
            let n = old.or_else(|| document.as_ref().map(|it| row_number(it.captured_at)));
            in_order.push((n, id, document, old));
        }
        in_order.sort_by_key(|it| (it.0, it.1));
        in_order.into_iter().try_for_each(|(_, id, document, old)| self.project_document(id, document, old))
    }

    /// Makes the lines of everything again: after a change of what a line holds.
    pub(crate) fn make_all_again(&self) -> Result<()> {
        let sql = "SELECT kind, id FROM confirmed UNION SELECT kind, id FROM pending";
        let mut statement = self.db.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, u8>(0)?, read_uuid(row, 1)?)))?;
        let mut keys = BTreeSet::new();
        for row in rows {
            let (number, id) = row?;
            keys.extend(EntityKind::from_number(number).map(|kind| EntityKey { kind, id }));
        }
        self.project(&keys)
    }

    fn row_of(&self, id: DocumentId) -> Result<Option<i64>> {
        let sql = "SELECT n FROM document_line WHERE id = ?1";
        Ok(self.db.prepare_cached(sql)?.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    fn project_document(&self, id: DocumentId, found: Option<Document>, old: Option<i64>) -> Result<()> {
        self.project_numbers(id, found.as_ref(), old.is_some())?;
        let Some(document) = found else {
            if let Some(n) = old {
                self.db.prepare_cached("DELETE FROM document_line WHERE n = ?1")?.execute([n])?;
                self.db.prepare_cached("DELETE FROM document_words WHERE rowid = ?1")?.execute([n])?;
                self.note_purge()?;
            }
            return Ok(());
        };
        let n = old.map_or_else(|| self.free_row(document.captured_at), Ok)?;
        let other = document.other_party().map(|it| self.party(it)).transpose()?.flatten();
        let line = self.line(&document, other.as_ref())?;
        self.write_line(n, &document, &line)?;
        self.write_words(n, old.is_some(), &document, &line)
    }

    /// Returns the first free row of the second of capture, or after it.
    fn free_row(&self, captured_at: Instant) -> Result<i64> {
        let first = row_number(captured_at);
        let sql = "SELECT max(n) FROM document_line WHERE n >= ?1 AND n < ?1 + ?2";
        let taken: Option<i64> = self.db.prepare_cached(sql)?.query_row([first, ROWS_A_SECOND], |row| row.get(0))?;
        let Some(taken) = taken else { return Ok(first) };
        if taken + 1 < first + ROWS_A_SECOND {
            return Ok(taken + 1);
        }
        // More than anybody captures in a second: an import. They go on in the rows of the seconds that follow.
        let sql = "SELECT n + 1 FROM document_line AS it WHERE n >= ?1
                   AND NOT EXISTS (SELECT 1 FROM document_line WHERE n = it.n + 1) ORDER BY n LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([taken], |row| row.get(0))?)
    }

    fn write_words(&self, n: i64, is_there: bool, document: &Document, line: &DocumentLine) -> Result<()> {
        let earlier = document.earlier_references.iter().map(|it| it.text.as_str());
        // Its number in a substitute register finds it also when it has another one by now.
        let emergency = document.emergency.as_ref().map(|it| it.text.as_str());
        let numbers = document.reference.as_ref().map(|it| it.text.as_str());
        let mut references: Vec<&str> = numbers.into_iter().chain(earlier).chain(emergency).collect();
        // The sequence without its leading zeros, too: "12" finds HLUC/00012/2026.
        let sequence = document.reference.as_ref().map(|it| it.sequence.to_string());
        references.extend(sequence.as_deref());
        let earlier_jid = document.earlier_jid.as_ref().map(|it| it.as_str()).unwrap_or_default();
        let sql = if is_there {
            "UPDATE document_words SET subject = ?2, sender = ?3, sender_reference = ?4, reference = ?5, jid = ?6,
                 file_mark = ?7, content = ?8 WHERE rowid = ?1"
        } else {
            "INSERT INTO document_words (rowid, subject, sender, sender_reference, reference, jid, file_mark, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        };
        self.db.prepare_cached(sql)?.execute(params![
            n,
            line.subject,
            format!("{} {}", line.sender, line.addressee).trim_end(),
            with_ends(&document.sender_reference),
            with_ends(&references.join(" ")),
            with_ends(&format!("{} {earlier_jid}", line.jid)),
            with_ends(&line.file_mark),
            if line.n_files > 0 { self.content_of(document)? } else { String::new() },
        ])?;
        Ok(())
    }

    /// What was recognised in its files.
    fn content_of(&self, document: &Document) -> Result<String> {
        let texts = self.list_of_parent(EntityKind::RecognisedText, document.id.0)?.into_iter();
        let texts = texts.filter_map(|it| if let Entity::RecognisedText(it) = it { Some(it.text) } else { None });
        Ok(texts.collect::<Vec<_>>().join("\n"))
    }

    fn line(&self, document: &Document, other: Option<&Party>) -> Result<DocumentLine> {
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
            reference: document.number_text().map(str::to_owned),
            origin: document.origin,
            subject: document.subject.clone(),
            sender: match document.origin {
                // The decree's own word for the sender of an own document (§ 10(1)(c)).
                Origin::Own => "Vlastní".to_owned(),
                Origin::Received => other.map(Party::list_name).unwrap_or_default(),
            },
            addressee: match document.origin {
                Origin::Own => other.map(Party::list_name).unwrap_or_default(),
                Origin::Received => String::new(),
            },
            delivered_at: document.delivered_at,
            captured_at: document.captured_at,
            unit: document.handling.unit,
            person: document.handling.person,
            state: document.handling.state,
            due_on: document.running_deadline().map(|it| it.due_on),
            is_settled: document.settled.is_some(),
            case_file: document.case_file.as_ref().map(|it| it.id),
            file_mark: document.case_file.as_ref().map(|it| it.mark.clone()).unwrap_or_default(),
            is_cancelled: document.is_cancelled(),
            is_restricted: document.restricted,
            is_sent: document.last_sent().is_some(),
            is_pending: self.is_pending(EntityKey::document(document.id))?,
            n_files,
        })
    }

    fn write_line(&self, n: i64, document: &Document, line: &DocumentLine) -> Result<()> {
        let handling = &document.handling;
        // What is settled or cancelled is nobody's turn.
        let is_live = !document.is_cancelled() && document.settled.is_none();
        let sent = document.last_sent();
        let returned_to =
            (is_live && handling.state == HandlingState::Returned).then_some(handling.assigned_by).flatten();
        let is_for_unit = is_live && handling.person.is_none() && handling.state == HandlingState::Assigned;
        let is_unassigned = is_live && matches!(handling.state, HandlingState::Unassigned | HandlingState::Returned);
        let (year, sequence) = document.reference.as_ref().map_or((0, 0), |it| (it.year, it.sequence));
        let state = match (line.is_cancelled, line.is_settled) {
            (true, _) => "cancelled",
            (_, true) => "settled",
            _ => handling.state.name(),
        };
        let sql = "INSERT INTO document_line (n, id, captured_on, delivered_at, year, sequence, subject_key, sender_key,
                       has_number, is_unassigned, returned_to, assigned_to, unit, sender, line, case_file, registered_at,
                       due_on, state, origin, delivery_method, is_restricted, for_unit, for_person,
                       registered_by, emergency, n_returns, sent_at, sent_method,
                       is_on_its_way, answers)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                       ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)
                   ON CONFLICT (id) DO UPDATE SET captured_on = ?3, delivered_at = ?4, year = ?5, sequence = ?6,
                       subject_key = ?7, sender_key = ?8, has_number = ?9, is_unassigned = ?10, returned_to = ?11,
                       assigned_to = ?12, unit = ?13, sender = ?14, line = ?15, case_file = ?16, registered_at = ?17,
                       due_on = ?18, state = ?19, origin = ?20, delivery_method = ?21, is_restricted = ?22, for_unit = ?23,
                       for_person = ?24, registered_by = ?25, emergency = ?26, n_returns = ?27, sent_at = ?28,
                       sent_method = ?29, is_on_its_way = ?30, answers = ?31";
        let blob = |it: uuid::Uuid| *it.as_bytes();
        self.db.prepare_cached(sql)?.execute(params![
            n,
            document.id.0.as_bytes(),
            local_date(document.captured_at).to_string(),
            sortable(document.delivered_at),
            year,
            sequence,
            czech_key(&line.subject),
            czech_key(&line.sender),
            document.number_text().is_some(),
            is_unassigned,
            returned_to.map(|it| blob(it.0)),
            handling.person.filter(|_| is_live).map(|it| blob(it.0)),
            handling.unit.filter(|_| is_for_unit).map(|it| blob(it.0)),
            document.other_party().map(|it| blob(it.0)),
            serde_json::to_string(line).map_err(|why| broken(why.to_string()))?,
            line.case_file.map(|it| blob(it.0)),
            sortable(document.registered_at),
            line.due_on.map_or_else(|| NEVER.to_owned(), |it| it.to_string()),
            state,
            document.origin.name(),
            document.delivery_method.name(),
            document.restricted,
            handling.unit.map(|it| blob(it.0)),
            handling.person.map(|it| blob(it.0)),
            document.registered_by.map(|it| blob(it.0)),
            document.emergency.as_ref().map(|it| blob(it.register.0)),
            document.returns.len() as i64,
            sent.map(|it| beginning_of(it.0)).unwrap_or_default(),
            sent.map_or("", |it| it.1),
            document.waiting_dispatch().is_some(),
            document.answers.map(|it| blob(it.0)),
        ])?;
        Ok(())
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
            "INSERT INTO case_file_line (id, founded_at, state, unit, person, class, ask_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (id) DO UPDATE SET founded_at = ?2, state = ?3, unit = ?4, person = ?5, class = ?6, ask_on = ?7
                   RETURNING n";
        let n: i64 = self.db.prepare_cached(sql)?.query_row(
            params![
                id.0.as_bytes(),
                sortable(Some(file.founded_at)),
                file.state as i64,
                file.unit.map(|it| *it.0.as_bytes()),
                file.person.map(|it| *it.0.as_bytes()),
                file.class.0.as_bytes(),
                file.closed.as_ref().and_then(|it| it.ask_on()).map(|it| it.to_string()),
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

/// Returns the first row for what was captured in that second: rows grow with time.
fn row_number(captured_at: Instant) -> i64 {
    captured_at.as_second().max(0) * ROWS_A_SECOND
}

/// A number and its ends, so that a part out of the middle of it is found as the beginning of a word.
fn with_ends(numbers: &str) -> String {
    let mut all = numbers.to_owned();
    for word in fold(numbers).split(|it: char| !it.is_alphanumeric()) {
        let n_chars = word.chars().count();
        if n_chars <= MIN_PART_CHARS || n_chars > MAX_PARTED_CHARS || !word.chars().any(|it| it.is_ascii_digit()) {
            continue;
        }
        for (at, _) in word.char_indices().skip(1).take(n_chars - MIN_PART_CHARS) {
            all.push(' ');
            all.push_str(&word[at..]);
        }
    }
    all
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

/// Returns the instant a day of the office begins, as it is sorted by.
pub(crate) fn beginning_of(day: Date) -> String {
    sortable(day.to_zoned(prague()).ok().map(|it| it.timestamp()))
}

/// Returns a key that sorts the Czech way: ch after h, accents after their letters.
///
/// Cut where no list has room to show more: a key as long as its text would make the indexes larger than the texts.
pub(crate) fn czech_key(text: &str) -> Vec<u8> {
    static CZECH: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
        let locale = icu_locale_core::locale!("cs");
        Collator::try_new(locale.into(), Default::default()).expect("the Czech order is compiled in")
    });
    let mut key = Vec::new();
    let Ok(()) = CZECH.write_sort_key_to(text, &mut key);
    key.truncate(MAX_KEY_BYTES);
    key
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
mod tests {
    use super::czech_key;

    #[test]
    fn words_sort_the_czech_way() {
        let mut words = ["chata", "hora", "cena", "čas", "ihned", "Adam", "ábel"];
        words.sort_by_key(|it| czech_key(it));
        assert_eq!(words, ["ábel", "Adam", "cena", "čas", "hora", "chata", "ihned"]);
    }

    #[test]
    fn more_letters_than_a_second_has_rows_all_have_a_line_of_their_own() {
        use crate::test_desk::{found, open, put_document};
        let folder = tempfile::tempdir().unwrap();
        let desk = open(folder.path());
        let n = u128::try_from(super::ROWS_A_SECOND).unwrap() + 70;
        let lines = desk.write(|tx| {
            for id in 1..=n {
                put_document(tx, id, &format!("Dopis {id}"))?;
            }
            let sql = "SELECT count(*) FROM document_line";
            Ok(tx.db.query_row(sql, [], |row| row.get::<_, u32>(0))?)
        });
        assert_eq!(lines.unwrap(), u32::try_from(n).unwrap());
        assert_eq!(found(&desk, &n.to_string()).len(), 1);
    }
}
