//! The cover of a case file and the list of what is in it (decree § 12(5)–(6)).

use domain::case_file::{CaseFile, CaseFileState};
use domain::file_plan::{FileClass, NumberingMode, RetentionRule};
use domain::registry::{Document, Origin, SettlementWay};
use values::{Instant, local_date};

use crate::paper::Face;
use crate::register_book::day_text;
use crate::sheet::{Column, Format, Sheet};

/// A case file with the names that stand on its prints.
#[derive(Clone, Debug)]
pub struct FileFacts<'a> {
    /// The office's name.
    pub office: &'a str,
    /// The file.
    pub file: &'a CaseFile,
    /// Its class.
    pub class: Option<&'a FileClass>,
    /// The unit and the person who keep it.
    pub keeper: String,
    /// Its documents in their order, each with the sender's or addressee's name.
    pub documents: &'a [(Document, String)],
}

/// Prints the cover (obal spisu): subject, file mark, class mark, retention, and the identifier for scanners (§ 12(5)).
pub fn file_cover(it: &FileFacts<'_>) -> Vec<u8> {
    let mut sheet = Sheet::new("Obal spisu", Format::A4);
    sheet.corner_code(&it.file.jid);
    sheet.text(Face::Bold, 16.0, it.office);
    sheet.text(Face::Regular, 13.0, "Spis");
    sheet.space(14.0);
    sheet.text(Face::Bold, 20.0, it.file.name());
    sheet.space(4.0);
    sheet.text(Face::Regular, 16.0, &it.file.subject);
    sheet.space(12.0);
    facts(&mut sheet, it);
    sheet.finish(&format!("{} – {}", it.office, it.file.name()))
}

/// Prints the list of documents; in a collecting sheet it is the sheet itself.
pub fn file_list(it: &FileFacts<'_>) -> Vec<u8> {
    let title = match it.file.numbering {
        NumberingMode::CollectingSheet => "Sběrný arch",
        NumberingMode::Period => "Soupis dokumentů ve spisu",
    };
    let mut sheet = Sheet::new(title, Format::A4Landscape);
    sheet.corner_code(&it.file.jid);
    sheet.text(Face::Bold, 14.0, it.office);
    sheet.text(Face::Regular, 11.0, title);
    sheet.space(8.0);
    facts(&mut sheet, it);
    sheet.space(4.0);
    let columns = [
        Column { title: "Poř.", share: 4.0 },
        Column { title: "Č. j., JID", share: 16.0 },
        Column { title: "Došlo, vzniklo", share: 9.0 },
        Column { title: "Odesílatel, adresát", share: 18.0 },
        Column { title: "Stručný obsah", share: 24.0 },
        Column { title: "Listů / příloh", share: 8.0 },
        Column { title: "Vyřízeno", share: 21.0 },
    ];
    sheet.table(&columns, 8.0, it.documents.iter().map(|(document, name)| row(document, name)));
    sheet.finish(&format!("{} – {} – {title}", it.office, it.file.name()))
}

fn facts(sheet: &mut Sheet, it: &FileFacts<'_>) {
    let rule = it.file.closed.as_ref().map(|it| it.retention).or(it.class.and_then(|it| it.retention));
    let class = it.class.map(|it| format!("{} {}", it.mark, it.title)).unwrap_or_default();
    sheet.facts(&[
        ("Spisová značka", it.file.mark.as_ref().map(|it| it.text.clone()).unwrap_or_default()),
        ("JID", it.file.jid.to_string()),
        ("Věc", it.file.subject.clone()),
        ("Spisový znak", class),
        ("Skartační režim", rule.map(|it| RetentionRule::text(&it)).unwrap_or_default()),
        ("Zpracovává", it.keeper.clone()),
        ("Založen", day(Some(it.file.founded_at))),
        ("Vyřízen", day(it.file.settled.as_ref().map(|it| it.at))),
        ("Uzavřen", day(it.file.closed.as_ref().map(|it| it.at))),
        ("Rok vyřazení", due_year(it.file)),
        ("Počet dokumentů", it.documents.len().to_string()),
    ]);
}

fn due_year(file: &CaseFile) -> String {
    match (&file.closed, file.state) {
        (Some(closure), CaseFileState::Closed) => {
            let mark = RetentionRule::mark_text(closure.mark);
            let year = closure.due_year.map_or_else(|| "po události".to_owned(), |it| it.to_string());
            format!("{year} ({mark})")
        }
        _ => String::new(),
    }
}

fn row(document: &Document, name: &str) -> Vec<String> {
    let count = |it: Option<u32>| it.map_or("–".to_owned(), |it| it.to_string());
    let order = document.case_file.as_ref().map(|it| it.order.to_string());
    let reference = document.reference.as_ref().map(|it| it.text.as_str()).unwrap_or_default();
    let settled = document.settled.as_ref().map(|it| {
        let words = it.in_words();
        let note = if words.is_empty() { words } else { format!(": {words}") };
        format!("{} {}{note}", day(Some(it.at)), way_text(it.way))
    });
    let note = document.cancelled.as_ref().map(|it| format!("stornováno: {}", it.reason));
    vec![
        order.unwrap_or_default(),
        format!("{reference} {}", document.jid).trim().to_owned(),
        day(document.delivered_at.or(document.registered_at).or(Some(document.captured_at))),
        match document.origin {
            Origin::Own if name.is_empty() => "Vlastní".to_owned(),
            Origin::Own => format!("Vlastní, pro: {name}"),
            Origin::Received => name.to_owned(),
        },
        document.subject.clone(),
        format!("{} / {}", count(document.sheets), count(document.paper_attachments)),
        note.or(settled).unwrap_or_default(),
    ]
}

/// The ways of settling in the decree's words (§ 14).
fn way_text(way: SettlementWay) -> &'static str {
    match way {
        SettlementWay::ByDocument => "dokumentem",
        SettlementWay::Forwarded => "postoupením",
        SettlementWay::Noted => "vzetím na vědomí",
        SettlementWay::ByRecord => "záznamem na dokumentu",
        SettlementWay::Otherwise => "jiným způsobem",
    }
}

fn day(at: Option<Instant>) -> String {
    at.map(|it| day_text(local_date(it))).unwrap_or_default()
}
