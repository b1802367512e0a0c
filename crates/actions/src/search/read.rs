//! The grammar: brackets, NOT before AND before OR; words that stand beside each other must all be found.

use domain::authority::Person;
use domain::file_plan::{FileClass, forward_class};
use domain::{Entity, EntityKind};
use jiff::civil::Date;
use store::{Search, Tx};
use values::{Code, Problem, Refusal, fold, local_date, read_typed_date};

use super::fields::{SearchField, ValueKind, named, values_of};

/// The longest search that is read, in characters.
const MAX_CHARS: usize = 1000;
/// The most conditions and brackets of one search.
const MAX_PARTS: usize = 60;

/// What is asked, as it was typed and as it is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// All of these.
    All(Vec<Asked>),
    /// One of these at least.
    Any(Vec<Asked>),
    /// What this does not fit.
    Not(Box<Asked>),
    /// A condition.
    One {
        /// The field.
        field: SearchField,
        /// Its value: as it was typed, or by its name where there are few.
        value: String,
        /// What is looked for.
        search: Search,
    },
}

impl Asked {
    /// Returns what is looked for.
    pub fn search(&self) -> Search {
        match self {
            Self::All(of) => Search::All(of.iter().map(Self::search).collect()),
            Self::Any(of) => Search::Any(of.iter().map(Self::search).collect()),
            Self::Not(not) => Search::Not(Box::new(not.search())),
            Self::One { search, .. } => search.clone(),
        }
    }
}

/// Reads a search.
///
/// Refuses one that is too long, a day that is none, and a unit, a person, a class or another value nobody knows.
pub fn read_search(tx: &Tx<'_>, typed: &str) -> Result<Asked, Problem> {
    let length = typed.chars().count();
    if length > MAX_CHARS {
        return Err(Refusal::new(Code::TextTooLong).at("search").with("max", MAX_CHARS).with("length", length).into());
    }
    let tokens = tokens(typed);
    if tokens.len() > MAX_PARTS * 2 {
        return Err(Refusal::new(Code::SearchTooLong).at("search").with("max", MAX_PARTS).into());
    }
    let mut reader = Reader { tx, tokens, at: 0, depth: 0 };
    let mut all = Vec::new();
    while reader.at < reader.tokens.len() {
        all.extend(reader.any()?);
        // A bracket closed once too often is passed over.
        reader.at += usize::from(reader.is_next(&Token::Close));
    }
    Ok(one_or(all, Asked::All).unwrap_or(Asked::All(Vec::new())))
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Words(String),
    Field(SearchField, String),
}

fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '(' => (Some(Token::Open), &rest[1..]),
            ')' => (Some(Token::Close), &rest[1..]),
            '"' => {
                let (text, after) = quoted(rest);
                (Some(Token::Words(text.to_owned())), after)
            }
            _ => word(rest),
        };
        tokens.extend(token);
        rest = after.trim_start();
    }
    tokens
}

/// What stands between two quotes; one that is not closed reaches to the end.
fn quoted(text: &str) -> (&str, &str) {
    text[1..].split_once('"').unwrap_or((&text[1..], ""))
}

fn word(text: &str) -> (Option<Token>, &str) {
    let end = text.find(|it: char| it.is_whitespace() || matches!(it, '(' | ')' | '"')).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if let Some((name, value)) = word.split_once(':')
        && let Some(field) = named(name)
    {
        return match (value, rest.starts_with('"')) {
            ("", true) => {
                let (value, rest) = quoted(rest);
                (Some(Token::Field(field, value.trim().to_owned())), rest)
            }
            // A value that is still to be typed asks for nothing.
            ("", false) => (None, rest),
            (value, _) => (Some(Token::Field(field, value.to_owned())), rest),
        };
    }
    let token = match word {
        "AND" => Token::And,
        "OR" | "NEBO" => Token::Or,
        "NOT" | "NE" => Token::Not,
        "-" => return (None, rest),
        _ if word.starts_with('-') => return (Some(Token::Not), &text[1..]),
        _ => Token::Words(word.to_owned()),
    };
    (Some(token), rest)
}

