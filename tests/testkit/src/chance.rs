//! Chance that can be repeated from a seed.

use rand_chacha::ChaCha12Rng;
use rand_core::{RngCore, SeedableRng};
use values::{Randomness, Sha256};

/// A source of ids and keys that gives the same each time for a seed and a name.
pub struct SeededRandomness(ChaCha12Rng);

impl SeededRandomness {
    /// Begins the stream of `name`. Two names never share a stream, however much is drawn from either.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(stream(seed, name))
    }
}

impl Randomness for SeededRandomness {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

/// Makes a test's choices.
pub struct Dice(ChaCha12Rng);

impl Dice {
    /// Begins the stream of `name`.
    pub fn new(seed: u64, name: &str) -> Self {
        Self(stream(seed, name))
    }

    /// Returns a number from 0 up to, and without, `n`; 0 when there is nothing to choose from.
    pub fn below(&mut self, n: usize) -> usize {
        // The slight preference for small numbers does not matter to a test.
        if n == 0 { 0 } else { (self.0.next_u64() % n as u64) as usize }
    }

    /// Says yes so many times out of a hundred.
    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    /// Picks one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

fn stream(seed: u64, name: &str) -> ChaCha12Rng {
    ChaCha12Rng::from_seed(Sha256::of(format!("{seed} {name}").as_bytes()).0)
}
