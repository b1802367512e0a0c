//! The background of the station: what is scanned now, or a folder that is watched, and what is read of it.

use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use capture::Profile;
use page_helper::Helper;
use scanners::{PageSource, Patience, RealTime, WatchedFolder};
use store::Desk;
use values::{BatchId, Code, PageId, Problem, Refusal};

use crate::problem::to_ui;
use crate::release::{Release, UnderWay};
use crate::types::{BatchRow, ScanState};
use crate::workstation::Tell;

/// How often is looked whether the pile before is read.
const LOOK_FOR_TURN_EVERY: Duration = Duration::from_millis(100);
/// How often whoever waits for a device hears that it is stopped.
const HEAR_EVERY: Duration = Duration::from_millis(100);
/// At how many further looks a file of a watched folder must be the same: there are devices that write it page by page.
pub(crate) const QUIET_LOOKS: u32 = 4;
/// How often a watched folder is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often the window is told that pages came: a page is seen well within the third of a second.
const TELL_EVERY: Duration = Duration::from_millis(50);
/// More problems say nothing more.
const MAX_PROBLEMS: usize = 50;

/// What the station of an open desk remembers.
#[derive(Default)]
pub(crate) struct Station {
    /// The scan that goes on, or the last one.
    scan: Mutex<Option<Current>>,
    /// Set for good when the desk is closed: nothing is scanned or read at it any more.
    is_closed: Arc<AtomicBool>,
    reading: ReadingTurn,
    /// The release that goes on.
    pub(crate) release: Release,
    /// The rows of batches in the bin: they do not change there, and their journals are long. Each with when it was put there.
    in_bin: Mutex<HashMap<BatchId, (values::Instant, BatchRow)>>,
}

/// What is read at a desk: one pile after another, so that together they take no more cores than one does.
#[derive(Clone, Default)]
struct ReadingTurn {
    /// Held by the pile that is read.
    turn: Arc<Mutex<()>>,
    /// Whether it is held: what only asks must not take it.
    is_taken: Arc<AtomicBool>,
    /// How often it was stopped: whatever waited or was read until then is not read on.
    n_stops: Arc<AtomicUsize>,
}

/// Each scan has a state and a way to stop of its own.
#[derive(Clone)]
struct Current {
    state: Arc<Mutex<ScanState>>,
    signal: Signal,
}

/// What passes between a person and a source that waits for its device.
#[derive(Clone, Default)]
pub(crate) struct Signal {
    is_stopped: Arc<AtomicBool>,
    is_waiting: Arc<AtomicBool>,
}

/// Waits for a device by the clock, until a person stops the scan; the window hears of it.
pub(crate) struct Stoppable {
    pub(crate) signal: Signal,
    pub(crate) tell: Tell,
}

impl Patience for Stoppable {
    fn wait(&mut self, time: Duration) -> ControlFlow<()> {
        if !self.signal.is_waiting.swap(true, Ordering::SeqCst) {
            (self.tell)(&["batches"]);
        }
        let until = Instant::now() + time;
        while self.is_wanted() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return ControlFlow::Continue(());
            }
            RealTime::pause(left.min(HEAR_EVERY));
        }
        ControlFlow::Break(())
    }

    fn is_wanted(&self) -> bool {
        !self.signal.is_stopped.load(Ordering::SeqCst)
    }

    fn end(&mut self) {
        if self.signal.is_waiting.swap(false, Ordering::SeqCst) {
            (self.tell)(&["batches"]);
        }
    }
}

impl Station {
    /// Stops what is scanned behind the page that comes now; where nothing is scanned, everything that is read behind the pages that are
    /// read now.
    pub(crate) fn stop(&self) {
        match lock(&self.scan).as_ref() {
            Some(it) if lock(&it.state).is_running => it.signal.is_stopped.store(true, Ordering::SeqCst),
            _ => drop(self.reading.n_stops.fetch_add(1, Ordering::SeqCst)),
        }
    }

