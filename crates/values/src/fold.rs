//! Accents and case folded away, so that "novak" finds "Novák".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns `text` in lower case, without accents, with single spaces.
///
/// Two texts a clerk would call the same word fold to the same string; folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let lowered = text.to_lowercase();
    let bare: String = lowered.nfkd().filter(|it| !is_combining_mark(*it)).collect();
    // Some compatibility forms decompose into capitals, hence the second lowering.
    bare.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fold;
    use proptest::prelude::*;

    #[test]
    fn accents_and_case_fold_away() {
        assert_eq!(fold("  Příliš   ŽLUŤOUČKÝ kůň "), "prilis zlutoucky kun");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[A-Za-zÁ-ž0-9 .,/-]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
