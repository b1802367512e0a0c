//! What several tests need: seeded chance, clocks, an office to begin with, a way to the centre, a faulty disk.
//!
//! Invariant: nothing here reads a real clock, sleeps, or draws from the machine's randomness, so that a test
//! does the same each time. Not here: what is checked; that stands with each test.

mod chance;
mod clock;
mod desk;
pub mod disk;
mod escl;
mod letter;
mod letters;
mod office;
mod wire;

pub use chance::{Dice, SeededRandomness};
pub use clock::SkewedClock;
pub use desk::{Enrolment, PASSWORD, enrol_desk};
pub use disk::Disk;
pub use escl::{DeviceAnswer, EsclDevice, EsclServer, Faults, Location};
pub use letter::{DocumentBuilder, letter, own_document, party};
pub use letters::fill_office;
pub use office::{Post, add_person, desk_line, found, open_unit, tell};
pub use wire::{Carrier, Sealed, read_reply, seal};
