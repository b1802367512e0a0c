//! Exports what a list shows, as a table for other programs: CSV or XLSX by the file's name.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use documents::{Cell, csv_table, xlsx_table};
use domain::registry::{HandlingState, Origin};
use store::{Desk, DocumentLine, ListQuery, Tx};
use values::{Code, PersonId, Problem, Refusal, UnitId};

use crate::look_at::note_taken_out;
use crate::write_file::{disk, with_ending, write_file};

/// How many lines are read at once.
const PAGE: u32 = 500;
/// The heads of the table, in Czech like every print of the office: for programs, and for people.
const HEAD: [(&str, &str); 16] = [
    ("cislo_jednaci", "Č. j."),
    ("jid", "JID"),
    ("puvod", "Původ"),
    ("doruceno", "Doručeno"),
    ("zapsano", "Zapsáno"),
    ("odesilatel", "Odesílatel"),
    ("strucny_obsah", "Věc"),
    ("utvar", "Útvar"),
    ("zpracovatel", "Zpracovatel"),
    ("stav", "Stav"),
    ("lhuta", "Lhůta"),
    ("spisova_znacka", "Spisová značka"),
    ("omezeny_pristup", "Omezený přístup"),
    ("pocet_souboru", "Souborů"),
    ("ceka_na_odeslani", "Čeká na odeslání"),
    ("adresat", "Adresát"),
];

/// Exports every line of the query, in its order, and returns how many there are.
///
/// The ending of the name says which table: CSV or XLSX, CSV where there is none; any other is `ending_unknown`.
/// Only what the person may see is there to be exported; that restricted documents were is noted in their histories. A full or read-only disk leaves no half of a table.
pub fn export(desk: &Desk, query: &ListQuery, to: &Path) -> Result<usize, Problem> {
    let to = with_ending(to, "csv");
    let ending = to.extension().unwrap_or_default().to_ascii_lowercase();
    let is_xlsx = ending == "xlsx";
    if !is_xlsx && ending != "csv" {
        return Err(Refusal::new(Code::EndingUnknown).at("path").with("ending", ending.display()).into());
    }
    let (rows, restricted) = desk.read(|tx| {
        let mut rows = Vec::new();
        let mut restricted = Vec::new();
        let mut names = Names::default();
        let mut query = ListQuery { after: None, limit: PAGE, ..query.clone() };
        loop {
            let page = tx.list_documents(&query)?;
            for line in &page.lines {
                rows.push(row(tx, &mut names, line)?);
                restricted.extend(line.is_restricted.then_some(line.id));
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok((rows, restricted)),
            }
        }
    })?;
    let n_rows = rows.len();
    let bytes = if is_xlsx {
        xlsx_table("Dokumenty", &HEAD.map(|it| it.1), &rows)?
    } else {
        csv_table(&HEAD.map(|it| it.0), rows.into_iter().map(|it| it.into_iter().map(Cell::into_text).collect()))
    };
    write_file(&to, |file| file.write_all(&bytes).map_err(disk))?;
    note_taken_out(desk, restricted)?;
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

fn row(tx: &Tx<'_>, names: &mut Names, it: &DocumentLine) -> store::Result<Vec<Cell>> {
    let text = |it: &str| Cell::Text(it.to_owned());
    let yes = |it: bool| if it { text("ano") } else { Cell::Empty };
    Ok(vec![
        it.reference.as_deref().map_or(Cell::Empty, text),
        text(&it.jid),
        text(if it.origin == Origin::Own { "vlastní" } else { "doručený" }),
        Cell::moment(it.delivered_at),
        Cell::Moment(it.captured_at),
        text(&it.sender),
        text(&it.subject),
        Cell::Text(names.unit(tx, it.unit)?),
        Cell::Text(names.person(tx, it.person)?),
        text(state(it)),
        Cell::day(it.due_on),
        text(&it.file_mark),
        yes(it.is_restricted),
        Cell::Number(it.n_files),
        yes(it.is_pending),
        text(&it.addressee),
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
