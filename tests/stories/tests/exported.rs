//! Lists and searches as tables, read back by programs of others.
#![allow(clippy::unwrap_used)]

use std::io::Read;

use stories::Town;

#[test]
fn an_export_has_what_the_person_sees_in_the_order_of_the_list() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let secret = petr.register("Tajná stížnost", &["--restricted"]);
    petr.sync();
    for n in 0..3 {
        jana.register(&format!("Žádost {n}; \"rychle\""), &[]);
    }
    jana.register("=1+1", &[]);
    jana.sync();
    // Who takes a restricted document out in a table or a printed register has looked at it.
    let n_views = || {
        let all = petr.run(&["show", &secret]).done()["history"].as_array().unwrap().clone();
        all.iter().filter(|it| it["verb"] == "view_document").count()
    };
    let before = n_views();
    let out = town.folder().join("petr.csv").display().to_string();
    petr.run(&["export", "--to", &out]).done();
    assert_eq!(n_views(), before + 2, "the export, and the look just now");
    petr.run(&["register-book", "--to", &town.folder().join("petr.pdf").display().to_string()]).done();
    assert_eq!(n_views(), before + 4, "the register, and the look just now");
    let csv = town.folder().join("vývoz.csv");
    let export = |to: &std::path::Path, more: &[&str]| {
        jana.run(&[&["export", "--to", to.to_str().unwrap()], more].concat()).done()["n_rows"].clone()
    };
    assert_eq!(export(&csv, &["--sort", "subject"]), 4);
    let text = std::fs::read_to_string(&csv).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let subjects: Vec<String> = reader.records().map(|it| it.unwrap()[6].to_owned()).collect();
    assert_eq!(subjects[1], "Žádost 0; \"rychle\"");
    assert!(subjects[0] == "'=1+1" && !text.contains("Tajná"), "{text}");
    assert_eq!(export(&csv, &["rychle"]), 3, "of a search what was found");
    let xlsx = town.folder().join("vývoz.xlsx");
    assert_eq!(export(&xlsx, &[]), 4);
    // A workbook is a ZIP whose texts stand in one part.
    let unzipped = std::process::Command::new("python3")
        .args([
            "-c",
            "import sys,zipfile; it=zipfile.ZipFile(sys.argv[1]); sys.stdout.write(it.read('xl/sharedStrings.xml').decode()+it.read('xl/worksheets/sheet1.xml').decode())",
        ])
        .arg(&xlsx)
        .output()
        .unwrap();
    let texts = String::from_utf8(unzipped.stdout).unwrap();
    assert!(texts.contains("=1+1") && texts.contains("Žádost 2") && !texts.contains("Tajná"), "{texts}");
    assert!(texts.contains("Doručeno") && !texts.contains(":00<"), "days are days, not texts: {texts}");
    jana.run(&["export", "--to", "/proc/vývoz.csv"]).problem(3, "disk_failed");
    let at = |name: &str| town.folder().join(name).display().to_string();
    jana.run(&["export", "--to", &at("není/vývoz.csv")]).problem(1, "folder_missing");
    jana.run(&["export", "--to", &at("vývoz.doc")]).problem(1, "ending_unknown");
    assert_eq!(export(&town.folder().join("bez koncovky"), &[]), 4);
    assert!(town.folder().join("bez koncovky.csv").exists());
    let mut left = String::new();
    std::fs::File::open(&csv).unwrap().read_to_string(&mut left).unwrap();
    assert!(!left.is_empty(), "the earlier export is still there");
}
