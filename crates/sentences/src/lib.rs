//! What a shell says to a person: problems and words in Czech and English, from the window's own locale files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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
    let (sentences, reasons) = match language {
        Language::Cs => (
            include_str!("../../../assets/locales/problems.cs.json"),
            include_str!("../../../assets/locales/reasons.cs.json"),
        ),
        Language::En => (
            include_str!("../../../assets/locales/problems.en.json"),
            include_str!("../../../assets/locales/reasons.en.json"),
        ),
    };
    let (sentences, reasons) = (read(sentences), read(reasons));
    let reason = |word: &str| reasons.get(word).or_else(|| sentences.get(word)).cloned();
    let args: BTreeMap<&str, String> =
        said.args.iter().map(|(name, value)| (name.as_str(), argument(&reason, said, name, value))).collect();
    match sentences.get(said.code.as_str()) {
        Some(sentence) => filled(sentence, |name| args.get(name).map(String::as_str)),
        None => said.to_string(),
    }
}

/// Returns an argument as people read it: lengths in their units, and reasons in words where they are code words.
fn argument(reason: &dyn Fn(&str) -> Option<String>, said: &Refusal, name: &str, value: &str) -> String {
    match (name, value.parse::<u64>()) {
        ("size" | "max", Ok(n_bytes)) if matches!(said.code, Code::FileTooLarge | Code::ScanTooLarge) => {
            bytes_text(n_bytes)
        }
        ("why", _) => {
            let args = |name: &str| said.args.get(name).map(String::as_str);
            reason(value).map_or_else(|| value.to_owned(), |it| filled(&it, args))
        }
        _ => value.to_owned(),
    }
}

fn bytes_text(n_bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    match n_bytes {
        0..1024 => format!("{n_bytes} B"),
        1024..MIB => format!("{} kB", n_bytes.div_ceil(1024)),
        _ => format!("{} MB", n_bytes.div_ceil(MIB)),
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
    words(language).get(name).cloned().unwrap_or_else(|| name.to_owned())
}

/// Returns a word of the window with what stands in it for `{name}`.
pub fn phrase(name: &str, with: &[(&str, &str)], language: Language) -> String {
    filled(&word(name, language), |wanted| with.iter().find(|it| it.0 == wanted).map(|it| it.1))
}

/// All words of a language, read once: a sentence is made of many.
fn words(language: Language) -> &'static BTreeMap<String, String> {
    static CS: LazyLock<BTreeMap<String, String>> =
        LazyLock::new(|| read(include_str!("../../../assets/locales/cs.json")));
    static EN: LazyLock<BTreeMap<String, String>> =
        LazyLock::new(|| read(include_str!("../../../assets/locales/en.json")));
    match language {
        Language::Cs => &CS,
        Language::En => &EN,
    }
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

    #[test]
    fn reasons_and_lengths_are_read_as_words() {
        let wrong = Refusal::new(Code::TableWrong).with("file", "lidé.csv").with("line", 3).with("column", "name");
        for (why, word) in [("missing", "sloupec chybí"), ("text_too_long", "Text má"), ("x = 1", "x = 1")] {
            let said = of_refusal(&wrong.clone().with("why", why), Language::Cs);
            assert!(said.contains(word), "{said}");
        }
        let mask = Refusal::new(Code::MaskWrong).with("why", "too_long").with("what", 57);
        assert!(of_refusal(&mask, Language::En).contains("could have 57 characters"));
        let large = Refusal::new(Code::FileTooLarge).with("size", 2_147_483_648_u64).with("max", 536_870_912);
        let said = of_refusal(&large, Language::Cs);
        assert!(said.contains("2048 MB") && said.contains("512 MB"), "{said}");
    }
}
