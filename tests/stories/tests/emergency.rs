//! The substitute register (decree § 26), from its declaration to the two books that point at each other.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use stories::{Clerk, Town, read_codes, read_text};

fn table(clerk: &Clerk, arguments: &[&str], name: &str) -> String {
    let path = clerk.folder().join(name);
    clerk.run(&[arguments, &["--to", path.to_str().unwrap()]].concat()).done();
    std::fs::read_to_string(path).unwrap()
}

fn declared(clerk: &Clerk) -> Value {
    clerk.run(&["emergency", "declare", "--reason", "Vichřice přerušila vedení"]).done()["emergencies"][0].clone()
}

#[test]
fn what_was_registered_without_the_centre_is_registered_again_and_both_books_say_so() {
    let mut town = Town::found();
    let (petr, jana) = (town.desk("Dvořák"), town.desk("Nováková"));
    let usual = petr.register("Před výpadkem", &[]);
    petr.sync();
    // There is no emergency while the centre answers, and no one but a supervisor declares it.
    petr.run(&["emergency", "declare", "--reason", "nechce se mi"]).problem(1, "centre_in_reach");
    town.stop();
    jana.run(&["emergency", "declare", "--reason", "výpadek"]).problem(1, "role_not_enough");
    petr.run(&["emergency", "declare", "--reason", " "]).problem(1, "reason_missing");
    let begun = declared(&petr);
    let name = begun["name"].as_str().unwrap().to_owned();
    assert!(name.starts_with("NE-") && begun["is_here"] == true, "{begun}");
    petr.run(&["emergency", "declare", "--reason", "podruhé"]).problem(1, "emergency_goes_on");
    let jids: Vec<String> = (1..=3).map(|n| petr.register(&format!("Za výpadku {n}"), &[])).collect();
    let label = petr.folder().join("stitek.pdf");
    petr.run(&["label", &jids[0], "--to", label.to_str().unwrap()]).done();
    assert_eq!(read_codes(&label)[0].text, jids[0]);
    assert!(
        read_text(&label).contains(&format!("{name}/1")),
        "the number of the substitute register stands on the label"
    );
    petr.run(&["cancel", &jids[2], "--reason", "omylem dvakrát"]).done();
    assert_eq!(petr.show(&jids[1])["reference"], format!("{name}/2"));
    assert_eq!(petr.run(&["list", "--list", "without-number"]).done()["total"], 0);
    assert_eq!(petr.show(&format!("{name}/2"))["jid"], jids[1].as_str());
    assert_eq!(petr.run(&["search", "nahradni:ano"]).done()["total"], 3);
    town.serve();
    petr.sync();
    // The centre has given no number of the office's for it, and the check holds.
    assert_eq!(town.check()["2026"], 1);
    petr.run(&["emergency", "reregister", &jids[0]]).problem(1, "emergency_goes_on");
    let ended = petr.run(&["emergency", "end", &name, "--afterwards", "reregister"]).done();
    assert_eq!((&ended["n_reregistered"], &ended["emergencies"][0]["afterwards"]), (&2.into(), &"reregister".into()));
    petr.sync();
    jana.sync();
    assert_eq!(town.check()["2026"], 3);
    let shown = jana.show(&format!("{name}/1"));
    assert_eq!(
        (&shown["reference"], &shown["emergency"]["text"]),
        (&"HLUC/00002/2026".into(), &format!("{name}/1").into())
    );
    assert_eq!(shown["history"][0]["verb"], "reregister_document");
    assert_eq!(jana.show(&jids[2])["reference"], format!("{name}/3"), "what was cancelled stays where it is");
    let book = table(&petr, &["register-book"], "rok.csv");
    let line = |text: &str, of: &str| text.lines().find(|it| it.contains(of)).unwrap().to_owned();
    assert!(line(&book, &jids[0]).contains(&format!("Přeevidováno z náhradní evidence {name}/1")));
    assert!(!line(&book, &usual).contains("Přeevidováno") && !book.contains(&jids[2]));
    let book = table(&petr, &["emergency", "book", &name], "nahradni.csv");
    assert!(line(&book, &jids[1]).contains("Přeevidováno pod č. j. HLUC/00003/2026"));
    assert!(line(&book, &jids[2]).contains("omylem dvakrát"));
    // What is registered now goes the usual way.
    assert_eq!(petr.show(&petr.register("Po výpadku", &[]))["reference"], Value::Null);
}

