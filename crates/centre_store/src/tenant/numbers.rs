//! Gives numbers and marks, in the transaction that needs them: the tenant's lock makes the series gap-free.

use std::collections::BTreeMap;

use domain::authority::Tenant;
use domain::case_file::{CaseFile, FileMark};
use domain::numbering::{Mask, MaskValues, ReferenceNumber, file_mark, grant, number_in_sheet};
use domain::registry::Document;
use domain::{Entity, Grant, View};
use rusqlite::{Connection, params};
use values::{CaseFileId, DocumentId, Instant, UnitId, local_date};

use super::view::CentreView;
use crate::{Result, broken};

/// Gives what was asked for to the entities the command changes.
pub(super) fn give(db: &Connection, wish: Grant, entities: &mut [Entity], now: Instant) -> Result<()> {
    match wish {
        Grant::Period(id) => give_period(db, document_in(entities, id)?, now),
        Grant::FileMark { case_file, document } => {
            let number = base_number(db, document_in(entities, document)?, now)?;
            let names = Names::of(db, document_in(entities, document)?)?;
            let mark = file_mark(&names.tenant, &names.values(number.sequence), number.year)?;
            db.prepare_cached("INSERT INTO file_base (year, sequence, case_file) VALUES (?1, ?2, ?3)")?
                .execute(params![mark.year, mark.sequence, case_file.0.as_bytes()])?;
            let mark = FileMark { text: free_mark(db, &mark.text)?, ..mark };
            db.prepare_cached("INSERT INTO file_mark (text, case_file) VALUES (?1, ?2)")?
                .execute(params![mark.text, case_file.0.as_bytes()])?;
            if let Some(place) = &mut document_in(entities, document)?.case_file {
                place.mark.clone_from(&mark.text);
            }
            file_in(entities, case_file)?.mark = Some(mark);
            Ok(())
        }
        Grant::InFile { case_file, document } => {
            let mark = file_in(entities, case_file)?.mark.clone();
            let mark = mark.ok_or_else(|| broken("a number in a file that has no mark"))?;
            let document = document_in(entities, document)?;
            let order = document.case_file.as_ref().map(|it| it.order).unwrap_or_default();
            let names = Names::of(db, document)?;
            let number = number_in_sheet(&names.tenant, &names.values(mark.sequence), &mark, order, now)?;
            replace(document, ReferenceNumber { text: free_text(db, &number.text)?, ..number }, now);
            keep_text(db, document)
        }
    }
}

/// Returns the last number of each year's series.
pub(super) fn last_numbers(db: &Connection) -> Result<BTreeMap<i16, u64>> {
    let mut statement = db.prepare_cached("SELECT year, last FROM series")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes the next number of the year.
fn give_period(db: &Connection, document: &mut Document, now: Instant) -> Result<()> {
    let names = Names::of(db, document)?;
    let year = local_date(now).year();
    let sql = "INSERT INTO series (year, last) VALUES (?1, 1)
               ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last";
    let sequence: u64 = db.prepare_cached(sql)?.query_row([year], |row| row.get(0))?;
    let unit_sequence = match names.unit {
        Some((unit, _)) if Mask::parse(&names.tenant.mask)?.counts_by_unit() => Some(next_of_unit(db, year, unit)?),
        _ => None,
    };
    let number = grant(&names.tenant, &MaskValues { unit_sequence, ..names.values(sequence) }, now)?;
    replace(document, ReferenceNumber { text: free_text(db, &number.text)?, ..number }, now);
    db.prepare_cached("INSERT INTO number (year, sequence, document) VALUES (?1, ?2, ?3)")?.execute(params![
        year,
        sequence,
        document.id.0.as_bytes()
    ])?;
    keep_text(db, document)
}

/// Returns the number a file founded on the document is called after: its own of the year's series. One that has none, or
/// whose number names a file already, takes a new one.
fn base_number(db: &Connection, document: &mut Document, now: Instant) -> Result<ReferenceNumber> {
    let own = document.period_numbers().last().cloned();
    if let Some(number) = own {
        let sql = "SELECT 1 FROM file_base WHERE year = ?1 AND sequence = ?2";
        if !db.prepare_cached(sql)?.exists(params![number.year, number.sequence])? {
            return Ok(number);
        }
    }
    give_period(db, document, now)?;
    document.reference.clone().ok_or_else(|| broken("a number that was given is not there"))
}

/// What stands in masks besides numbers: the tenant's abbreviation, the unit's mark, the person's surname.
struct Names {
    tenant: Tenant,
    unit: Option<(UnitId, String)>,
    surname: Option<String>,
}

impl Names {
    fn of(db: &Connection, document: &Document) -> Result<Self> {
        let view = CentreView::new(db);
        let seen: &dyn View = &view;
        let tenant = view.tenant();
        let unit = document.handling.unit.and_then(|it| seen.unit(it).found()).map(|it| (it.id, it.code));
        let surname = document.handling.person.and_then(|it| seen.person(it).found()).map(|it| it.surname);
        view.failure()?;
        let tenant = tenant.ok_or_else(|| broken("a tenant without its record"))?;
        Ok(Self { tenant, unit, surname })
    }

    fn values(&self, sequence: u64) -> MaskValues<'_> {
        let unit = self.unit.as_ref().map(|it| it.1.as_str());
        MaskValues { sequence, unit, surname: self.surname.as_deref(), ..MaskValues::default() }
    }
}

