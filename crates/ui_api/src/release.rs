//! The release that goes on at a desk: how far it is, as the window hears of it, and how a person ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actions::Releasing;
use values::{BatchId, Code, Problem};

use crate::workstation::Tell;

/// How often the window is told how far it is.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// The release of a desk; one at a time.
#[derive(Clone, Default)]
pub(crate) struct Release(Arc<Mutex<Option<Current>>>);

/// Each release has a way to stop of its own.
struct Current {
    batch: BatchId,
    far: Releasing,
    is_stopped: bool,
    told_at: Option<Instant>,
}

/// A release under way. However it ends, it is over.
pub(crate) struct UnderWay {
    release: Release,
    is_closed: Arc<AtomicBool>,
    tell: Tell,
}

impl Release {
    /// Begins one; `is_closed` says that the desk was closed, which ends it.
    ///
    /// # Errors
    /// `release_goes_on` while there is another.
    pub(crate) fn begin(&self, batch: BatchId, is_closed: Arc<AtomicBool>, tell: &Tell) -> Result<UnderWay, Problem> {
        let mut now = self.now();
        if now.is_some() {
            return Err(Problem::refused(Code::ReleaseGoesOn));
        }
        let far = Releasing { is_writing: false, n_done: 0, n_pages: 0 };
        *now = Some(Current { batch, far, is_stopped: false, told_at: None });
        Ok(UnderWay { release: self.clone(), is_closed, tell: tell.clone() })
    }

    /// Returns how far that of a batch is, of no pages while it has not said so; none while it is not released.
    pub(crate) fn of(&self, batch: BatchId) -> Option<Releasing> {
        self.now().as_ref().filter(|it| it.batch == batch).map(|it| it.far)
    }

    /// Ends that of a batch behind the pages in hand; returns whether there is one.
    pub(crate) fn stop(&self, batch: BatchId) -> bool {
        let mut now = self.now();
        let of_batch = now.as_mut().filter(|it| it.batch == batch);
        of_batch.map(|it| it.is_stopped = true).is_some()
    }

    fn now(&self) -> MutexGuard<'_, Option<Current>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay {
    /// Says how far it is, not more often than it can be looked at; returns whether it goes on.
    pub(crate) fn say(&self, far: Releasing) -> bool {
        let mut now = self.release.now();
        let Some(current) = now.as_mut() else { return false };
        // Pages worked on side by side are not told of in the order of their counts.
        if far.is_writing != current.far.is_writing || far.n_done > current.far.n_done {
            current.far = far;
        }
        let goes_on = !current.is_stopped && !self.is_closed.load(Ordering::SeqCst);
        let is_time = current.told_at.is_none_or(|it| it.elapsed() >= TELL_EVERY);
        if is_time {
            current.told_at = Some(Instant::now());
        }
        drop(now);
        if is_time {
            (self.tell)(&["batches"]);
        }
        goes_on
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        *self.release.now() = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(release: &Release, batch: BatchId, is_closed: &Arc<AtomicBool>) -> Result<UnderWay, Problem> {
        release.begin(batch, is_closed.clone(), &(Arc::new(|_: &[&str]| {}) as Tell))
    }

    #[test]
    fn a_release_is_said_and_stopped_by_its_batch_until_it_is_over() {
        let (release, is_closed) = (Release::default(), Arc::new(AtomicBool::new(false)));
        let [this, other] = ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"]
            .map(|it| it.parse::<BatchId>().expect("an id"));
        assert!(!release.stop(this), "there is none");
        let under_way = begun(&release, this, &is_closed).expect("there is none");
        let far = |n_done| Releasing { is_writing: false, n_done, n_pages: 3 };
        assert!(under_way.say(far(2)) && under_way.say(far(1)));
        assert_eq!((release.of(this), release.of(other)), (Some(far(2)), None), "it never goes back");
        assert!(!release.stop(other) && under_way.say(far(2)), "a stop is of one batch");
        let second = begun(&release, other, &is_closed).map(|_| ()).map_err(|it| it.code());
        assert_eq!(second, Err(Code::ReleaseGoesOn));
        assert!(release.stop(this) && !under_way.say(far(3)));
        drop(under_way);
        assert_eq!(release.of(this), None);
        let under_way = begun(&release, this, &is_closed).expect("the one before is over");
        assert!(under_way.say(far(1)), "the stop was of the one before");
        is_closed.store(true, Ordering::SeqCst);
        assert!(!under_way.say(far(2)), "a closed desk attaches nothing");
    }
}
