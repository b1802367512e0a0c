//! Prints the register of a day or a year.

use std::collections::BTreeMap;

use documents::{BookHead, BookPeriod, BookRow, register_book, register_table};
use domain::authority::Role;
use domain::numbering::ReferenceNumber;
use domain::registry::Document;
use store::{Desk, Tx};
use values::{Code, EmergencyRegisterId, Problem, Refusal, local_date};

use crate::print::{PrintTo, deliver};

/// How a register is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookFormat {
    /// To be read and signed.
    Pdf,
    /// For other programs.
    Csv,
}

/// Prints the register of `period` and returns how many rows it has.
///
/// Refuses who does not see the whole registry, a desk whose first sync is not complete, and a table for a printer.
pub fn print_register_book(
    desk: &Desk,
    period: BookPeriod,
    format: BookFormat,
    to: &PrintTo,
) -> Result<usize, Problem> {
    let printed_on = local_date(desk.now());
    let (head, rows) = desk.read(|tx| {
        refuse_partial(tx)?;
        let office = tx.tenant()?.map(|it| it.name).unwrap_or_default();
        let by_number = |it: Vec<(ReferenceNumber, Document)>| {
            it.into_iter().map(|(number, document)| (number.sequence, number.text, document)).collect()
        };
        let (documents, first): (Vec<Numbered>, Option<u64>) = match &period {
            BookPeriod::Day(day) => (by_number(tx.numbered_on(*day)?), None),
            BookPeriod::Year(year) => (by_number(tx.numbered_in(*year)?), Some(1)),
            BookPeriod::Emergency(register) => (in_emergency(tx, register.id)?, Some(1)),
        };
        Ok((BookHead { office, period: period.clone(), printed_on }, rows(tx, &documents, first)?))
    })?;
    let bytes = match format {
        BookFormat::Pdf => register_book(&head, &rows),
        BookFormat::Csv if matches!(to, PrintTo::Printer(_)) => {
            return Err(Refusal::new(Code::UsageWrong).with("why", "a table is not printed").into());
        }
        BookFormat::Csv => register_table(&rows),
    };
    deliver(&bytes, "Evidence dokumentů", to)?;
    Ok(rows.len())
}

/// A number, as it is written, and its document.
type Numbered = (u64, String, Document);

fn in_emergency(tx: &Tx<'_>, register: EmergencyRegisterId) -> store::Result<Vec<Numbered>> {
    let documents = tx.documents_in_emergency(register)?.into_iter();
    let text = |it: &Document| it.emergency.as_ref().map(|it| it.text.clone()).unwrap_or_default();
    let number = |it: &Document| it.emergency.as_ref().map_or(0, |it| u64::from(it.number));
    Ok(documents.map(|it| (number(&it), text(&it), it)).collect())
}

/// A register that leaves out what the person may not see would not be one.
fn refuse_partial(tx: &Tx<'_>) -> store::Result<()> {
    let me = tx.hands()?;
    if !me.is_some_and(|it| it.holds(Role::FilingClerk) || it.holds(Role::Supervisor)) {
        return Err(Refusal::new(Code::RoleNotEnough).with("role", Role::FilingClerk.name()).into());
    }
    if !tx.is_complete()? {
        return Err(Problem::unavailable(Code::CentreNeeded).into());
    }
    Ok(())
}

/// Returns the rows; a number that is missing between two others belongs to what the person does not see.
fn rows(tx: &Tx<'_>, documents: &[Numbered], first: Option<u64>) -> store::Result<Vec<BookRow>> {
    let mut rows: Vec<BookRow> = Vec::new();
    let (mut units, mut people) = (BTreeMap::new(), BTreeMap::new());
    let mut next = first;
    for (sequence, number, document) in documents {
        let sequence = *sequence;
        rows.extend((next.unwrap_or(sequence)..sequence).map(BookRow::hidden));
        next = Some(sequence + 1);
        let sender = document.sender.map(|it| tx.party(it)).transpose()?.flatten();
        if let Some(id) = document.handling.unit
            && !units.contains_key(&id)
        {
            units.insert(id, tx.unit(id)?);
        }
        if let Some(id) = document.handling.person
            && !people.contains_key(&id)
        {
            people.insert(id, tx.person(id)?);
        }
        let unit = document.handling.unit.and_then(|it| units[&it].as_ref());
        let person = document.handling.person.and_then(|it| people[&it].as_ref());
        let n_components = tx.components(document.id)?.len();
        let row = BookRow::of(document, (sequence, number), sender.as_ref(), (unit, person), n_components);
        rows.push(BookRow { class: class_of(tx, document)?, ..row });
    }
    Ok(rows)
}

/// The mark and the retention of the class the document's file lies in (decree § 10(1)(h)).
fn class_of(tx: &Tx<'_>, document: &Document) -> store::Result<String> {
    let file = document.case_file.as_ref().map(|it| tx.case_file(it.id)).transpose()?.flatten();
    let Some(file) = file else { return Ok(String::new()) };
    let class = tx.class(file.class)?;
    let rule = file.closed.map(|it| it.retention).or(class.as_ref().and_then(|it| it.retention));
    let parts = [class.map(|it| it.mark), rule.map(|it| it.text())];
    Ok(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
