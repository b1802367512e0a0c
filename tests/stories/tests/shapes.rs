//! The JSON other programs read: keys and values as `docs/formats` promises them.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use stories::{Town, shape, shape_of_text};

/// Compares with the stored shape; ids, instants, hashes and the like stand there by what they are.
fn check_shape(name: &str, said: &Value) {
    insta::assert_snapshot!(name, serde_json::to_string_pretty(&shape(said)).expect("JSON can be written"));
}

/// The path of a print is a test's own.
fn pathless(mut said: Value) -> Value {
    assert!(said["to"].is_string(), "{said}");
    said["to"] = json!("[path]");
    said
}

#[test]
fn what_clerk_prints_has_its_promised_shape() {
    let town = Town::found();
    let device = town.device("stůl");
    let enrolled = device.run(&["enrol", "--line", &town.line("Dvořák", "1"), "--device", "PC 7"]).done();
    check_shape("clerk_enrol", &enrolled);
    let petr = device;
    let jana = town.desk("Nováková");
    let file = town.folder().join("smlouva.txt");
    std::fs::write(&file, "text smlouvy").unwrap();
    let file = file.to_str().unwrap();
    let more = ["--reference", "A-1", "--sheets", "2", "--other-count", "1", "--other-description", "CD"];
    let letter = ["register", "--subject", "Smlouva", "--new-company", "ČEZ, a.s.", "--company-number", "45274649"];
    let registered = jana.run(&[letter.as_slice(), &more, &["--unit", "OŽP", "--file", file]].concat()).done();
    check_shape("clerk_register", &registered);
    let jid = registered["jid"].as_str().unwrap().to_owned();
    let mut synced = jana.run(&["sync"]).done();
    assert!(synced["pulled"].as_u64().unwrap() > 0);
    synced["pulled"] = json!("[count]");
    check_shape("clerk_sync", &synced);
    check_shape("clerk_correct", &jana.run(&["correct", &jid, "--set", "subject=Smlouva o dílo"]).done());
    petr.run(&["sync"]).done();
    petr.run(&["correct", &jid, "--set", "subject=Dodatek"]).done();
    jana.run(&["sync"]).done();
    petr.run(&["sync"]).done();
    check_shape("clerk_needs_you", &petr.run(&["needs-you"]).done());
    let item = petr.need("conflict")["id"].as_str().unwrap().to_owned();
    check_shape("clerk_settle", &petr.run(&["settle", &item, "theirs"]).done());
    check_shape("clerk_show", &petr.show(&jid));
    let mut listed = petr.run(&["search", "smlouva", "--limit", "1"]).done();
    assert_eq!(listed["next"], Value::Null);
    check_shape("clerk_search", &listed);
    jana.run(&["register", "--own", "--subject", "Výzva"]).done();
    listed = jana.run(&["list", "--limit", "1"]).done();
    assert!(listed["next"].is_string(), "there is another page");
    check_shape("clerk_attach", &jana.run(&["attach", &jid, file]).done());
    let to = town.folder().join("uloženo.txt");
    let fetched = petr.run(&["fetch", &jid, "smlouva.txt", "--to", to.to_str().unwrap()]).done();
    check_shape("clerk_fetch", &fetched);
    let mut checked = jana.run(&["check"]).done();
    assert!(checked["n_log_lines"].as_u64().unwrap() > 0);
    checked["n_log_lines"] = json!("[count]");
    check_shape("clerk_check", &checked);
    let pdf = town.folder().join("tisk.pdf");
    let pdf = pdf.to_str().unwrap();
    check_shape("clerk_label", &pathless(jana.run(&["label", &jid, "--to", pdf]).done()));
    check_shape("clerk_receipt", &pathless(jana.run(&["receipt", &jid, "--to", pdf]).done()));
    check_shape("clerk_register_book", &pathless(jana.run(&["register-book", "--to", pdf]).done()));
    check_shape("clerk_undo", &jana.run(&["undo"]).done());
    check_shape("clerk_undo_nothing", &town.desk("Dvořák").run(&["undo"]).done());
    check_shape("clerk_rescued", &jana.run(&["rescued"]).done());
    let seat = jana.desk_folder().file_name().unwrap().to_string_lossy().into_owned();
    let code = town.centre(&["reset-code", "--seat", &seat]).done()["code"].as_str().unwrap().to_owned();
    check_shape("clerk_reset_password", &jana.run(&["reset-password", "--code", &code]).done());
    check_shape("clerk_problem", &jana.run(&["cancel", &jid]).json);
    check_shape("clerk_problem_usage", &jana.run(&["settle", "x", "mine"]).json);
    assert_eq!(jana.run(&["list", "--sort", "colour"]).exit, 2);
    assert_eq!(jana.run(&["list", "--sort", "colour"]).json["problem"]["code"], "usage_wrong");
}

