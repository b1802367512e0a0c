//! Two desks work while the centre is away, and find together.
#![allow(clippy::unwrap_used)]

use stories::Town;

#[test]
fn two_desks_that_worked_offline_have_numbers_without_a_gap_and_see_each_other_s_files() {
    let mut town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    town.stop();
    let scan = town.folder().join("žádost o kácení.pdf");
    let bytes: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain((0..3_000_000_u32).map(|it| (it % 251) as u8)).collect();
    std::fs::write(&scan, &bytes).unwrap();
    let scan = scan.to_str().unwrap();
    let with_scan = jana.register("Žádost o kácení", &["--unit", "OŽP", "--file", scan, "--sheets", "2"]);
    for n in 1..5 {
        jana.register(&format!("Dopis {n}"), &[]);
        petr.register(&format!("Stížnost {n}"), &["--delivered-on", "včera"]);
    }
    let own = petr.run(&["register", "--own", "--subject", "Výzva"]).done();
    assert!(jana.numbers().is_empty(), "no desk gives a number of its own");
    jana.run(&["sync"]).problem(3, "centre_unreachable");

    town.serve();
    assert_eq!(jana.sync()["files_up"], 1);
    petr.sync();
    jana.sync();
    let numbers: Vec<u64> = (1..=10).collect();
    assert_eq!(jana.numbers(), numbers);
    assert_eq!(petr.numbers(), numbers);

    let seen = petr.show(&with_scan);
    assert_eq!((seen["subject"].as_str(), seen["sheets"].as_u64()), (Some("Žádost o kácení"), Some(2)));
    assert_eq!(petr.show(seen["reference"].as_str().unwrap())["id"], seen["id"], "named by its number");
    assert_eq!(jana.show(own["id"].as_str().unwrap())["sender"], "Vlastní", "named by its id");
    assert_eq!(seen["files"][0]["place"], "at_centre");
    let saved = town.folder().join("saved.pdf");
    let fetched = petr.run(&["fetch", &with_scan, "žádost o kácení.pdf", "--to", saved.to_str().unwrap()]).done();
    assert_eq!(fetched["size_bytes"], bytes.len());
    assert!(std::fs::read(&saved).unwrap() == bytes, "the file is what was attached");
    assert_eq!(petr.show(&with_scan)["files"][0]["place"], "here");
    jana.run(&["check"]).done();
    petr.run(&["check"]).done();
    town.check();
}

#[test]
fn a_letter_goes_from_the_filing_office_to_a_case_clerk_and_back() {
    let town = Town::found();
    let (jana, eva) = (town.desk("Nováková"), town.desk("Malá"));
    let jid = jana.register("Hluk z provozovny", &[]);
    jana.run(&["assign", &jid, "--unit", "OŽP", "--person-name", "Eva Malá"]).done();
    jana.sync();
    eva.sync();
    let mine = eva.run(&["list", "--list", "assigned-to-me"]).done();
    assert_eq!(mine["documents"][0]["jid"], jid.as_str());
    eva.run(&["refuse", &jid, "--reason", ""]).problem(1, "reason_missing");
    eva.run(&["refuse", &jid, "--reason", "patří stavebnímu úřadu"]).done();
    eva.sync();
    jana.sync();
    let back = jana.run(&["list", "--list", "returned-to-me"]).done();
    assert_eq!(back["documents"][0]["state"], "returned");
    jana.run(&["assign", &jid, "--unit", "OŽP"]).done();
    jana.sync();
    eva.sync();
    eva.run(&["accept", &jid]).done();
    eva.sync();
    jana.run(&["cancel", &jid, "--reason", "zapsáno dvakrát"]).done();
    jana.sync();
    let shown = jana.show(&jid);
    assert_eq!((shown["is_cancelled"].as_bool(), shown["history"].as_array().map(Vec::len)), (Some(true), Some(5)));
    assert_eq!(shown["reference"].as_str().map(|it| it.starts_with("HLUC/00001/")), Some(true), "its number stays");
}
