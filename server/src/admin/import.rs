//! Takes in tables: units, people, the name register. All or nothing; a wrong cell is named.

use std::collections::BTreeMap;
use std::path::Path;

use domain::authority::{AddPerson, OpenUnit, Post};
use domain::name_register::{AddParty, Party, PartyKind};
use domain::{Entity, EntityKind, Wish};
use values::{Code, CommandId, CompanyNumber, PartyId, PersonId, Problem, Refusal, UnitId};

use crate::Centre;

/// The largest table taken in.
const MAX_TABLE_BYTES: u64 = 64 * 1024 * 1024;

/// How much was taken in.
pub(super) struct Imported {
    pub(super) units: usize,
    pub(super) people: usize,
    pub(super) parties: usize,
}

pub(super) fn import(
    centre: &Centre,
    tenant: &str,
    units: Option<&Path>,
    people: Option<&Path>,
    parties: Option<&Path>,
) -> Result<Imported, Problem> {
    let mut unit_ids: BTreeMap<String, UnitId> = centre
        .in_tenant(tenant, |store| store.list(EntityKind::Unit))?
        .into_iter()
        .filter_map(|it| if let Entity::Unit(it) = it { it.is_open().then(|| (it.code.clone(), it.id)) } else { None })
        .collect();
    let mut wishes: Vec<Wish> = Vec::new();
    let mut places: Vec<(String, u64)> = Vec::new();
    for row in read(units, &["code", "name"])? {
        let id = centre.with_randomness(|it| UnitId::new(it));
        let code = row.needed("code")?;
        if unit_ids.insert(code.to_owned(), id).is_some() {
            return Err(row.wrong("code", "taken"));
        }
        places.push((row.file.clone(), row.line));
        wishes.push(OpenUnit { unit: id, code: code.to_owned(), name: row.needed("name")?.to_owned() }.into());
    }
    let n_units = wishes.len();
    for row in read(people, &["name", "surname", "unit", "roles"])? {
        let unit = *unit_ids.get(row.needed("unit")?).ok_or_else(|| row.wrong("unit", "unknown"))?;
        let role = |it: &str| it.trim().parse().map_err(|_| row.wrong("roles", "role_unknown"));
        let posts = row
            .needed("roles")?
            .split('+')
            .map(|it| role(it).map(|role| Post { role, unit }))
            .collect::<Result<_, Problem>>()?;
        let person = centre.with_randomness(|it| PersonId::new(it));
        let (name, surname) = (row.get("name").to_owned(), row.needed("surname")?.to_owned());
        places.push((row.file.clone(), row.line));
        wishes.push(AddPerson { person, name, surname, posts }.into());
    }
    let n_people = wishes.len() - n_units;
    let columns = ["kind", "name", "surname", "company", "company_number", "data_box", "email", "address"];
    for row in read(parties, &columns)? {
        places.push((row.file.clone(), row.line));
        wishes.push(AddParty { party: party(centre, &row)? }.into());
    }
    let n_parties = wishes.len() - n_units - n_people;
    let with_ids = wishes.into_iter().map(|it| (centre.with_randomness(|r| CommandId::new(r)), it)).collect();
    let taken = centre.in_tenant(tenant, |store| store.commands(with_ids, centre.clock.now()));
    taken.map_err(|problem| named(problem, &places))?;
    Ok(Imported { units: n_units, people: n_people, parties: n_parties })
}

/// Says of a refusal by the rules in which line of which table it was met.
fn named(problem: Problem, places: &[(String, u64)]) -> Problem {
    let Problem::Refused(it) = &problem else { return problem };
    let place = it.args.get("nth").and_then(|it| it.parse::<usize>().ok()).and_then(|nth| places.get(nth));
    match place {
        Some((file, line)) => {
            let mut named = wrong_cell(file, *line, it.field.as_deref().unwrap_or_default(), it.code.as_str());
            // What the sentence of the reason needs, beside what this one names.
            for (name, value) in it.args.iter().filter(|it| it.0 != "nth") {
                named.args.entry(name.clone()).or_insert_with(|| value.clone());
            }
            named.into()
        }
        None => problem,
    }
}

fn party(centre: &Centre, row: &TableRow) -> Result<Party, Problem> {
    let kind = match row.get("kind") {
        "natural" | "FO" => PartyKind::Natural,
        "self_employed" | "PFO" => PartyKind::SelfEmployed,
        "legal" | "PO" => PartyKind::Legal,
        _ => return Err(row.wrong("kind", "kind_unknown")),
    };
    let company_number = match row.get("company_number") {
        "" => None,
        typed => Some(CompanyNumber::read(typed).ok_or_else(|| row.wrong("company_number", "check_digit"))?),
    };
    let name_column = if kind == PartyKind::Legal { "company" } else { "surname" };
    row.needed(name_column)?;
    Ok(Party {
        id: centre.with_randomness(|it| PartyId::new(it)),
        kind,
        name: row.get("name").to_owned(),
        surname: row.get("surname").to_owned(),
        company: row.get("company").to_owned(),
        company_number,
        data_box: row.get("data_box").to_owned(),
        email: row.get("email").to_owned(),
        address: row.get("address").to_owned(),
        merged_into: None,
        extra: Default::default(),
    })
}

struct TableRow {
    file: String,
    line: u64,
    cells: BTreeMap<String, String>,
}

impl TableRow {
    fn get(&self, column: &str) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    fn needed(&self, column: &str) -> Result<&str, Problem> {
        match self.get(column) {
            "" => Err(self.wrong(column, "empty")),
            text => Ok(text),
        }
    }

    fn wrong(&self, column: &str, why: &str) -> Problem {
        wrong(&self.file, self.line, column, why)
    }
}

fn wrong(file: &str, line: u64, column: &str, why: &str) -> Problem {
    wrong_cell(file, line, column, why).into()
}

fn wrong_cell(file: &str, line: u64, column: &str, why: &str) -> Refusal {
    Refusal::new(Code::TableWrong).with("file", file).with("line", line).with("column", column).with("why", why)
}

/// Reads a table in UTF-8 or Windows-1250, parted by semicolons, commas or tabs, its columns in any order.
fn read(path: Option<&Path>, columns: &[&str]) -> Result<Vec<TableRow>, Problem> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let disk = |why: std::io::Error| {
        Problem::Unavailable(Refusal::new(Code::FileUnreadable).with("name", &file).with("why", why))
    };
    if std::fs::metadata(path).map_err(disk)?.len() > MAX_TABLE_BYTES {
        return Err(Refusal::new(Code::TooLarge).into());
    }
    let bytes = std::fs::read(path).map_err(disk)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1250.decode(&bytes).0.into_owned(),
    };
    let first_line = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().find(|it| first_line.as_bytes().contains(it)).unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| wrong(&file, 1, "", "row_unreadable"))?.clone();
    for column in columns {
        if !header.iter().any(|it| it == *column) {
            return Err(wrong(&file, 1, column, "missing"));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| {
            let line = why.position().map_or(0, csv::Position::line);
            wrong(&file, line, "", "row_unreadable")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
        rows.push(TableRow { file: file.clone(), line, cells });
    }
    Ok(rows)
}
