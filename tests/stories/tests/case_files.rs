//! Case files from the plan to the closing, through real processes.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use stories::{Clerk, Town, read_codes, read_text};

/// A town whose plan is the starter's.
fn town() -> Town {
    let town = Town::found();
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    town
}

fn file(clerk: &Clerk, arguments: &[&str]) -> Value {
    clerk.run(&[&["file"], arguments].concat()).done()["file"].clone()
}

fn found(clerk: &Clerk, document: &str, class: &str) -> Value {
    file(clerk, &["found", document, "--class", class])
}

#[test]
fn a_file_goes_from_a_letter_founded_offline_to_its_closing() {
    let town = town();
    let jana = town.desk("Nováková");
    let letter = jana.register("Kácení lípy", &[]);
    let founded = found(&jana, &letter, "58.2");
    assert_eq!((founded["mark"].as_str(), founded["state"].as_str()), (None, Some("open")), "offline it waits");
    let jid = founded["jid"].as_str().unwrap().to_owned();
    jana.sync();
    let shown = file(&jana, &["show", &jid]);
    let mark = shown["mark"].as_str().unwrap().to_owned();
    assert!(mark.starts_with("SZ HLUC/1/"), "{mark}");
    assert_eq!(jana.show(&letter)["file_mark"], mark.as_str());

    jana.run(&["file", "close", &mark]).problem(1, "case_file_not_settled");
    let note = town.folder().join("stanovisko.txt");
    std::fs::write(&note, "souhlasíme").unwrap();
    let reply =
        jana.run(&["register", "--own", "--subject", "Stanovisko", "--into-file", &mark, "--answers", &letter]).done();
    let reply = reply["jid"].as_str().unwrap().to_owned();
    jana.sync();
    let attached = jana.run(&["attach", &reply, note.to_str().unwrap()]).done();
    file(&jana, &["settle", &mark, "--way", "by_document"]);
    jana.run(&["file", "close", &mark]).problem(1, "files_on_their_way");
    jana.sync();
    let shown = jana.show(&letter);
    assert_eq!(shown["replies"], serde_json::json!([jana.show(&reply)["id"]]), "the letter names what answers it");
    assert_eq!(shown["is_settled"], true, "with the file all in it is settled");
    let problem = jana.run(&["file", "close", &mark]).problem(1, "output_format_missing");
    assert_eq!(problem["args"]["names"], "stanovisko.txt");
    let pdf = town.folder().join("stanovisko.pdf");
    std::fs::write(&pdf, "%PDF-1.7\n%%EOF\n").unwrap();
    let component = attached["component"].as_str().unwrap();
    jana.run(&["attach", &reply, pdf.to_str().unwrap(), "--output-of", component]).done();
    jana.sync();
    let closed = file(&jana, &["close", &mark]);
    assert_eq!((closed["state"].as_str(), closed["retention"].as_str()), (Some("closed"), Some("S10")));
    jana.sync();
    jana.run(&["correct", &letter, "--set", "subject=Jinak"]).problem(1, "case_file_closed");
    let late = jana.register("Ještě něco", &[]);
    jana.run(&["file", "put", &late, "--into", &mark]).problem(1, "case_file_closed");
    jana.run(&["file", "reopen", &mark]).problem(1, "reason_missing");
    file(&jana, &["reopen", &mark, "--reason", "odvolání"]);
    file(&jana, &["put", &late, "--into", &mark]);
    jana.sync();
    assert_eq!(town.check().as_object().unwrap().values().next().unwrap(), 3, "the series has no gap");
}

