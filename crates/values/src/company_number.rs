//! IČO, the number of a company or an office, with its check digit.

use serde::{Deserialize, Serialize};

/// A company number (IČO): eight digits, the last a check over the first seven.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CompanyNumber(String);

impl CompanyNumber {
    /// Reads a company number as typed: spaces are passed over, leading zeros may be missing.
    ///
    /// Returns `None` when it has other characters, too many digits, or a wrong check digit.
    pub fn read(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
        if digits.is_empty() || digits.len() > 8 || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let padded = format!("{digits:0>8}");
        let values: Vec<u32> = padded.bytes().map(|it| u32::from(it - b'0')).collect();
        let sum: u32 = values[..7].iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = (11 - sum % 11) % 10;
        (check == values[7] && sum > 0).then_some(Self(padded))
    }

    /// Returns the eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::CompanyNumber;

    #[test]
    fn the_check_digit_decides() {
        for (typed, read) in [
            ("00300063", Some("00300063")),
            ("300063", Some("00300063")),
            ("9999 9994", Some("99999994")),
            ("00300064", None),
            ("0", None),
            ("123456789", None),
            ("12a45678", None),
            ("", None),
        ] {
            assert_eq!(CompanyNumber::read(typed).as_ref().map(CompanyNumber::as_str), read, "{typed}");
        }
    }
}