    /// The desk is closed: whatever goes on ends with its page, and nothing begins.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        // Also where a device is waited for.
        if let Some(it) = lock(&self.scan).as_ref() {
            it.signal.is_stopped.store(true, Ordering::SeqCst);
        }
    }

    /// Begins a release; it is over when what is returned is dropped.
    ///
    /// # Errors
    /// While another goes on.
    pub(crate) fn begin_release(&self, batch: BatchId, tell: &Tell) -> Result<UnderWay, Problem> {
        self.release.begin(batch, self.is_closed.clone(), tell)
    }

    /// The scan that goes on, or the last one; it says also that a pile before it is still read.
    pub(crate) fn state(&self) -> Option<ScanState> {
        let mut state = lock(&self.scan).as_ref().map(|it| {
            let is_waiting = it.signal.is_waiting.load(Ordering::SeqCst);
            let state = lock(&it.state).clone();
            ScanState { is_waiting: is_waiting && state.is_running, ..state }
        })?;
        if !state.is_reading && self.reading.is_taken.load(Ordering::SeqCst) {
            // How far that one is, is not known here.
            (state.is_reading, state.n_read, state.n_to_read) = (true, 0, 0);
        }
        Some(state)
    }

    /// Returns the row of a batch that lies in the bin since then, made only where it is not known.
    pub(crate) fn row_in_bin(
        &self,
        batch: BatchId,
        since: values::Instant,
        make: impl FnOnce() -> Result<BatchRow, Problem>,
    ) -> Result<BatchRow, Problem> {
        let known = lock(&self.in_bin).get(&batch).filter(|it| it.0 == since).map(|it| it.1.clone());
        if let Some(row) = known {
            return Ok(row);
        }
        let row = make()?;
        lock(&self.in_bin).insert(batch, (since, row.clone()));
        Ok(row)
    }

    /// Refuses while a scan goes on.
    pub(crate) fn refuse_second(&self) -> Result<(), Problem> {
        refuse_running(self.state())
    }

    /// Refuses while pages come into this batch: released, it would take no more of them.
    pub(crate) fn refuse_scanned(&self, batch: BatchId) -> Result<(), Problem> {
        refuse_running(self.state().filter(|it| it.batch == batch.to_string()))
    }

    /// Begins a scan in the background, unless one goes on; then what is written on its pages is recognised.
    pub(crate) fn begin(&self, scan: Scan, name: &str, signal: Signal, tell: &Tell) -> Result<(), Problem> {
        let state = Arc::new(Mutex::new(scan.first_state(name)));
        let mut slot = lock(&self.scan);
        if self.is_closed.load(Ordering::SeqCst) {
            return Err(Problem::refused(Code::Locked));
        }
        refuse_running(slot.as_ref().map(|it| lock(&it.state).clone()))?;
        *slot = Some(Current { state: state.clone(), signal: signal.clone() });
        drop(slot);
        let going = Going {
            state,
            is_stopped: signal.is_stopped,
            is_closed: self.is_closed.clone(),
            n_stops: self.reading.n_stops.load(Ordering::SeqCst),
            reading: self.reading.clone(),
            told_at: Mutex::new(None),
            tell: tell.clone(),
        };
        let spawned = std::thread::Builder::new().name("scan".to_owned()).spawn(move || scan.run(&going));
        spawned.map(|_| ()).map_err(|why| Problem::Broken(format!("a thread for the scan: {why}")))
    }
}

fn refuse_running(state: Option<ScanState>) -> Result<(), Problem> {
    match state.filter(|it| it.is_running) {
        Some(it) => Err(Refusal::new(Code::ScanGoesOn).with("name", &it.source).into()),
        None => Ok(()),
    }
}

/// A scan in the background, as the window hears of it. However it ends, it is over.
struct Going {
    state: Arc<Mutex<ScanState>>,
    is_stopped: Arc<AtomicBool>,
    is_closed: Arc<AtomicBool>,
    reading: ReadingTurn,
    /// How often reading was stopped before this scan.
    n_stops: usize,
    told_at: Mutex<Option<Instant>>,
    tell: Tell,
}

impl Going {
    fn goes_on(&self) -> bool {
        !self.is_stopped.load(Ordering::SeqCst) && !self.is_closed.load(Ordering::SeqCst)
    }

