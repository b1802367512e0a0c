//! A device's clock: the world's, wrong by so much.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;
use values::{Clock, Instant, ManualClock};

/// A clock that goes with the world's, but ahead of it or behind it.
pub struct SkewedClock {
    world: Arc<ManualClock>,
    ahead_s: AtomicI64,
}

impl SkewedClock {
    /// A clock that is right.
    pub fn of(world: &Arc<ManualClock>) -> Self {
        Self { world: world.clone(), ahead_s: AtomicI64::new(0) }
    }

    /// Sets by how many seconds it is ahead; negative: behind.
    pub fn set_ahead_s(&self, ahead_s: i64) {
        self.ahead_s.store(ahead_s, Ordering::Relaxed);
    }
}

impl Clock for SkewedClock {
    fn now(&self) -> Instant {
        self.world.now() + SignedDuration::from_secs(self.ahead_s.load(Ordering::Relaxed))
    }
}
