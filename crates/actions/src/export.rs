//! Exports what a list shows, as a table for other programs: CSV or XLSX by the file's name.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use documents::{csv_table, xlsx_table};
use domain::registry::{HandlingState, Origin};
use store::{Desk, DocumentLine, ListQuery, Tx};
use values::{Code, Instant, PersonId, Problem, Refusal, UnitId, prague};

use crate::write_file::{disk, with_ending, write_file};

/// How many lines are read at once.
const PAGE: u32 = 500;
/// The head of the table, in Czech like every print of the office.
const HEAD: [&str; 15] = [
    "cislo_jednaci",
    "jid",
    "puvod",
    "doruceno",
    "zapsano",
    "odesilatel",
    "strucny_obsah",
    "utvar",
    "zpracovatel",
    "stav",
    "lhuta",
    "spisova_znacka",
    "omezeny_pristup",
    "pocet_souboru",
    "ceka_na_odeslani",
];

/// Exports every line of the query, in its order, and returns how many there are.
///
/// The ending of the name says which table: CSV or XLSX, CSV where there is none; any other is `ending_unknown`.
/// Only what the person may see is there to be exported. A full or read-only disk leaves no half of a table.
pub fn export(desk: &Desk, query: &ListQuery, to: &Path) -> Result<usize, Problem> {
    let to = with_ending(to, "csv");
    let ending = to.extension().unwrap_or_default().to_ascii_lowercase();
    let is_xlsx = ending == "xlsx";
    if !is_xlsx && ending != "csv" {
        return Err(Refusal::new(Code::EndingUnknown).at("path").with("ending", ending.display()).into());
    }
    let rows = desk.read(|tx| {
        let mut rows = Vec::new();
        let mut names = Names::default();
        let mut query = ListQuery { after: None, limit: PAGE, ..query.clone() };
        loop {
            let page = tx.list_documents(&query)?;
            for line in &page.lines {
                rows.push(row(tx, &mut names, line)?);
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(rows),
            }
        }
    })?;
    let n_rows = rows.len();
    let bytes = if is_xlsx { xlsx_table("Dokumenty", &HEAD, &rows)? } else { csv_table(&HEAD, rows) };
    write_file(&to, |file| file.write_all(&bytes).map_err(disk))?;
    Ok(n_rows)
}

/// Names looked up once.
#[derive(Default)]
struct Names {
    units: BTreeMap<UnitId, String>,
    people: BTreeMap<PersonId, String>,
}

impl Names {
    fn unit(&mut self, tx: &Tx<'_>, id: Option<UnitId>) -> store::Result<String> {
        let Some(id) = id else { return Ok(String::new()) };
        if let Some(known) = self.units.get(&id) {
            return Ok(known.clone());
        }
        let name = tx.unit(id)?.map(|it| it.code).unwrap_or_default();
        self.units.insert(id, name.clone());
        Ok(name)
    }

    fn person(&mut self, tx: &Tx<'_>, id: Option<PersonId>) -> store::Result<String> {
        let Some(id) = id else { return Ok(String::new()) };
        if let Some(known) = self.people.get(&id) {
            return Ok(known.clone());
        }
        let name = tx.person(id)?.map(|it| it.list_name()).unwrap_or_default();
        self.people.insert(id, name.clone());
        Ok(name)
    }
}

fn row(tx: &Tx<'_>, names: &mut Names, it: &DocumentLine) -> store::Result<Vec<String>> {
    let yes = |it: bool| if it { "ano" } else { "" }.to_owned();
    Ok(vec![
        it.reference.clone().unwrap_or_default(),
        it.jid.clone(),
        if it.origin == Origin::Own { "vlastní" } else { "doručený" }.to_owned(),
        it.delivered_at.map(moment).unwrap_or_default(),
        moment(it.captured_at),
        it.sender.clone(),
        it.subject.clone(),
        names.unit(tx, it.unit)?,
        names.person(tx, it.person)?,
        state(it).to_owned(),
        it.due_on.map(|it| it.to_string()).unwrap_or_default(),
        it.file_mark.clone(),
        yes(it.is_restricted),
        it.n_files.to_string(),
        yes(it.is_pending),
    ])
}

fn state(it: &DocumentLine) -> &'static str {
    match it.state {
        _ if it.is_cancelled => "stornováno",
        _ if it.is_settled => "vyřízeno",
        HandlingState::Unassigned => "nepřiděleno",
        HandlingState::Assigned => "přiděleno",
        HandlingState::InHand => "vyřizuje se",
        HandlingState::Returned => "vráceno",
    }
}

/// A moment as spreadsheets sort it.
fn moment(at: Instant) -> String {
    at.to_zoned(prague()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
