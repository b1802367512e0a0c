//! Prints the register of a day or a year.

use std::collections::BTreeMap;

use documents::{BookHead, BookPeriod, BookRow, register_book, register_table};
use domain::authority::Role;
use domain::numbering::ReferenceNumber;
use domain::registry::Document;
use store::{Desk, Tx};
use values::{Code, DocumentId, EmergencyRegisterId, Problem, Refusal, local_date};

use crate::look_at::note_taken_out;
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
/// That restricted documents stand in it is noted in their histories. Refuses who does not see the whole registry, a desk whose first sync is not complete, and a table for a printer.
pub fn print_register_book(
    desk: &Desk,
    period: BookPeriod,
    format: BookFormat,
    to: &PrintTo,
) -> Result<usize, Problem> {
    let printed_on = local_date(desk.now());
    let (head, rows, restricted) = desk.read(|tx| {
        refuse_partial(tx)?;
        let office = tx.tenant()?.map(|it| it.name).unwrap_or_default();
        let by_number = |it: Vec<(ReferenceNumber, Document)>| -> Vec<Numbered> {
            it.into_iter().map(|(number, document)| (number.sequence, number.text, document)).collect()
        };
        let known = tx.known_series()?;
        let last_of = |year| known.as_ref().map(|it| it.last.get(&year).copied().unwrap_or(0));
        let mut head = BookHead { office, period: period.clone(), printed_on, series: None, edges: Vec::new() };
        let restricted: Vec<DocumentId>;
        let rows = match &period {
            BookPeriod::Day(day) => {
                let year: Vec<(ReferenceNumber, Document)> = tx.numbered_in(day.year())?;
                let is_of_day = |it: &ReferenceNumber| it.granted_at.map(local_date) == Some(*day);
                let seen: Vec<(u64, bool)> = year.iter().map(|it| (it.0.sequence, is_of_day(&it.0))).collect();
                head.edges = edges(&seen, last_of(day.year()));
                let day = by_number(year.into_iter().filter(|it| is_of_day(&it.0)).collect());
                restricted = restricted_in(&day);
                rows(tx, &day, None)?
            }
            BookPeriod::Year(year) => {
                head.series = last_of(*year).zip(known.as_ref().map(|it| local_date(it.at)));
                let numbered = by_number(tx.numbered_in(*year)?);
                restricted = restricted_in(&numbered);
                let mut rows = rows(tx, &numbered, Some(1))?;
                // What came last and is not for this person's eyes closes the series all the same.
                let next = rows.last().map_or(1, |it| it.sequence + 1);
                rows.extend((next..=last_of(*year).unwrap_or(0)).map(BookRow::hidden));
                rows
            }
            BookPeriod::Emergency(register) => {
                let numbered = in_emergency(tx, register.id)?;
                restricted = restricted_in(&numbered);
                rows(tx, &numbered, Some(1))?
            }
        };
        Ok((head, rows, restricted))
    })?;
    let bytes = match format {
        BookFormat::Pdf => register_book(&head, &rows),
        BookFormat::Csv if matches!(to, PrintTo::Printer(_)) => {
            return Err(Refusal::new(Code::UsageWrong).with("why", "a table is not printed").into());
        }
        BookFormat::Csv => register_table(&head, &rows),
    };
    let ending = if format == BookFormat::Csv { "csv" } else { "pdf" };
    deliver(&bytes, ending, "Evidence dokumentů", to)?;
    note_taken_out(desk, restricted)?;
    Ok(rows.len())
}

fn restricted_in(numbered: &[Numbered]) -> Vec<DocumentId> {
    numbered.iter().map(|it| &it.2).filter(|it| it.restricted).map(|it| it.id).collect()
}

/// Returns the numbers just before and just after a day's own that this person does not see.
///
/// `seen` are all numbers of the year that she sees, in order, each with whether it is of the day.
fn edges(seen: &[(u64, bool)], last: Option<u64>) -> Vec<u64> {
    let Some(first_at) = seen.iter().position(|it| it.1) else { return Vec::new() };
    let last_at = seen.iter().rposition(|it| it.1).unwrap_or(first_at);
    let before = if first_at == 0 { 0 } else { seen[first_at - 1].0 };
    let after = seen.get(last_at + 1).map(|it| it.0).or(last.map(|it| it + 1)).unwrap_or(seen[last_at].0 + 1);
    (before + 1..seen[first_at].0).chain(seen[last_at].0 + 1..after).collect()
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
        let other = document.other_party().map(|it| tx.party(it)).transpose()?.flatten();
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
        let row = BookRow::of(document, (sequence, number), other.as_ref(), (unit, person), n_components);
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
