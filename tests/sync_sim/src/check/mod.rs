//! What must hold when everything is healed.

mod lines;
mod mirror;
mod numbers;
mod promises;

use crate::{Tally, Violation, World};

impl World {
    /// Checks every rule and counts what happened.
    pub(crate) fn check(&mut self) -> Result<Tally, Violation> {
        let mut tally = Tally::default();
        self.check_numbers(&mut tally)?;
        self.check_files(&mut tally)?;
        self.check_promises(&mut tally)?;
        for at in 0..self.desks.len() {
            self.check_mirror(at)?;
        }
        self.check_forks(&mut tally)?;
        Ok(tally)
    }
}
