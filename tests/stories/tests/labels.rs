//! Labels, printed and read back by programs of others.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use stories::{Clerk, Town, read_codes, read_text, write_program};

fn print(jana: &Clerk, to: &Path, documents: &[String], more: &[&str]) -> serde_json::Value {
    let documents = documents.iter().map(String::as_str);
    let arguments: Vec<&str> = ["label"].into_iter().chain(documents).chain(more.iter().copied()).collect();
    jana.run(&[arguments.as_slice(), &["--to", to.to_str().unwrap()]].concat()).done()
}

#[test]
fn every_code_on_every_format_is_read_back_in_the_order_it_was_asked_for() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jids: Vec<String> = (0..9).map(|n| jana.register(&format!("Dopis {n}"), &["--sheets", "2"])).collect();
    let pdf = town.folder().join("štítky.pdf");
    for format in ["roll-62x29", "roll-89x36", "a4-3x8", "a4-3x7", "a4-2x6"] {
        for (code, kind) in [("data-matrix", "DataMatrix"), ("code128", "Code128")] {
            let first = if format.starts_with("a4") { "10" } else { "1" };
            let said = print(&jana, &pdf, &jids, &["--format", format, "--code", code, "--first", first]);
            assert_eq!(said["n_labels"], 9);
            let read = read_codes(&pdf);
            let mut texts: Vec<&String> = read.iter().map(|it| &it.text).collect();
            texts.sort();
            let mut wanted: Vec<&String> = jids.iter().collect();
            wanted.sort();
            assert_eq!(texts, wanted, "{format}, {code}");
            assert!(read.iter().all(|it| it.kind == kind), "{read:?}");
        }
    }
}

#[test]
fn a_label_says_what_the_decree_asks_and_goes_on_on_the_next_sheet() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let more = ["--sheets", "2", "--paper-attachments", "3", "--other-count", "1", "--delivered-on", "22.1.2026"];
    let jid = jana.register("Žádost", &more);
    let pdf = town.folder().join("štítek.pdf");
    print(&jana, &pdf, std::slice::from_ref(&jid), &[]);
    let text = read_text(&pdf);
    for wanted in ["Město Hlučín", "Doručeno: 22. 1. 2026", "Listů: 2", "Listinných příloh: 3", "Jiné přílohy: 1", &jid]
    {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    // What the other attachments are is said whole, too.
    let what = "tři desky s výkresy v tubusu a nosič dat v obálce";
    let jid = jana.register("Projekt", &["--other-count", "4", "--other-description", what]);
    print(&jana, &pdf, std::slice::from_ref(&jid), &[]);
    let words = read_text(&pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("Jiné přílohy: 4, {what}")), "{words}");
    let three = [jid.clone(), jid.clone(), jid.clone()];
    let said = print(&jana, &pdf, &three, &["--format", "a4-2x6", "--first", "11"]);
    assert_eq!(said["next_first"], 2);
    let pages: Vec<usize> = read_codes(&pdf).iter().map(|it| it.page).collect();
    assert_eq!(pages, [0, 0, 1]);
}

/// A stamp with much to say.
fn stamp() -> documents::Stamp {
    documents::Stamp {
        office: "Statutární město s velmi dlouhým jménem v podhůří Nízkého Jeseníku".into(),
        delivered_at: Some("2026-11-22T07:05:00Z".parse().unwrap()),
        jid: serde_json::from_value("HLUC0010008BDF7".into()).unwrap(),
        reference: Some("HLUC/123456/2026/OŽPaSÚ".into()),
        emergency: None,
        copy: Some((12, 25)),
        is_unopened: false,
        sheets: Some(125),
        paper_attachments: Some(32),
        other_attachments: None,
    }
}

