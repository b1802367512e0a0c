//! The JID: unique for ever, issued at once by any desk, readable as a barcode.

use serde::{Deserialize, Serialize};
use values::Randomness;

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The unique identifier of an entity (jednoznačný identifikátor, decree 259/2012 § 7).
///
/// `HLUC` `00A` `0007` `K3X` `5`: the tenant's prefix, the seat's part, the seat's counter, three random
/// characters and a check. The seat's part keeps two desks apart that have not heard of each other; the random
/// characters keep a copied desk's numbers apart from the original's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Jid(String);

/// The part of a JID that belongs to one seat, given out by the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeatPart(String);

impl SeatPart {
    /// The part of the centre itself, which issues a JID only when it relabels.
    pub const CENTRE: u32 = 0;

    /// Returns the part with this number, or `None` past the last one (32 767).
    pub fn numbered(number: u32) -> Option<Self> {
        (number < 32 * 32 * 32).then(|| Self(base_32(u64::from(number), 3)))
    }

    /// Returns the three characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Jid {
    /// Issues the JID for the seat's `counter`.
    pub fn issue(prefix: &str, part: &SeatPart, counter: u64, randomness: &mut dyn Randomness) -> Self {
        let mut random = [0; 3];
        randomness.fill(&mut random);
        let random: String = random.iter().map(|it| char::from(ALPHABET[usize::from(it % 32)])).collect();
        Self::with_check(format!("{prefix}{}{}{random}", part.0, base_32(counter, 4)))
    }

    /// Returns the JID a repeated one is replaced by; always the same for the same document or file.
    pub fn relabelled(prefix: &str, id: uuid::Uuid) -> Self {
        let part = SeatPart::numbered(SeatPart::CENTRE).expect("the centre's part is the first");
        // 60 random bits of the id, which begins with its time: two relabelled documents of one tenant do not meet.
        let number = (id.as_u128() as u64) & ((1 << 60) - 1);
        Self::with_check(format!("{prefix}{}{}", part.0, base_32(number, 12)))
    }

    /// Returns whether `prefix` may begin a JID: three to five ASCII capitals or digits.
    pub fn is_prefix(prefix: &str) -> bool {
        (3..=5).contains(&prefix.len()) && prefix.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
    }

    /// Reads a JID from a barcode or as typed; spaces, hyphens and case do not matter.
    pub fn read(typed: &str) -> Option<Self> {
        let text: String =
            typed.chars().filter(|it| !it.is_whitespace() && *it != '-').map(|it| it.to_ascii_uppercase()).collect();
        Self::try_from(text).ok()
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn with_check(mut text: String) -> Self {
        text.push(check_character(&text).expect("prefix, part, counter and random characters are all in the alphabet"));
        Self(text)
    }
}

impl std::fmt::Display for Jid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Jid> for String {
    fn from(jid: Jid) -> Self {
        jid.0
    }
}

impl TryFrom<String> for Jid {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if !(12..=50).contains(&text.len()) || !text.is_ascii() {
            return Err("a JID has 12 to 50 letters and digits");
        }
        let (body, check) = text.split_at(text.len() - 1);
        if check_character(body).map(String::from).as_deref() == Some(check) {
            Ok(Self(text))
        } else {
            Err("the check character of the JID does not fit")
        }
    }
}

fn base_32(mut number: u64, min_chars: usize) -> String {
    let mut chars = Vec::new();
    while number > 0 || chars.len() < min_chars {
        chars.push(ALPHABET[(number % 32) as usize]);
        number /= 32;
    }
    chars.iter().rev().map(|it| char::from(*it)).collect()
}

/// The check of ISO 7064 MOD 37,36: finds every single wrong character and every swap of two neighbours.
fn check_character(body: &str) -> Option<char> {
    let mut product = 36_u32;
    for it in body.chars() {
        let value = it.to_digit(36).filter(|_| !it.is_ascii_lowercase())?;
        let sum = (product + value) % 36;
        product = if sum == 0 { 36 } else { sum } * 2 % 37;
    }
    let value = (37 - product) % 36;
    char::from_digit(value, 36).map(|it| it.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Fixed(u8);
    impl Randomness for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn jid(part: u32, counter: u64, random: u8) -> Jid {
        Jid::issue("HLUC", &SeatPart::numbered(part).unwrap(), counter, &mut Fixed(random))
    }

    #[test]
    fn a_jid_is_prefix_part_counter_random_and_check() {
        assert_eq!(jid(10, 7, 3).as_str(), "HLUC00A00073333");
    }

    #[test]
    fn a_jid_is_read_as_typed() {
        let it = jid(10, 7, 3);
        assert_eq!(Jid::read(" hluc-00a 0007 3333"), Some(it));
        assert_eq!(Jid::read("HLUC00A0007333"), None);
        assert_eq!(Jid::read(""), None);
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(part in 0u32..32_768, counter in 0u64..2_000_000, random: u8, at in 0usize..15, other in 0usize..32) {
            let it = jid(part, counter, random);
            let mut bytes = it.as_str().as_bytes().to_vec();
            prop_assume!(bytes[at] != ALPHABET[other]);
            bytes[at] = ALPHABET[other];
            prop_assert!(Jid::try_from(String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn two_seats_never_issue_the_same(a in 0u32..32_768, b in 0u32..32_768, m in 0u64..1_048_576, n in 0u64..1_048_576) {
            prop_assume!(a != b);
            prop_assert_ne!(jid(a, m, 1), jid(b, n, 1));
        }
    }
}
