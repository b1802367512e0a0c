//! Seeds that are played on every change, and that a seed can be played again.

use sync_sim::{Plan, simulate};

const N_SEEDS: u64 = 40;
const N_STEPS: usize = 150;

#[test]
fn fixed_seeds_hold() {
    let mut n_applied = 0;
    for seed in 0..N_SEEDS {
        let outcome = simulate(&Plan { seed, n_steps: N_STEPS, ..Plan::default() });
        match outcome.result {
            Ok(tally) => n_applied += tally.n_applied,
            Err(violation) => panic!("seed {seed}: {}\n{}", violation.0, outcome.trace.join("\n")),
        }
    }
    // A simulation in which nothing happens proves nothing.
    assert!(n_applied > 500, "only {n_applied} commands were carried out");
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in 100..104 {
        let plan = Plan { seed, n_steps: N_STEPS, ..Plan::default() };
        let (first, second) = (simulate(&plan), simulate(&plan));
        assert_eq!(first.trace, second.trace, "seed {seed}");
        assert_eq!(first.hash(), second.hash());
    }
}