    fn flow(&self) -> ControlFlow<()> {
        if self.goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Changes what the window may see, and tells it; not more often than it can be looked at.
    fn say(&self, change: impl Fn(&mut ScanState)) {
        change(&mut lock(&self.state));
        let mut told_at = lock(&self.told_at);
        if told_at.is_none_or(|it| it.elapsed() >= TELL_EVERY) {
            *told_at = Some(Instant::now());
            (self.tell)(&["batches"]);
        }
    }

    fn say_problems(&self, problems: &[Problem]) {
        let mut is_new = false;
        let known = &mut lock(&self.state).problems;
        for problem in problems.iter().cloned().map(to_ui) {
            // Said once, it does not hide what comes behind it.
            if known.len() < MAX_PROBLEMS && !known.contains(&problem) {
                known.push(problem);
                is_new = true;
            }
        }
        if is_new {
            (self.tell)(&["batches"]);
        }
    }

    /// Recognises what is written on the pages of a batch once those before it are read, as long as nobody stops it. That the feeder was
    /// stopped says nothing of it: what came is read all the same.
    fn read(&self, desk: &Desk, helper: &Helper, batch: BatchId) {
        let is_wanted =
            || self.reading.n_stops.load(Ordering::SeqCst) == self.n_stops && !self.is_closed.load(Ordering::SeqCst);
        while is_wanted() && !self.read_in_turn(desk, helper, batch, &is_wanted) {
            RealTime::pause(LOOK_FOR_TURN_EVERY);
        }
    }

    /// As [`Self::read`], but not while another pile is read: returns whether it was its turn.
    fn read_in_turn(
        &self,
        desk: &Desk,
        helper: &Helper,
        batch: BatchId,
        is_wanted: &(dyn Fn() -> bool + Sync),
    ) -> bool {
        let _turn = match self.reading.turn.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        self.reading.is_taken.store(true, Ordering::SeqCst);
        let read = actions::recognise_batch(desk, helper, batch, actions::spare_cores(), &|reading| {
            self.say(|it| (it.n_read, it.n_to_read) = (count(reading.n_read), count(reading.n_pages)));
            is_wanted()
        });
        self.reading.is_taken.store(false, Ordering::SeqCst);
        self.say_problems(read.map_or_else(Some, |it| it.problem()).as_slice());
        (self.tell)(&["batches"]);
        true
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        let mut state = lock(&self.state);
        (state.is_running, state.is_reading) = (false, false);
        drop(state);
        (self.tell)(&["batches"]);
    }
}

/// A scan as it is asked of the background.
pub(crate) struct Scan {
    pub(crate) desk: Arc<Desk>,
    pub(crate) helper: Helper,
    pub(crate) from: ScanFrom,
}

/// Where its pages come from.
pub(crate) enum ScanFrom {
    /// A device, or chosen files: into one batch.
    Source { batch: BatchId, source: Box<dyn PageSource + Send>, replaces: Option<PageId> },
    /// A folder devices scan into: each file into a batch of its own, until it is stopped.
    Folder { folder: WatchedFolder, profile: Profile },
}

impl Scan {
    fn first_state(&self, name: &str) -> ScanState {
        let batch = match &self.from {
            ScanFrom::Source { batch, .. } => batch.to_string(),
            ScanFrom::Folder { .. } => String::new(),
        };
        ScanState {
            is_folder: batch.is_empty(),
            batch,
            source: name.to_owned(),
            n_pages: 0,
            is_running: true,
            is_waiting: false,
            is_reading: false,
            n_read: 0,
            n_to_read: 0,
            problems: Vec::new(),
        }
    }

    fn run(self, going: &Going) {
        let Self { desk, helper, from } = self;
        match from {
            ScanFrom::Source { batch, mut source, replaces } => {
                let problems =
                    take(&desk, &helper, batch, source.as_mut(), replaces, going).unwrap_or_else(|it| vec![it]);
                going.say_problems(&problems);
                going.say(|it| (it.is_running, it.is_reading) = (false, true));
                (going.tell)(&["batches"]);
                going.read(&desk, &helper, batch);
            }
            ScanFrom::Folder { folder, profile } => watch(&desk, &helper, folder, &profile, going),
        }
    }
}

fn take(
    desk: &Desk,
    helper: &Helper,
    batch: BatchId,
    source: &mut dyn PageSource,
    replaces: Option<PageId>,
    going: &Going,
) -> Result<Vec<Problem>, Problem> {
    let jobs = actions::spare_cores();
    let told = &mut |n| {
        going.say(|it| it.n_pages = count(n));
        going.flow()
    };
    let taken = match replaces {
        Some(page) => actions::take_in_place(desk, helper, batch, source, page, jobs, told),
        None => actions::take_pages(desk, helper, batch, source, jobs, told),
    };
    Ok(taken?.problems)
}

/// Looks at the folder again and again: a file that is the same at [`QUIET_LOOKS`] more is whole. What came is read before the next look, or at a later
/// one where another pile is being read. A look that fails is said once and tried again: a folder of the network is gone and comes back.
fn watch(desk: &Desk, helper: &Helper, mut folder: WatchedFolder, profile: &Profile, going: &Going) {
    let (mut n, mut failed, mut unread) = (0, None, VecDeque::new());
    while going.goes_on() {
        let taken =
            actions::take_folder(desk, helper, profile, &mut folder, actions::spare_cores(), &mut |batch, of_it| {
                going.say(|it| (it.batch, it.n_pages) = (batch.to_string(), count(n + of_it)));
                going.flow()
            });
        match taken {
            Ok(taken) => {
                failed = None;
                for (batch, it) in taken.batches {
                    n += it.n_pages;
                    going.say_problems(&it.problems);
                    unread.push_back(batch);
                }
                going.say_problems(&taken.problems);
            }
            Err(problem) => {
                if failed != Some(problem.code()) {
                    failed = Some(problem.code());
                    going.say_problems(&[problem]);
                }
            }
        }
        while going.goes_on()
            && let Some(batch) = unread.front()
            && going.read_in_turn(desk, helper, *batch, &|| going.goes_on())
        {
            unread.pop_front();
        }
        RealTime::pause(LOOK_EVERY);
    }
}

pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A station whose last scan stands so.
    fn station(is_running: bool) -> Station {
        let state = ScanState {
            is_folder: false,
            batch: String::new(),
            source: "Podatelna".to_owned(),
            n_pages: 3,
            is_running,
            is_waiting: false,
            is_reading: false,
            n_read: 0,
            n_to_read: 0,
            problems: Vec::new(),
        };
        let scan = Current { state: Arc::new(Mutex::new(state)), signal: Signal::default() };
        Station { scan: Mutex::new(Some(scan)), ..Station::default() }
    }

