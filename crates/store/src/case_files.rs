//! The list of case files: read by key, page by page, the newest first.

use domain::case_file::{CaseFile, CaseFileState};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use values::{CaseFileId, fold, local_date};

use crate::lists::{Mine, places};
use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::{Result, Tx};

/// The largest page.
const MAX_PAGE: u32 = 500;

/// The lists of case files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseFileList {
    /// Everything.
    All,
    /// Open ones.
    Open,
    /// Open ones this person keeps.
    Mine,
    /// Settled ones that wait to be closed.
    Settled,
    /// Closed ones.
    Closed,
    /// Closed ones whose retention begins with an event, and of which it is time to ask whether it has happened.
    ToAsk,
}

/// How many case files each list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFileCounts {
    /// See [`CaseFileList::All`].
    pub all: u32,
    /// See [`CaseFileList::Open`].
    pub open: u32,
    /// See [`CaseFileList::Mine`].
    pub mine: u32,
    /// See [`CaseFileList::Settled`].
    pub settled: u32,
    /// See [`CaseFileList::Closed`].
    pub closed: u32,
    /// See [`CaseFileList::ToAsk`].
    pub to_ask: u32,
}

/// What the list shall show.
#[derive(Clone, Debug)]
pub struct CaseFileQuery {
    /// Which of them.
    pub list: CaseFileList,
    /// Beginnings of words of mark, subject and JID.
    pub search: String,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many.
    pub limit: u32,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct CaseFilePage {
    /// The files, the newest first.
    pub files: Vec<CaseFile>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u32,
}

impl Tx<'_> {
    /// Returns a page of case files.
    pub fn list_case_files(&self, query: &CaseFileQuery) -> Result<CaseFilePage> {
        let (mut sql, mut values) = self.conditions(query)?;
        let count = format!("SELECT count(*) FROM case_file_line WHERE {sql}");
        let total = self.db.prepare_cached(&count)?.query_row(params_from_iter(values.iter()), |row| row.get(0))?;
        if let Some(after) = &query.after {
            let wrong = || broken("a page key of another list");
            let (founded_at, n) = after.split_once(' ').ok_or_else(wrong)?;
            sql.push_str(" AND (founded_at, n) < (?, ?)");
            values.push(Value::Text(founded_at.to_owned()));
            values.push(Value::Integer(n.parse().map_err(|_| wrong())?));
        }
        let limit = query.limit.clamp(1, MAX_PAGE) as usize;
        let select = format!(
            "SELECT id, founded_at, n FROM case_file_line WHERE {sql} ORDER BY founded_at DESC, n DESC LIMIT {}",
            limit + 1
        );
        let mut statement = self.db.prepare_cached(&select)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut page = CaseFilePage { total, ..CaseFilePage::default() };
        let mut last = None;
        while let Some(row) = rows.next()? {
            if page.files.len() == limit {
                page.next = last;
                break;
            }
            page.files.extend(self.case_file(CaseFileId(read_uuid(row, 0)?))?);
            last = Some(format!("{} {}", row.get::<_, String>(1)?, row.get::<_, i64>(2)?));
        }
        Ok(page)
    }

