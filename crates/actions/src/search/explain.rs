//! Says in a sentence what a search looks for, so that nobody wonders why something is found and something is not.

use store::{Search, TextField};
use values::Date;

use super::fields::ValueKind;
use super::read::Asked;
use crate::typed::shown_day;

/// Returns the sentence; `word` gives the words of the reader's language by their names. Nothing for a search for everything.
pub fn explain(asked: &Asked, word: &dyn Fn(&str) -> String) -> String {
    let says = said(asked, word, true);
    if says.is_empty() { says } else { filled(&word("search.says"), &[("what", &says)]) }
}

fn said(asked: &Asked, word: &dyn Fn(&str) -> String, is_outermost: bool) -> String {
    let joined = |of: &[Asked], by: &str| {
        let parts: Vec<String> = of.iter().map(|it| said(it, word, false)).collect();
        let text = parts.join(&format!(" {} ", word(by)));
        if is_outermost || parts.len() < 2 { text } else { format!("({text})") }
    };
    match asked {
        Asked::All(of) => joined(of, "search.and"),
        Asked::Any(of) => joined(of, "search.or"),
        Asked::Not(not) => filled(&word("search.not"), &[("what", &said(not, word, false))]),
        Asked::One { field, value, search } => {
            let name = word(&format!("search.field.{}", field.name));
            match (field.kind, search) {
                (ValueKind::Text(TextField::Anywhere), _) => filled(&word("search.anywhere"), &[("value", value)]),
                (ValueKind::Text(_), _) => filled(&word("search.contains"), &[("field", &name), ("value", value)]),
                (ValueKind::Code(_), _) => {
                    let value = word(&format!("search.value.{}.{value}", field.name));
                    filled(&word("search.is"), &[("field", &name), ("value", &value)])
                }
                (_, Search::Day(_, from, to)) => format!("{name} {}", days(*from, *to, word)),
                _ => filled(&word("search.is"), &[("field", &name), ("value", value)]),
            }
        }
    }
}

fn days(from: Option<Date>, to: Option<Date>, word: &dyn Fn(&str) -> String) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => shown_day(from),
        (Some(from), Some(to)) => {
            filled(&word("search.between"), &[("from", &shown_day(from)), ("to", &shown_day(to))])
        }
        (Some(from), None) => filled(&word("search.from"), &[("from", &shown_day(from))]),
        (None, Some(to)) => filled(&word("search.to"), &[("to", &shown_day(to))]),
        (None, None) => String::new(),
    }
}

fn filled(sentence: &str, with: &[(&str, &str)]) -> String {
    with.iter().fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