#[test]
fn a_collecting_sheet_numbers_its_documents_and_both_numbers_are_found() {
    let town = town();
    let jana = town.desk("Nováková");
    let first = jana.register("Stížnost na hluk", &[]);
    jana.sync();
    let before = jana.show(&first)["reference"].as_str().unwrap().to_owned();
    let sheet = found(&jana, &first, "50.4");
    assert_eq!(sheet["numbering"], "collecting_sheet");
    let jid = sheet["jid"].as_str().unwrap();
    let second = jana.register("Doplnění stížnosti", &["--into-file", jid]);
    let newest = file(&jana, &["show", jid])["history"][0].clone();
    assert_eq!((&newest["verb"], &newest["changes"][0]["field"]), (&"register_received".into(), &"document".into()));
    jana.sync();
    let numbers: Vec<String> =
        [&first, &second].iter().map(|it| jana.show(it)["reference"].as_str().unwrap().to_owned()).collect();
    assert!(numbers[0].contains("/1-1/") && numbers[1].contains("/1-2/"), "{numbers:?}");
    assert_eq!(jana.show(&first)["earlier_references"][0], before.as_str());
    let found_by = |words: &str| jana.run(&["search", words]).done()["documents"][0]["jid"].clone();
    assert_eq!((found_by(&before), found_by(&numbers[0])), (first.as_str().into(), first.as_str().into()));
    let next = jana.register("Další dopis", &[]);
    jana.sync();
    assert!(jana.show(&next)["reference"].as_str().unwrap().contains("/00002/") || town.check()["2"].is_null());
    assert_eq!(town.check().as_object().unwrap().values().next().unwrap(), 2, "the sheet took no number of the year");
    // Taken out and put into a file of the year's numbers, it takes one of them.
    let plain = found(&jana, &next, "58.2");
    file(&jana, &["take-out", &second, "--reason", "jiná věc"]);
    file(&jana, &["put", &second, "--into", plain["jid"].as_str().unwrap()]);
    jana.sync();
    assert_eq!(town.check().as_object().unwrap().values().next().unwrap(), 3);
    assert_eq!(jana.show(&second)["earlier_references"][0], numbers[1].as_str());
    // The register has each number of the year once, and the class of what is in a file.
    let csv = town.folder().join("evidence.csv");
    assert_eq!(jana.run(&["register-book", "--to", csv.to_str().unwrap()]).done()["n_rows"], 3);
    let text = std::fs::read_to_string(csv).unwrap();
    assert!(text.contains("50.4 S5") && text.contains("58.2 S10"), "{text}");
}

#[test]
fn two_who_work_on_one_file_offline_lose_nothing() {
    let town = town();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let letter = jana.register("Společná věc", &[]);
    let other = jana.register("Druhý dopis", &[]);
    let jid = found(&jana, &letter, "58.2")["jid"].as_str().unwrap().to_owned();
    file(&jana, &["settle", &jid, "--way", "noted"]);
    jana.sync();
    petr.sync();
    // Both close it.
    for clerk in [&jana, &petr] {
        assert_eq!(file(clerk, &["close", &jid])["state"], "closed");
    }
    jana.sync();
    petr.sync();
    let failed =
        |it: &Clerk| it.needs_you().iter().filter(|it| it["kind"] == "refused" || it["kind"] == "conflict").count();
    assert_eq!((failed(&petr), failed(&jana)), (0, 0), "the same twice is once");
    // One closes what the other has taken up again and fills.
    file(&jana, &["reopen", &jid, "--reason", "odvolání"]);
    jana.sync();
    petr.sync();
    file(&petr, &["settle", &jid, "--way", "noted"]);
    file(&petr, &["close", &jid]);
    petr.sync();
    file(&jana, &["put", &other, "--into", &jid]);
    jana.sync();
    let need = jana.need("refused");
    assert_eq!(need["problem"]["code"], "case_file_closed");
    assert_eq!(file(&jana, &["show", &jid])["documents"].as_array().unwrap().len(), 1);
    town.check();
}

#[test]
fn cover_and_list_say_what_the_decree_asks_and_the_cover_s_code_is_read_back() {
    let town = town();
    let jana = town.desk("Nováková");
    let letter = jana.register("Kácení lípy u kostela", &["--sheets", "2"]);
    let jid = found(&jana, &letter, "56.1")["jid"].as_str().unwrap().to_owned();
    jana.sync();
    let mark = file(&jana, &["show", &jid])["mark"].as_str().unwrap().to_owned();
    let pdf = town.folder().join("spis.pdf");
    let to = pdf.to_str().unwrap();
    jana.run(&["file", "cover", &mark, "--to", to]).done();
    let text = read_text(&pdf);
    for wanted in ["Město Hlučín", &mark, "Kácení lípy u kostela", "56.1 Ochrana přírody", "S5", &jid] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert_eq!(read_codes(&pdf)[0].text, jid);
    jana.run(&["file", "contents", &mark, "--to", to]).done();
    assert_eq!(read_codes(&pdf)[0].text, jid);
    let text = read_text(&pdf);
    for wanted in ["Sběrný arch", &letter, "ČEZ, a.s."] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
}

#[test]
fn a_plan_that_is_wrong_is_refused_with_its_line_and_the_one_in_force_stays() {
    let town = town();
    let n_classes = || {
        let jana = town.desk("Nováková");
        jana.run(&["plan", "list"]).done()["classes"].as_array().unwrap().len()
    };
    let before = n_classes();
    for (rows, line, why) in [
        ("1;A;;2\n2;B;;1\n", "2", "class_in_cycle"),
        ("1;A;S5;\n1;B;S5;\n", "3", "class_mark_twice"),
        ("1;A;S5;\n1.1;B;S5;\n", "2", "class_leaf_with_children"),
    ] {
        let path = town.folder().join("plán.csv");
        std::fs::write(&path, format!("znak;název;režim;nadřazený\n{rows}")).unwrap();
        let plan = ["plan", "--tenant", "hlucin", "--file", path.to_str().unwrap()];
        let problem = town.centre(&plan).problem(1, "table_wrong");
        assert_eq!((problem["args"]["line"].as_str(), problem["args"]["why"].as_str()), (Some(line), Some(why)));
        assert!(!problem["sentence"].as_str().unwrap().contains(why), "words, not codes: {problem}");
    }
    assert_eq!(n_classes(), before);
}

