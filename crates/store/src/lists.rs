//! The registry's list: work lists, search, sorting; read by key, page by page.

use data_encoding::HEXLOWER;
use domain::registry::{HandlingState, Origin};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};
use serde::{Deserialize, Serialize};
use values::{CaseFileId, Date, DocumentId, Instant, PersonId, UnitId, local_date};

use crate::problem::broken;
use crate::{Result, Search, Tx};

/// The largest page.
const MAX_PAGE: u32 = 500;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// The document.
    pub id: DocumentId,
    /// Its JID.
    pub jid: String,
    /// Its reference number.
    pub reference: Option<String>,
    /// Received or own.
    pub origin: Origin,
    /// Its subject.
    pub subject: String,
    /// The sender's name; "Vlastní" of an own document.
    pub sender: String,
    /// Whom an own document is written to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// When it was delivered.
    pub delivered_at: Option<Instant>,
    /// When it was captured.
    pub captured_at: Instant,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// Its person.
    pub person: Option<PersonId>,
    /// Where it stands.
    pub state: HandlingState,
    /// The last day of its deadline, while that runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// Whether it is settled.
    pub is_settled: bool,
    /// The case file it is in.
    pub case_file: Option<CaseFileId>,
    /// That file's mark; empty while it has none.
    pub file_mark: String,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Whether it is restricted.
    pub is_restricted: bool,
    /// Whether it was sent or handed over to another office.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_sent: bool,
    /// Whether something about it waits to be confirmed.
    pub is_pending: bool,
    /// How many files it has.
    pub n_files: u32,
}

/// The work lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkList {
    /// Everything.
    All,
    /// Captured today.
    Today,
    /// Without a reference number.
    WithoutNumber,
    /// Given to nobody.
    Unassigned,
    /// Refused, and back with me.
    ReturnedToMe,
    /// Given to me or to my unit, or taken by me.
    AssignedToMe,
    /// With a deadline that runs.
    WithDeadline,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// When it was captured.
    Captured,
    /// Its reference number.
    Reference,
    /// When it was delivered.
    Delivered,
    /// Its subject, the Czech way.
    Subject,
    /// Its sender, the Czech way.
    Sender,
    /// The last day of its deadline; those without one last.
    Due,
}

/// What the list shall show.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// Which work list.
    pub list: WorkList,
    /// What is looked for.
    pub search: Search,
    /// The order.
    pub sort: SortBy,
    /// The largest first.
    pub descending: bool,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many lines.
    pub limit: u32,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct ListPage {
    /// The lines.
    pub lines: Vec<DocumentLine>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// How many lines each work list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Everything.
    pub all: u32,
    /// Captured today.
    pub today: u32,
    /// Without a reference number.
    pub without_number: u32,
    /// Given to nobody.
    pub unassigned: u32,
    /// Refused, and back with me.
    pub returned_to_me: u32,
    /// Given to me.
    pub assigned_to_me: u32,
    /// With a deadline that runs.
    pub with_deadline: u32,
}

/// Conditions and their parameters, in the same order.
#[derive(Default)]
pub(crate) struct Conditions {
    sql: Vec<String>,
    params: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, sql: impl Into<String>, params: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.params.extend(params);
    }

    pub(crate) fn push(&mut self, (sql, params): (String, Vec<Value>)) {
        self.add(sql, params);
    }

    fn text(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { self.sql.join(" AND ") }
    }
}

/// The condition of a line that the full text must have found it.
const AMONG_FOUND: &str = "n IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)";

/// Where lines are read from, and the name of their row there.
struct Source {
    from: &'static str,
    row: &'static str,
    conditions: Conditions,
}

