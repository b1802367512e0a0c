//! What a morning brings besides letters: old post, closed envelopes, copies, returned post, and post for the school next door.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use stories::{Clerk, Town, read_codes, read_text, wait_until};

/// Waits until a letter has arrived there, and its sender knows it.
fn arrives(from: &Clerk, to: &Clerk) {
    wait_until("the letter at the other office", || {
        to.run(&["sync"]);
        from.run(&["sync"]);
        let is_known = |it: &Value| from.show(it["jid"].as_str().unwrap())["dispatches"][0]["delivered"].is_object();
        !to.documents().is_empty() && from.documents().iter().any(is_known)
    });
}

fn only(clerk: &Clerk) -> Value {
    let mut documents = clerk.documents();
    assert_eq!(documents.len(), 1, "{documents:?}");
    documents.remove(0)
}

#[test]
fn post_for_the_school_next_door_is_registered_at_both_and_both_records_point_at_each_other() {
    let mut town = Town::found();
    let ivana = town.school();
    let jana = town.desk("Nováková");
    let file = town.folder().join("příloha.pdf");
    std::fs::write(&file, b"%PDF-1.7 invented").unwrap();
    let jid = jana.register("Kontrola hřiště", &["--sheets", "2", "--file", file.to_str().unwrap()]);
    // Handed over without a connection, it waits like everything else.
    town.stop();
    jana.run(&["dispatch", &jid, "--to", "Kdoví"]).problem(1, "office_unknown");
    jana.run(&["dispatch", &jid, "--to", "základní"]).done();
    jana.run(&["dispatch", &jid, "--to", "základní"]).problem(1, "already_dispatched");
    town.serve();
    jana.sync();
    arrives(&jana, &ivana);
    let there = ivana.show(only(&ivana)["jid"].as_str().unwrap());
    assert_eq!((&there["reference"], &there["sender"]), (&"ZSHL/00001/2026".into(), &"Město Hlučín".into()));
    assert_eq!(
        (&there["delivery_method"], &there["sender_reference"]),
        (&"internal".into(), &"HLUC/00001/2026".into())
    );
    assert_eq!((&there["source"]["jid"], &there["sheets"]), (&jid.as_str().into(), &2.into()));
    assert_eq!(there["files"][0]["name"], "příloha.pdf");
    let to = town.folder().join("saved.pdf");
    ivana.run(&["fetch", there["jid"].as_str().unwrap(), "příloha.pdf", "--to", to.to_str().unwrap()]).done();
    assert_eq!(std::fs::read(to).unwrap(), b"%PDF-1.7 invented");
    // Nobody there has registered it: with a deadline it reminds the filing office until somebody has it.
    ivana.run(&["correct", there["jid"].as_str().unwrap(), "--set", "deadline=own +1"]).done();
    assert_eq!(ivana.need("deadline")["document"]["jid"], there["jid"]);
    let here = &jana.show(&jid)["dispatches"][0];
    assert_eq!((&here["delivered"]["jid"], &here["delivered"]["reference"]), (&there["jid"], &there["reference"]));
    assert!(jana.read("cs", &["show", &jid]).contains("Předáno úřadu: Základní škola Hlučín ZSHL/00001/2026"));
    jana.register("Nikam nejde", &[]);
    for (words, n) in
        [("odeslano:dnes", 1), ("zpusob_odeslani:uvnitr", 1), ("NOT odeslano:dnes..", 1), ("vratilo_se:ano", 0)]
    {
        assert_eq!(jana.run(&["search", words]).done()["total"], n, "{words}");
    }
    let book = town.folder().join("kniha.csv");
    jana.run(&["register-book", "--to", book.to_str().unwrap()]).done();
    assert!(
        std::fs::read_to_string(book).unwrap().contains("Základní škola Hlučín, "),
        "whom it was sent to stands in the book"
    );
    // Each office has its own series, and neither sees anything else of the other.
    assert_eq!(jana.documents().len(), 2);
    town.centre(&["check"]).done();
}

