//! The receipt for the person at the counter: what was handed over, when, and how it is found again.

use domain::registry::Document;
use values::local_text;

use crate::paper::Face;
use crate::sheet::{Format, Sheet};

/// Prints the receipt of a delivered document and returns the PDF.
pub fn receipt(document: &Document, office: &str, sender: &str) -> Vec<u8> {
    let mut sheet = Sheet::new("Potvrzení o převzetí", Format::A5);
    sheet.corner_code(&document.jid);
    sheet.text(Face::Bold, 13.0, office);
    sheet.text(Face::Regular, 11.0, "Potvrzení o převzetí dokumentu");
    sheet.space(10.0);
    let count = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
    let reference = document.reference.as_ref().map(|it| it.text.clone());
    let number = match (&reference, &document.emergency) {
        (None, Some(it)) => ("Náhradní evidence", it.text.clone()),
        _ => ("Č. j.", reference.unwrap_or_else(|| "bude přiděleno".to_owned())),
    };
    let others = document.other_attachments.as_ref().map(|it| format!("{} {}", it.count, it.description));
    sheet.facts(&[
        ("Převzato", document.delivered_at.map(local_text).unwrap_or_default()),
        ("JID", document.jid.to_string()),
        number,
        ("Předal", sender.to_owned()),
        ("Věc", document.subject.clone()),
        ("Počet listů", count(document.sheets)),
        ("Listinných příloh", count(document.paper_attachments)),
        ("Jiné přílohy", others.unwrap_or_default().trim().to_owned()),
    ]);
    sheet.space(18.0);
    sheet.text(Face::Regular, 10.0, "Za úřad převzal(a): ……………………………………………");
    sheet.finish(office)
}