    #[test]
    fn stopping_means_the_feeder_first_and_then_everything_that_is_read() {
        let n_stops = |it: &Station| it.reading.n_stops.load(Ordering::SeqCst);
        let scans = station(true);
        scans.stop();
        let is_stopped = lock(&scans.scan).as_ref().is_some_and(|it| it.signal.is_stopped.load(Ordering::SeqCst));
        assert_eq!((is_stopped, n_stops(&scans)), (true, 0), "what came before is read on");
        let reads = station(false);
        reads.stop();
        assert_eq!(n_stops(&reads), 1);
    }

    #[test]
    fn a_batch_into_which_pages_come_is_not_released_and_another_is() {
        let [this, other] = ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"]
            .map(|it| it.parse::<BatchId>().expect("an id"));
        let (scans, done) = (station(true), station(false));
        for it in [&scans, &done] {
            lock(&lock(&it.scan).as_ref().expect("there is one").state).batch = this.to_string();
        }
        assert_eq!(scans.refuse_scanned(this).map_err(|it| it.code()), Err(Code::ScanGoesOn));
        assert!(scans.refuse_scanned(other).is_ok() && done.refuse_scanned(this).is_ok());
    }

    #[test]
    fn a_pile_that_is_read_is_said_whichever_was_scanned_last() {
        let station = station(true);
        let is_reading = |it: &Station| it.state().is_some_and(|it| it.is_reading);
        assert!(!is_reading(&station));
        station.reading.is_taken.store(true, Ordering::SeqCst);
        assert!(is_reading(&station), "it can be stopped");
        station.reading.is_taken.store(false, Ordering::SeqCst);
        assert!(!is_reading(&station));
    }

    #[test]
    fn a_device_is_waited_for_no_longer_than_somebody_wants_it_and_the_window_hears_of_it() {
        let station = station(true);
        let signal = lock(&station.scan).as_ref().map(|it| it.signal.clone()).expect("one goes on");
        let n_told = Arc::new(AtomicUsize::new(0));
        let told = n_told.clone();
        let tell: Tell = Arc::new(move |_: &[&str]| {
            told.fetch_add(1, Ordering::SeqCst);
        });
        let mut patience = Stoppable { signal, tell };
        let is_waiting = |it: &Station| it.state().is_some_and(|it| it.is_waiting);
        assert!(patience.wait(Duration::ZERO).is_continue());
        assert!(patience.wait(Duration::ZERO).is_continue());
        assert_eq!((is_waiting(&station), n_told.load(Ordering::SeqCst)), (true, 1));
        patience.end();
        patience.end();
        assert_eq!((is_waiting(&station), n_told.load(Ordering::SeqCst)), (false, 2));
        assert!(patience.is_wanted());
        station.stop();
        assert!(!patience.is_wanted() && patience.wait(Duration::from_secs(3_600)).is_break(), "at once");
    }

    #[test]
    fn nobody_waits_for_a_device_at_a_desk_that_was_closed() {
        let station = station(true);
        let signal = lock(&station.scan).as_ref().map(|it| it.signal.clone()).expect("one goes on");
        let patience = Stoppable { signal, tell: Arc::new(|_: &[&str]| {}) };
        station.close();
        assert!(!patience.is_wanted());
    }
}
