//! The world: a centre with two offices, five desks, and all that lies between them.

use std::path::PathBuf;
use std::sync::Arc;

use centre_store::OpenHow as CentreHow;
use domain::Wish;
use domain::authority::Role;
use server::Centre;
use store::OpenHow as DeskHow;
use sync_client::signer;
use tempfile::TempDir;
use testkit::{
    Dice, Disk, Post, SeededRandomness, SkewedClock, add_person, desk_line, enrol_desk, found, open_unit, tell,
};
use values::{Clock, ManualClock, PersonId, Problem, UnitId};

use crate::ledger::Ledger;
use crate::network::Network;
use crate::seat::{Seat, comes_of};
use crate::{Plan, Violation};

/// An evening before the year ends, so that numbers pass from one year to the next.
const BEGINNING: &str = "2026-12-31T20:00:00Z";

/// An office at the centre.
pub(crate) struct Office {
    pub(crate) slug: &'static str,
    pub(crate) units: Vec<UnitId>,
    pub(crate) people: Vec<(PersonId, Role)>,
}

/// Everything there is.
pub struct World {
    pub(crate) plan: Plan,
    pub(crate) dice: Dice,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) disk: Disk,
    pub(crate) folder: TempDir,
    pub(crate) centre: Option<Centre>,
    pub(crate) n_openings: u64,
    pub(crate) offices: Vec<Office>,
    pub(crate) desks: Vec<Seat>,
    pub(crate) network: Network,
    pub(crate) ledger: Ledger,
    trace: Vec<String>,
}

/// How a machine stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Crash,
    PowerLoss,
}

/// An office: name, abbreviation, units, people with their role and the place of their unit.
type Cast = (&'static str, &'static str, &'static [&'static str], &'static [(&'static str, Role, usize)]);

impl World {
    /// Founds the offices and enrols the desks; nothing goes wrong yet.
    pub(crate) fn build(plan: &Plan) -> Result<Self, Violation> {
        let folder = tempfile::tempdir().map_err(|why| Violation(format!("no folder to play in: {why}")))?;
        let mut world = Self {
            plan: plan.clone(),
            dice: Dice::new(plan.seed, "steps"),
            clock: Arc::new(ManualClock::at(BEGINNING.parse().expect("an instant"))),
            disk: Disk::new(),
            folder,
            centre: None,
            n_openings: 0,
            offices: Vec::new(),
            desks: Vec::new(),
            network: Network::default(),
            ledger: Ledger::default(),
            trace: Vec::new(),
        };
        world.quieten();
        world.open_centre()?;
        world.found_offices().map_err(|problem| Violation(format!("founding: {problem}")))?;
        world.enrol_desks().map_err(|problem| Violation(format!("enrolling: {problem}")))?;
        Ok(world)
    }

