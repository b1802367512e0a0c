//! A simulation of desks and a centre that goes wrong in every way we could think of, from one seed.
//!
//! Real desks, a real centre, real bytes and signatures; the network, the disks and the clocks are ours. One
//! thread, no real time: the same seed gives the same trace. After the steps everything is healed and must be as
//! if nothing had gone wrong. Not here: TLS and HTTP, which the server's own tests drive.

mod check;
mod heal;
mod ledger;
mod network;
mod seat;
mod steps;
mod world;

use values::Sha256;

pub use world::World;

/// What is simulated.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Where all chance comes from.
    pub seed: u64,
    /// How many steps are taken before everything is healed.
    pub n_steps: usize,
    /// Faults put into the centre, to test the checks.
    pub centre: centre_store::Faults,
    /// A fault put into the desks: commits are not synced.
    pub desk_no_fsync: bool,
    /// A fault put into the desks: commands are dropped before the feed has passed them.
    pub desk_no_wait_for_feed: bool,
}

/// A rule of the sync that did not hold, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(pub String);

/// What came out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What happened, step by step.
    pub trace: Vec<String>,
    /// Whether every rule held; with what was counted.
    pub result: Result<Tally, Violation>,
}

/// How much happened, so that a simulation in which nothing happens is noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Commands the desks promised to keep.
    pub n_promises: usize,
    /// Commands the centre carried out.
    pub n_applied: usize,
    /// Commands refused, in conflict or waiting for a supervisor.
    pub n_stopped: usize,
    /// Documents at the centre.
    pub n_documents: usize,
    /// Files that arrived whole.
    pub n_files: usize,
    /// Branches above one for each seat.
    pub n_forks: usize,
}

impl Outcome {
    /// Returns what two runs of one seed have in common.
    pub fn hash(&self) -> Sha256 {
        Sha256::of(self.trace.join("\n").as_bytes())
    }
}

/// Plays a plan to its end.
pub fn simulate(plan: &Plan) -> Outcome {
    let mut world = match World::build(plan) {
        Ok(world) => world,
        Err(violation) => return Outcome { trace: Vec::new(), result: Err(violation) },
    };
    let result = play(&mut world, plan.n_steps);
    Outcome { trace: world.take_trace(), result }
}

fn play(world: &mut World, n_steps: usize) -> Result<Tally, Violation> {
    world.sync_first()?;
    for at in 0..n_steps {
        world.step(at, n_steps)?;
    }
    world.heal()?;
    world.check()
}