struct Reader<'a, 'b> {
    tx: &'a Tx<'b>,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Reader<'_, '_> {
    fn is_next(&self, token: &Token) -> bool {
        self.tokens.get(self.at) == Some(token)
    }

    fn any(&mut self) -> Result<Option<Asked>, Problem> {
        let mut any = Vec::new();
        loop {
            any.extend(self.all()?);
            if !self.is_next(&Token::Or) {
                return Ok(one_or(any, Asked::Any));
            }
            self.at += 1;
        }
    }

    fn all(&mut self) -> Result<Option<Asked>, Problem> {
        let mut all = Vec::new();
        loop {
            match self.tokens.get(self.at) {
                None | Some(Token::Or | Token::Close) => return Ok(one_or(all, Asked::All)),
                Some(Token::And) => self.at += 1,
                Some(_) => all.extend(self.not()?),
            }
        }
    }

    fn not(&mut self) -> Result<Option<Asked>, Problem> {
        let mut is_not = false;
        while self.is_next(&Token::Not) {
            self.at += 1;
            is_not = !is_not;
        }
        let one = self.one()?;
        Ok(if is_not { one.map(|it| Asked::Not(Box::new(it))) } else { one })
    }

    fn one(&mut self) -> Result<Option<Asked>, Problem> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Ok(None) };
        match token {
            Token::Open => {
                self.at += 1;
                self.depth += 1;
                if self.depth > MAX_PARTS {
                    return Err(Refusal::new(Code::SearchTooLong).at("search").with("max", MAX_PARTS).into());
                }
                let inner = self.any()?;
                self.depth -= 1;
                self.at += usize::from(self.is_next(&Token::Close));
                Ok(inner)
            }
            Token::Words(text) => {
                self.at += 1;
                let field = named("words").expect("stands in the table");
                Ok(Some(Asked::One { field, search: Search::words(&text), value: text }))
            }
            Token::Field(field, value) => {
                self.at += 1;
                let (value, search) = self.condition(field, &value)?;
                Ok(Some(Asked::One { field, value, search }))
            }
            // An operator with nothing to join.
            Token::And | Token::Or | Token::Not | Token::Close => Ok(None),
        }
    }

    fn condition(&self, field: SearchField, value: &str) -> Result<(String, Search), Problem> {
        let unknown =
            || Refusal::new(Code::SearchValueUnknown).at("search").with("field", field.name).with("value", value);
        let search = match field.kind {
            ValueKind::Text(of) => Search::Words(of, value.to_owned()),
            ValueKind::Day(of) => {
                let (from, to) = days(value, local_date(self.tx.now())).ok_or_else(unknown)?;
                Search::Day(of, from, to)
            }
            ValueKind::Code(of) => {
                let wanted = fold(value);
                let found = values_of(of).iter().find(|it| it.0 == wanted || it.1 == wanted).ok_or_else(unknown)?;
                return Ok((found.0.to_owned(), Search::Is(of, found.0.to_owned())));
            }
            ValueKind::Unit => Search::Unit(some(self.units(value)?).ok_or_else(unknown)?),
            ValueKind::Person => Search::Person(some(self.people(value)?).ok_or_else(unknown)?),
            ValueKind::Class => {
                let is_in = |it: &FileClass| {
                    let rest = it.mark.strip_prefix(value);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '–', '/', ' ']))
                };
                Search::Class(some(self.classes(&is_in)?).ok_or_else(unknown)?)
            }
            ValueKind::Retention => {
                let all = self.all_classes()?;
                // A file of a class that was replaced is kept by the rule of the one in its place, as its cover says.
                let is_kept_so = |it: &FileClass| {
                    let find = |id| all.iter().find(|it| it.id == id).cloned();
                    let rule = forward_class(it.id, &find).and_then(|it| it.retention);
                    rule.is_some_and(|it| fold(&it.text()) == fold(value))
                };
                Search::Class(some(self.classes(&is_kept_so)?).ok_or_else(unknown)?)
            }
        };
        Ok((value.to_owned(), search))
    }

    fn units(&self, code: &str) -> Result<Vec<values::UnitId>, Problem> {
        let units = self.tx.list(EntityKind::Unit)?.into_iter();
        let units = units.filter_map(|it| if let Entity::Unit(it) = it { Some(*it) } else { None });
        Ok(units.filter(|it| fold(&it.code) == fold(code)).map(|it| it.id).collect())
    }

    /// Who has left is found, too: the documents stay.
    fn people(&self, words: &str) -> Result<Vec<values::PersonId>, Problem> {
        let (wanted, people) = (fold(words), self.tx.list(EntityKind::Person)?.into_iter());
        let is_meant = |it: &Person| {
            let name = fold(&it.list_name());
            wanted.split_whitespace().all(|word| name.split_whitespace().any(|of| of.starts_with(word)))
        };
        let people = people.filter_map(|it| if let Entity::Person(it) = it { Some(*it) } else { None });
        Ok(people.filter(is_meant).map(|it| it.id).collect())
    }

    fn classes(&self, is_meant: &dyn Fn(&FileClass) -> bool) -> Result<Vec<values::ClassId>, Problem> {
        Ok(self.all_classes()?.iter().filter(|it| is_meant(it)).map(|it| it.id).collect())
    }

    fn all_classes(&self) -> Result<Vec<FileClass>, Problem> {
        let classes = self.tx.list(EntityKind::FileClass)?.into_iter();
        Ok(classes.filter_map(|it| if let Entity::FileClass(it) = it { Some(*it) } else { None }).collect())
    }
}

