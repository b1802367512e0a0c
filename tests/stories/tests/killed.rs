//! Programs are killed at any moment; nothing that was said to be registered is lost or doubled.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use stories::{Ran, Town, kill_after};

const ROUNDS: u32 = 100;

#[test]
fn every_letter_whose_jid_was_printed_before_a_kill_is_at_the_centre_exactly_once() {
    let mut town = Town::found();
    let jana = town.desk("Nováková");
    let file = town.folder().join("scan.txt");
    std::fs::write(&file, "obsah ".repeat(40_000)).unwrap();
    let file = file.to_str().unwrap();
    // The first one is not killed: it makes the sender, and shows how long one takes.
    let begin = Instant::now();
    let first = jana.register("Dopis", &["--file", file]);
    let whole = begin.elapsed();
    let sender = jana.show(&first)["sender_id"].as_str().unwrap().to_owned();

    let mut randomness = ChaCha8Rng::seed_from_u64(20_261_122);
    // From the start of the program to somewhat after its end.
    let mut moment = || whole.mul_f64(f64::from(randomness.next_u32() % 1_300) / 1_000.0) + Duration::from_micros(100);
    let mut printed = vec![first];
    let mut n_killed = 0;
    for n in 0..ROUNDS {
        let subject = format!("Dopis {n}");
        let register =
            jana.start(&["register", "--subject", &subject, "--sender", &sender, "--file", file, "--sheets", "1"]);
        let ran = kill_after(register, moment());
        n_killed += u32::from(ran.exit == -1);
        printed.extend(jid_of(&ran));
        if n % 5 == 4 {
            kill_after(jana.start(&["sync"]), moment());
        }
        if n % 20 == 19 {
            // The centre dies in the middle of a round.
            let sync = jana.start(&["sync"]);
            let until = Instant::now() + moment();
            while Instant::now() < until {
                std::hint::spin_loop();
            }
            town.stop();
            let ended = sync.finish();
            assert!([0, 3].contains(&ended.exit), "{}", ended.said);
            town.serve();
        }
    }
    assert!(n_killed > ROUNDS / 4, "only {n_killed} of {ROUNDS} were killed: the moments are wrong");
    assert!(printed.len() as u32 > ROUNDS / 20, "only {} came to their end: the moments are wrong", printed.len());

    jana.run(&["check"]).done();
    jana.sync();
    assert_eq!(jana.sync()["files_up"], 0, "nothing is left to be sent");
    jana.run(&["check"]).done();
    let last = town.check();

    let petr = town.desk("Dvořák");
    let documents = petr.documents();
    let mut by_jid: BTreeMap<&str, u32> = BTreeMap::new();
    for document in &documents {
        *by_jid.entry(document["jid"].as_str().unwrap()).or_default() += 1;
        assert_eq!(document["n_files"], 1, "a letter came without its file: {document}");
    }
    for jid in &printed {
        assert_eq!(by_jid.get(jid.as_str()), Some(&1), "{jid} was printed");
    }
    let numbers: Vec<u64> = (1..=documents.len() as u64).collect();
    assert_eq!(petr.numbers(), numbers);
    let last: Vec<&serde_json::Value> = last.as_object().unwrap().values().collect();
    assert_eq!(last, [documents.len()]);
    let saved = town.folder().join("saved.txt");
    petr.run(&["fetch", printed.last().unwrap(), "scan.txt", "--to", saved.to_str().unwrap()]).done();
    assert!(std::fs::read(saved).unwrap() == std::fs::read(file).unwrap());
    assert_eq!(jana.needs_you().len(), 0, "nobody was troubled by it");
}

fn jid_of(ran: &Ran) -> Option<String> {
    ran.json["jid"].as_str().map(str::to_owned)
}
