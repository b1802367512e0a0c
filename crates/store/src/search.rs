//! What is looked for, and how it is asked of the tables.
//!
//! Invariant: whatever was typed reaches SQL as a parameter or as a quoted word of the full text, never as syntax.

use rusqlite::types::Value;
use values::{ClassId, Date, PersonId, UnitId, fold};

use crate::lists::{Conditions, blob};
use crate::project::beginning_of;

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Search {
    /// All of these; everything when there is none.
    All(Vec<Search>),
    /// One of these at least.
    Any(Vec<Search>),
    /// What this does not fit.
    Not(Box<Search>),
    /// Words, each as the beginning of a word or as a part of a number.
    Words(TextField, String),
    /// A day of the document, both ends included; an open end is none.
    Day(DayField, Option<Date>, Option<Date>),
    /// With one of these units.
    Unit(Vec<UnitId>),
    /// With one of these people.
    Person(Vec<PersonId>),
    /// In a case file of one of these classes.
    Class(Vec<ClassId>),
    /// A value of a field that has few.
    Is(CodeField, String),
}

/// The texts of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
    /// All of them.
    Anywhere,
    /// Its subject.
    Subject,
    /// The sender's name.
    Sender,
    /// The sender's reference.
    SenderReference,
    /// Its reference number, also an earlier one.
    Reference,
    /// Its JID, also an earlier one.
    Jid,
    /// The mark of its case file.
    FileMark,
    /// What was recognised in its files.
    Content,
}

/// The days of a document, in Prague.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayField {
    /// When it was delivered.
    Delivered,
    /// When it was captured.
    Captured,
    /// When the centre registered it.
    Registered,
    /// When its deadline ends.
    Due,
    /// When it was sent; of what went to several, the last time.
    Sent,
}

/// Fields with few values, each by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeField {
    /// unassigned, assigned, in_hand, returned, settled, cancelled.
    State,
    /// received, own.
    Origin,
    /// How it was delivered.
    DeliveryMethod,
    /// yes, no.
    Restricted,
    /// How it was sent.
    SentMethod,
    /// Whether its post came back: yes, no.
    PostReturned,
    /// Whether it lies in a substitute register: yes, no.
    Emergency,
}

impl Default for Search {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Search {
    /// Looks for these words anywhere.
    pub fn words(text: &str) -> Self {
        Self::Words(TextField::Anywhere, text.to_owned())
    }

    /// Returns the expression of the full text that says the same, where there is one: words, and what is made of them.
    fn as_match(&self) -> Option<String> {
        let joined = |of: &[Search], by: &str| {
            let parts: Option<Vec<String>> = of.iter().map(Search::as_match).collect();
            parts.filter(|it| !it.is_empty()).map(|it| format!("({})", it.join(by)))
        };
        match self {
            Self::Words(field, text) => words_match(*field, text),
            Self::All(of) => joined(of, " AND "),
            Self::Any(of) => joined(of, " OR "),
            _ => None,
        }
    }

    /// Splits what all must hold into an expression of the full text, and the rest as conditions on the line.
    pub(crate) fn split(&self) -> (Option<String>, Conditions) {
        let all: &[Search] = match self {
            Self::All(of) => of,
            one => std::slice::from_ref(one),
        };
        let (mut found, mut excluded, mut rest) = (Vec::new(), Vec::new(), Conditions::default());
        for one in all.iter().filter(|it| !it.is_empty()) {
            match one {
                Self::Not(not) if not.as_match().is_some() => excluded.extend(not.as_match().map(|it| (it, one))),
                one => match one.as_match() {
                    Some(it) => found.push(it),
                    None => rest.push(one.condition()),
                },
            }
        }
        if found.is_empty() {
            // The full text says what is there, not what is not.
            excluded.into_iter().for_each(|(_, one)| rest.push(one.condition()));
            return (None, rest);
        }
        let mut text = found.join(" AND ");
        for (it, _) in excluded {
            text = format!("({text}) NOT {it}");
        }
        (Some(text), rest)
    }

    /// Returns whether it says nothing: a field without a value, words without a letter.
    fn is_empty(&self) -> bool {
        match self {
            Self::All(of) | Self::Any(of) => of.iter().all(Search::is_empty),
            Self::Not(not) => not.is_empty(),
            Self::Words(_, text) => !text.chars().any(char::is_alphanumeric),
            Self::Day(_, from, to) => from.is_none() && to.is_none(),
            _ => false,
        }
    }

