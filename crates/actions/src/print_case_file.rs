//! Prints the cover of a case file, or the list of its documents.

use documents::{FileFacts, file_cover, file_list};
use domain::registry::Document;
use store::{Desk, Tx};
use values::{CaseFileId, Code, Problem, Refusal};

use crate::look_at::look_at_file;
use crate::print::{PrintTo, deliver};

/// What is printed of a case file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePrint {
    /// The cover.
    Cover,
    /// The list of documents.
    List,
}

/// Prints it. Refuses a file that is not here; what of its documents the person does not see is not in the list.
pub fn print_case_file(desk: &Desk, id: CaseFileId, what: FilePrint, to: &PrintTo) -> Result<(), Problem> {
    let pdf = desk.read(|tx| {
        let file = tx.case_file(id)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        let office = tx.tenant()?.map(|it| it.name).unwrap_or_default();
        let class = tx.class(file.class)?;
        let unit = file.unit.map(|it| tx.unit(it)).transpose()?.flatten().map(|it| it.code);
        let person = file.person.map(|it| tx.person(it)).transpose()?.flatten().map(|it| it.list_name());
        let documents = tx.documents_of(id)?;
        let named = documents.into_iter().map(|it| with_sender(tx, it)).collect::<store::Result<Vec<_>>>()?;
        let facts = FileFacts {
            office: &office,
            file: &file,
            class: class.as_ref(),
            keeper: [unit, person].into_iter().flatten().collect::<Vec<_>>().join(", "),
            documents: &named,
        };
        Ok(match what {
            FilePrint::Cover => file_cover(&facts),
            FilePrint::List => file_list(&facts),
        })
    })?;
    look_at_file(desk, id)?;
    deliver(&pdf, "pdf", "Spis", to)
}

fn with_sender(tx: &Tx<'_>, document: Document) -> store::Result<(Document, String)> {
    let sender = document.other_party().map(|it| tx.party(it)).transpose()?.flatten();
    Ok((document, sender.map(|it| it.list_name()).unwrap_or_default()))
}
