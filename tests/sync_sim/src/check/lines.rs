//! The list says of every document what the document says: a line is made from it, and made again when it changes.

use domain::registry::{Document, Origin};
use domain::{Entity, EntityKind};
use store::{DocumentLine, ListQuery, Search, SortBy, Tx, WorkList};

use crate::{Violation, World};

/// The largest page there is; no simulation has as many documents.
const PAGE: u32 = 500;

impl World {
    pub(crate) fn check_lines(&self, at: usize) -> Result<(), Violation> {
        let wrong = self.desks[at].desk().read(find_wrong_line);
        match wrong {
            Ok(None) => Ok(()),
            Ok(Some(what)) => Err(Violation(format!("desk {at}: the line of {what} is another"))),
            Err(fault) => Err(Violation(format!("desk {at}: {fault}"))),
        }
    }
}

fn find_wrong_line(tx: &Tx<'_>) -> store::Result<Option<String>> {
    let query = ListQuery {
        list: WorkList::All,
        search: Search::default(),
        sort: SortBy::Captured,
        descending: false,
        after: None,
        limit: PAGE,
    };
    let lines = tx.list_documents(&query)?.lines;
    for entity in tx.list(EntityKind::Document)? {
        let Entity::Document(document) = entity else { continue };
        let line = lines.iter().find(|it| it.id == document.id);
        if line != Some(&line_of(tx, &document)?) {
            return Ok(Some(format!("{} ({line:?})", document.jid)));
        }
    }
    Ok(None)
}

/// The line as a reader of the document would write it.
fn line_of(tx: &Tx<'_>, it: &Document) -> store::Result<DocumentLine> {
    let other = it.other_party().map(|party| tx.party(party)).transpose()?.flatten().map(|it| it.list_name());
    let other = other.unwrap_or_default();
    Ok(DocumentLine {
        id: it.id,
        jid: it.jid.to_string(),
        reference: it.number_text().map(str::to_owned),
        origin: it.origin,
        subject: it.subject.clone(),
        sender: match it.origin {
            Origin::Own => "Vlastní".to_owned(),
            Origin::Received => other.clone(),
        },
        addressee: if it.origin == Origin::Own { other } else { String::new() },
        delivered_at: it.delivered_at,
        captured_at: it.captured_at,
        unit: it.handling.unit,
        person: it.handling.person,
        state: it.handling.state,
        due_on: it.running_deadline().map(|it| it.due_on),
        is_settled: it.settled.is_some(),
        is_sent: it.last_sent().is_some(),
        case_file: it.case_file.as_ref().map(|it| it.id),
        file_mark: it.case_file.as_ref().map(|it| it.mark.clone()).unwrap_or_default(),
        is_cancelled: it.is_cancelled(),
        is_restricted: it.restricted,
        is_pending: false,
        n_files: tx.components(it.id)?.len() as u32,
    })
}
