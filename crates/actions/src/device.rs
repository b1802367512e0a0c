//! The device: who has a desk here, and how one is opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use host::{SystemClock, SystemRandomness};
use store::{Desk, DeskFolder, OpenHow};
use sync_client::{DeviceFacts, HttpTransport};
use sync_protocol::EnrolLine;
use values::{Clock, Code, Problem, Refusal};

/// A device with the desks of one or more people.
#[derive(Clone)]
pub struct Device {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
}

/// A desk as it can be named while it is locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatOnDevice {
    /// Its folder's name.
    pub seat: String,
    /// Whose it is.
    pub person: String,
    /// Of which office.
    pub tenant: String,
}

impl Device {
    /// The device whose data lie in `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), clock: clock_from_environment() }
    }

    /// Returns where its data lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns who has a desk here.
    pub fn seats(&self) -> Result<Vec<SeatOnDevice>, Problem> {
        let seats = DeskFolder::list(&self.folder)?;
        Ok(seats
            .into_iter()
            .map(|(seat, header)| SeatOnDevice { seat, person: header.person_name, tenant: header.tenant_name })
            .collect())
    }

    /// Returns the only desk here, or the one whose person or folder is called `named`.
    pub fn find_seat(&self, named: Option<&str>) -> Result<String, Problem> {
        let seats = self.seats()?;
        let mut fitting = seats.iter().filter(|it| named.is_none_or(|name| it.seat == name || it.person == name));
        match (fitting.next(), fitting.next()) {
            (Some(it), None) => Ok(it.seat.clone()),
            (None, _) => Err(Problem::refused(Code::NoDesk)),
            _ => Err(Problem::refused(Code::SeveralDesks)),
        }
    }

    /// Enrols this device with the admin's line; the first sync is the caller's.
    pub fn enrol(&self, line: &str, password: &str, name: &str) -> Result<Desk, Problem> {
        let line = EnrolLine::read(line).ok_or_else(|| Refusal::new(Code::EnrolLineWrong).at("line"))?;
        let transport = HttpTransport::new(&line.address, &line.pin)?;
        let facts = DeviceFacts { name: name.to_owned(), clock: self.clock.clone(), how: OpenHow::default() };
        sync_client::enrol(&self.folder, &line, password, &transport, &facts, Box::new(SystemRandomness))
    }

    /// Opens a desk. One whose database is damaged has what can be read of its outbox saved beside it first.
    pub fn unlock(&self, seat: &str, password: &str) -> Result<Desk, Problem> {
        let folder = self.seat_folder(seat)?;
        let clock = self.clock.clone();
        let desk = Desk::unlock(folder.clone(), password, clock, Box::new(SystemRandomness), OpenHow::default());
        desk.map_err(|fault| match Problem::from(fault) {
            Problem::Damaged(it) if it.code == Code::DatabaseDamaged => rescued(&folder, password, it),
            other => other,
        })
    }

    /// Returns what was saved from a damaged desk: for each file its path and its commands, a JSON list.
    pub fn rescued(&self, seat: &str, password: &str) -> Result<Vec<(PathBuf, Vec<u8>)>, Problem> {
        Ok(store::rescued(&self.seat_folder(seat)?, password)?)
    }

    /// Sets a new password with the admin's code.
    pub fn reset_password(&self, seat: &str, code: &str, password: &str) -> Result<(), Problem> {
        let folder = self.seat_folder(seat)?;
        let header = folder.header()?;
        let transport = HttpTransport::new(&header.address, &header.pin)?;
        sync_client::reset_password(&folder, code, password, &transport, &mut SystemRandomness)
    }

    fn seat_folder(&self, seat: &str) -> Result<DeskFolder, Problem> {
        // A folder's name, never a path.
        if seat.is_empty() || !seat.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') {
            return Err(Problem::refused(Code::NoDesk));
        }
        Ok(DeskFolder::new(&self.folder.join("seats").join(seat)))
    }
}

/// Saves what waited in a damaged desk, and says how much that was.
pub fn rescued(folder: &DeskFolder, password: &str, damaged: Refusal) -> Problem {
    let saved = store::rescue_with_password(folder, password, &mut SystemRandomness);
    let (n_saved, is_cut) = saved.unwrap_or((0, true));
    let code = if is_cut { Code::DeskDamagedPartly } else { Code::DeskDamaged };
    Problem::Damaged(Refusal { code, ..damaged }.with("saved", n_saved))
}

/// The machine's clock, or, to try what a wrong one does, that clock and `TAJEMNIK_CLOCK_AHEAD_S` seconds.
fn clock_from_environment() -> Arc<dyn Clock> {
    struct Ahead(i64);
    impl Clock for Ahead {
        fn now(&self) -> values::Instant {
            SystemClock.now() + jiff::SignedDuration::from_secs(self.0)
        }
    }
    match std::env::var("TAJEMNIK_CLOCK_AHEAD_S").ok().and_then(|it| it.parse().ok()) {
        Some(seconds) => Arc::new(Ahead(seconds)),
        None => Arc::new(SystemClock),
    }
}