#[test]
fn what_centre_prints_has_its_promised_shape() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    jana.register("Dopis", &[]);
    jana.sync();
    let run = |name: &str, arguments: &[&str]| check_shape(name, &town.centre(arguments).done());
    run("centre_tenant_list", &["tenant", "list"]);
    let add = ["tenant", "add", "--tenant", "skola", "--name", "Základní škola", "--abbreviation", "ZSHL"];
    run("centre_tenant_add", &[add.as_slice(), &["--jid-prefix", "ZSHL"]].concat());
    run("centre_tenant_mask", &["tenant", "mask", "--tenant", "skola", "--mask", "{abbr}/{seq}/{year}"]);
    run("centre_unit_add", &["unit", "add", "--tenant", "hlucin", "--code", "TAJ", "--name", "Tajemník"]);
    run("centre_unit_close", &["unit", "close", "--tenant", "hlucin", "--code", "TAJ"]);
    let person = ["person", "add", "--tenant", "hlucin", "--name", "Jan", "--surname", "Říha", "--unit", "FIN"];
    run("centre_person_add", &[person.as_slice(), &["--role", "case_clerk"]].concat());
    run("centre_person_role", &["person", "role", "--tenant", "hlucin", "--person", "Říha", "--leaves"]);
    let mut people = town.centre(&["person", "list", "--tenant", "skola"]).done();
    assert_eq!(people["people"], json!([]));
    people = town.centre(&["person", "list", "--tenant", "hlucin"]).done();
    let mut rows = people["people"].as_array().unwrap().clone();
    rows.retain(|it| it["name"] == "Říha Jan");
    check_shape("centre_person_list_row", &rows[0]);
    run("centre_desk_code", &["desk-code", "--tenant", "hlucin", "--person", "Malá", "--address", "127.0.0.1:8443"]);
    let desks = town.centre(&["desk", "list", "--tenant", "hlucin"]).done();
    check_shape("centre_desk_list_row", &desks["desks"][0]);
    let seat = desks["desks"][0]["seat"].as_str().unwrap();
    run("centre_reset_code", &["reset-code", "--seat", seat]);
    run("centre_desk_revoke", &["desk", "revoke", "--seat", seat]);
    let table = town.folder().join("útvary.csv");
    std::fs::write(&table, "code;name\nSÚ;Stavební úřad\n").unwrap();
    run("centre_import", &["import", "--tenant", "hlucin", "--units", table.to_str().unwrap()]);
    let checked = town.centre(&["check"]).done();
    let (year, last) = checked["tenants"][0]["last_numbers"].as_object().unwrap().iter().next().unwrap();
    assert!(year.parse::<u32>().is_ok_and(|it| it > 2025) && *last == json!(1), "{checked}");
    check_shape("centre_check_keys", &keys(&checked["tenants"][0]));
    let to = town.folder().join("kopie");
    run("centre_copy", &["copy", "--to", to.to_str().unwrap()]);
    check_shape("centre_problem", &town.centre(&["unit", "close", "--tenant", "nikde", "--code", "X"]).json);
}

