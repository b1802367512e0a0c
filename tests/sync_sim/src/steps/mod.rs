//! One step: chance picks what happens next.

mod admin;
pub(crate) mod case_files;
mod disaster;
mod exchange;
mod wishes;

pub(crate) use exchange::push_of;

use crate::world::Stop;
use crate::{Violation, World};

impl World {
    /// Takes the next step.
    pub(crate) fn step(&mut self, at: usize, n_steps: usize) -> Result<(), Violation> {
        let seconds = 1 + self.dice.below(20) as i64;
        self.clock.advance_s(seconds);
        let desk = self.dice.below(self.desks.len());
        let is_near_end = at * 5 > n_steps * 4;
        match self.dice.below(1000) {
            0..240 => self.wishes(desk),
            240..500 => self.sync_step(desk),
            500..720 => self.deliver_request(),
            720..880 => self.deliver_reply(),
            880..895 => self.give_up(desk),
            895..905 => self.turn_partition(desk),
            905..918 => self.stop_desk(desk, Stop::Crash),
            918..931 => self.stop_desk(desk, Stop::PowerLoss),
            931..938 => self.stop_centre(Stop::Crash),
            938..945 => self.stop_centre(Stop::PowerLoss),
            945..955 => self.arm(desk),
            955..961 => self.take_backup(desk),
            961..966 => self.put_backup_back(desk),
            966..968 => self.clone_desk(desk),
            968..972 => self.skew(desk),
            972..983 => self.admin(),
            983..984 => self.pass_time(),
            984..986 => self.carry_post(),
            986..990 => self.storm(),
            _ if is_near_end && self.dice.percent(25) => self.revoke(desk),
            _ => self.settle(desk),
        }
    }
}
