//! What was recognised on a page.

use serde::{Deserialize, Serialize};

use crate::{Area, Lie};

/// The languages a page may be written in. Each takes as long to read as the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Languages(u8);

impl Languages {
    /// As the program names them, Czech first: it is the language of the office.
    const NAMES: [&'static str; 4] = ["ces", "slk", "pol", "deu"];

    /// Returns their names, such as `ces+deu`.
    pub fn names(self) -> String {
        let has = |at: &usize| self.0 & (1 << at) != 0;
        (0..Self::NAMES.len()).filter(has).map(|at| Self::NAMES[at]).collect::<Vec<_>>().join("+")
    }

    /// Reads `ces`, `ces+deu`, in any order; none for a language that is not known here.
    pub fn named(names: &str) -> Option<Self> {
        let mut bits = 0;
        for name in names.split('+') {
            bits |= 1 << Self::NAMES.iter().position(|it| *it == name.trim())?;
        }
        Some(Self(bits))
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self(1)
    }
}

impl From<Languages> for String {
    fn from(it: Languages) -> Self {
        it.names()
    }
}

impl TryFrom<String> for Languages {
    type Error = String;

    fn try_from(it: String) -> Result<Self, Self::Error> {
        Self::named(&it).ok_or(it)
    }
}

/// The words of a page as it is read, with the quarters it is turned by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// Its words in the order in which they are read.
    pub words: Vec<Word>,
    /// By how many quarters it had to be turned clockwise to be read, besides those it was turned by already.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub quarters: u8,
    /// The slope that was taken back before, in hundredths of a degree.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub slope: i16,
    /// What was left white beside the paper before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Area>,
    /// The languages it could not be read in, for want of their data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// How often the program hung, crashed or could make nothing of it; 0 where it was read.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub n_failed: u8,
}

/// A word and where it stands, in pixels from the upper left corner of the turned page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// From the left edge.
    pub left: u32,
    /// From the upper edge.
    pub top: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// How sure the program is, from 0 to 100.
    pub confidence: u8,
    /// Whether it is the last of its line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_line: bool,
}

/// Below this mean confidence a page was read badly.
const LOW_CONFIDENCE: u8 = 70;

impl PageText {
    /// Returns how the page was made straight before it was read.
    pub fn lie(&self) -> Lie {
        Lie { slope: self.slope, paper: self.paper }
    }

    /// Returns how sure the program is of the page: the mean of its words, longer ones counting more. None of a page without words, and 0 of
    /// one the program failed on: somebody must look at what could not be read.
    pub fn confidence(&self) -> Option<u8> {
        if self.n_failed > 0 {
            return Some(0);
        }
        let weight = |it: &Word| it.text.chars().count() as u64;
        let sum: u64 = self.words.iter().map(|it| u64::from(it.confidence) * weight(it)).sum();
        let n: u64 = self.words.iter().map(weight).sum();
        sum.checked_div(n).and_then(|it| u8::try_from(it).ok())
    }
}

/// Returns whether a page of this confidence was read badly: somebody should look whether it can be read at all.
pub fn is_low(confidence: u8) -> bool {
    confidence < LOW_CONFIDENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, confidence: u8) -> Word {
        Word { text: text.into(), left: 0, top: 0, width: 1, height: 1, confidence, ends_line: false }
    }

    #[test]
    fn a_page_is_as_sure_as_its_letters() {
        let page = PageText { words: vec![word("nepřehlédnutelný", 95), word("–", 0)], ..PageText::default() };
        assert_eq!((page.confidence(), is_low(89)), (Some(89), false));
        let badly = PageText { words: vec![word("xqz", 40), word("žádost", 75)], ..PageText::default() };
        assert_eq!((badly.confidence(), is_low(63)), (Some(63), true));
        assert_eq!(PageText::default().confidence(), None);
        let failed = PageText { n_failed: 1, ..PageText::default() };
        assert!(failed.confidence().is_some_and(is_low));
    }

    #[test]
    fn languages_are_named_in_any_order_and_an_unknown_one_is_none() {
        assert_eq!(Languages::default().names(), "ces");
        assert_eq!(Languages::named("deu+ces").map(Languages::names).as_deref(), Some("ces+deu"));
        for wrong in ["", "ces+", "xxx", "ces+xxx", "ces;rm"] {
            assert_eq!(Languages::named(wrong), None, "{wrong}");
        }
    }
}
