//! What two people, or a person and the admin, did at the same time.
#![allow(clippy::unwrap_used)]

use stories::Town;

#[test]
fn a_closed_unit_refuses_an_assignment_but_a_letter_for_it_is_numbered_and_asks_for_a_unit() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let earlier = jana.register("Faktura", &[]);
    jana.sync();
    town.centre(&["unit", "close", "--tenant", "hlucin", "--code", "FIN"]).done();
    jana.run(&["assign", &earlier, "--unit", "FIN"]).done();
    let for_closed = jana.register("Poplatek ze psa", &["--unit", "FIN"]);
    let synced = jana.sync();
    assert_eq!((synced["refused"].as_u64(), synced["conflicts"].as_u64()), (Some(1), Some(0)));

    let refused = jana.need("refused");
    assert_eq!(
        (refused["verb"].as_str(), refused["problem"]["code"].as_str()),
        (Some("assign_document"), Some("unit_closed"))
    );
    assert_eq!(refused["problem"]["sentence"], "Útvar FIN je zrušený. Vyberte jiný.");
    assert_eq!(refused["document"]["jid"], earlier.as_str());
    let asks = jana.need("notice");
    assert_eq!(asks["problem"]["code"], "asks_for_unit");
    let letter = jana.show(&for_closed);
    assert!(letter["reference"].is_string(), "what was delivered is registered");
    assert_eq!((letter["unit"].as_str(), letter["state"].as_str()), (None, Some("unassigned")));

    jana.run(&["register", "--subject", "x", "--new-person", "Jan Novák", "--unit", "FIN"]).problem(1, "unit_closed");
    jana.run(&["settle", asks["id"].as_str().unwrap(), "mine"]).problem(2, "usage_wrong");
    for item in [&refused, &asks] {
        jana.run(&["settle", item["id"].as_str().unwrap(), "dismiss"]).done();
    }
    // The sender was typed anew each time: the records look like one.
    let kinds: Vec<_> = jana.needs_you().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["merge"]);
    town.check();
}

#[test]
fn who_left_an_hour_ago_is_assigned_nothing_and_the_letter_stays_where_it_was() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Žádost o kácení", &["--unit", "OŽP"]);
    jana.sync();
    town.centre(&["person", "role", "--tenant", "hlucin", "--person", "Malá", "--leaves"]).done();
    // This desk has not heard of it.
    jana.run(&["assign", &jid, "--person-name", "Malá"]).done();
    assert_eq!(jana.sync()["refused"], 1);
    let refused = jana.need("refused");
    assert_eq!(
        (refused["verb"].as_str(), refused["problem"]["code"].as_str()),
        (Some("assign_document"), Some("person_left"))
    );
    let letter = jana.show(&jid);
    assert_eq!((letter["unit"].as_str(), letter["person"].as_str()), (Some("OŽP"), None));
    // Now it knows, and says so at once.
    jana.run(&["assign", &jid, "--person-name", "Malá"]).problem(1, "person_left");
    town.check();
}

#[test]
fn of_two_corrected_subjects_the_later_one_is_in_conflict_until_a_person_chooses() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let jid = jana.register("Zadost", &["--sheets", "1"]);
    jana.sync();
    petr.sync();
    jana.run(&["correct", &jid, "--set", "subject=Žádost o byt"]).done();
    petr.run(&["correct", &jid, "--set", "subject=Žádost o garáž", "--reason", "překlep"]).done();
    petr.run(&["correct", &jid, "--set", "sheets=3"]).done();
    jana.sync();
    let synced = petr.sync();
    assert_eq!((synced["conflicts"].as_u64(), synced["refused"].as_u64()), (Some(1), Some(0)));
    let shown = petr.show(&jid);
    assert_eq!(shown["subject"], "Žádost o byt", "what stands at the centre stands here");
    assert_eq!(shown["sheets"], 3, "another field is no conflict");

    let item = petr.need("conflict");
    assert_eq!(item["conflicts"][0]["mine"], "Žádost o garáž");
    assert_eq!(item["conflicts"][0]["theirs"], "Žádost o byt");
    assert_eq!(item["theirs_by"], "Nováková Jana");
    petr.run(&["settle", item["id"].as_str().unwrap(), "mine"]).done();
    assert!(petr.needs_you().is_empty());
    petr.sync();
    jana.sync();
    assert_eq!(jana.show(&jid)["subject"], "Žádost o garáž");
}
