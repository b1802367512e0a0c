//! What goes wrong with machines: they stop, lose power, are put back to a backup, are copied.

use std::sync::Arc;

use testkit::SkewedClock;

use crate::seat::{Backup, Seat, read_folder, write_folder};
use crate::world::Stop;
use crate::{Violation, World};

/// How many desks there may be with their copies.
const MAX_DESKS: usize = 8;
/// How wrong a device's clock may be.
const MAX_SKEW_S: usize = 90_000;

impl World {
    pub(crate) fn stop_desk(&mut self, at: usize, stop: Stop) -> Result<(), Violation> {
        self.note(format!("desk {at}: {stop:?}"));
        self.restart_desk(at, stop)
    }

    pub(crate) fn stop_centre(&mut self, stop: Stop) -> Result<(), Violation> {
        self.note(format!("centre: {stop:?}"));
        self.restart_centre(stop)
    }

    /// Some write to come, of the desk or the centre, will be its machine's last.
    pub(crate) fn arm(&mut self, at: usize) -> Result<(), Violation> {
        let n = 1 + self.dice.below(60) as u64;
        if self.dice.percent(60) {
            self.note(format!("desk {at} will die at write {n}"));
            self.disk.fail_after(&self.desks[at].path(), n);
        } else {
            self.note(format!("the centre will die at write {n}"));
            self.disk.fail_after(&self.centre_path(), n);
        }
        Ok(())
    }

    pub(crate) fn turn_partition(&mut self, at: usize) -> Result<(), Violation> {
        self.desks[at].is_cut_off = !self.desks[at].is_cut_off;
        self.note(format!("desk {at} is cut off: {}", self.desks[at].is_cut_off));
        Ok(())
    }

    pub(crate) fn skew(&mut self, at: usize) -> Result<(), Violation> {
        let ahead_s = self.dice.below(2 * MAX_SKEW_S) as i64 - MAX_SKEW_S as i64;
        self.desks[at].clock.set_ahead_s(ahead_s);
        self.note(format!("the clock of desk {at} is ahead by {ahead_s} s"));
        Ok(())
    }

    pub(crate) fn pass_time(&mut self) -> Result<(), Violation> {
        let hours = 1 + self.dice.below(12) as i64;
        self.clock.advance_s(hours * 3600);
        self.note(format!("{hours} hours pass"));
        Ok(())
    }

    pub(crate) fn take_backup(&mut self, at: usize) -> Result<(), Violation> {
        let backup = self.backup_of(at)?;
        self.desks[at].backup = Some(backup);
        self.note(format!("desk {at} is backed up"));
        Ok(())
    }

    fn backup_of(&self, at: usize) -> Result<Backup, Violation> {
        let seat = &self.desks[at];
        let files = read_folder(&seat.device).map_err(|why| Violation(format!("backup: {why}")))?;
        Ok(Backup { database: self.disk.snapshot(&seat.path()), files, n_promises: seat.promises.len() })
    }

    /// A desk is put back to its backup. What it wrote since and had not handed over is lost, and nothing else.
    pub(crate) fn put_backup_back(&mut self, at: usize) -> Result<(), Violation> {
        let Some(backup) = self.desks[at].backup.take() else { return Ok(()) };
        let path = self.desks[at].path();
        self.disk.fail_after(&path, 0);
        let seat = &mut self.desks[at];
        seat.rounds.clear();
        seat.desk = None;
        seat.has_lost_time = true;
        seat.promises.iter_mut().skip(backup.n_promises).for_each(|it| it.is_at_risk = true);
        self.disk.restore(&backup.database, &path);
        write_folder(&seat.device, &backup.files).map_err(|why| Violation(format!("restoring: {why}")))?;
        self.note(format!("desk {at} is put back to its backup"));
        self.open_desk(at)
    }

    /// A desk is copied to another device; both go on.
    pub(crate) fn clone_desk(&mut self, at: usize) -> Result<(), Violation> {
        if self.desks.len() >= MAX_DESKS {
            return Ok(());
        }
        let copy = self.desks.len();
        let device = self.folder.path().join(format!("d{copy}"));
        let backup = self.backup_of(at)?;
        let original = &self.desks[at];
        let inside = original.folder.strip_prefix(&original.device).expect("a desk lies on its device").to_owned();
        let seat = Seat {
            name: format!("desk {copy}"),
            office: original.office,
            person: original.person,
            seat: original.seat,
            folder: device.join(inside),
            device,
            key: original.key.clone(),
            clock: Arc::new(SkewedClock::of(&self.clock)),
            desk: None,
            n_openings: 0,
            rounds: Vec::new(),
            is_cut_off: false,
            is_revoked: original.is_revoked,
            backup: None,
            promises: Vec::new(),
            // What was settled before the copy is settled in it, too.
            settled: original.settled.clone(),
            has_lost_time: true,
        };
        self.disk.restore(&backup.database, &seat.path());
        write_folder(&seat.device, &backup.files).map_err(|why| Violation(format!("copying: {why}")))?;
        self.desks.push(seat);
        self.note(format!("desk {at} is copied to {copy}"));
        self.open_desk(copy)
    }

    /// Three desks push in one window, and somebody dies between the centre's commit and its answer.
    pub(crate) fn storm(&mut self) -> Result<(), Violation> {
        self.note("a storm begins");
        let first = self.dice.below(self.desks.len());
        let desks: Vec<usize> = (0..3).map(|it| (first + it) % self.desks.len()).collect();
        for at in &desks {
            self.give_up(*at)?;
            self.desks[*at].rounds.clear();
            self.wish(*at)?;
            self.sync_step(*at)?;
        }
        let under_way = std::mem::take(&mut self.network.requests);
        for asked in &under_way {
            self.serve(asked)?;
        }
        let victim = desks[self.dice.below(desks.len())];
        let stop = self.some_stop();
        if self.dice.percent(70) {
            self.stop_desk(victim, stop)?;
        } else {
            self.stop_centre(stop)?;
        }
        let replies = std::mem::take(&mut self.network.replies);
        replies.iter().try_for_each(|it| self.take_reply(it))
    }
}