impl Tx<'_> {
    /// Returns the lines a query selects, in its order.
    pub(crate) fn lines_by(&self, sql: &str, params: Vec<Value>) -> Result<Vec<DocumentLine>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(params))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(read_line(&row.get::<_, String>(0)?)?);
        }
        Ok(lines)
    }

    /// Returns a page of the list.
    pub fn list_documents(&self, query: &ListQuery) -> Result<ListPage> {
        let Source { from, row, mut conditions } = self.source(query)?;
        let column = match query.sort {
            SortBy::Captured => row,
            SortBy::Due => "due_on",
            SortBy::Reference => "(year * 10000000000 + sequence)",
            SortBy::Delivered => "delivered_at",
            SortBy::Subject => "subject_key",
            SortBy::Sender => "sender_key",
        };
        let (compare, order) = if query.descending { ("<", "DESC") } else { (">", "ASC") };
        let key = if column == row { row.to_owned() } else { format!("{column}, {row}") };
        if let Some(after) = &query.after {
            let (value, n) = read_key(after)?;
            if column == row {
                conditions.add(format!("{row} {compare} ?"), [Value::Integer(n)]);
            } else {
                conditions.add(format!("({key}) {compare} (?, ?)"), [value, Value::Integer(n)]);
            }
        }
        let limit = query.limit.clamp(1, MAX_PAGE);
        let ordered = key.split(", ").map(|it| format!("{it} {order}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT line, {column}, n FROM {from} WHERE {} ORDER BY {ordered} LIMIT {}",
            conditions.text(),
            limit + 1,
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.params))?;
        let mut page = ListPage::default();
        let mut last = None;
        while let Some(row) = rows.next()? {
            if page.lines.len() == limit as usize {
                page.next = last;
                break;
            }
            let line: String = row.get(0)?;
            page.lines.push(read_line(&line)?);
            last = Some(write_key(row.get(1)?, row.get(2)?));
        }
        Ok(page)
    }

    /// Returns how many lines the list has in all.
    pub fn count_documents(&self, query: &ListQuery) -> Result<u32> {
        let (found, rest) = query.search.split();
        let mut conditions = rest;
        self.add_list(query.list, &mut conditions)?;
        match found {
            Some(words) if conditions.sql.is_empty() => {
                let sql = "SELECT count(*) FROM document_words WHERE document_words MATCH ?1";
                Ok(self.db.prepare_cached(sql)?.query_row([words], |row| row.get(0))?)
            }
            found => {
                found.into_iter().for_each(|words| conditions.add(AMONG_FOUND, [Value::Text(words)]));
                self.count(&conditions)
            }
        }
    }

    fn source(&self, query: &ListQuery) -> Result<Source> {
        let (found, mut rest) = query.search.split();
        let leads = query.list == WorkList::All && query.sort == SortBy::Captured;
        match found {
            // The full text leads: its rows come in the order of capture, and reading ends with the page.
            Some(words) if leads => {
                rest.add("document_words MATCH ?", [Value::Text(words)]);
                let from = "document_words CROSS JOIN document_line ON n = document_words.rowid";
                Ok(Source { from, row: "document_words.rowid", conditions: rest })
            }
            found => {
                self.add_list(query.list, &mut rest)?;
                found.into_iter().for_each(|words| rest.add(AMONG_FOUND, [Value::Text(words)]));
                Ok(Source { from: "document_line", row: "n", conditions: rest })
            }
        }
    }

    /// Returns how many lines each work list has.
    pub fn counts(&self) -> Result<Counts> {
        let count = |list| {
            let mut conditions = Conditions::default();
            self.add_list(list, &mut conditions)?;
            self.count(&conditions)
        };
        Ok(Counts {
            all: count(WorkList::All)?,
            today: count(WorkList::Today)?,
            without_number: count(WorkList::WithoutNumber)?,
            unassigned: count(WorkList::Unassigned)?,
            returned_to_me: count(WorkList::ReturnedToMe)?,
            assigned_to_me: count(WorkList::AssignedToMe)?,
            with_deadline: count(WorkList::WithDeadline)?,
        })
    }

    /// Returns the list's line of a document.
    pub fn document_line(&self, id: DocumentId) -> Result<Option<DocumentLine>> {
        let line: Option<String> = self
            .db
            .prepare_cached("SELECT line FROM document_line WHERE id = ?1")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        line.map(|it| read_line(&it)).transpose()
    }

    /// Returns the lines of the documents that answer this one and were not cancelled, the oldest first; those this person does not see are missing.
    pub fn answers_to(&self, id: DocumentId) -> Result<Vec<DocumentLine>> {
        let sql = "SELECT line FROM document_line WHERE answers = ?1 AND state <> 'cancelled' ORDER BY n LIMIT 100";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([id.0.as_bytes()], |row| row.get::<_, String>(0))?;
        rows.map(|it| read_line(&it?)).collect()
    }

    /// Returns how many documents captured before today have no reference number: a short loss of connection is not yet the emergency of decree § 26.
    pub fn n_without_number_since_yesterday(&self) -> Result<u32> {
        let today = local_date(self.desk.now()).to_string();
        let sql = "SELECT count(*) FROM document_line WHERE has_number = 0 AND captured_on < ?1";
        Ok(self.db.prepare_cached(sql)?.query_row([today], |row| row.get(0))?)
    }

    fn count(&self, conditions: &Conditions) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM document_line WHERE {}", conditions.text());
        let params = params_from_iter(conditions.params.iter());
        Ok(self.db.prepare_cached(&sql)?.query_row(params, |row| row.get(0))?)
    }

    /// Returns whose work is this person's today.
    pub(crate) fn mine(&self) -> Result<Mine> {
        let Some(hands) = self.hands()? else {
            return Ok(Mine { people: vec![blob(self.identity()?.person.0)], units: Vec::new() });
        };
        let people = hands.ids().map(|it| blob(it.0)).collect();
        Ok(Mine { people, units: hands.units().map(|it| blob(it.0)).collect() })
    }

    fn add_list(&self, list: WorkList, conditions: &mut Conditions) -> Result<()> {
        match list {
            WorkList::All => {}
            WorkList::Today => {
                conditions.add("captured_on = ?", [Value::Text(local_date(self.desk.now()).to_string())]);
            }
            WorkList::WithoutNumber => conditions.add("has_number = 0", []),
            WorkList::WithDeadline => conditions.add("due_on < '9999'", []),
            WorkList::Unassigned => conditions.add("is_unassigned = 1", []),
            WorkList::ReturnedToMe => {
                let people = self.mine()?.people;
                conditions.add(format!("returned_to IN ({})", places(&people)), people);
            }
            WorkList::AssignedToMe => {
                let Mine { people, units } = self.mine()?;
                let text = format!("(assigned_to IN ({}) OR unit IN ({}))", places(&people), places(&units));
                conditions.add(text, people.into_iter().chain(units));
            }
        }
        Ok(())
    }
}