#[test]
fn only_an_admin_puts_a_plan_in_force_at_a_desk() {
    let town = town();
    let jana = town.desk("Nováková");
    jana.run(&["plan", "import", "--starter", "village"]).problem(1, "role_not_enough");
    let role = ["person", "add", "--tenant", "hlucin", "--name", "Jan", "--surname", "Říha", "--unit", "POD"];
    town.centre(&[role.as_slice(), &["--role", "admin"]].concat()).done();
    let admin = town.desk("Říha");
    let n_classes = admin.run(&["plan", "import", "--starter", "village"]).done()["n_classes"].clone();
    assert!(n_classes.as_u64().unwrap() > 10);
    admin.sync();
    jana.sync();
    let listed = jana.run(&["plan", "list"]).done();
    assert!(listed["classes"].as_array().unwrap().iter().any(|it| it["mark"] == "6.3"));
}

#[test]
fn two_who_put_one_letter_into_two_files_find_both_and_settle_it_with_one_key() {
    let town = town();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let letter = jana.register("Sporný dopis", &[]);
    let files: Vec<String> = ["První věc", "Druhá věc"]
        .iter()
        .map(|it| found(&jana, &jana.register(it, &[]), "58.2")["jid"].as_str().unwrap().to_owned())
        .collect();
    jana.sync();
    petr.sync();
    file(&jana, &["put", &letter, "--into", &files[0]]);
    file(&petr, &["put", &letter, "--into", &files[1]]);
    jana.sync();
    petr.sync();
    let need = petr.need("conflict");
    assert_eq!(need["conflicts"][0]["field"], "case_file");
    petr.run(&["settle", need["id"].as_str().unwrap(), "mine"]).done();
    petr.sync();
    jana.sync();
    for (jid, n_documents) in [(&files[0], 1), (&files[1], 2)] {
        let shown = file(&jana, &["show", jid]);
        assert_eq!(shown["documents"].as_array().unwrap().len(), n_documents, "{shown}");
    }
    town.check();
}

#[test]
fn the_histories_of_a_letter_and_of_its_files_say_what_came_left_and_how_it_was_settled() {
    let town = town();
    let jana = town.desk("Nováková");
    let letter = jana.register("Putující dopis", &[]);
    let files: Vec<String> = ["První věc", "Druhá věc"]
        .iter()
        .map(|it| found(&jana, &jana.register(it, &[]), "58.2")["jid"].as_str().unwrap().to_owned())
        .collect();
    file(&jana, &["put", &letter, "--into", &files[0]]);
    file(&jana, &["put", &letter, "--into", &files[1]]);
    let scan = town.folder().join("sken.txt");
    std::fs::write(&scan, "příloha").unwrap();
    jana.run(&["attach", &letter, scan.to_str().unwrap()]).done();
    file(&jana, &["assign", &files[1], "--unit", "OŽP"]);
    jana.sync();
    file(&jana, &["settle", &files[1], "--way", "noted"]);
    file(&jana, &["reopen", &files[1], "--reason", "odvolání"]);
    jana.sync();
    let id = jana.show(&letter)["id"].clone();
    let unit = file(&jana, &["show", &files[1]])["unit"].clone();
    let changes_of = |shown: &Value, verb: &str, field: &str| -> Vec<(Value, Value)> {
        let lines = shown["history"].as_array().unwrap().iter().filter(|it| it["verb"] == verb);
        let changes = lines.flat_map(|it| it["changes"].as_array().unwrap().clone());
        changes.filter(|it| it["field"] == field).map(|it| (it["was"].clone(), it["now"].clone())).collect()
    };
    let (first, second) = (file(&jana, &["show", &files[0]]), file(&jana, &["show", &files[1]]));
    let (none, noted) = (Value::Null, Value::from("noted"));
    assert_eq!(
        changes_of(&first, "insert_document", "document"),
        [(id.clone(), none.clone()), (none.clone(), id.clone())],
        "the old file says that it left"
    );
    assert_eq!(changes_of(&second, "insert_document", "document"), [(none.clone(), id)]);
    assert_eq!(changes_of(&second, "assign_case_file", "unit"), [(none.clone(), unit)]);
    assert_eq!(changes_of(&second, "settle_case_file", "settled"), [(none.clone(), noted.clone())]);
    assert_eq!(changes_of(&second, "reopen_case_file", "settled"), [(noted.clone(), none.clone())]);
    let letter = jana.show(&letter);
    assert_eq!(changes_of(&letter, "settle_case_file", "settled"), [(none.clone(), noted)]);
    assert_eq!(changes_of(&letter, "attach_file", "component"), [(none, "sken.txt".into())]);
    assert!(letter["history"][0]["on"].is_string(), "on which desk");
}

