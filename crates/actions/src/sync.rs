//! Keeps the desk and the centre together in the background.
//!
//! Two threads: one plays rounds, when something was submitted, when the centre has news, or when it is time to
//! try again; the other waits at the centre for news.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use domain::EntityKind;
use store::Desk;
use sync_client::{Counts, HttpTransport, Round, Transport, signer};
use sync_protocol::{Reply, Wait};
use values::{Code, Problem};

use crate::capture::follow_parked;

/// A desk that cannot reach the centre tries again after this long, twice as long each time, at most the second.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LAST_RETRY: Duration = Duration::from_secs(3);
/// Scans that could not be attached to their letters are tried again after this long, twice as long each time, at most the second.
const FIRST_FOLLOWING: Duration = Duration::from_secs(10);
const LAST_FOLLOWING: Duration = Duration::from_secs(600);
/// How often is looked whether another process has written to the desk.
const LOOK: Duration = Duration::from_millis(500);

/// Whether the centre answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Not tried yet.
    #[default]
    Unknown,
    /// It answered last time.
    Online,
    /// It did not.
    Offline,
}

/// How the sync stands.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// Whether the centre answers.
    pub reach: Reach,
    /// What is the matter, when it is more than the network being away.
    pub trouble: Option<Problem>,
    /// Rows taken and to come, while pages are read.
    pub rows: (u64, u64),
}

/// What changed, for whoever shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Entities of these kinds.
    Entities(Vec<EntityKind>),
    /// The outbox, "Needs you" or the status.
    Status,
    /// Another process wrote to the desk.
    Everything,
    /// The desk was revoked; it has handed over what it had and was wiped.
    Wiped,
}

/// Plays a round with the centre and returns what it did.
///
/// Where files have arrived at the centre a second round follows, so that the desk knows it: until then no case file they
/// belong to can be closed.
pub fn sync_once(desk: &Desk, transport: &dyn Transport) -> Result<Counts, Problem> {
    let mut round = Round::default();
    round.play(desk, transport, &mut |_| {})?;
    let mut counts = round.counts;
    if follow_parked(desk, &|| true).n_attached > 0 || counts.files_up > 0 {
        let mut after = Round::default();
        after.play(desk, transport, &mut |_| {})?;
        counts.add(after.counts);
    }
    Ok(counts)
}

/// Whether scans may wait for letters that are here: at the beginning, as the program may have ended between the two; when something came; and
/// where what waited could not be attached, which is tried less and less often.
#[derive(Default)]
struct Following {
    is_done: bool,
    not_before: Option<Instant>,
    wait: Option<Duration>,
}

impl Following {
    fn is_due(&self, now: Instant) -> bool {
        !self.is_done && self.not_before.is_none_or(|it| now >= it)
    }

    /// Whether the time has come to try again what failed; nothing else wakes it.
    fn is_time(&self, now: Instant) -> bool {
        self.not_before.is_some() && self.is_due(now)
    }

    /// What came may be a letter that was waited for: it is tried at once. Where it fails all the same, the next wait is no shorter for it.
    fn something_came(&mut self) {
        (self.is_done, self.not_before) = (false, None);
    }

    /// Notes that it was tried, and whether a scan whose letter is here is left.
    fn note(&mut self, is_left: bool, now: Instant) {
        self.is_done = !is_left;
        self.wait = is_left.then(|| self.wait.map_or(FIRST_FOLLOWING, |it| (it * 2).min(LAST_FOLLOWING)));
        self.not_before = self.wait.map(|it| now + it);
    }
}

struct Shared {
    desk: Arc<Desk>,
    transport: HttpTransport,
    status: Mutex<Status>,
    wanted: Mutex<bool>,
    wake: Condvar,
    is_ended: AtomicBool,
    is_wiped: AtomicBool,
    following: Mutex<Following>,
    tell: Box<dyn Fn(News) + Send + Sync>,
}