#[test]
fn a_letter_waits_for_its_files_and_a_killed_centre_delivers_it_once() {
    let mut town = Town::found();
    let ivana = town.school();
    let jana = town.desk("Nováková");
    jana.sync();
    let file = town.folder().join("velký.bin");
    std::fs::write(&file, vec![7; 3 * 1024 * 1024]).unwrap();
    let jid = jana.register("Pozvání", &["--file", file.to_str().unwrap()]);
    jana.run(&["dispatch", &jid, "--to", "Základní"]).done();
    for _ in 0..5 {
        town.serve();
        let syncing = jana.start(&["sync"]);
        town.stop();
        syncing.finish();
    }
    town.serve();
    jana.sync();
    arrives(&jana, &ivana);
    let there = ivana.show(only(&ivana)["jid"].as_str().unwrap());
    assert_eq!(there["files"].as_array().unwrap().len(), 1, "half of a letter is none");
    assert_eq!(jana.show(&jid)["dispatches"].as_array().unwrap().len(), 1);
}

#[test]
fn the_day_an_own_document_was_sent_stands_in_the_record_the_search_and_the_register() {
    let town = Town::found();
    let (jana, eva) = (town.desk("Nováková"), town.desk("Malá"));
    let own = |subject: &str, more: &[&str]| {
        let done = jana.run(&[&["register", "--own", "--subject", subject], more].concat()).done();
        done["jid"].as_str().unwrap().to_owned()
    };
    let (jid, nobody) = (own("Pozvánka", &["--new-company", "Krajský úřad", "--for", "Malá"]), own("Záznam", &[]));
    jana.sync();
    jana.run(&["sent", &nobody]).problem(1, "sent_to_nobody");
    jana.run(&["sent", &jid, "--on", "zítra"]).problem(1, "sent_in_future");
    jana.run(&["sent", &jid, "--on", "31.2."]).problem(1, "date_not_understood");
    jana.run(&["sent", &jid, "--way", "holub"]).problem(2, "usage_wrong");
    jana.run(&["sent", &jid]).done();
    jana.run(&["sent", &jid, "--way", "courier", "--note", "RR 1 CZ", "--corrects"]).done();
    jana.sync();
    eva.sync();
    let shown = eva.show(&jid);
    assert_eq!((&shown["sendings"][0]["way"], shown["sendings"][1].is_null()), (&"courier".into(), true));
    assert!(eva.read("cs", &["show", &jid]).contains("kurýrem"));
    let found = |words: &str| eva.run(&["search", words]).done()["documents"].as_array().unwrap().len();
    assert_eq!(found("zpusob_odeslani:kuryr"), 1);
    assert_eq!(found("zpusob_odeslani:posta"), 0);
    assert_eq!(found("odeslano:dnes"), 1);
    let csv = town.folder().join("kniha.csv");
    jana.run(&["register-book", "--to", csv.to_str().unwrap()]).done();
    let book = std::fs::read_to_string(csv).unwrap();
    let day = shown["sendings"][0]["day"].as_str().unwrap();
    let [year, month, day] = [&day[..4], &day[5..7], &day[8..]].map(|it| it.parse::<u32>().unwrap());
    assert!(book.contains(&format!("Krajský úřad, {day}. {month}. {year}")), "{book}");
}

#[test]
fn returned_post_is_no_new_document_and_whoever_handles_it_is_told_once() {
    let town = Town::found();
    let (jana, eva) = (town.desk("Nováková"), town.desk("Malá"));
    eva.run(&["register", "--own", "--subject", "Výzva k odstranění vad", "--for", "Malá"]).done();
    eva.sync();
    jana.sync();
    let jid = only(&jana)["jid"].as_str().unwrap().to_owned();
    let letter = jana.register("Došlý dopis", &[]);
    jana.run(&["returned", &letter, "--why", "unclaimed"]).problem(1, "returned_not_own");
    jana.run(&["returned", &jid, "--why", "otherwise"]).problem(1, "reason_missing");
    jana.run(&["returned", &jid, "--why", "moved_away", "--note", "Opava, Horní 3"]).done();
    jana.sync();
    eva.sync();
    let item = eva.need("returned");
    assert_eq!((&item["problem"]["code"], &item["document"]["jid"]), (&"post_returned".into(), &jid.as_str().into()));
    assert!(eva.read("cs", &["show", &jid]).contains("adresát se odstěhoval"));
    assert!(item["problem"]["sentence"].as_str().unwrap().contains("adresát se odstěhoval, Opava, Horní 3"));
    eva.run(&["settle", item["id"].as_str().unwrap(), "dismiss"]).done();
    assert!(eva.needs_you().is_empty());
    // It comes back a second time, and reminds again.
    jana.run(&["returned", &jid, "--why", "unclaimed"]).done();
    jana.sync();
    eva.sync();
    eva.need("returned");
    assert_eq!(eva.show(&jid)["returns"].as_array().unwrap().len(), 2);
}

