//! The register as a book and as a table, and the receipt for the counter.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use stories::{Clerk, Town, read_codes, read_text};

fn book(clerk: &Clerk, to: &Path, more: &[&str]) -> serde_json::Value {
    clerk.run(&[&["register-book", "--to", to.to_str().unwrap()], more].concat()).done()
}

fn table(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("the mark of UTF-8 comes first");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_year_s_register_has_every_number_and_closes_as_the_decree_asks() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    jana.register("Žádost o kácení", &["--sheets", "2", "--unit", "OŽP", "--reference", "ČEZ/7"]);
    jana.sync();
    let hidden = petr.register("Stížnost na úředníka", &["--restricted"]);
    petr.sync();
    jana.register("=cmd|'/C calc'!A0", &[]);
    let cancelled = jana.register("Omyl", &[]);
    jana.run(&["register", "--own", "--subject", "Výzva", "--new-company", "Krajský úřad"]).done();
    jana.sync();
    jana.run(&["cancel", &cancelled, "--reason", "zapsáno dvakrát"]).done();
    // The last letter of the year is none of hers.
    petr.register("Oznámení", &["--restricted"]);
    petr.sync();
    jana.sync();

    let csv = town.folder().join("evidence.csv");
    assert_eq!(book(&jana, &csv, &[])["n_rows"], 6);
    let rows = table(&csv);
    assert_eq!(rows.iter().map(|it| it[0].as_str()).collect::<Vec<_>>(), ["1", "2", "3", "4", "5", "6", ""]);
    assert!(rows[6][12].ends_with("poslední pořadové číslo 6. Rok dosud neskončil."), "{}", rows[6][12]);
    assert_eq!(rows[5][12], "s omezeným přístupem");
    assert_eq!((rows[0][5].as_str(), rows[0][6].as_str(), rows[0][7].as_str()), ("ČEZ/7", "Žádost o kácení", "OŽP"));
    assert_eq!(rows[1][1..12].concat(), "", "of what she may not see only the number stands there");
    assert_eq!(rows[1][12], "s omezeným přístupem");
    assert!(rows[2][6].starts_with("'="), "no text of a stranger becomes a formula: {}", rows[2][6]);
    assert!(rows[3][12].contains("zapsáno dvakrát"));
    assert_eq!((rows[4][4].as_str(), rows[4][10].as_str()), ("Vlastní", "digitální"));
    assert!(rows[4][8].starts_with("Krajský úřad"), "whom it is written to: {}", rows[4][8]);

    let pdf = town.folder().join("evidence.pdf");
    book(&jana, &pdf, &[]);
    let text = read_text(&pdf);
    assert!(text.contains("Město Hlučín") && text.contains("Rok dosud neskončil"), "{text}");
    assert!(!text.contains("Stížnost na úředníka") && !text.contains(&hidden));
    // A year later the year is over.
    let later = jana.clone().ahead(370 * 24 * 3600);
    let year = jana.documents()[0]["captured_at"].as_str().unwrap()[..4].to_owned();
    book(&later, &pdf, &["--year", &year]);
    // Not heard since, the centre may have given numbers to others.
    let text = read_text(&pdf);
    assert!(!text.contains("Ukončeno dne") && text.contains("až po spojení s ní"), "{text}");
    assert_eq!(book(&jana, &csv, &["--day", "včera"])["n_rows"], 0);
    assert_eq!(book(&jana, &csv, &["--day", "dnes"])["n_rows"], 5);
    let rows = table(&csv);
    assert_eq!(
        rows[5][12],
        "Zaevidováno dokumentů: 5. K tomuto dni, nebo k sousednímu, patří čísla s omezeným přístupem: 6."
    );
    book(&jana, &pdf, &["--day", "dnes"]);
    assert!(read_text(&pdf).contains("Jméno a podpis"), "the day is signed");
}

#[test]
fn a_year_ends_with_the_last_number_the_centre_gave_after_it() {
    let closing = |known_on: &str| {
        let head = documents::BookHead {
            office: "Město Hlučín".into(),
            period: documents::BookPeriod::Year(2026),
            printed_on: "2027-01-05".parse().unwrap(),
            series: Some((6, known_on.parse().unwrap())),
            edges: Vec::new(),
        };
        let rows = [documents::BookRow { sequence: 5, ..documents::BookRow::default() }, documents::BookRow::hidden(6)];
        String::from_utf8(documents::register_table(&head, &rows)).unwrap()
    };
    assert!(closing("2027-01-04").contains("Ukončeno dne 5. 1. 2027 pořadovým číslem 6."));
    assert!(!closing("2026-12-30").contains("Ukončeno"));
}

#[test]
fn a_thousand_rows_have_their_head_on_every_page_and_none_is_cut() {
    let rows: Vec<documents::BookRow> = (1..=1_000)
        .map(|sequence| documents::BookRow {
            sequence,
            jid: format!("HLUC{sequence:08}"),
            subject: format!("Velmi dlouhý stručný obsah číslo {sequence} o nejkulaťoulinkatějších věcech")
                .repeat(1 + sequence as usize % 3),
            ..documents::BookRow::default()
        })
        .collect();
    let printed_on = "2026-11-22".parse().unwrap();
    let head = documents::BookHead {
        office: "Město Hlučín".into(),
        period: documents::BookPeriod::Year(2026),
        printed_on,
        series: None,
        edges: Vec::new(),
    };
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("evidence.pdf");
    std::fs::write(&pdf, documents::register_book(&head, &rows)).unwrap();
    let text = read_text(&pdf);
    let pages: Vec<&str> = text.split('\u{c}').filter(|it| !it.trim().is_empty()).collect();
    assert!(pages.len() > 20);
    for (nth, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("strana {} z {}", nth + 1, pages.len())), "page {}: {page}", nth + 1);
    }
    let heads = pages.iter().filter(|it| it.contains("Stručný obsah")).count();
    assert!(heads >= pages.len() - 1, "the last page may hold the closing line alone");
    for row in &rows {
        assert!(text.contains(&row.jid), "{} is missing", row.jid);
    }
}

#[test]
fn who_sees_a_part_gets_no_register_and_what_cannot_be_written_leaves_none() {
    let town = Town::found();
    let (jana, eva) = (town.desk("Nováková"), town.desk("Malá"));
    let csv = town.folder().join("evidence.csv");
    let to = csv.to_str().unwrap();
    eva.run(&["register-book", "--to", to]).problem(1, "role_not_enough");
    jana.run(&["register-book", "--to", to, "--year", "letos"]).problem(1, "date_not_understood");
    jana.run(&["register-book", "--to", "/nikde/evidence.csv"]).problem(1, "folder_missing");
    jana.run(&["register-book", "--printer", "nikde"]).problem(3, "printer_gone");
    assert!(!csv.exists());
}

#[test]
fn the_receipt_says_what_was_handed_over_before_and_after_the_number_is_known() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Žádost", &["--sheets", "3", "--paper-attachments", "1"]);
    let pdf = town.folder().join("potvrzení.pdf");
    let print = || jana.run(&["receipt", &jid, "--to", pdf.to_str().unwrap()]).done();
    print();
    let text = read_text(&pdf);
    for wanted in ["Město Hlučín", "bude přiděleno", "ČEZ, a.s.", "Žádost", &jid] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    jana.sync();
    print();
    assert!(read_text(&pdf).contains(jana.show(&jid)["reference"].as_str().unwrap()));
    assert_eq!(read_codes(&pdf)[0].text, jid);
}