    fn condition(&self) -> (String, Vec<Value>) {
        match self {
            Self::All(of) => joined(of, " AND "),
            Self::Any(of) => joined(of, " OR "),
            Self::Not(not) => {
                let (sql, params) = not.condition();
                // A missing unit or case file is none of those named: to SQL it would be unknown, and unknown both ways.
                (format!("NOT coalesce({sql}, 0)"), params)
            }
            Self::Words(field, text) => match words_match(*field, text) {
                Some(it) => {
                    let sql = "n IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)";
                    (sql.to_owned(), vec![Value::Text(it)])
                }
                None => ("1".to_owned(), Vec::new()),
            },
            Self::Day(field, from, to) => day_condition(*field, *from, *to),
            Self::Unit(of) => one_of("for_unit", of.iter().map(|it| blob(it.0))),
            Self::Person(of) => one_of("for_person", of.iter().map(|it| blob(it.0))),
            Self::Class(of) => {
                let (sql, params) = one_of("class", of.iter().map(|it| blob(it.0)));
                (format!("case_file IN (SELECT id FROM case_file_line WHERE {sql})"), params)
            }
            Self::Is(field, value) => {
                let (column, value) = match field {
                    CodeField::State => ("state", Value::Text(value.clone())),
                    CodeField::Origin => ("origin", Value::Text(value.clone())),
                    CodeField::DeliveryMethod => ("delivery_method", Value::Text(value.clone())),
                    CodeField::SentMethod => ("sent_method", Value::Text(value.clone())),
                    CodeField::Restricted => ("is_restricted", Value::Integer(i64::from(value == "yes"))),
                    CodeField::PostReturned => ("(n_returns > 0)", Value::Integer(i64::from(value == "yes"))),
                    CodeField::Emergency => ("(emergency IS NOT NULL)", Value::Integer(i64::from(value == "yes"))),
                };
                (format!("{column} = ?"), vec![value])
            }
        }
    }
}

fn joined(of: &[Search], by: &str) -> (String, Vec<Value>) {
    let parts: Vec<(String, Vec<Value>)> = of.iter().filter(|it| !it.is_empty()).map(Search::condition).collect();
    if parts.is_empty() {
        return ("1".to_owned(), Vec::new());
    }
    let sql: Vec<&str> = parts.iter().map(|it| it.0.as_str()).collect();
    (format!("({})", sql.join(by)), parts.iter().flat_map(|it| it.1.clone()).collect())
}

fn one_of(column: &str, values: impl Iterator<Item = Value>) -> (String, Vec<Value>) {
    let params: Vec<Value> = values.collect();
    (format!("{column} IN ({})", vec!["?"; params.len()].join(", ")), params)
}

/// Each word as the beginning of a word; what parts words is no part of them.
fn words_match(field: TextField, text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(|it| format!("\"{it}\"*"))
        .collect();
    let all = match words.as_slice() {
        [] => return None,
        [one] => one.clone(),
        several => format!("({})", several.join(" AND ")),
    };
    let column = match field {
        TextField::Anywhere => return Some(all),
        TextField::Subject => "subject",
        TextField::Sender => "sender",
        TextField::SenderReference => "sender_reference",
        TextField::Reference => "reference",
        TextField::Jid => "jid",
        TextField::FileMark => "file_mark",
        TextField::Content => "content",
    };
    Some(format!("{{{column}}} : {all}"))
}

fn day_condition(field: DayField, from: Option<Date>, to: Option<Date>) -> (String, Vec<Value>) {
    let (column, is_instant) = match field {
        DayField::Delivered => ("delivered_at", true),
        DayField::Registered => ("registered_at", true),
        DayField::Captured => ("captured_on", false),
        DayField::Due => ("due_on", false),
        DayField::Sent => ("sent_at", true),
    };
    // A missing day is an empty text, and a deadline that does not run ends in the year 9999.
    let mut sql = vec![format!("{column} > '' AND {column} < '9999'")];
    let mut params = Vec::new();
    if let Some(day) = from {
        sql.push(format!("{column} >= ?"));
        params.push(Value::Text(if is_instant { beginning_of(day) } else { day.to_string() }));
    }
    if let Some(day) = to {
        let next = day.tomorrow().unwrap_or(day);
        sql.push(format!("{column} < ?"));
        params.push(Value::Text(if is_instant { beginning_of(next) } else { next.to_string() }));
    }
    (format!("({})", sql.join(" AND ")), params)
}
