//! Opens what is to be looked at; that somebody looked at a restricted document is noted, as the transaction log wants it.

use domain::registry::ViewDocument;
use store::{Desk, Tx};
use values::{CaseFileId, DocumentId, Problem};

/// Notes that the person looks at a document, when it is a restricted one, and returns whether it was noted. Called each time
/// one is opened or printed, not while it stays open.
pub fn look_at(desk: &Desk, document: DocumentId) -> Result<bool, Problem> {
    note(desk, |tx| Ok(restricted_of(tx, document)?.into_iter().collect()))
}

/// Notes that the person looks at the restricted documents of a case file: its list and its cover say what they are about.
pub fn look_at_file(desk: &Desk, file: CaseFileId) -> Result<bool, Problem> {
    note(desk, |tx| Ok(tx.documents_of(file)?.into_iter().filter(|it| it.restricted).map(|it| it.id).collect()))
}

/// Notes that the person took these restricted documents out of the desk, in a table or a printed register.
pub(crate) fn note_taken_out(desk: &Desk, restricted: Vec<DocumentId>) -> Result<(), Problem> {
    note(desk, |_| Ok(restricted)).map(drop)
}

fn restricted_of(tx: &Tx<'_>, document: DocumentId) -> store::Result<Option<DocumentId>> {
    Ok(tx.document(document)?.filter(|it| it.restricted).map(|it| it.id))
}

fn note(desk: &Desk, find: impl FnOnce(&Tx<'_>) -> store::Result<Vec<DocumentId>>) -> Result<bool, Problem> {
    let restricted = desk.read(find)?;
    if restricted.is_empty() {
        return Ok(false);
    }
    desk.write(|tx| {
        for document in restricted {
            tx.submit(ViewDocument { document })?;
        }
        Ok(())
    })?;
    Ok(true)
}
