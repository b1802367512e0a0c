//! The register as a book: what the decree asks of a printed register (podací deník), as PDF and as a table.
//!
//! A number whose document this person does not see stands in the book all the same: the series has no gap.

use domain::authority::{Person, Unit};
use domain::emergency::EmergencyRegister;
use domain::name_register::Party;
use domain::registry::{Dispatch, Document, DocumentForm, Origin, Sending};
use values::{Date, local_date, local_text};

use crate::paper::Face;
use crate::sheet::{Column, Format, Sheet};
use crate::spreadsheet::csv_table;

/// One row of the register (decree 259/2012 § 10(1) and (2)).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookRow {
    /// (a) The number in the series.
    pub sequence: u64,
    /// Whether the document is not for this person's eyes: then the rest is empty.
    pub is_hidden: bool,
    /// The reference number.
    pub reference: String,
    /// The unique identifier.
    pub jid: String,
    /// (b) Delivered, or made: an own document on the day it was registered.
    pub delivered: String,
    /// (c) The sender, or "Vlastní".
    pub sender: String,
    /// (d) The sender's reference.
    pub sender_reference: String,
    /// (e) Brief subject.
    pub subject: String,
    /// (f) The unit, and the person where one was named.
    pub handler: String,
    /// (g) Whom it was sent to, and when.
    pub sent: String,
    /// (h) Class mark and retention.
    pub class: String,
    /// Digital or analogue (§ 10(2)).
    pub form: String,
    /// Number of components (§ 10(2)).
    pub n_components: usize,
    /// Cancelled, and why; and its number in the other register, where it was registered again.
    pub note: String,
}

/// Whose register, and of what time.
#[derive(Clone, Debug, PartialEq)]
pub struct BookHead {
    /// The office's name.
    pub office: String,
    /// Of what time.
    pub period: BookPeriod,
    /// The day it is printed.
    pub printed_on: Date,
    /// The last number of the series, whoever may see what stands under it, and the day the centre said so. A substitute
    /// register has none beside its rows.
    pub series: Option<(u64, Date)>,
    /// Numbers at the edges of a day whose documents this person does not see: they may be of the day beside it.
    pub edges: Vec<u64>,
}

/// The time a register is printed for.
#[derive(Clone, Debug, PartialEq)]
pub enum BookPeriod {
    /// What was registered on a day.
    Day(Date),
    /// A year, from its first number.
    Year(i16),
    /// As long as a substitute register went on (§ 26).
    Emergency(Box<EmergencyRegister>),
}