#[test]
fn a_closed_envelope_a_letter_of_yesterday_and_five_copies_have_the_stamp_they_need() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let pdf = town.folder().join("stitky.pdf");
    let labels = |document: &str| {
        let label = ["label", document, "--format", "a4-3x8", "--to", pdf.to_str().unwrap()];
        jana.run(&label).done()
    };
    let closed = jana.register("Neotevřená obálka", &["--unopened", "--envelope", "own_hands"]);
    assert_eq!(labels(&closed)["n_labels"], 1);
    assert!(read_text(&pdf).contains("Neotevřená obálka"));
    assert_eq!(jana.show(&closed)["envelope"], "own_hands");
    for why in ["posting_time", "sender_address", "stamped"] {
        let kept = jana.register("Dopis s obálkou", &["--envelope", why]);
        assert_eq!(jana.show(&kept)["envelope"], why);
    }
    // Opened later, it gets what is inside.
    let opened = ["--set", "unopened=ne", "--set", "sheets=3", "--set", "subject=Nabídka na opravu školy"];
    jana.run(&[["correct", &closed].as_slice(), &opened].concat()).done();
    labels(&closed);
    assert!(read_text(&pdf).contains("Listů: 3"));
    let copies = jana.register("Projekt kanalizace", &["--copies", "5", "--sheets", "40"]);
    assert_eq!(labels(&copies)["n_labels"], 5);
    assert!(read_text(&pdf).contains("Vyhotovení 5/5"));
    let codes = read_codes(&pdf);
    assert!(codes.len() == 5 && codes.iter().all(|it| it.text == copies), "{codes:?}");
    // Put through the door at night: the day and the time are those of the delivery, not of the entry.
    let late = jana.register("Ze schránky", &["--delivered-on", "včera", "--delivered-time", "22:40"]);
    let shown = jana.show(&late);
    let (delivered, captured) = (shown["delivered_at"].as_str().unwrap(), shown["captured_at"].as_str().unwrap());
    assert!(delivered < captured && delivered.contains(":40:00"), "{delivered} {captured}");
    jana.run(&["register", "--subject", "x", "--new-company", "A", "--envelope", "jen tak"]).problem(2, "usage_wrong");
    jana.run(&["register", "--subject", "x", "--new-company", "A", "--copies", "100000"])
        .problem(1, "number_out_of_range");
}