    /// Returns how many case files each list has.
    pub fn case_file_counts(&self) -> Result<CaseFileCounts> {
        let count = |list| -> Result<u32> {
            let query = CaseFileQuery { list, search: String::new(), after: None, limit: 0 };
            let (sql, values) = self.conditions(&query)?;
            let sql = format!("SELECT count(*) FROM case_file_line WHERE {sql}");
            Ok(self.db.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
        };
        Ok(CaseFileCounts {
            all: count(CaseFileList::All)?,
            open: count(CaseFileList::Open)?,
            mine: count(CaseFileList::Mine)?,
            settled: count(CaseFileList::Settled)?,
            closed: count(CaseFileList::Closed)?,
            to_ask: count(CaseFileList::ToAsk)?,
        })
    }

    /// Returns how many documents of a case file this person sees.
    pub fn n_documents_of(&self, id: CaseFileId) -> Result<u32> {
        let sql = "SELECT count(*) FROM document_line WHERE case_file = ?1";
        Ok(self.db.prepare_cached(sql)?.query_row([id.0.as_bytes()], |row| row.get(0))?)
    }

    fn conditions(&self, query: &CaseFileQuery) -> Result<(String, Vec<Value>)> {
        let state = |it: CaseFileState| format!("state = {}", it as i64);
        let mut values = Vec::new();
        let mut sql = match query.list {
            CaseFileList::All => "1".to_owned(),
            CaseFileList::Open => state(CaseFileState::Open),
            CaseFileList::Mine => {
                let Mine { people, units } = self.mine()?;
                let whose =
                    format!("person IN ({}) OR (person IS NULL AND unit IN ({}))", places(&people), places(&units));
                values.extend(people.into_iter().chain(units));
                format!("{} AND ({whose})", state(CaseFileState::Open))
            }
            CaseFileList::Settled => state(CaseFileState::Settled),
            CaseFileList::Closed => state(CaseFileState::Closed),
            CaseFileList::ToAsk => {
                values.push(Value::Text(local_date(self.now()).to_string()));
                "ask_on IS NOT NULL AND ask_on <= ?".to_owned()
            }
        };
        for word in fold(&query.search).split_whitespace().filter(|it| it.chars().any(char::is_alphanumeric)) {
            sql.push_str(" AND n IN (SELECT rowid FROM case_file_words WHERE case_file_words MATCH ?)");
            values.push(Value::Text(format!("\"{}\"*", word.replace('"', "\"\""))));
        }
        Ok((sql, values))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
mod tests {
    use domain::{Entity, EntityKind};
    use uuid::Uuid;
    use values::CaseFileId;

    use super::{CaseFileList, CaseFileQuery};
    use crate::test_desk::{open, put};

    /// A file closed on that day, kept until three years after an event, of which is asked after two.
    fn closed(n: u128, at: &str) -> Entity {
        let (id, class) = (Uuid::from_u128(n), Uuid::from_u128(9));
        let jid = domain::numbering::Jid::relabelled("HLUC", id);
        let body = serde_json::json!({
            "id": id, "jid": jid, "subject": "Nájem", "class": class, "state": "closed", "founded_at": at,
            "closed": { "at": at, "mark": "S",
                        "retention": { "mark": "S", "period_years": 3, "trigger": "event", "check_years": 2 } },
        });
        Entity::from_bytes(EntityKind::CaseFile, 1, body.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_file_is_asked_about_from_the_day_its_years_are_over_until_the_event_has_a_year() {
        let folder = tempfile::tempdir().unwrap();
        let desk = open(folder.path());
        let to_ask = || {
            let query = CaseFileQuery { list: CaseFileList::ToAsk, search: String::new(), after: None, limit: 10 };
            let page = desk.read(|tx| tx.list_case_files(&query)).unwrap();
            page.files.iter().map(|it| it.id).collect::<Vec<_>>()
        };
        // Today is the 25th of November 2026.
        let (over, last_day, not_over) =
            (closed(1, "2020-01-02T08:00:00Z"), closed(2, "2024-11-25T08:00:00Z"), closed(3, "2024-11-26T08:00:00Z"));
        for file in [over.clone(), last_day, not_over] {
            desk.write(|tx| put(tx, file.clone())).unwrap();
        }
        let id = |n| CaseFileId(Uuid::from_u128(n));
        assert_eq!(to_ask(), [id(2), id(1)]);
        let Entity::CaseFile(mut it) = over else { unreachable!() };
        it.closed.as_mut().unwrap().trigger_year = Some(2025);
        desk.write(|tx| put(tx, Entity::CaseFile(it))).unwrap();
        assert_eq!(to_ask(), [id(2)]);
    }
}