/// The number before stays with the document (the standard, 3.4.8). One of a substitute register is registered again with it.
fn replace(document: &mut Document, number: ReferenceNumber, now: Instant) {
    document.earlier_references.extend(document.reference.replace(number));
    if let Some(place) = &mut document.emergency {
        place.reregistered_at.get_or_insert(now);
    }
}

/// After a change of the mask a number may read like another one. It is told apart rather than refused: what was delivered
/// is registered.
fn free_text(db: &Connection, written: &str) -> Result<String> {
    free(db, "SELECT 1 FROM number_text WHERE text = ?1", written)
}

fn free_mark(db: &Connection, written: &str) -> Result<String> {
    free(db, "SELECT 1 FROM file_mark WHERE text = ?1", written)
}

fn free(db: &Connection, sql: &str, written: &str) -> Result<String> {
    let mut statement = db.prepare_cached(sql)?;
    let mut text = written.to_owned();
    for nth in 2.. {
        if !statement.exists([&text])? {
            break;
        }
        text = format!("{written}-{nth}");
    }
    Ok(text)
}

fn keep_text(db: &Connection, document: &Document) -> Result<()> {
    let text = document.reference.as_ref().map(|it| it.text.as_str());
    db.prepare_cached("INSERT INTO number_text (text, document) VALUES (?1, ?2)")?
        .execute(params![text, document.id.0.as_bytes()])?;
    Ok(())
}

fn next_of_unit(db: &Connection, year: i16, unit: UnitId) -> Result<u64> {
    let sql = "INSERT INTO unit_series (year, unit, last) VALUES (?1, ?2, 1)
               ON CONFLICT (year, unit) DO UPDATE SET last = last + 1 RETURNING last";
    Ok(db.prepare_cached(sql)?.query_row(params![year, unit.0.as_bytes()], |row| row.get(0))?)
}

fn document_in(entities: &mut [Entity], id: DocumentId) -> Result<&mut Document> {
    let found = entities.iter_mut().find_map(|it| match it {
        Entity::Document(it) if it.id == id => Some(it.as_mut()),
        _ => None,
    });
    found.ok_or_else(|| broken("a number for a document that does not change"))
}

fn file_in(entities: &mut [Entity], id: CaseFileId) -> Result<&mut CaseFile> {
    let found = entities.iter_mut().find_map(|it| match it {
        Entity::CaseFile(it) if it.id == id => Some(it.as_mut()),
        _ => None,
    });
    found.ok_or_else(|| broken("a mark for a file that does not change"))
}
