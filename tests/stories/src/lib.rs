//! What the stories need: a town whose centre is served, and desks, all as real processes.
//!
//! Invariant: nothing waits for a number of milliseconds. What takes a while is waited for by its condition, and
//! what is killed at a moment is killed at a moment that comes from a seed.

mod clerk;
mod paper;
mod printed;
mod program;
mod shape;
mod small_disk;
mod town;

pub use clerk::Clerk;
pub use paper::{askew, jpeg, page, stained, write_line, written};
pub use printed::{
    CheckedFile, ReadCode, bad_scans, check_archive_file, codes_on, drawn, pictures, read_codes, read_text, words_at,
};
#[cfg(unix)]
pub use program::write_program;
pub use program::{Ran, Running, kill_after, path_of};
pub use shape::{shape, shape_of_text};
pub use small_disk::SmallDisk;
pub use town::Town;

use std::time::{Duration, Instant};

/// Waits until `is_so`; fails when it is not so after a minute.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < until, "waited a minute in vain: {what}");
        std::thread::yield_now();
    }
}
