//! The beginning of a letter: its elements as the decree wants them (§ 16), the rest is for the clerk to write.

use docx_rs::{AlignmentType, Docx, Paragraph, Run, RunFonts, Table, TableCell, TableRow};
use domain::authority::Contact;
use domain::registry::Document;

/// What stands in a letter besides the document itself.
#[derive(Clone, Copy, Debug)]
pub struct LetterFacts<'a> {
    /// The office's name.
    pub office: &'a str,
    /// Its address.
    pub address: &'a str,
    /// The own document.
    pub document: &'a Document,
    /// What it answers, if that is to be seen.
    pub answered: Option<&'a Document>,
    /// Who is written to: name and address; of a reply without an addressee of its own, whoever sent what it answers.
    pub addressee: &'a [String],
    /// Who handles it.
    pub handler: &'a str,
    /// What they are in the office and how they are reached.
    pub contact: &'a Contact,
    /// The mark of its case file; not where the reference number is made from it.
    pub file_mark: &'a str,
    /// The retention of its class: `S5`.
    pub retention: &'a str,
}

/// Points in half points, as the format counts.
const TEXT_SIZE: usize = 22;

/// Returns the letter as DOCX. What is not known yet is left blank to be filled in.
pub fn letter(it: &LetterFacts<'_>) -> Vec<u8> {
    let mut docx =
        Docx::new().default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri")).default_size(TEXT_SIZE);
    docx = docx.add_paragraph(bold(it.office, 28));
    docx = docx.add_paragraph(plain(it.address));
    docx = docx.add_paragraph(Paragraph::new());
    docx = docx.add_table(heading(it));
    docx = docx.add_paragraph(Paragraph::new());
    for line in it.addressee {
        docx = docx.add_paragraph(plain(line).align(AlignmentType::Left));
    }
    docx = docx.add_paragraph(Paragraph::new());
    docx = docx.add_paragraph(bold(&it.document.subject, 26));
    for _ in 0..4 {
        docx = docx.add_paragraph(Paragraph::new());
    }
    docx = docx.add_paragraph(plain("……………………………………………"));
    docx = docx.add_paragraph(plain(it.handler));
    let function =
        if it.contact.function.is_empty() { "funkce: ……………………………" } else { &it.contact.function };
    docx = docx.add_paragraph(plain(function));
    let mut bytes = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).expect("memory takes what is written");
    bytes.into_inner()
}

/// The usual lines over a Czech letter, in the order they are looked for.
fn heading(it: &LetterFacts<'_>) -> Table {
    let answered = it.answered;
    let lines = [
        ("VAŠE ZN.:", answered.map(|it| it.sender_reference.clone()).unwrap_or_default()),
        // When they wrote it stands in their letter, and ours is dated on the day it is signed.
        ("ZE DNE:", String::new()),
        ("Č. J.:", it.document.number_text().unwrap_or_default().to_owned()),
        ("SP. ZN.:", it.file_mark.to_owned()),
        ("VYŘIZUJE:", it.handler.to_owned()),
        ("TEL.:", it.contact.phone.clone()),
        ("E-MAIL:", it.contact.email.clone()),
        ("DATUM:", String::new()),
        ("SKARTAČNÍ REŽIM:", it.retention.to_owned()),
    ];
    // In a collecting sheet the number says the file; where there is none, there is nothing to write in either.
    let is_said = |(name, value): &(&str, String)| !value.is_empty() || *name != "SP. ZN.:";
    let rows = lines.into_iter().filter(is_said).map(|(name, value)| {
        TableRow::new(vec![TableCell::new().add_paragraph(plain(name)), TableCell::new().add_paragraph(plain(&value))])
    });
    Table::new(rows.collect()).clear_all_border()
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn bold(text: &str, size: usize) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).bold().size(size))
}
