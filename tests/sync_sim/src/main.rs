//! Plays many seeds and says which rule did not hold in which.

use std::process::ExitCode;

use clap::Parser;
use sync_sim::{Plan, simulate};

/// Simulates desks and a centre that go wrong, from seeds.
#[derive(Parser)]
struct Arguments {
    /// How many seeds.
    #[arg(long, default_value_t = 100)]
    seeds: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many steps each.
    #[arg(long, default_value_t = 300)]
    steps: usize,
    /// Show what happened.
    #[arg(long)]
    trace: bool,
}

#[allow(clippy::print_stdout, reason = "a program that says what it found")]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut n_failed = 0;
    for seed in arguments.from..arguments.from + arguments.seeds {
        let outcome = simulate(&Plan { seed, n_steps: arguments.steps, ..Plan::default() });
        if arguments.trace {
            println!("{}", outcome.trace.join("\n"));
        }
        match &outcome.result {
            Ok(tally) => println!("seed {seed}: {tally:?} {}", outcome.hash()),
            Err(violation) => {
                n_failed += 1;
                println!("seed {seed}: FAILED {}", violation.0);
            }
        }
    }
    println!("{n_failed} of {} seeds failed", arguments.seeds);
    if n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
