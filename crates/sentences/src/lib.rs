//! What a shell says to a person: problems and words in Czech and English, from the window's own locale files.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use values::{Code, Problem, Refusal};

/// The language of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// Czech.
    #[default]
    Cs,
    /// English.
    En,
}

/// Returns the sentence for a problem: what happened, what to do next.
pub fn of_problem(problem: &Problem, language: Language) -> String {
    of_refusal(&said_of(problem).1, language)
}

/// Returns the sentence for a refusal.
pub fn of_refusal(said: &Refusal, language: Language) -> String {
    let sentences = match language {
        Language::Cs => include_str!("../../../assets/locales/problems.cs.json"),
        Language::En => include_str!("../../../assets/locales/problems.en.json"),
    };
    match read(sentences).get(said.code.as_str()) {
        Some(sentence) => filled(sentence, |name| said.args.get(name).map(String::as_str)),
        None => said.to_string(),
    }
}

/// Returns a problem as programs print it for scripts: `kind`, `code`, `field`, `args`, `sentence`.
pub fn problem_json(problem: &Problem, language: Language) -> Value {
    let (kind, said) = said_of(problem);
    let mut it = refusal_json(&said, language);
    it["kind"] = kind.into();
    json!({ "problem": it })
}

/// Returns a refusal for scripts: `code`, `field`, `args`, `sentence`.
pub fn refusal_json(said: &Refusal, language: Language) -> Value {
    json!({ "code": said.code, "field": said.field, "args": said.args, "sentence": of_refusal(said, language) })
}

/// Returns what a program ends with: 1 refused, 2 wrong usage, 3 unavailable, 4 damaged data or our fault.
pub fn exit_code(problem: &Problem) -> u8 {
    match problem {
        Problem::Refused(it) if it.code == Code::UsageWrong => 2,
        Problem::Refused(_) => 1,
        Problem::Unavailable(_) => 3,
        Problem::Damaged(_) | Problem::Broken(_) => 4,
    }
}

/// Returns a word of the window by its name; the name itself when there is none.
pub fn word(name: &str, language: Language) -> String {
    let words = match language {
        Language::Cs => include_str!("../../../assets/locales/cs.json"),
        Language::En => include_str!("../../../assets/locales/en.json"),
    };
    read(words).remove(name).unwrap_or_else(|| name.to_owned())
}

fn said_of(problem: &Problem) -> (&'static str, Refusal) {
    match problem {
        Problem::Refused(it) => ("refused", it.clone()),
        Problem::Unavailable(it) => ("unavailable", it.clone()),
        Problem::Damaged(it) => ("damaged", it.clone()),
        Problem::Broken(why) => ("broken", Refusal::new(Code::Broken).with("incident", incident_id(why))),
    }
}

/// Eight characters to tell the help desk; the same fault has the same ones, here and in the window.
fn incident_id(why: &str) -> String {
    values::Sha256::of(why.as_bytes()).to_string()[..8].to_uppercase()
}

fn read(locale: &str) -> BTreeMap<String, String> {
    serde_json::from_str(locale).expect("a locale file is an object of texts: it is compiled in and tested")
}

/// Fills `{name}`; a name nobody knows stays as it is.
pub fn filled<'a>(sentence: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) => {
                match value(name) {
                    Some(value) => text.push_str(value),
                    None => text.push_str(&format!("{{{name}}}")),
                }
                rest = behind;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_sentence_in_both_languages() {
        for code in Code::ALL {
            for language in [Language::Cs, Language::En] {
                let said = Refusal::new(*code);
                assert_ne!(of_refusal(&said, language), said.to_string(), "{code}");
            }
        }
    }

    #[test]
    fn a_sentence_takes_its_arguments_and_keeps_what_it_does_not_know() {
        let said = Refusal::new(Code::UnitClosed).with("unit", "OŽP {x}");
        assert_eq!(of_refusal(&said, Language::Cs), "Útvar OŽP {x} je zrušený. Vyberte jiný.");
        assert_eq!(filled("{a} {b", |_| None), "{a} {b");
    }
}
