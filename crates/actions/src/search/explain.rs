//! Says in a sentence what a search looks for, so that nobody wonders why something is found and something is not.

use store::{Search, TextField};
use values::Date;

use super::fields::ValueKind;
use super::read::Asked;
use crate::typed::shown_day;

/// Gives a word of the reader's language by its name, with what stands in it for `{name}`.
type Phrase<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

/// Returns the sentence in the reader's language. Nothing for a search for everything.
pub fn explain(asked: &Asked, phrase: Phrase<'_>) -> String {
    let says = said(asked, phrase, true);
    if says.is_empty() { says } else { phrase("search.says", &[("what", &says)]) }
}

fn said(asked: &Asked, phrase: Phrase<'_>, is_outermost: bool) -> String {
    let joined = |of: &[Asked], by: &str| {
        let parts: Vec<String> = of.iter().map(|it| said(it, phrase, false)).collect();
        let text = parts.join(&format!(" {} ", phrase(by, &[])));
        if is_outermost || parts.len() < 2 { text } else { format!("({text})") }
    };
    match asked {
        Asked::All(of) => joined(of, "search.and"),
        Asked::Any(of) => joined(of, "search.or"),
        Asked::Not(not) => phrase("search.not", &[("what", &said(not, phrase, false))]),
        Asked::One { field, value, search } => {
            let name = phrase(&format!("search.field.{}", field.name), &[]);
            match (field.kind, search) {
                (ValueKind::Text(TextField::Anywhere), _) => phrase("search.anywhere", &[("value", value)]),
                (ValueKind::Text(_), _) => phrase("search.contains", &[("field", &name), ("value", value)]),
                (ValueKind::Code(_), _) => {
                    let value = phrase(&format!("search.value.{}.{value}", field.name), &[]);
                    phrase("search.is", &[("field", &name), ("value", &value)])
                }
                (_, Search::Day(_, from, to)) => format!("{name} {}", days(*from, *to, phrase)),
                _ => phrase("search.is", &[("field", &name), ("value", value)]),
            }
        }
    }
}

fn days(from: Option<Date>, to: Option<Date>, phrase: Phrase<'_>) -> String {
    match (from.map(shown_day), to.map(shown_day)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => phrase("search.between", &[("from", &from), ("to", &to)]),
        (Some(from), None) => phrase("search.from", &[("from", &from)]),
        (None, Some(to)) => phrase("search.to", &[("to", &to)]),
        (None, None) => String::new(),
    }
}
