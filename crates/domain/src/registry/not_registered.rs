//! What is not registered: documents without official character (decree 259/2012 § 9(3)), such as advertising.

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
    /// What words of such subjects begin with.
    pub words: Vec<String>,
}

static RULES: LazyLock<Vec<NotRegistered>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../assets/rules/not_registered.json")).expect("the rules are tested")
});

/// Returns the rule by which something of this subject is not registered on a day; the clerk decides, this is a hint.
pub fn not_registered(subject: &str, day: Date) -> Option<&'static NotRegistered> {
    let words: Vec<String> = fold(subject).split_whitespace().map(str::to_owned).collect();
    let begins = |it: &String| words.iter().any(|word| word.starts_with(&fold(it)));
    RULES.iter().rev().find(|it| it.from <= day).filter(|it| it.words.iter().any(begins))
}

#[cfg(test)]
mod tests {
    use super::not_registered;
    use values::Date;

    #[test]
    fn advertising_newspapers_and_invitations_are_known_by_their_words_and_a_letter_about_them_may_be() {
        let day = Date::constant(2026, 11, 26);
        for subject in ["Reklamní leták Kaufland", "pozvánka na ples", "Hlučínské NOVINY"] {
            assert!(not_registered(subject, day).is_some(), "{subject}");
        }
        for subject in ["Žádost o kácení", "Stížnost", ""] {
            assert!(not_registered(subject, day).is_none(), "{subject}");
        }
        assert!(not_registered("leták", Date::constant(2011, 1, 1)).is_none());
    }
}
