//! Randomness that is handed in, so that a simulation can be repeated from its seed.

/// A source of random bytes.
pub trait Randomness: Send {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);

    /// Returns sixteen random bytes, enough for an id.
    fn sixteen(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes
    }
}