#[test]
fn a_file_is_corrected_and_says_in_its_history_what_it_was_called() {
    let town = town();
    let (jana, filing) = (town.desk("Nováková"), town.desk("Dvořák"));
    let mark = found(&jana, &jana.register("Kácení lípy", &[]), "58.2")["jid"].as_str().unwrap().to_owned();
    jana.sync();
    filing.sync();
    file(&jana, &["correct", &mark, "--subject", "Kácení lípy u školy"]);
    file(&filing, &["correct", &mark, "--subject", "Kácení u školy"]);
    jana.sync();
    filing.sync();
    let shown = file(&filing, &["show", &mark]);
    assert_eq!(shown["subject"], "Kácení lípy u školy", "the first one stands");
    let line = &shown["history"][0];
    assert_eq!(
        (line["verb"].as_str(), line["changes"][0]["was"].as_str()),
        (Some("correct_case_file"), Some("Kácení lípy"))
    );
    let codes: Vec<_> = filing.needs_you().iter().map(|it| it["problem"]["code"].clone()).collect();
    assert!(codes.contains(&"conflict".into()), "the second one is told, and nothing is swallowed: {codes:?}");
    let found = filing.run(&["file", "list", "u školy"]).done();
    assert_eq!(found["total"], 1, "it is found by what it is called now");
}

#[test]
fn a_file_goes_to_another_keeper_with_its_open_documents_and_is_a_deputy_s_too() {
    let town = town();
    let (jana, eva) = (town.desk("Nováková"), town.desk("Malá"));
    let (first, second) = (jana.register("První", &[]), jana.register("Druhý", &[]));
    let jid = found(&jana, &first, "58.2")["jid"].as_str().unwrap().to_owned();
    file(&jana, &["put", &second, "--into", &jid]);
    jana.run(&["file", "settle-document", &second, "--way", "forwarded"]).problem(1, "recipient_missing");
    jana.run(&["file", "settle-document", &second, "--way", "forwarded", "--note", "krajskému úřadu"]).done();
    file(&jana, &["assign", &jid, "--person-name", "Malá"]);
    jana.sync();
    eva.sync();
    let mine = || jana.run(&["file", "list", "--list", "mine"]).done()["total"].clone();
    assert_eq!((&jana.show(&first)["person"], &jana.show(&first)["state"]), (&"Malá Eva".into(), &"assigned".into()));
    assert!(jana.show(&second)["person"].is_null(), "what is settled stays as it was");
    assert_eq!(eva.run(&["file", "list", "--list", "mine"]).done()["total"], 1);
    assert_eq!(mine(), 0);
    eva.run(&["substitute", "--deputy", "Nováková", "--until", "zítra"]).done();
    eva.sync();
    jana.sync();
    assert_eq!(mine(), 1, "she stands in for its keeper");
}

#[test]
fn what_was_put_into_a_file_taken_out_or_settled_is_undone_step_by_step() {
    let town = town();
    let jana = town.desk("Nováková");
    let (first, second) = (jana.register("První", &[]), jana.register("Druhý", &[]));
    let jid = found(&jana, &first, "58.2")["jid"].as_str().unwrap().to_owned();
    jana.run(&["file", "put", &second, "--into", &jid]).done();
    jana.run(&["file", "settle-document", &second, "--way", "noted"]).done();
    jana.run(&["file", "take-out", &second, "--reason", "patří jinam"]).done();
    let undone = || jana.run(&["undo"]).done()["undone"].clone();
    let lies_in_file = || !jana.show(&second)["case_file"].is_null();
    assert!(!lies_in_file());
    assert_eq!((undone(), lies_in_file()), ("take_out_document".into(), true));
    // What was settled before it was taken out is settled no more: without a file nothing is.
    jana.run(&["file", "settle-document", &second, "--way", "noted"]).done();
    assert_eq!(undone(), "settle_document");
    assert_eq!(jana.show(&second)["is_settled"], false);
    jana.sync();
    // The settling before it has gone already, and so has nothing to be undone.
    undone();
    assert_eq!((undone(), lies_in_file()), ("insert_document".into(), false));
    jana.sync();
    assert!(!lies_in_file());
}