impl BookRow {
    /// Returns the row of a document; names were looked up before, also that of who sent it or whom it is written to.
    pub fn of(
        document: &Document,
        (sequence, number): (u64, &str),
        other: Option<&Party>,
        handler: (Option<&Unit>, Option<&Person>),
        n_components: usize,
    ) -> Self {
        let day = document.delivered_at.or(document.registered_at).map(local_date);
        let handler = [handler.0.map(|it| it.code.clone()), handler.1.map(Person::list_name)];
        Self {
            sequence,
            is_hidden: false,
            reference: number.to_owned(),
            jid: document.jid.to_string(),
            delivered: day.map(day_text).unwrap_or_default(),
            sender: match document.origin {
                Origin::Own => "Vlastní".to_owned(),
                Origin::Received => other.map(address_line).unwrap_or_default(),
            },
            sender_reference: document.sender_reference.clone(),
            subject: document.subject.clone(),
            handler: handler.into_iter().flatten().collect::<Vec<_>>().join(", "),
            sent: sent(document, other),
            class: String::new(),
            form: match document.form() {
                DocumentForm::Digital => "digitální",
                DocumentForm::Analogue => "analogový",
            }
            .to_owned(),
            n_components,
            note: [cancelled(document), other_register(document, number)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(". "),
        }
    }

    /// The row of a number whose document this person does not see.
    pub fn hidden(sequence: u64) -> Self {
        Self { sequence, is_hidden: true, ..Self::default() }
    }
}

/// Whom it is written to and when it was sent there, and to which other offices of the centre it was handed.
fn sent(document: &Document, other: Option<&Party>) -> String {
    let addressee = other.filter(|_| document.origin == Origin::Own).map(address_line);
    let one = |it: &Dispatch| format!("{}, {}", it.office, day_text(local_date(it.at)));
    let day = |it: &Sending| day_text(it.day);
    let to_addressee = addressee.into_iter().chain(document.sendings.iter().map(day)).collect::<Vec<_>>().join(", ");
    let all = Some(to_addressee).filter(|it| !it.is_empty()).into_iter().chain(document.dispatches.iter().map(one));
    all.collect::<Vec<_>>().join("; ")
}

fn cancelled(document: &Document) -> Option<String> {
    document.cancelled.as_ref().map(|it| format!("Stornováno {}: {}", local_text(it.at), it.reason))
}

/// Registers that hold one document point at each other (decree § 9(1), § 26).
fn other_register(document: &Document, number: &str) -> Option<String> {
    let place = document.emergency.as_ref()?;
    if place.text != number {
        return Some(format!("Přeevidováno z náhradní evidence {}", place.text));
    }
    let first = document.earlier_references.first().or(document.reference.as_ref())?;
    Some(format!("Přeevidováno pod č. j. {}", first.text))
}

/// Prints the register and returns the PDF.
pub fn register_book(head: &BookHead, rows: &[BookRow]) -> Vec<u8> {
    let title = title(&head.period);
    let mut sheet = Sheet::new(&title, Format::A4Landscape);
    sheet.text(Face::Bold, 14.0, &head.office);
    sheet.text(Face::Regular, 11.0, &title);
    if let BookPeriod::Emergency(register) = &head.period {
        sheet.text(Face::Regular, 10.0, &format!("Důvod: {}", register.reason));
    }
    sheet.space(3.0);
    let columns = [
        Column { title: "Poř. č.", share: 5.0 },
        Column { title: "Č. j., JID", share: 14.0 },
        Column { title: "Doručeno, vytvořeno", share: 8.0 },
        Column { title: "Odesílatel, jeho zn.", share: 19.0 },
        Column { title: "Stručný obsah", share: 22.0 },
        Column { title: "Přiděleno", share: 10.0 },
        Column { title: "Adresát, odesláno", share: 9.0 },
        Column { title: "Spisový znak, režim", share: 7.0 },
        Column { title: "Podoba, počet komponent", share: 8.0 },
    ];
    sheet.table(&columns, 7.5, rows.iter().map(cells));
    sheet.space(5.0);
    let closing = closing(head, rows);
    sheet.text(if closing.is_signed { Face::Bold } else { Face::Regular }, 11.0, &closing.text);
    if closing.is_signed {
        sheet.space(12.0);
        sheet.text(Face::Regular, 10.0, SIGNATURE);
    }
    sheet.finish(&format!("{} – {title} – vytištěno {}", head.office, day_text(head.printed_on)))
}

/// Returns the register as a table for other programs; its last row has no number, and says how the register ends.
pub fn register_table(head: &BookHead, rows: &[BookRow]) -> Vec<u8> {
    let columns = [
        "poradove_cislo",
        "cislo_jednaci",
        "jid",
        "doruceno_vytvoreno",
        "odesilatel",
        "znacka_odesilatele",
        "strucny_obsah",
        "prideleno",
        "adresat_odeslano",
        "spisovy_znak_rezim",
        "podoba",
        "pocet_komponent",
        "poznamka",
    ];
    let cells = |it: &BookRow| {
        let note = if it.is_hidden { HIDDEN.to_owned() } else { it.note.clone() };
        let n_components = if it.is_hidden { String::new() } else { it.n_components.to_string() };
        vec![
            it.sequence.to_string(),
            it.reference.clone(),
            it.jid.clone(),
            it.delivered.clone(),
            it.sender.clone(),
            it.sender_reference.clone(),
            it.subject.clone(),
            it.handler.clone(),
            it.sent.clone(),
            it.class.clone(),
            it.form.clone(),
            n_components,
            note,
        ]
    };
    let mut end = vec![String::new(); columns.len()];
    end[columns.len() - 1] = closing(head, rows).text;
    csv_table(&columns, rows.iter().map(cells).chain([end]))
}

/// What stands in place of a document that is not for this person.
const HIDDEN: &str = "s omezeným přístupem";

fn cells(it: &BookRow) -> Vec<String> {
    if it.is_hidden {
        let mut cells = vec![String::new(); 9];
        cells[0] = it.sequence.to_string();
        cells[4] = HIDDEN.to_owned();
        return cells;
    }
    let joined = |parts: [&str; 2], between: &str| {
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(between)
    };
    vec![
        it.sequence.to_string(),
        joined([&it.reference, &it.jid], " "),
        it.delivered.clone(),
        joined([&it.sender, &it.sender_reference], "; zn. "),
        joined([&it.subject, &it.note], ". "),
        it.handler.clone(),
        it.sent.clone(),
        it.class.clone(),
        joined([&it.form, &it.n_components.to_string()], ", "),
    ]
}

const SIGNATURE: &str = "Jméno a podpis: ……………………………………………………………";

/// What stands under the rows, and whether it is signed.
struct Closing {
    text: String,
    is_signed: bool,
}

/// At the year's end the decree asks for the day, the last number, a name and a signature (§ 10(1)).
fn closing(head: &BookHead, rows: &[BookRow]) -> Closing {
    let seen = rows.iter().map(|it| it.sequence).max().unwrap_or(0);
    let last = head.series.map_or(seen, |it| it.0.max(seen));
    let ended = |on: Date| format!("Ukončeno dne {} pořadovým číslem {last}.", day_text(on));
    match &head.period {
        BookPeriod::Year(year) if head.printed_on.year() > *year => match head.series {
            Some((_, known_on)) if known_on.year() > *year => Closing { text: ended(head.printed_on), is_signed: true },
            // Another desk may have registered after this one last heard the centre.
            _ => Closing {
                text: "Rok skončil, ale ústředna se od té doby neozvala: ukončit evidenci jde až po spojení s ní."
                    .into(),
                is_signed: false,
            },
        },
        BookPeriod::Year(_) => {
            let on = day_text(head.printed_on);
            let text = format!("Stav ke dni {on}, poslední pořadové číslo {last}. Rok dosud neskončil.");
            Closing { text, is_signed: false }
        }
        BookPeriod::Emergency(register) => match &register.end {
            Some(end) => Closing { text: ended(local_date(end.at)), is_signed: true },
            None => Closing { text: "Náhradní evidence dosud neskončila.".into(), is_signed: false },
        },
        BookPeriod::Day(_) => {
            let mut text = format!("Zaevidováno dokumentů: {}.", rows.len());
            if !head.edges.is_empty() {
                let edges = head.edges.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
                text += &format!(" K tomuto dni, nebo k sousednímu, patří čísla s omezeným přístupem: {edges}.");
            }
            Closing { text, is_signed: true }
        }
    }
}

fn title(period: &BookPeriod) -> String {
    match period {
        BookPeriod::Day(day) => format!("Evidence dokumentů za den {}", day_text(*day)),
        BookPeriod::Year(year) => format!("Evidence dokumentů za rok {year}"),
        BookPeriod::Emergency(register) => {
            let until = register.end.as_ref().map_or_else(String::new, |it| local_text(it.at));
            format!("Náhradní evidence {}: {} – {until}", register.name, local_text(register.begun_at))
        }
    }
}

fn address_line(it: &Party) -> String {
    [it.list_name(), it.address.clone()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A day as a Czech reader writes it.
pub(crate) fn day_text(day: Date) -> String {
    format!("{}. {}. {}", day.day(), day.month(), day.year())
}