#[test]
fn the_letter_of_a_reply_has_the_elements_of_the_decree_and_a_word_processor_opens_it() {
    let town = Town::found();
    let address = ["tenant", "address", "--tenant", "hlucin", "--address", "Mírové náměstí 1, 999 01 Vzorov"];
    town.centre(&address).done();
    let contact =
        ["person", "contact", "--tenant", "hlucin", "--person", "Nováková", "--function", "referentka podatelny"];
    town.centre(&[contact.as_slice(), &["--phone", "595 020 111", "--email", "novakova@vzorov.example"]].concat())
        .done();
    let jana = town.desk("Nováková");
    let sender = ["--address", "Dlouhá 7, 999 02 Vzorov", "--reference", "ČEZ/7/2026"];
    let letter = jana.register("Žádost o kácení", &sender);
    jana.run(&["letter", &letter, "--to", "x.docx"]).problem(1, "letter_not_own");
    let own = ["register", "--own", "--subject", "Rozhodnutí o kácení", "--answers", &letter, "--for", "Nováková"];
    let reply = jana.run(&own).done()["jid"].as_str().unwrap().to_owned();
    jana.sync();
    let path = town.folder().join("dopis.docx");
    jana.run(&["letter", &reply, "--to", path.to_str().unwrap()]).done();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    for wanted in [
        "Město Hlučín",
        "Mírové náměstí 1",
        "ČEZ/7/2026",
        "HLUC/00002/2026",
        "Jana Nováková",
        "ČEZ, a.s.",
        "Dlouhá 7",
        "Rozhodnutí o kácení",
        "referentka podatelny",
        "595 020 111",
        "novakova@vzorov.example",
    ] {
        assert!(text.contains(wanted), "{wanted} in the letter");
    }
    jana.run(&["letter", &reply, "--to", "/nikde/dopis.docx"]).problem(1, "folder_missing");
    // In a file its mark and how long it is kept stand in the head, too; in a collecting sheet the number says the file already.
    town.centre(&["plan", "--tenant", "hlucin", "--starter", "town"]).done();
    jana.sync();
    let head_of = |class: &str| {
        let own = ["register", "--own", "--subject", "Sdělení"];
        let own = jana.run(&own).done()["jid"].as_str().unwrap().to_owned();
        jana.sync();
        let found = jana.run(&["file", "found", &own, "--class", class]).done();
        jana.sync();
        let path = town.folder().join(format!("{class}.docx"));
        jana.run(&["letter", &own, "--to", path.to_str().unwrap()]).done();
        let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        let mark = jana.run(&["file", "show", found["file"]["jid"].as_str().unwrap()]).done()["file"]["mark"].clone();
        (text, mark.as_str().unwrap().to_owned())
    };
    let (text, mark) = head_of("58.2");
    assert!(text.contains("SP. ZN.") && text.contains(&mark) && text.contains("S10"), "{mark}: {text}");
    let (text, mark) = head_of("50.4");
    assert!(!text.contains("SP. ZN.") && text.contains("S5"), "{mark}: {text}");
}

#[test]
fn one_office_s_trouble_and_one_letter_s_hold_up_nobody_else() {
    let mut town = Town::found();
    let ivana = town.school();
    town.centre(&[
        "tenant",
        "add",
        "--tenant",
        "obec",
        "--name",
        "Obec Vzorov",
        "--abbreviation",
        "VZOR",
        "--jid-prefix",
        "VZOR",
    ])
    .done();
    let jana = town.desk("Nováková");
    jana.sync();
    town.stop();
    let damaged = town.centre_folder().join("tenants/obec.sqlite");
    for beside in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{beside}", damaged.display()));
    }
    std::fs::write(&damaged, vec![b'x'; 8192]).unwrap();
    let (stuck, goes) = (jana.register("Pro obec", &[]), jana.register("Pro školu", &[]));
    jana.run(&["dispatch", &stuck, "--to", "Obec"]).done();
    jana.run(&["dispatch", &goes, "--to", "Základní"]).done();
    town.serve();
    jana.sync();
    arrives(&jana, &ivana);
    assert_eq!(only(&ivana)["subject"], "Pro školu");
    // After a day somebody is told, and puts it away for a day.
    let later = jana.clone().ahead(25 * 3600);
    let item = later.need("on_its_way");
    assert_eq!(
        (&item["document"]["jid"], &item["problem"]["code"]),
        (&stuck.as_str().into(), &"dispatch_waits".into())
    );
    later.run(&["settle", item["id"].as_str().unwrap(), "dismiss"]).done();
    assert!(later.needs_you().iter().all(|it| it["kind"] != "on_its_way"));
}

#[test]
fn what_is_restricted_goes_to_one_person_where_nobody_supervises() {
    let town = Town::found();
    let ivana = town.school();
    let who = ["person", "add", "--tenant", "skola", "--name", "Ota", "--surname", "Druhý", "--unit", "KANC"];
    town.centre(&[who.as_slice(), &["--role", "case_clerk"]].concat()).done();
    let petr = town.desk("Dvořák");
    let jid = petr.register("Stížnost na učitele", &["--restricted"]);
    petr.run(&["dispatch", &jid, "--to", "Základní"]).done();
    petr.sync();
    arrives(&petr, &ivana);
    let there = only(&ivana);
    assert_eq!((&there["is_restricted"], &there["person"]), (&true.into(), &"Školní Ivana".into()));
}