/// The background sync of an open desk; it ends when this is dropped.
pub struct SyncWorker {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl SyncWorker {
    /// Begins to sync; `tell` is called from the background.
    pub fn start(desk: Arc<Desk>, tell: Box<dyn Fn(News) + Send + Sync>) -> Result<Self, Problem> {
        let header = desk.folder().header()?;
        let shared = Arc::new(Shared {
            transport: HttpTransport::new(&header.address, &header.pin)?,
            desk,
            status: Mutex::default(),
            wanted: Mutex::new(true),
            wake: Condvar::new(),
            is_ended: AtomicBool::new(false),
            is_wiped: AtomicBool::new(false),
            following: Mutex::default(),
            tell,
        });
        let for_rounds = shared.clone();
        let thread = std::thread::spawn(move || for_rounds.play_rounds());
        let for_news = shared.clone();
        // Waits at the centre for up to half a minute; nobody waits for this thread to end.
        std::thread::spawn(move || for_news.wait_for_news());
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Syncs now: something was submitted, or the clerk asks.
    pub fn poke(&self) {
        self.shared.poke();
    }

    /// Returns whether the desk was revoked and wiped: there is nothing to open any more.
    pub fn is_wiped(&self) -> bool {
        self.shared.is_wiped.load(Ordering::SeqCst)
    }

    /// Returns how it stands.
    pub fn status(&self) -> Status {
        lock(&self.shared.status).clone()
    }
}

impl Drop for SyncWorker {
    fn drop(&mut self) {
        self.shared.is_ended.store(true, Ordering::SeqCst);
        self.shared.poke();
        if let Some(thread) = self.thread.take() {
            // The round in hand ends with its request; a panic there was logged.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn poke(&self) {
        *lock(&self.wanted) = true;
        self.wake.notify_all();
    }

    fn is_ended(&self) -> bool {
        self.is_ended.load(Ordering::SeqCst)
    }

    fn play_rounds(&self) {
        let mut retry = FIRST_RETRY;
        let mut seen_version = self.desk.data_version().unwrap_or_default();
        while !self.is_ended() {
            *lock(&self.wanted) = false;
            let result = self.play_round();
            let is_well = result.is_ok();
            if self.note(result) {
                return;
            }
            let until = Instant::now() + retry;
            retry = if is_well { FIRST_RETRY } else { (retry * 2).min(LAST_RETRY) };
            loop {
                let wanted = lock(&self.wanted);
                let (wanted, _) =
                    self.wake.wait_timeout(wanted, LOOK).unwrap_or_else(std::sync::PoisonError::into_inner);
                let is_wanted = *wanted;
                drop(wanted);
                let version = self.desk.data_version().unwrap_or(seen_version);
                if version != seen_version {
                    seen_version = version;
                    lock(&self.following).something_came();
                    (self.tell)(News::Everything);
                    break;
                }
                let now = Instant::now();
                let is_time = if is_well { lock(&self.following).is_time(now) } else { now >= until };
                if is_wanted || is_time || self.is_ended() {
                    break;
                }
            }
        }
    }

    /// Attaches scans whose letters are here.
    fn follow(&self) {
        if !lock(&self.following).is_due(Instant::now()) {
            return;
        }
        let followed = follow_parked(&self.desk, &|| !self.is_ended());
        lock(&self.following).note(followed.is_left, Instant::now());
        if followed.n_attached > 0 {
            self.poke();
        }
    }

    fn play_round(&self) -> Result<Counts, Problem> {
        let mut round = Round::default();
        let result = round.play(&self.desk, &self.transport, &mut |counts| {
            let mut status = lock(&self.status);
            let was = status.reach;
            status.reach = Reach::Online;
            status.rows = (counts.pulled, counts.rows_ahead);
            drop(status);
            if was != Reach::Online || counts.rows_ahead > 0 {
                (self.tell)(News::Status);
            }
        });
        if !round.counts.changed.is_empty() {
            (self.tell)(News::Entities(round.counts.changed.iter().copied().collect()));
            lock(&self.following).something_came();
        }
        if result.is_ok() {
            self.follow();
        }
        if round.counts.has_answers || round.counts.files_up > 0 {
            (self.tell)(News::Status);
        }
        result.map(|()| round.counts)
    }

    /// Notes how a round ended; returns whether there will be no other.
    fn note(&self, result: Result<Counts, Problem>) -> bool {
        let mut status = lock(&self.status);
        let before = (status.reach, status.trouble.clone());
        match result {
            Ok(_) => {
                status.reach = Reach::Online;
                status.trouble = None;
            }
            Err(problem) if problem.code() == Code::SeatRevoked => {
                drop(status);
                return self.wipe_if_handed_over();
            }
            Err(problem) => {
                tracing::debug!(%problem, "a round ended early");
                let is_away = matches!(problem.code(), Code::CentreUnreachable | Code::AnswerNotUnderstood);
                let is_network = matches!(problem, Problem::Unavailable(_));
                status.reach = if is_network { Reach::Offline } else { Reach::Online };
                status.trouble = (!is_away).then_some(problem);
            }
        }
        let has_changed = before != (status.reach, status.trouble.clone());
        drop(status);
        if has_changed {
            (self.tell)(News::Status);
        }
        false
    }

    /// A revoked desk has pushed its outbox by now (that alone it may); then it forgets everything.
    fn wipe_if_handed_over(&self) -> bool {
        let n_left = self.desk.read(|tx| tx.n_unanswered()).unwrap_or(1);
        if n_left > 0 {
            return false;
        }
        if let Err(problem) = self.desk.folder().wipe() {
            tracing::error!(problem = %Problem::from(problem), "the revoked desk could not be wiped");
        }
        self.is_wiped.store(true, Ordering::SeqCst);
        (self.tell)(News::Wiped);
        true
    }

    fn wait_for_news(&self) {
        while !self.is_ended() {
            let asked = self
                .desk
                .read(|tx| tx.seen_head())
                .map_err(Problem::from)
                .and_then(|head| self.transport.call(&Wait { head }.into(), Some(&signer(&self.desk)?)));
            match asked {
                Ok(Reply::Wait(it)) => {
                    if it.has_news {
                        self.poke();
                        self.pause(Duration::from_millis(50));
                    }
                }
                Err(problem) if problem.code() == Code::SeatRevoked => {
                    self.poke();
                    return;
                }
                // The connection broke or cannot be made: the rounds find out how it stands, and say so.
                _ => {
                    self.poke();
                    self.pause(LOOK);
                }
            }
        }
    }

    fn pause(&self, duration: Duration) {
        std::thread::park_timeout(duration);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scans_that_cannot_follow_their_letters_are_tried_less_and_less_often() {
        let mut following = Following::default();
        let mut now = Instant::now();
        assert!(following.is_due(now) && !following.is_time(now), "the program may have ended before they could");
        let mut wait = FIRST_FOLLOWING;
        for _ in 0..10 {
            following.note(true, now);
            let before = now + wait - Duration::from_millis(1);
            assert_eq!((following.is_due(before), following.is_time(before)), (false, false));
            assert_eq!((following.is_due(now + wait), following.is_time(now + wait)), (true, true));
            now += wait;
            wait = (wait * 2).min(LAST_FOLLOWING);
        }
        assert_eq!(wait, LAST_FOLLOWING);
        following.something_came();
        assert!(following.is_due(now), "it may be the letter");
        following.note(true, now);
        assert!(!following.is_due(now + LAST_FOLLOWING / 2), "it was not, and what fails goes on failing");
        following.note(false, now);
        assert!(!following.is_due(now + LAST_FOLLOWING * 2), "none is left");
        following.something_came();
        following.note(true, now);
        assert!(following.is_due(now + FIRST_FOLLOWING), "that is another one");
    }
}
