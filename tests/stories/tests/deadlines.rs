//! Until when a letter is to be settled: counted, prolonged, remembered.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use stories::{Clerk, Town};

fn reminders(desk: &Clerk) -> Vec<Value> {
    let items = desk.run(&["needs-you"]).done()["items"].as_array().unwrap().clone();
    items.into_iter().filter(|it| it["kind"] == "deadline").collect()
}

#[test]
fn a_deadline_is_counted_by_the_law_and_stands_in_history_and_lists() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Žádost o povolení", &[]);
    jana.register("Bez lhůty", &[]);
    jana.run(&["correct", &jid, "--set", "deadline=decision 25.11.2026"]).done();
    assert_eq!(jana.show(&jid)["deadline"]["due_on"], "2026-12-28");
    jana.run(&["correct", &jid, "--set", "deadline=decision 25.11.2026 +31"]).problem(1, "number_out_of_range");
    jana.run(&["correct", &jid, "--set", "deadline=zítra"]).problem(1, "deadline_rule_unknown");
    jana.run(&["correct", &jid, "--set", "deadline=own 1.1.2020"]).problem(1, "deadline_out_of_range");
    jana.run(&["correct", &jid, "--set", "deadline=decision 25.11.2026 +30", "--reason", "ústní jednání"]).done();
    jana.sync();
    let shown = jana.show(&jid);
    assert_eq!((&shown["due_on"], &shown["is_pending"]), (&Value::from("2027-01-25"), &Value::from(false)));
    let line = &shown["history"][0];
    assert_eq!((&line["reason"], &line["changes"][0]["field"]), (&"ústní jednání".into(), &"deadline".into()));
    assert!(jana.read("cs", &["show", &jid]).contains("Lhůta: 25. 1. 2027 (rozhodnutí ve správním řízení)"));
    assert_eq!(jana.run(&["list", "--list", "with-deadline", "--sort", "due"]).done()["total"], 1);
}

#[test]
fn what_came_back_reminds_whoever_it_came_back_to() {
    let town = Town::found();
    let (jana, petr, eva) = (town.desk("Nováková"), town.desk("Dvořák"), town.desk("Malá"));
    let jid = jana.register("Spěchá", &[]);
    jana.run(&["correct", &jid, "--set", "deadline=own +1"]).done();
    jana.sync();
    assert_eq!(reminders(&jana).len(), 1, "nobody has it: whoever registered it is reminded");
    petr.sync();
    petr.run(&["assign", &jid, "--unit", "OŽP"]).done();
    petr.sync();
    eva.sync();
    eva.run(&["refuse", &jid, "--reason", "nepatří k nám"]).done();
    eva.sync();
    petr.sync();
    jana.sync();
    assert_eq!((reminders(&petr).len(), reminders(&jana).len(), reminders(&eva).len()), (1, 0, 0));
}

#[test]
fn what_runs_out_reminds_whose_turn_it_is_and_nobody_else() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let eva = town.desk("Malá");
    let (near, far) = (jana.register("Spěchá", &["--unit", "OŽP"]), jana.register("Nespěchá", &["--unit", "OŽP"]));
    jana.run(&["correct", &near, "--set", "deadline=own +1"]).done();
    jana.run(&["correct", &far, "--set", "deadline=own +40"]).done();
    jana.sync();
    eva.sync();
    assert!(reminders(&jana).is_empty(), "it waits for somebody of another unit");
    let found = reminders(&eva);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["document"]["jid"], near.as_str());
    assert_eq!(found[0]["problem"]["code"], "deadline_near");
    // Put away, it comes back the next day, and then it is over.
    eva.run(&["settle", found[0]["id"].as_str().unwrap(), "dismiss"]).done();
    assert!(reminders(&eva).is_empty());
    let later = eva.clone().ahead(2 * 24 * 3600);
    assert_eq!(reminders(&later)[0]["problem"]["code"], "deadline_over");
    // One that was dropped reminds nobody.
    jana.run(&["correct", &near, "--set", "deadline="]).done();
    jana.sync();
    later.sync();
    assert!(reminders(&later).is_empty());
}
