//! Drives the real program as a person would: real windows under a display, real keys, a real centre.
//!
//! What is checked is read from the screen. `cargo xtask demo --headless` plays the story with it, and puts
//! every screen, in every look, before axe-core.

mod bus;
mod centre;
mod demo;
mod desk;
mod keys;
mod network;
mod places;
mod report;
mod seed;
mod story;
mod window;

pub use bus::Bus;
pub use centre::Centre;
pub use demo::demo;
pub use desk::{Desk, Letter};
pub use keys::{Chord, Key};
pub use network::Line;
pub use places::Places;
pub use report::Report;
pub use seed::{PASSWORD, seed};
pub use story::play;
pub use window::{Opening, Window};

/// Waits until `check` gives something, looking again and again; gives up after a generous while.
///
/// # Panics
/// When it gives up: what was waited for did not come.
#[track_caller]
pub fn wait_for<T>(what: &str, mut check: impl FnMut() -> Option<T>) -> T {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(45);
    loop {
        if let Some(it) = check() {
            return it;
        }
        assert!(std::time::Instant::now() < until, "waited in vain for {what}");
        std::thread::park_timeout(std::time::Duration::from_millis(40));
    }
}
