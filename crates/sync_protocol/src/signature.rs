//! Who speaks: the seat's key signs every request.

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use values::{SeatId, Sha256};

/// A seat's secret key; never leaves its encrypted database.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

/// A seat's public key, 32 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl SecretKey {
    /// Makes a key from 32 random bytes.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&bytes))
    }

    /// Returns the bytes it was made from.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Returns its public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }
}

impl PublicKey {
    /// Reads 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes.try_into().ok()?).ok().map(Self)
    }

    /// Returns the 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}

/// The header that says who speaks: `seat=… branch=… signature=…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The seat.
    pub seat: SeatId,
    /// Its branch.
    pub branch: u32,
    signature: [u8; 64],
}

/// Signs a request for `name` with `body`.
///
/// TLS keeps requests fresh; what could be sent again by somebody who broke it is idempotent anyway.
pub fn sign(secret: &SecretKey, seat: SeatId, branch: u32, name: &str, body: &[u8]) -> Caller {
    let signature = secret.0.sign(&signed_text(seat, branch, name, body)).to_bytes();
    Caller { seat, branch, signature }
}

impl Caller {
    /// Returns whether `key` signed this request.
    pub fn is_signed_by(&self, key: &PublicKey, name: &str, body: &[u8]) -> bool {
        let text = signed_text(self.seat, self.branch, name, body);
        key.0.verify(&text, &Signature::from_bytes(&self.signature)).is_ok()
    }
}

fn signed_text(seat: SeatId, branch: u32, name: &str, body: &[u8]) -> Vec<u8> {
    format!("tajemnik 1 {name} {seat} {branch} {}", Sha256::of(body)).into_bytes()
}

impl std::fmt::Display for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "seat={} branch={} signature=", self.seat, self.branch)?;
        self.signature.iter().try_for_each(|it| write!(f, "{it:02x}"))
    }
}

impl std::str::FromStr for Caller {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split(' ');
        let mut part = |name: &str| parts.next().and_then(|it| it.strip_prefix(name)).ok_or("a part is missing");
        let seat = part("seat=")?.parse().map_err(|_| "not a seat's id")?;
        let branch = part("branch=")?.parse().map_err(|_| "not a branch")?;
        let hex = part("signature=")?;
        if hex.len() != 128 || !hex.is_ascii() {
            return Err("a signature has 128 digits");
        }
        let mut signature = [0; 64];
        for (at, byte) in signature.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).map_err(|_| "not hexadecimal")?;
        }
        Ok(Self { seat, branch, signature })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_request_alone() {
        let secret = SecretKey::from_random([7; 32]);
        let seat = SeatId(uuid::Uuid::from_u128(1));
        let caller: Caller = sign(&secret, seat, 0, "push", b"body").to_string().parse().unwrap();
        let key = secret.public();
        assert!(caller.is_signed_by(&key, "push", b"body"));
        assert!(!caller.is_signed_by(&key, "pull", b"body"));
        assert!(!caller.is_signed_by(&key, "push", b"bod"));
        assert!(!caller.is_signed_by(&SecretKey::from_random([8; 32]).public(), "push", b"body"));
        assert!(!Caller { branch: 1, ..caller }.is_signed_by(&key, "push", b"body"));
    }
}
