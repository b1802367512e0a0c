//! Words and sentences in Czech and English.
//!
//! Problems and the names of fields, states and choices are the window's own; what only a command line says
//! stands here.

use std::collections::BTreeMap;

use values::{Code, Instant, Problem, Refusal, prague};

/// The language of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// Czech.
    Cs,
    /// English.
    En,
}

/// Name, Czech, English.
const OWN: &[(&str, &str, &str)] = &[
    ("enrolled", "{person}: pracoviště založeno, {tenant}.", "{person}: desk set up, {tenant}."),
    ("enrolled_partly", "Evidence se stáhne příkazem clerk sync.", "clerk sync will fetch the registry."),
    ("password_set", "Nové heslo platí.", "The new password counts."),
    (
        "synced",
        "odesláno {pushed}, přijato {pulled}, odmítnuto {refused}, střetů {conflicts}, čeká {pending}, \
         souborů tam {files_up}, souborů sem {files_down}",
        "pushed {pushed}, pulled {pulled}, refused {refused}, conflicts {conflicts}, pending {pending}, \
         files up {files_up}, files down {files_down}",
    ),
    (
        "checked",
        "V pořádku: dokumentů {documents}, řádků záznamu {lines}, souborů {files}, čeká {pending}.",
        "All is well: documents {documents}, log lines {lines}, files {files}, pending {pending}.",
    ),
    ("found", "{shown} z {total}", "{shown} of {total}"),
    ("registered", "Zaevidováno", "Registered"),
    ("file", "Soubor", "File"),
    ("place_here", "zde", "here"),
    ("unnumbered", "bez č. j.", "no number"),
    ("pending", "čeká na odeslání", "waits to be sent"),
];

/// Returns the sentence for a problem: what happened, what to do next.
pub(crate) fn problem(problem: &Problem, language: Language) -> String {
    match problem {
        Problem::Refused(it) | Problem::Unavailable(it) | Problem::Damaged(it) => refusal(it, language),
        Problem::Broken(why) => refusal(&Refusal::new(Code::Broken).with("incident", incident_id(why)), language),
    }
}

/// Returns the sentence for a refusal.
pub(crate) fn refusal(said: &Refusal, language: Language) -> String {
    let sentences = match language {
        Language::Cs => include_str!("../../../assets/locales/problems.cs.json"),
        Language::En => include_str!("../../../assets/locales/problems.en.json"),
    };
    match read(sentences).get(said.code.as_str()) {
        Some(sentence) => filled(sentence, |name| said.args.get(name).map(String::as_str)),
        None => said.to_string(),
    }
}

/// Eight characters to tell the help desk; the same fault has the same ones, here and in the window.
pub(crate) fn incident_id(why: &str) -> String {
    values::Sha256::of(why.as_bytes()).to_string()[..8].to_uppercase()
}

/// Returns a word of the window by its name; the name itself when there is none.
pub(crate) fn word(name: &str, language: Language) -> String {
    let words = match language {
        Language::Cs => include_str!("../../../assets/locales/cs.json"),
        Language::En => include_str!("../../../assets/locales/en.json"),
    };
    read(words).remove(name).unwrap_or_else(|| name.to_owned())
}

/// Returns what only the command line says.
pub(crate) fn own(name: &str, args: &[(&str, &dyn ToString)], language: Language) -> String {
    let (_, cs, en) = OWN.iter().find(|it| it.0 == name).expect("every name used stands in the table");
    let args: BTreeMap<&str, String> = args.iter().map(|(name, it)| (*name, it.to_string())).collect();
    filled(if language == Language::Cs { cs } else { en }, |name| args.get(name).map(String::as_str))
}

/// Returns an instant as it is read in the office.
pub(crate) fn instant(at: Instant, language: Language) -> String {
    let format = if language == Language::Cs { "%-d. %-m. %Y %-H:%M" } else { "%Y-%m-%d %H:%M" };
    at.to_zoned(prague()).strftime(format).to_string()
}

fn read(locale: &str) -> BTreeMap<String, String> {
    serde_json::from_str(locale).expect("a locale file is an object of texts: it is compiled in and tested")
}

/// Fills `{name}`; a name nobody knows stays as it is.
fn filled<'a>(sentence: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
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
                assert_ne!(refusal(&said, language), said.to_string(), "{code}");
            }
        }
    }

    #[test]
    fn a_sentence_takes_its_arguments_and_keeps_what_it_does_not_know() {
        let said = Refusal::new(Code::UnitClosed).with("unit", "OŽP {x}");
        assert_eq!(refusal(&said, Language::Cs), "Útvar OŽP {x} je zrušený. Vyberte jiný.");
        assert_eq!(filled("{a} {b", |_| None), "{a} {b");
    }
}
