//! Keys: the database key, what wraps it, and the keys of files.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use values::{Code, Problem, Randomness, Refusal, Sha256};

use crate::Result;
use crate::problem::broken;

/// argon2id with 19 MiB and two passes: about 30 ms on an old laptop, dear for a guesser.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const NONCE_BYTES: usize = 24;

/// The random key of a desk's database; files have keys made from it.
#[derive(Clone)]
pub struct DatabaseKey([u8; 32]);

impl DatabaseKey {
    /// Makes a key.
    pub fn new(randomness: &mut dyn Randomness) -> Self {
        let mut bytes = [0; 32];
        randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads a key that was made before.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the pragma value of a raw key: 64 hexadecimal digits.
    pub(crate) fn pragma(&self) -> String {
        let hex: String = self.0.iter().map(|it| format!("{it:02x}")).collect();
        format!("x'{hex}'")
    }

    /// Returns the key a file is encrypted with.
    pub(crate) fn file_key(&self, sha256: &Sha256) -> [u8; 32] {
        self.derive(b"file", &sha256.0)
    }

    /// Returns the name a file has on the disk: knowing the hash does not tell that the file is here.
    pub(crate) fn file_name(&self, sha256: &Sha256) -> String {
        Sha256(self.derive(b"name", &sha256.0)).to_string()
    }

    /// Returns the key a rescued outbox is encrypted with.
    pub(crate) fn rescue_key(&self) -> [u8; 32] {
        self.derive(b"rescue", b"")
    }

    /// Wraps it under a password.
    pub(crate) fn wrap(&self, password: &str, salt: &[u8], randomness: &mut dyn Randomness) -> Result<Vec<u8>> {
        seal(&password_key(password, salt)?, &self.0, randomness)
    }

    /// Unwraps it; a wrong password is refused.
    pub(crate) fn unwrap(wrapped: &[u8], password: &str, salt: &[u8]) -> Result<Self> {
        let bytes = open(&password_key(password, salt)?, wrapped)
            .ok_or_else(|| Refusal::new(Code::PasswordWrong).at("password"))?;
        bytes.try_into().map(Self).map_err(|_| broken("a wrapped key of another length"))
    }

    fn derive(&self, purpose: &[u8], about: &[u8]) -> [u8; 32] {
        let mut key = [0; 32];
        let info = [b"tajemnik ", purpose, b" ", about].concat();
        Hkdf::<sha2::Sha256>::new(None, &self.0).expand(&info, &mut key).expect("32 bytes are not too many");
        key
    }
}

/// Wraps a database key under a secret that stays on the device, for the centre to keep.
pub fn seal_escrow(key: &DatabaseKey, secret: &[u8; 32], randomness: &mut dyn Randomness) -> Vec<u8> {
    seal(secret, &key.0, randomness).expect("encrypting 32 bytes does not fail")
}

/// Opens what the centre kept.
pub fn open_escrow(escrow: &[u8], secret: &[u8]) -> std::result::Result<DatabaseKey, Problem> {
    let secret: [u8; 32] =
        secret.try_into().map_err(|_| Problem::Broken("an escrow secret of another length".into()))?;
    let bytes = open(&secret, escrow).and_then(|it| it.try_into().ok());
    bytes.map(DatabaseKey).ok_or_else(|| Problem::refused(Code::CodeNotValid))
}

pub(crate) fn seal(key: &[u8; 32], plain: &[u8], randomness: &mut dyn Randomness) -> Result<Vec<u8>> {
    let mut nonce = [0; NONCE_BYTES];
    randomness.fill(&mut nonce);
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher.encrypt(XNonce::from_slice(&nonce), plain).map_err(|_| broken("encryption failed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

pub(crate) fn open(key: &[u8; 32], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES)?;
    XChaCha20Poly1305::new(key.into()).decrypt(XNonce::from_slice(nonce), sealed).ok()
}

fn password_key(password: &str, salt: &[u8]) -> Result<[u8; 32]> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|why| broken(format!("argon2: {why}")))?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut key)
        .map_err(|why| broken(format!("argon2: {why}")))?;
    Ok(key)
}
