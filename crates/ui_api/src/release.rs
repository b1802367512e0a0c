//! The release that goes on at a desk: how far it is, as the window hears of it, and how a person ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actions::Releasing;
use values::BatchId;

use crate::workstation::Tell;

/// How often the window is told how far it is.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// The release of a desk; one at a time is shown.
#[derive(Clone, Default)]
pub(crate) struct Release {
    now: Arc<Mutex<Option<(BatchId, Releasing)>>>,
    is_stopped: Arc<AtomicBool>,
}

/// A release under way. However it ends, it is over.
pub(crate) struct UnderWay {
    release: Release,
    is_closed: Arc<AtomicBool>,
    batch: BatchId,
    told_at: Mutex<Option<Instant>>,
    tell: Tell,
}

impl Release {
    /// Begins one; `is_closed` says that the desk was closed, which ends it.
    pub(crate) fn begin(&self, batch: BatchId, is_closed: Arc<AtomicBool>, tell: &Tell) -> UnderWay {
        self.is_stopped.store(false, Ordering::SeqCst);
        UnderWay { release: self.clone(), is_closed, batch, told_at: Mutex::new(None), tell: tell.clone() }
    }

    /// Returns how far that of a batch is; none while it is not released, or has not said so yet.
    pub(crate) fn of(&self, batch: BatchId) -> Option<Releasing> {
        lock(&self.now).filter(|it| it.0 == batch).map(|it| it.1)
    }

    /// Ends it behind the page it is at.
    pub(crate) fn stop(&self) {
        self.is_stopped.store(true, Ordering::SeqCst);
    }
}

impl UnderWay {
    /// Says how far it is, not more often than it can be looked at; returns whether it goes on.
    pub(crate) fn say(&self, now: Releasing) -> bool {
        *lock(&self.release.now) = Some((self.batch, now));
        let mut told_at = lock(&self.told_at);
        if told_at.is_none_or(|it| it.elapsed() >= TELL_EVERY) {
            *told_at = Some(Instant::now());
            (self.tell)(&["batches"]);
        }
        !self.release.is_stopped.load(Ordering::SeqCst) && !self.is_closed.load(Ordering::SeqCst)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        *lock(&self.release.now) = None;
    }
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_said_of_its_batch_until_it_is_over_and_ends_when_it_is_stopped() {
        let (release, is_closed) = (Release::default(), Arc::new(AtomicBool::new(false)));
        let [this, other] = ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"]
            .map(|it| it.parse::<BatchId>().expect("an id"));
        let under_way = release.begin(this, is_closed.clone(), &(Arc::new(|_: &[&str]| {}) as Tell));
        let now = Releasing { is_writing: false, n_done: 1, n_pages: 3 };
        assert!(under_way.say(now));
        assert_eq!((release.of(this), release.of(other)), (Some(now), None));
        release.stop();
        assert!(!under_way.say(now));
        drop(under_way);
        assert_eq!(release.of(this), None);
        let under_way = release.begin(this, is_closed.clone(), &(Arc::new(|_: &[&str]| {}) as Tell));
        assert!(under_way.say(now), "the stop was of the one before");
        is_closed.store(true, Ordering::SeqCst);
        assert!(!under_way.say(now), "a closed desk attaches nothing");
    }
}