#[test]
fn kept_where_they_are_documents_are_settled_there_and_one_is_registered_again_alone() {
    let mut town = Town::found();
    let petr = town.desk("Dvořák");
    town.stop();
    let name = declared(&petr)["name"].as_str().unwrap().to_owned();
    let jids: Vec<String> = (1..=2).map(|n| petr.register(&format!("Za výpadku {n}"), &[])).collect();
    town.serve();
    petr.sync();
    petr.run(&["emergency", "end", &name, "--afterwards", "keep"]).done();
    petr.run(&["emergency", "end", &name, "--afterwards", "reregister"]).problem(1, "emergency_over");
    petr.run(&["emergency", "reregister", &jids[1]]).done();
    petr.sync();
    assert_eq!(petr.show(&jids[0])["reference"], format!("{name}/1"));
    assert_eq!(petr.show(&jids[1])["reference"], "HLUC/00001/2026");
    // What stays in the register is settled in it, and keeps its number there; elsewhere a file is needed first.
    petr.run(&["file", "settle-document", &jids[0], "--way", "noted"]).done();
    petr.run(&["file", "settle-document", &jids[1], "--way", "noted"]).problem(1, "not_in_case_file");
    petr.sync();
    let settled = petr.show(&jids[0]);
    assert_eq!((&settled["settled"]["way"], &settled["reference"]), (&"noted".into(), &format!("{name}/1").into()));
    let stands = petr.run(&["emergency", "list"]).done()["emergencies"][0].clone();
    assert_eq!((&stands["n_documents"], &stands["n_waiting"]), (&2.into(), &1.into()));
    assert_eq!(town.check()["2026"], 1);
    let pdf = petr.folder().join("kniha.pdf");
    petr.run(&["emergency", "book", &name, "--to", pdf.to_str().unwrap()]).done();
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
}

#[test]
fn copies_of_one_desk_that_gave_the_same_number_are_told_apart() {
    let mut town = Town::found();
    let petr = town.desk("Dvořák");
    town.stop();
    let name = declared(&petr)["name"].as_str().unwrap().to_owned();
    let copy_of = town.folder().join("copy");
    let ran = std::process::Command::new("cp").arg("-a").arg(petr.folder()).arg(&copy_of).status().unwrap();
    assert!(ran.success());
    let copy = Clerk::new(&copy_of, "heslo je dlouhé");
    let (first, second) = (petr.register("Na jednom", &[]), copy.register("Na druhém", &[]));
    town.serve();
    petr.sync();
    copy.run(&["sync"]).done();
    copy.run(&["sync"]).done();
    assert_eq!(copy.show(&first)["emergency"]["text"], format!("{name}/1"));
    assert_eq!(copy.show(&second)["emergency"]["text"], format!("{name}/2"));
    let told = copy.need("notice");
    assert_eq!(told["problem"]["code"], "emergency_renumbered");
    town.check();
}

#[test]
fn closed_from_another_desk_it_registers_again_also_what_that_desk_has_not_seen() {
    let mut town = Town::found();
    let who = ["person", "add", "--tenant", "hlucin", "--name", "Sam", "--surname", "Druhý", "--unit", "POD"];
    town.centre(&[who.as_slice(), &["--role", "supervisor"]].concat()).done();
    let (petr, sam) = (town.desk("Dvořák"), town.desk("Druhý"));
    town.stop();
    let name = declared(&petr)["name"].as_str().unwrap().to_owned();
    petr.register("Vidí oba", &[]);
    town.serve();
    petr.sync();
    sam.sync();
    let unseen = petr.register("Sam ho ještě nemá", &[]);
    petr.sync();
    sam.run(&["emergency", "end", &name, "--afterwards", "reregister"]).done();
    sam.sync();
    petr.sync();
    assert_eq!(petr.show(&unseen)["reference"], "HLUC/00002/2026");
    assert_eq!(town.check()["2026"], 2);
}
