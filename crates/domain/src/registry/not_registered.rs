//! What is not registered: documents without official character (decree 259/2012 § 9(3)), such as advertising. The paragraph names no kinds: the words are
//! those an office uses for what never is a matter of its own.

use std::sync::LazyLock;

use serde::Deserialize;
use values::{Date, fold};

/// A rule of what is not registered, from a day on.
#[derive(Clone, Debug, Deserialize)]
pub struct NotRegistered {
    /// The first day it holds on.
    pub from: Date,
    /// Where it stands.
    pub law: String,
    /// What words of such subjects begin with; with a full stop, the whole word.
    pub words: Vec<String>,
}

static RULES: LazyLock<Vec<NotRegistered>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../assets/rules/not_registered.json")).expect("the rules are tested")
});

/// Returns the rule by which something of this subject is not registered on a day; the clerk decides, this is a hint.
pub fn not_registered(subject: &str, day: Date) -> Option<&'static NotRegistered> {
    let words: Vec<String> = fold(subject).split_whitespace().map(str::to_owned).collect();
    let is_one = |it: &String| match it.strip_suffix('.') {
        Some(whole) => words.contains(&fold(whole)),
        None => words.iter().any(|word| word.starts_with(&fold(it))),
    };
    RULES.iter().rev().find(|it| it.from <= day).filter(|it| it.words.iter().any(is_one))
}

#[cfg(test)]
mod tests {
    use super::not_registered;
    use values::Date;

    #[test]
    fn advertising_and_newspapers_are_known_by_their_words_and_a_claim_or_a_summons_is_neither() {
        let day = Date::constant(2026, 11, 26);
        for subject in ["Reklamní leták Kaufland", "Hlučínské NOVINY"] {
            assert!(not_registered(subject, day).is_some(), "{subject}");
        }
        for subject in ["Žádost o kácení", "Reklamace opravy střechy", "Pozvánka na ústní jednání", ""] {
            assert!(not_registered(subject, day).is_none(), "{subject}");
        }
        assert!(not_registered("leták", Date::constant(2012, 7, 31)).is_none());
    }
}