fn some<T>(found: Vec<T>) -> Option<Vec<T>> {
    Some(found).filter(|it| !it.is_empty())
}

fn one_or(mut of: Vec<Asked>, all: impl FnOnce(Vec<Asked>) -> Asked) -> Option<Asked> {
    match of.len() {
        0 => None,
        1 => of.pop(),
        _ => Some(all(of)),
    }
}

/// Reads a day, a month, a year, or a range of them with open ends.
fn days(typed: &str, today: Date) -> Option<(Option<Date>, Option<Date>)> {
    let end = |text: &str| if text.trim().is_empty() { Some(None) } else { period(text, today).map(Some) };
    match typed.split_once("..") {
        None => period(typed, today).map(|(from, to)| (Some(from), Some(to))),
        // A day ends with a dot of its own: in "25.11...dnes" the first one is its.
        Some((from, to)) => Some((end(from)?.map(|it| it.0), end(to.trim_start_matches('.'))?.map(|it| it.1))),
    }
}

/// The first and the last day of what is named.
fn period(typed: &str, today: Date) -> Option<(Date, Date)> {
    let typed = typed.trim();
    if typed.len() == 4
        && let Ok(year) = typed.parse::<i16>()
    {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    }
    if let Some((month, year)) = typed.split_once('/')
        && year.len() == 4
        && let (Ok(month), Ok(year)) = (month.trim().parse(), year.parse())
    {
        let first = Date::new(year, month, 1).ok()?;
        return Some((first, first.last_of_month()));
    }
    read_typed_date(typed, today).map(|it| (it, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_periods_are_read() {
        let today = Date::constant(2026, 11, 25);
        let day = |text: &str| Some(text.parse::<Date>().expect("a day"));
        for (typed, expected) in [
            ("25.11.", Some((day("2026-11-25"), day("2026-11-25")))),
            ("včera", Some((day("2026-11-24"), day("2026-11-24")))),
            ("2025", Some((day("2025-01-01"), day("2025-12-31")))),
            ("2/2024", Some((day("2024-02-01"), day("2024-02-29")))),
            ("1.11...30.11.", Some((day("2026-11-01"), day("2026-11-30")))),
            ("24.11...dnes", Some((day("2026-11-24"), day("2026-11-25")))),
            ("1.11.2026..", Some((day("2026-11-01"), None))),
            ("..2024", Some((None, day("2024-12-31")))),
            ("11/2026..12/2026", Some((day("2026-11-01"), day("2026-12-31")))),
            ("příště", None),
            ("1.11...příště", None),
        ] {
            assert_eq!(days(typed, today), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_half_typed_is_cut_into_what_there_is() {
        let words = |text: &str| Token::Words(text.to_owned());
        for (typed, expected) in [
            ("strom lípa", vec![words("strom"), words("lípa")]),
            ("\"stará lípa", vec![words("stará lípa")]),
            ("vec:", vec![]),
            ("-lípa", vec![Token::Not, words("lípa")]),
            ("- ", vec![]),
            ("(a OR b)", vec![Token::Open, words("a"), Token::Or, words("b"), Token::Close]),
            ("12:30", vec![words("12:30")]),
            ("or NEBO", vec![words("or"), Token::Or]),
        ] {
            assert_eq!(tokens(typed), expected, "{typed}");
        }
        let fields = tokens("Věc:\"stará lípa\" DORUČENO:2026");
        assert!(matches!(&fields[..], [Token::Field(a, text), Token::Field(b, _)]
            if (a.name, b.name, text.as_str()) == ("subject", "delivered", "stará lípa")));
    }
}