#[test]
fn what_clerk_prints_of_case_files_has_its_promised_shape() {
    let town = Town::found();
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    let jana = town.desk("Nováková");
    let plan = jana.run(&["plan", "list"]).done();
    check_shape("clerk_plan_list_row", &plan["classes"][0]);
    let letter = jana.register("Kácení lípy", &[]);
    jana.sync();
    let founded = jana.run(&["file", "found", &letter, "--class", "58.2"]).done();
    jana.sync();
    let file = founded["file"]["jid"].as_str().unwrap();
    jana.run(&["file", "assign", file, "--unit", "OŽP"]).done();
    jana.run(&["file", "settle", file]).done();
    jana.sync();
    check_shape("clerk_file", &jana.run(&["file", "close", file]).done());
    check_shape("clerk_file_list", &jana.run(&["file", "list"]).done());
    let cover = town.folder().join("obal.pdf");
    check_shape(
        "clerk_file_cover",
        &pathless(jana.run(&["file", "cover", file, "--to", cover.to_str().unwrap()]).done()),
    );
    let table = town.folder().join("seznam.csv");
    check_shape("clerk_export", &pathless(jana.run(&["export", "--to", table.to_str().unwrap()]).done()));
}

#[test]
fn what_clerk_prints_of_batches_has_its_promised_shape() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let letter = jana.register("Dopis", &["--sheets", "1"]);
    let page = town.folder().join("strana.png");
    // Something stands on it, and no label.
    let ink = |x: u32, y: u32| image::Luma([if (x / 8 + y / 8).is_multiple_of(3) { 20 } else { 250 }]);
    image::GrayImage::from_fn(400, 560, ink).save(&page).unwrap();
    let missing = town.folder().join("není.pdf");
    let files = [page.to_str().unwrap(), missing.to_str().unwrap()];
    let said = jana.run(&["capture", files[0], files[1]]).done();
    check_shape("clerk_capture", &said);
    let batch = said["batch"].as_str().unwrap();
    jana.run(&["batch", "resolve", batch, "accept-count"]).done();
    jana.run(&["batch", "resolve", batch, "assign", "1", &letter]).done();
    check_shape("clerk_batch_release", &jana.run(&["batch", "release", batch]).done());
    check_shape("clerk_batch_list", &jana.run(&["batch", "list"]).done());
}

fn keys(it: &Value) -> Value {
    it.as_object().expect("an object").keys().cloned().collect()
}

#[test]
fn what_clerk_says_to_a_person_is_brief_and_in_her_language() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let jid = jana.register("Hluk", &["--sheets", "2", "--unit", "OŽP"]);
    jana.sync();
    petr.sync();
    jana.run(&["correct", &jid, "--set", "subject=Hluk z bytu"]).done();
    petr.run(&["correct", &jid, "--set", "subject=Hluk z dílny", "--reason", "překlep"]).done();
    for clerk in [&jana, &petr] {
        clerk.sync();
    }
    let waiting = petr.register("Zápach", &[]);
    for language in ["cs", "en"] {
        let said = [
            petr.read(language, &["list", "--sort", "subject"]),
            // The moments in it are another day's tomorrow.
            petr.read(language, &["show", &waiting]).lines().take(3).collect::<Vec<_>>().join("\n") + "\n",
            petr.read(language, &["needs-you"]),
            jana.read(language, &["needs-you"]),
            jana.read(language, &["sync"]),
            jana.read(language, &["refuse", &jid, "--reason", "x"]),
            jana.read(language, &["assign", &jid, "--unit", "XYZ"]),
        ];
        let text: Vec<String> = said.concat().lines().map(shape_of_text).collect();
        insta::assert_snapshot!(format!("clerk_says_{language}"), text.join("\n"));
    }
}
