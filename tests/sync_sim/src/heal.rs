//! After the steps: the network is whole, every machine runs, and desks sync until nothing is left to say.

use sync_client::{Round, signer};
use testkit::{read_reply, seal};
use values::Code;

use crate::steps::push_of;
use crate::world::Stop;
use crate::{Violation, World};

/// More turns than anything needs: a desk that is not quiet by then never will be.
const MAX_TURNS: usize = 30;
/// More requests than a round of a small office has.
const MAX_REQUESTS: usize = 400;

impl World {
    /// Most desks have read the feed before anything goes wrong; some begin without it.
    pub(crate) fn sync_first(&mut self) -> Result<(), Violation> {
        for at in 0..self.desks.len() {
            if self.dice.percent(85) {
                self.play_round(at)?;
            }
        }
        Ok(())
    }

    /// Heals everything and plays rounds until all are quiet.
    pub(crate) fn heal(&mut self) -> Result<(), Violation> {
        self.note("healing");
        self.network.requests.clear();
        self.network.replies.clear();
        self.restart_centre(Stop::Crash)?;
        for at in 0..self.desks.len() {
            self.desks[at].is_cut_off = false;
            // Lifts what was armed, too.
            self.restart_desk(at, Stop::Crash)?;
        }
        for _ in 0..MAX_TURNS {
            // What the centre does by itself from time to time.
            let carried = self.centre().carry();
            carried.map_err(|problem| Violation(format!("healing: {problem}")))?;
            let mut is_quiet = true;
            for at in 0..self.desks.len() {
                is_quiet &= self.play_round(at)?;
            }
            if is_quiet {
                return Ok(());
            }
        }
        Err(Violation(format!("after {MAX_TURNS} turns there is still something to say")))
    }

    /// Plays a round to its end; returns whether there was nothing to say.
    fn play_round(&mut self, at: usize) -> Result<bool, Violation> {
        let mut round = Round::default();
        let desk_problem = |problem: values::Problem| Violation(format!("healing desk {at}: {problem}"));
        for _ in 0..MAX_REQUESTS {
            let desk = self.desks[at].desk();
            let Some(request) = round.next(desk).map_err(desk_problem)? else {
                self.note(format!("desk {at}: {} pushed, {} pulled", round.counts.pushed, round.counts.pulled));
                let it = &round.counts;
                return Ok(it.pushed + it.pulled + it.files_up + it.files_down == 0);
            };
            let sealed = seal(&request, Some(&signer(desk).map_err(desk_problem)?));
            let bytes = sealed.deliver(self.centre());
            self.hear(at, push_of(&sealed.body).as_ref(), &bytes)?;
            let desk = self.desks[at].desk();
            match read_reply(&bytes) {
                Ok(reply) => round.receive(desk, reply).map_err(desk_problem)?,
                Err(problem) => match round.refused(desk, problem) {
                    Err(problem) if problem.code() == Code::SeatRevoked && self.desks[at].is_revoked => {
                        return Ok(round.counts.pushed == 0);
                    }
                    other => other.map_err(desk_problem)?,
                },
            }
        }
        Err(Violation(format!("a round of desk {at} does not end")))
    }
}