#[test]
fn a_narrow_label_breaks_lines_and_loses_nothing_of_what_the_decree_asks() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("štítek.pdf");
    let roll = documents::LabelFormat::NAMED[0].1.clone();
    let label = |width: f32, height: f32| {
        let format = documents::LabelFormat { page_width: width, page_height: height, width, height, ..roll.clone() };
        let wish = documents::LabelWish { format, code: documents::CodeKind::DataMatrix, first: 1 };
        documents::labels(&[stamp()], &wish)
    };
    for (width, height) in [(62.0, 29.0), (45.0, 32.0)] {
        std::fs::write(&pdf, label(width, height).unwrap()).unwrap();
        let words = read_text(&pdf).split_whitespace().collect::<Vec<_>>().join(" ");
        for wanted in [
            "Statutární město s velmi dlouhým jménem v podhůří Nízkého Jeseníku",
            "Doručeno:",
            "8:05",
            "HLUC/123456/2026/OŽPaSÚ",
            "125",
            "příloh: 32",
            "12/25",
            "HLUC0010008BDF7",
        ] {
            assert!(words.contains(wanted), "{width} × {height}: {wanted} in {words}");
        }
    }
    // Where all of it has no room, names lose their ends, and nothing else that the decree asks.
    std::fs::write(&pdf, label(42.0, 24.0).unwrap()).unwrap();
    let words = read_text(&pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in ["Statutární město s", "…", "8:05", "125", "příloh: 32", "12/25", "HLUC0010008BDF7"] {
        assert!(words.contains(wanted), "{wanted} in {words}");
    }
    assert_eq!(label(40.0, 20.0).unwrap_err().code, values::Code::LabelTooSmall);
    let wish = documents::LabelWish { format: roll.clone(), code: documents::CodeKind::DataMatrix, first: 1 };
    let too_many = documents::labels(&vec![stamp(); 5_001], &wish).unwrap_err();
    assert_eq!((too_many.code, too_many.args["n"].as_str()), (values::Code::TooManyChosen, "5001"));
}

#[test]
fn formats_of_one_s_own_are_read_back_at_their_smallest() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("štítek.pdf");
    let short = || documents::Stamp { office: "Obec Lhota".into(), copy: None, other_attachments: None, ..stamp() };
    let sheet = documents::LabelFormat::named("a4-3x7").unwrap();
    let label = |width: f32, height: f32, code| {
        let (columns, rows, gap_across, gap_down) = (2, 3, 4.0, 3.5);
        let format = documents::LabelFormat {
            columns,
            rows,
            gap_across,
            gap_down,
            width,
            height,
            left: 11.3,
            top: 9.7,
            ..sheet.clone()
        };
        documents::labels(&vec![short(); 5], &documents::LabelWish { format, code, first: 2 })
    };
    for (width, height, code) in [
        (42.0, 24.0, documents::CodeKind::DataMatrix),
        (48.5, 25.4, documents::CodeKind::DataMatrix),
        (55.1, 31.0, documents::CodeKind::Code128),
        (70.0, 42.3, documents::CodeKind::Code128),
    ] {
        std::fs::write(&pdf, label(width, height, code).unwrap()).unwrap();
        let read: Vec<String> = read_codes(&pdf).into_iter().map(|it| it.text).collect();
        assert_eq!(read, vec!["HLUC0010008BDF7"; 5], "{width} × {height}, {code:?}");
    }
    let narrow = label(54.0, 31.0, documents::CodeKind::Code128).unwrap_err();
    assert_eq!(narrow.code, values::Code::LabelTooSmall, "bars of less than two dots are none");
}

#[cfg(unix)]
#[test]
fn a_queue_takes_the_label_or_says_why_not() {
    let town = Town::found();
    let programs = town.folder().join("programy");
    std::fs::create_dir(&programs).unwrap();
    let taken = town.folder().join("vytištěno.pdf");
    let queue = |script: String| write_program(&programs.join("lp"), &script);
    let jana = town.desk("Nováková").with_programs(&programs);
    let jid = jana.register("Dopis", &[]);
    queue(format!("cat > '{}'", taken.display()));
    jana.run(&["label", &jid, "--printer", "podatelna"]).done();
    assert_eq!(read_codes(&taken)[0].text, jid, "the queue got the whole label");
    queue("echo 'lp: out of paper, not accepting jobs' >&2; exit 1".to_owned());
    let problem = jana.run(&["label", &jid, "--printer", "podatelna"]).problem(3, "printer_gone");
    assert_eq!(problem["args"]["why"], "lp: out of paper, not accepting jobs");
    assert_eq!(jana.show(&jid)["jid"], jid.as_str(), "the letter is registered all the same");
}

#[test]
fn what_cannot_be_printed_is_refused_with_its_reason() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &[]);
    let pdf: PathBuf = town.folder().join("štítek.pdf");
    let run = |more: &[&str]| jana.run(&[&["label", &jid, "--to", pdf.to_str().unwrap()], more].concat());
    run(&["--first", "0"]).problem(1, "number_out_of_range");
    run(&["--format", "a4-3x8", "--first", "25"]).problem(1, "number_out_of_range");
    run(&["--format", "a5"]).problem(2, "usage_wrong");
    jana.run(&["label", "HLUC000", "--to", "x.pdf"]).problem(1, "not_found");
    let problem = jana.run(&["label", &jid, "--printer", "nikde"]).problem(3, "printer_gone");
    assert_eq!(problem["args"]["printer"], "nikde");
    assert!(!pdf.exists());
    assert_eq!(jana.show(&jid)["jid"], jid.as_str(), "the letter is registered all the same");
}
