//! Somebody is away and somebody else does their work; what was looked at is noted.
#![allow(clippy::unwrap_used)]

use stories::Town;

const DAY_S: i64 = 24 * 3600;

#[test]
fn a_deputy_takes_what_is_with_the_absent_and_loses_sight_of_it_afterwards() {
    let town = Town::found();
    town.centre(&[
        "person",
        "add",
        "--tenant",
        "hlucin",
        "--name",
        "Ota",
        "--surname",
        "Bílý",
        "--unit",
        "FIN",
        "--role",
        "case_clerk",
    ])
    .done();
    let jana = town.desk("Nováková");
    let (eva, ota) = (town.desk("Malá"), town.desk("Bílý"));
    let jid = jana.register("Kácení lípy", &["--for", "Malá"]);
    jana.sync();
    ota.sync();
    ota.run(&["show", &jid]).problem(1, "not_found");
    // Nobody names a deputy for somebody else, and none for days that are over.
    ota.run(&["substitute", "--for", "Malá", "--deputy", "Bílý", "--until", "zítra"])
        .problem(1, "substitute_not_yours");
    eva.run(&["substitute", "--deputy", "Bílý", "--until", "včera"]).problem(1, "substitute_days_wrong");
    eva.run(&["substitute", "--deputy", "Bílý", "--until", "zítra"]).done();
    eva.sync();
    ota.sync();
    assert_eq!(ota.run(&["list", "--list", "assigned-to-me"]).done()["total"], 1);
    assert!(ota.read("cs", &["substitute"]).starts_with("Malá Eva: zástup Bílý Ota, "));
    ota.run(&["accept", &jid]).done();
    ota.sync();
    let shown = ota.show(&jid);
    assert_eq!((&shown["person"], &shown["history"][0]["in_place_of"]), (&"Bílý Ota".into(), &"Malá Eva".into()));
    assert!(ota.read("cs", &["show", &jid]).contains("převzato, Bílý Ota v zastoupení: Malá Eva"));
    // What stays with her is out of his sight when she is back; what he took in hand is his.
    let other = jana.register("Stížnost", &["--for", "Malá"]);
    jana.sync();
    ota.sync();
    ota.show(&other);
    eva.run(&["substitute", "--end"]).done();
    eva.sync();
    ota.sync();
    ota.run(&["show", &other]).problem(1, "not_found");
    ota.show(&jid);
}

#[test]
fn a_deputy_acts_in_the_role_of_the_absent_on_those_days_and_a_late_wish_waits_for_a_supervisor() {
    let mut town = Town::found();
    let (petr, eva) = (town.desk("Dvořák"), town.desk("Malá"));
    let letter = ["register", "--subject", "Oznámení", "--new-company", "ČEZ, a.s."];
    eva.run(&letter).problem(1, "role_not_enough");
    petr.run(&["substitute", "--for", "Nováková", "--deputy", "Malá", "--until", "dnes"]).done();
    petr.sync();
    eva.sync();
    eva.run(&letter).done();
    eva.sync();
    // The letter of the absent is hers to assign, though with posts of her own she could not.
    let jid = eva.documents()[0]["jid"].as_str().unwrap().to_owned();
    eva.run(&["assign", &jid, "--unit", "FIN"]).done();
    eva.sync();
    // The next day her desk says no by itself.
    eva.clone().ahead(DAY_S).run(&letter).problem(1, "role_not_enough");
    // What she did without a connection, and brings when she does not stand in any more, waits.
    town.stop();
    eva.register("Pozdě", &[]);
    town.serve();
    petr.run(&["substitute", "--for", "Nováková", "--end"]).done();
    petr.sync();
    eva.run(&["sync"]).done();
    petr.sync();
    assert_eq!(eva.need("quarantined_mine")["problem"]["args"]["because"], "role_not_held");
    assert_eq!(petr.need("quarantined")["made_by"], "Malá Eva");
}

#[test]
fn opening_a_restricted_document_is_noted_with_who_and_when() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let jid = jana.register("Osobní stížnost", &["--restricted"]);
    let open = jana.register("Nabídka", &[]);
    jana.sync();
    petr.sync();
    petr.show(&jid);
    petr.show(&open);
    petr.sync();
    jana.sync();
    let verbs = |it: &serde_json::Value| -> Vec<String> {
        let lines = it["history"].as_array().unwrap().iter();
        lines.map(|it| format!("{} {}", it["verb"].as_str().unwrap(), it["by"].as_str().unwrap())).collect()
    };
    // Her own looking is there, too, as it was just done.
    assert_eq!(verbs(&jana.show(&jid)), ["view_document Nováková Jana", "view_document Dvořák Petr"]);
    assert!(verbs(&jana.show(&open)).is_empty());
    // Printed, or seen in the list of its file, it was looked at as well.
    let n_looks = || verbs(&jana.show(&jid)).iter().filter(|it| *it == "view_document Nováková Jana").count();
    let pdf = town.folder().join("tisk.pdf");
    let to = pdf.to_str().unwrap();
    let before = n_looks();
    jana.run(&["label", &jid, "--to", to]).done();
    jana.run(&["receipt", &jid, "--to", to]).done();
    assert_eq!(n_looks(), before + 3, "the label, the receipt, and this look at it");
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    jana.sync();
    let file = jana.run(&["file", "found", &jid, "--class", "58.2"]).done()["file"]["jid"].as_str().unwrap().to_owned();
    let before = n_looks();
    jana.run(&["file", "show", &file]).done();
    jana.run(&["file", "contents", &file, "--to", to]).done();
    assert_eq!(n_looks(), before + 3, "the file, its list, and this look at it");
}
