//! The whole grammar of searches at the shell, and who finds nothing by it.
#![allow(clippy::unwrap_used)]

use stories::{Clerk, Town};

fn found(clerk: &Clerk, words: &[&str]) -> Vec<String> {
    let done = clerk.run(&[&["search", "--sort", "subject"], words].concat()).done();
    done["documents"].as_array().unwrap().iter().map(|it| it["subject"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_file_is_found_by_the_rule_that_keeps_it_now() {
    let town = Town::found();
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    let jana = town.desk("Nováková");
    let letter = jana.register("Kácení lípy", &[]);
    jana.sync();
    jana.run(&["file", "found", &letter, "--class", "58.2"]).done();
    jana.sync();
    assert_eq!(found(&jana, &["rezim:s10"]), ["Kácení lípy"]);
    // A new plan keeps the same class for five years: its open files, too.
    let plan = town.folder().join("plán.csv");
    std::fs::write(&plan, "znak;název;režim;nadřazený\n58;Doprava;;\n58.2;Registr vozidel;S5;58\n58.3;Jiné;S10;58\n")
        .unwrap();
    town.centre(&["plan", "--tenant", "hlucin", "--file", plan.to_str().unwrap()]).done();
    jana.sync();
    assert_eq!(found(&jana, &["rezim:s5"]), ["Kácení lípy"]);
    assert!(found(&jana, &["rezim:s10"]).is_empty());
}

#[test]
fn letters_are_found_by_unit_person_class_retention_and_state() {
    let town = Town::found();
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    let jana = town.desk("Nováková");
    let lime = jana.register("Kácení lípy", &["--unit", "OŽP", "--for", "Malá"]);
    jana.register("Kácení dubu", &["--unit", "FIN"]);
    jana.register("Vratka poplatku", &["--unit", "FIN"]);
    jana.sync();
    jana.run(&["file", "found", &lime, "--class", "58.2"]).done();
    jana.run(&["correct", &lime, "--set", "deadline=own +5"]).done();
    jana.sync();
    assert_eq!(found(&jana, &["utvar:FIN", "kaceni"]), ["Kácení dubu"]);
    assert_eq!(found(&jana, &["zpracovatel:mala"]), ["Kácení lípy"]);
    assert_eq!(found(&jana, &["zpracovatel:Malá Eva"]), ["Kácení lípy"], "the shell took the quotes");
    assert_eq!(found(&jana, &["trida:58"]), ["Kácení lípy"]);
    assert_eq!(found(&jana, &["trida:58.2", "rezim:s10"]), ["Kácení lípy"]);
    assert_eq!(found(&jana, &["kaceni", "NOT", "trida:58"]), ["Kácení dubu"]);
    assert_eq!(found(&jana, &["lhuta:dnes..+7"]), ["Kácení lípy"]);
    assert_eq!(found(&jana, &["stav:prideleno (vratka OR lipy)"]), ["Kácení lípy", "Vratka poplatku"]);
    assert_eq!(found(&jana, &["cj:00002"]), ["Kácení dubu"]);
    let read = |language: &str| jana.read(language, &["search", "cj:00002", "OR", "utvar:FIN", "NOT", "vratka"]);
    assert!(read("cs").starts_with(
        "Hledá se, kde č. j. obsahuje „00002“ nebo (útvar je FIN a zároveň neplatí, že je kdekoli „vratka“)."
    ));
    assert!(read("en").starts_with(
        "Searching where reference number has “00002” or (unit is FIN and not (“vratka” stands anywhere))."
    ));
    // Nothing tells Eva that there are more letters of that kind.
    let eva = town.desk("Malá");
    assert_eq!(found(&eva, &["kaceni"]), ["Kácení lípy"]);
    assert_eq!(found(&eva, &["NOT vratka"]), ["Kácení lípy"]);
    assert_eq!(found(&eva, &["utvar:FIN"]), [""; 0]);
}