/// The people and units whose work is this person's, as parameters.
pub(crate) struct Mine {
    pub(crate) people: Vec<Value>,
    pub(crate) units: Vec<Value>,
}

/// Returns a place for each parameter.
pub(crate) fn places(params: &[Value]) -> String {
    vec!["?"; params.len()].join(", ")
}

pub(crate) fn read_line(line: &str) -> Result<DocumentLine> {
    serde_json::from_str(line).map_err(|why| broken(format!("a line of the list: {why}")))
}

pub(crate) fn blob(id: uuid::Uuid) -> Value {
    Value::Blob(id.as_bytes().to_vec())
}

fn write_key(key: Value, n: i64) -> String {
    match key {
        Value::Integer(key) => format!("i{key}:{n}"),
        Value::Text(key) => format!("t{key}\u{1f}{n}"),
        Value::Blob(key) => format!("b{}:{n}", HEXLOWER.encode(&key)),
        _ => String::new(),
    }
}

fn read_key(text: &str) -> Result<(Value, i64)> {
    let wrong = || broken("a page key of another list");
    let (kind, rest) = text.split_at_checked(1).ok_or_else(wrong)?;
    let parted_by = if kind == "t" { '\u{1f}' } else { ':' };
    let (key, n) = rest.rsplit_once(parted_by).ok_or_else(wrong)?;
    let key = match kind {
        "i" => Value::Integer(key.parse().map_err(|_| wrong())?),
        "t" => Value::Text(key.to_owned()),
        "b" => Value::Blob(HEXLOWER.decode(key.as_bytes()).map_err(|_| wrong())?),
        _ => return Err(wrong()),
    };
    Ok((key, n.parse().map_err(|_| wrong())?))
}
