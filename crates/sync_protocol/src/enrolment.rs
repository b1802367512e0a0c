//! How a device becomes a seat, and how a forgotten password is helped.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use uuid::Uuid;
use values::{PersonId, SeatId, Sha256, TenantId};

/// Letters that are not mistaken for one another when read aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 100 bits of the hash of the centre's CA key.
const PIN_CHARS: usize = 20;
/// 80 bits of a code that is used once.
const CODE_CHARS: usize = 16;
/// 10 bits against mistyping.
const CHECK_CHARS: usize = 2;

/// The line the admin hands over: `address/` and 38 characters.
///
/// They are 20 characters of the centre's CA key, so that no other centre can stand in; 16 of the code; and 2 of
/// check over all of it, so that a slip of the finger is told before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolLine {
    /// Host and port.
    pub address: String,
    /// The first 100 bits of the SHA-256 of the CA's public key, as base 32.
    pub pin: String,
    /// The code.
    pub code: String,
}

impl EnrolLine {
    /// Makes a line.
    pub fn new(address: &str, ca_key: &Sha256, code: &str) -> Self {
        Self { address: address.to_owned(), pin: pin_of(ca_key), code: code.to_owned() }
    }

    /// Returns a code from random bytes.
    pub fn code_from(random: [u8; 16]) -> String {
        random.iter().map(|it| char::from(ALPHABET[usize::from(it % 32)])).collect()
    }

    /// Reads a line as typed or pasted; spaces, line ends, case and `O`, `I`, `L` for `0`, `1`, `1` do not matter.
    pub fn read(typed: &str) -> Option<Self> {
        let text: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
        let (address, rest) = text.rsplit_once('/')?;
        let address = address.strip_prefix("https://").unwrap_or(address).to_ascii_lowercase();
        let rest: String = rest.chars().filter(|it| *it != '-').map(straighten).collect();
        let (host, port) = address.rsplit_once(':')?;
        let is_host = !host.is_empty() && host.bytes().all(|it| it.is_ascii_alphanumeric() || b".-[]:".contains(&it));
        if !is_host || port.parse::<u16>().is_err() || rest.len() != PIN_CHARS + CODE_CHARS + CHECK_CHARS {
            return None;
        }
        let (pin, rest) = rest.split_at(PIN_CHARS);
        let (code, check) = rest.split_at(CODE_CHARS);
        let line = Self { address: address.clone(), pin: pin.to_owned(), code: code.to_owned() };
        (line.check() == check).then_some(line)
    }

    /// Returns whether a CA key is the one the line names.
    pub fn pin_fits(pin: &str, ca_key: &Sha256) -> bool {
        pin_of(ca_key) == pin
    }

    fn check(&self) -> String {
        let hash = Sha256::of(format!("{}/{}{}", self.address, self.pin, self.code).as_bytes());
        base_32(&hash.0, CHECK_CHARS)
    }
}

impl std::fmt::Display for EnrolLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}{}{}", self.address, self.pin, self.code, self.check())
    }
}

fn straighten(it: char) -> char {
    match it.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn pin_of(ca_key: &Sha256) -> String {
    base_32(&ca_key.0, PIN_CHARS)
}

fn base_32(bytes: &[u8], n_chars: usize) -> String {
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    let five = |at: usize| (0..5).fold(0, |value, n| value << 1 | bit(at * 5 + n));
    (0..n_chars).map(|at| char::from(ALPHABET[five(at)])).collect()
}

/// Becomes a seat with a one-time code. Sent again with the same key it gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrol {
    /// The code.
    pub code: String,
    /// The device's public key; it signs every later request.
    pub public_key: ByteBuf,
    /// What the device is called.
    pub device: String,
    /// The database key, wrapped under a secret that stays on the device: neither side alone can open it.
    pub escrow: ByteBuf,
}

/// What a new seat needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The seat.
    pub seat: SeatFacts,
    /// The tenant.
    pub tenant: TenantId,
    /// The tenant's name.
    pub tenant_name: String,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub person_name: String,
    /// What a JID begins with.
    pub jid_prefix: String,
}

/// The seat's own part of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatFacts {
    /// Its id.
    pub seat: SeatId,
    /// Its branch.
    pub branch: u32,
    /// The number of its part in JIDs.
    pub part: u32,
}

/// Asks for the wrapped key with the admin's code. Not signed: the key for that is what cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reset {
    /// Whose.
    pub seat: SeatId,
    /// The code.
    pub code: String,
}

/// The wrapped key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetReply {
    /// As it was put there.
    pub escrow: ByteBuf,
}

/// Asks for a branch of its own after `Forked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fork {
    /// The same wish sent again gets the same branch.
    pub request: Uuid,
}

/// The new branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forked {
    /// The seat with its new branch and part.
    pub seat: SeatFacts,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> EnrolLine {
        EnrolLine::new("127.0.0.1:8443", &Sha256::of(b"a CA"), &EnrolLine::code_from([7; 16]))
    }

    #[test]
    fn a_line_has_at_most_40_characters_besides_its_address() {
        assert!(line().to_string().len() <= "127.0.0.1:8443".len() + 40);
    }

    #[test]
    fn a_line_is_read_as_it_is_pasted_or_typed() {
        let text = line().to_string();
        assert_eq!(EnrolLine::read(&text), Some(line()));
        assert_eq!(EnrolLine::read(&format!(" https://{} \n", text.to_lowercase())), Some(line()));
    }

    #[test]
    fn a_slip_of_the_finger_is_told() {
        let text = line().to_string();
        let mut n_told = 0;
        for at in "127.0.0.1:8443/".len()..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            n_told += usize::from(EnrolLine::read(&String::from_utf8(bytes).unwrap()).is_none());
        }
        assert!(n_told >= 37, "{n_told} of 38");
        for text in ["", "/", "x", "127.0.0.1/ABC", "a:b/00000000000000000000000000000000000000"] {
            assert_eq!(EnrolLine::read(text), None, "{text}");
        }
    }
}