    /// SQLCipher tells on the error output of every page a dead machine could not read any more.
    fn quieten(&self) {
        let quiet = rusqlite::Connection::open_in_memory()
            .and_then(|it| it.query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(())));
        // Noise alone is at stake.
        let _ = quiet;
    }

    fn found_offices(&mut self) -> Result<(), Problem> {
        let casts: [Cast; 2] = [
            (
                "hlucin",
                "HLUC",
                &["POD", "OZP", "FIN"],
                &[
                    ("Adamcová", Role::FilingClerk, 0),
                    ("Bílá", Role::FilingClerk, 0),
                    ("Černá", Role::CaseClerk, 1),
                    ("Dvořák", Role::Supervisor, 2),
                ],
            ),
            ("skola", "ZSHL", &["KANC"], &[("Malá", Role::FilingClerk, 0)]),
        ];
        let centre = self.centre.as_ref().expect("opened before");
        for (slug, prefix, codes, people) in casts {
            found(centre, self.clock.as_ref(), slug, prefix)?;
            let units: Vec<UnitId> =
                codes.iter().map(|it| open_unit(centre, self.clock.as_ref(), slug, it)).collect::<Result<_, _>>()?;
            let mut added = Vec::new();
            for (surname, role, unit) in people {
                let posts = vec![Post { role: *role, unit: units[*unit] }];
                added.push((add_person(centre, self.clock.as_ref(), slug, surname, posts)?, *role));
            }
            let valid_from = values::local_date(self.clock.now());
            let plan = centre.with_randomness(|it| crate::steps::case_files::plan(it, valid_from));
            tell(centre, self.clock.as_ref(), slug, plan)?;
            self.offices.push(Office { slug, units, people: added });
        }
        centre.name_offices()
    }

    fn enrol_desks(&mut self) -> Result<(), Problem> {
        let people: Vec<(usize, PersonId)> = self
            .offices
            .iter()
            .enumerate()
            .flat_map(|(office, it)| it.people.iter().map(move |(person, _)| (office, *person)))
            .collect();
        for (office, person) in people {
            let name = format!("desk {}", self.desks.len());
            let device = self.folder.path().join(format!("d{}", self.desks.len()));
            let clock = Arc::new(SkewedClock::of(&self.clock));
            let centre = self.centre.as_ref().expect("opened before");
            let line = desk_line(centre, self.clock.as_ref(), self.offices[office].slug, person)?;
            let randomness = Box::new(SeededRandomness::new(self.plan.seed, &name));
            let enrolled = enrol_desk(centre, &device, &line, clock.clone(), randomness, self.desk_how())?;
            self.desks.push(Seat {
                name,
                office,
                person,
                seat: signer(&enrolled.desk)?.seat,
                device,
                folder: enrolled.folder,
                key: enrolled.key,
                clock,
                desk: Some(enrolled.desk),
                n_openings: 0,
                rounds: Vec::new(),
                is_cut_off: false,
                is_revoked: false,
                backup: None,
                promises: Vec::new(),
                settled: Default::default(),
                has_lost_time: false,
            });
        }
        Ok(())
    }

    /// Returns how desks are opened here.
    pub(crate) fn desk_how(&self) -> DeskHow {
        DeskHow {
            vfs: Some(self.disk.vfs()),
            no_fsync: self.plan.desk_no_fsync,
            no_wait_for_feed: self.plan.desk_no_wait_for_feed,
        }
    }

    pub(crate) fn centre_folder(&self) -> PathBuf {
        self.folder.path().join("centre")
    }

    /// Returns what the centre's databases are called by on the disk.
    pub(crate) fn centre_path(&self) -> String {
        format!("{}/", self.centre_folder().display())
    }

    pub(crate) fn open_centre(&mut self) -> Result<(), Violation> {
        self.n_openings += 1;
        let how = CentreHow { vfs: Some(self.disk.vfs()), faults: self.plan.centre };
        let randomness = Box::new(SeededRandomness::new(self.plan.seed, &format!("centre {}", self.n_openings)));
        let clock: Arc<dyn Clock> = self.clock.clone();
        let opened = Centre::open(&self.centre_folder(), how, clock, randomness);
        self.centre = Some(opened.map_err(|problem| Violation(format!("the centre does not open: {problem}")))?);
        for office in &self.offices {
            let opened = self.centre.as_ref().expect("opened above").tenant(office.slug).map(|_| ());
            opened.map_err(|problem| Violation(format!("{} does not open: {problem}", office.slug)))?;
        }
        Ok(())
    }

    /// Stops the centre and starts it again.
    pub(crate) fn restart_centre(&mut self, stop: Stop) -> Result<(), Violation> {
        let path = self.centre_path();
        // Dead first: a process that dies does not tidy up.
        self.disk.fail_after(&path, 0);
        self.centre = None;
        match stop {
            Stop::Crash => self.disk.crash(&path),
            Stop::PowerLoss => self.disk.power_loss(&path, &mut self.dice),
        }
        self.open_centre()
    }

    /// Stops a desk and starts it again; what it had in hand is gone.
    pub(crate) fn restart_desk(&mut self, at: usize, stop: Stop) -> Result<(), Violation> {
        let path = self.desks[at].path();
        self.disk.fail_after(&path, 0);
        self.desks[at].rounds.clear();
        self.desks[at].desk = None;
        match stop {
            Stop::Crash => self.disk.crash(&path),
            Stop::PowerLoss => self.disk.power_loss(&path, &mut self.dice),
        }
        self.open_desk(at)
    }

    pub(crate) fn open_desk(&mut self, at: usize) -> Result<(), Violation> {
        let (seed, how) = (self.plan.seed, self.desk_how());
        let seat = &mut self.desks[at];
        let opened = seat.open(seed, &how).and_then(|()| {
            Ok(seat.desk().read(|tx| {
                tx.identity()?;
                tx.commands_to_push(usize::MAX >> 1, usize::MAX)
            })?)
        });
        let outbox = opened.map_err(|problem| Violation(format!("{} does not open: {problem}", seat.name)))?;
        // A wish whose machine died over it was promised to nobody and may have been kept all the same.
        let kept = outbox.iter().filter_map(|it| Wish::from_bytes(&it.kind, it.version, &it.data).ok());
        self.ledger.tried.extend(kept.filter_map(|it| comes_of(&it)));
        Ok(())
    }

    /// A problem on a desk is its machine's death if that was played, and a violation otherwise.
    pub(crate) fn survive_desk(&mut self, at: usize, problem: &Problem) -> Result<(), Violation> {
        if !self.disk.has_failed(&self.desks[at].path()) {
            return Err(Violation(format!("{}: {problem}", self.desks[at].name)));
        }
        let stop = self.some_stop();
        self.note(format!("{} died at work: {stop:?}", self.desks[at].name));
        self.restart_desk(at, stop)
    }

    pub(crate) fn some_stop(&mut self) -> Stop {
        if self.dice.percent(50) { Stop::Crash } else { Stop::PowerLoss }
    }

    /// Writes a line of the trace. Only what follows from the seed may stand in it.
    pub(crate) fn note(&mut self, line: impl Into<String>) {
        self.trace.push(line.into());
    }

    pub(crate) fn take_trace(self) -> Vec<String> {
        self.trace
    }
}

impl Seat {
    /// Returns the desk; every one is open between two steps.
    pub(crate) fn desk(&self) -> &store::Desk {
        self.desk.as_ref().expect("a desk that stops is started again at once")
    }
}
