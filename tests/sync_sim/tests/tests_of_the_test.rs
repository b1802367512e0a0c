//! Tests of the test: each thing the sync depends on is taken out in turn, and the simulation must notice.

use centre_store::Faults;
use sync_sim::{Plan, simulate};

/// Among so many seeds one must notice.
const N_SEEDS: u64 = 40;
const N_STEPS: usize = 200;

/// Checks that some seed fails, and for a reason in which one of `words` stands.
fn check_is_noticed(plan: &Plan, words: &[&str]) {
    let mut reasons = Vec::new();
    for seed in 0..N_SEEDS {
        if let Err(violation) = simulate(&Plan { seed, n_steps: N_STEPS, ..plan.clone() }).result {
            if words.iter().any(|it| violation.0.contains(it)) {
                return;
            }
            reasons.push(violation.0);
        }
    }
    panic!("nothing was noticed; other failures: {reasons:?}");
}

#[test]
fn commands_carried_out_twice_are_noticed() {
    let centre = Faults { no_idempotency: true, ..Faults::default() };
    check_is_noticed(&Plan { centre, ..Plan::default() }, &["and then"]);
}

#[test]
fn a_copied_desk_that_goes_undetected_is_noticed() {
    let centre = Faults { no_fork_detection: true, ..Faults::default() };
    check_is_noticed(&Plan { centre, ..Plan::default() }, &["have one place"]);
}

#[test]
fn a_desk_that_sees_too_much_is_noticed() {
    let centre = Faults { no_scope_filter: true, ..Faults::default() };
    check_is_noticed(&Plan { centre, ..Plan::default() }, &["is here and must not be"]);
}

#[test]
fn a_centre_that_does_not_sync_its_disk_is_noticed() {
    let centre = Faults { no_fsync: true, ..Faults::default() };
    check_is_noticed(&Plan { centre, ..Plan::default() }, &["centre", "and then", "no effect", "does not open"]);
}

#[test]
fn a_desk_that_does_not_sync_its_disk_is_noticed() {
    let plan = Plan { desk_no_fsync: true, ..Plan::default() };
    check_is_noticed(&plan, &["has no answer", "does not open", "not told"]);
}

#[test]
fn a_document_that_flickers_between_answer_and_feed_is_noticed() {
    check_is_noticed(&Plan { desk_no_wait_for_feed: true, ..Plan::default() }, &["flickered"]);
}
