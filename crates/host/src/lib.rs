//! What only a running process has: the machine's clock, its randomness, its printers.
//!
//! Everything below takes them as [`Clock`], [`Randomness`] and [`Printers`]; tests hand in their own.

mod printers;

pub use printers::{Printers, SystemPrinters};

use values::{Clock, Instant, Randomness};

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// The randomness of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system has randomness: without it nothing here is safe to do");
    }
}
