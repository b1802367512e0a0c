//! Takes in tables: units, people, the name register. All or nothing; a wrong cell is named.

use std::collections::BTreeMap;
use std::path::Path;

use domain::authority::{AddPerson, OpenUnit, Post};
use domain::name_register::{AddParty, Party, PartyKind};
use domain::{Entity, EntityKind, Wish};
use tables::{MAX_TABLE_BYTES, TableRow};
use values::{Code, CommandId, CompanyNumber, PartyId, PersonId, Problem, Refusal, UnitId};

use crate::Centre;

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
            return Err(row.wrong("code", "taken").into());
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
            .collect::<Result<_, Refusal>>()?;
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
    let with_ids = wishes.into_iter().map(|it| (centre.new_id(CommandId), it)).collect();
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
            let mut named = tables::wrong(file, *line, it.field.as_deref().unwrap_or_default(), it.code.as_str());
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
        _ => return Err(row.wrong("kind", "kind_unknown").into()),
    };
    let company_number = match row.get("company_number") {
        "" => None,
        typed => Some(CompanyNumber::read(typed).ok_or_else(|| row.wrong("company_number", "check_digit"))?),
    };
    let name_column = if kind == PartyKind::Legal { "company" } else { "surname" };
    row.needed(name_column)?;
    Ok(Party {
        id: centre.new_id(PartyId),
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

/// Reads a table from disk.
fn read(path: Option<&Path>, columns: &[&str]) -> Result<Vec<TableRow>, Problem> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let (file, bytes) = read_file(path)?;
    Ok(tables::read(&file, &bytes, columns)?)
}

/// Reads a file of the admin's, with its name; a larger one than any table is refused unread.
pub(super) fn read_file(path: &Path) -> Result<(String, Vec<u8>), Problem> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let disk = |why: std::io::Error| {
        Problem::Unavailable(Refusal::new(Code::FileUnreadable).with("name", &file).with("why", why))
    };
    if std::fs::metadata(path).map_err(disk)?.len() > MAX_TABLE_BYTES as u64 {
        return Err(Refusal::new(Code::TooLarge).into());
    }
    let bytes = std::fs::read(path).map_err(disk)?;
    Ok((file, bytes))
}
