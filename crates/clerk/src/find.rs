//! Finds what was named on the command line: documents, units, people, senders, files.

use domain::authority::{Person, Unit};
use domain::case_file::CaseFile;
use domain::name_register::Party;
use domain::registry::Component;
use domain::{Entity, EntityKind};
use store::{CaseFileList, CaseFileQuery, Desk, DocumentLine, ListQuery, Search, SortBy, Tx, WorkList};
use values::{CaseFileId, ClassId, Code, DocumentId, PartyId, Problem, Refusal, fold};

use crate::run::usage;

/// Returns the document with this id, JID or reference number; those it had before count, too.
pub(crate) fn document(tx: &Tx<'_>, named: &str) -> Result<DocumentLine, Problem> {
    let not_found = || Problem::from(Refusal::new(Code::NotFound).at("document").with("named", named));
    if let Ok(id) = named.trim().parse::<DocumentId>() {
        return tx.document_line(id)?.ok_or_else(not_found);
    }
    let mut query = ListQuery {
        list: WorkList::All,
        search: Search::words(named),
        sort: SortBy::Captured,
        descending: false,
        after: None,
        limit: 500,
    };
    let wanted = fold(named);
    loop {
        let page = tx.list_documents(&query)?;
        for line in page.lines {
            let document = tx.document(line.id)?;
            let earlier = document.iter().flat_map(|it| {
                let jid = it.earlier_jid.iter().map(|it| it.to_string());
                let emergency = it.emergency.iter().map(|it| it.text.clone());
                jid.chain(emergency).chain(it.earlier_references.iter().map(|it| it.text.clone()))
            });
            let names = [Some(line.jid.clone()), line.reference.clone()];
            if names.into_iter().flatten().chain(earlier).any(|it| fold(&it) == wanted) {
                return Ok(line);
            }
        }
        query.after = Some(page.next.ok_or_else(not_found)?);
    }
}

/// Returns the case file with this id, JID (also an earlier one) or mark.
pub(crate) fn case_file(tx: &Tx<'_>, named: &str) -> Result<CaseFile, Problem> {
    let not_found = || Problem::from(Refusal::new(Code::NotFound).at("case_file").with("named", named));
    if let Ok(id) = named.trim().parse::<CaseFileId>() {
        return tx.case_file(id)?.ok_or_else(not_found);
    }
    let wanted = fold(named);
    let mut query = CaseFileQuery { list: CaseFileList::All, search: named.to_owned(), after: None, limit: 500 };
    loop {
        let page = tx.list_case_files(&query)?;
        for file in page.files {
            let jids = [Some(&file.jid), file.earlier_jid.as_ref()].map(|it| it.map(|it| it.to_string()));
            let names = [jids[0].clone(), jids[1].clone(), file.mark.as_ref().map(|it| it.text.clone())];
            if names.iter().flatten().any(|it| fold(it) == wanted) {
                return Ok(file);
            }
        }
        query.after = Some(page.next.ok_or_else(not_found)?);
    }
}

/// Returns the class in force with this mark.
pub(crate) fn class(tx: &Tx<'_>, mark: &str) -> Result<ClassId, Problem> {
    let classes = tx.open_classes()?;
    let found = classes.iter().find(|it| fold(&it.mark) == fold(mark));
    found.map(|it| it.id).ok_or_else(|| Refusal::new(Code::ClassUnknown).at("class").with("mark", mark).into())
}

/// Returns the unit with this mark, an open one before a closed one.
pub(crate) fn unit(tx: &Tx<'_>, code: &str) -> Result<Unit, Problem> {
    let units = tx.list(EntityKind::Unit)?.into_iter();
    let mut units: Vec<Unit> =
        units.filter_map(|it| if let Entity::Unit(it) = it { Some(*it) } else { None }).collect();
    units.retain(|it| fold(&it.code) == fold(code));
    units.sort_by_key(|it| !it.is_open());
    units.into_iter().next().ok_or_else(|| Refusal::new(Code::UnitUnknown).at("unit").with("unit", code).into())
}

/// Returns the person with this surname, name or id.
pub(crate) fn person(tx: &Tx<'_>, named: &str) -> Result<Person, Problem> {
    let wanted = fold(named);
    let people = tx.list(EntityKind::Person)?.into_iter();
    let mut people: Vec<Person> =
        people.filter_map(|it| if let Entity::Person(it) = it { Some(*it) } else { None }).collect();
    people.retain(|it| {
        let names = [it.surname.clone(), format!("{} {}", it.name, it.surname), it.list_name(), it.id.to_string()];
        names.iter().any(|name| fold(name) == wanted)
    });
    match people.len() {
        1 => Ok(people.remove(0)),
        0 => Err(Refusal::new(Code::NotFound).at("person").with("person", named).into()),
        _ => Err(usage(format!("several people are called {named}: give the id"))),
    }
}

/// Returns the record of the name register with this id, or the only one these words fit. A record whose whole name
/// they are goes before those they only begin.
pub(crate) fn sender(desk: &Desk, named: &str) -> Result<PartyId, Problem> {
    if let Ok(id) = named.trim().parse::<PartyId>() {
        return Ok(id);
    }
    let mut found: Vec<Party> = desk.read(|tx| tx.search_parties(named))?;
    found.dedup_by_key(|it| it.id);
    let is_called = |it: &Party| fold(&it.list_name()) == fold(named);
    if found.iter().filter(|it| is_called(it)).count() == 1 {
        found.retain(is_called);
    }
    match found.as_slice() {
        [it] => Ok(it.id),
        [] => Err(Refusal::new(Code::SenderUnknown).at("sender").with("named", named).into()),
        several => {
            let names: Vec<String> = several.iter().map(|it| format!("{} ({})", it.list_name(), it.id)).collect();
            Err(usage(format!("several senders fit {named}: {}", names.join(", "))))
        }
    }
}

/// Returns the file of a document with this id or name.
pub(crate) fn component(tx: &Tx<'_>, document: DocumentId, named: &str) -> Result<Component, Problem> {
    let mut components = tx.components(document)?;
    components.retain(|it| it.name == named || it.id.to_string() == named);
    match components.len() {
        1 => Ok(components.remove(0)),
        0 => Err(Refusal::new(Code::NotFound).at("component").with("named", named).into()),
        _ => Err(usage(format!("several files are called {named}: give the id"))),
    }
}
