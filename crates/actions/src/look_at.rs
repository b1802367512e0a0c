//! Opens a document to be looked at; that of a restricted one is noted, as the transaction log wants it.

use domain::registry::ViewDocument;
use store::Desk;
use values::{DocumentId, Problem};

/// Notes that the person looks at a document, when it is a restricted one, and returns whether it was noted. Called each time
/// one is opened, not while it stays open.
pub fn look_at(desk: &Desk, document: DocumentId) -> Result<bool, Problem> {
    let is_restricted = desk.read(|tx| Ok(tx.document(document)?.is_some_and(|it| it.restricted)))?;
    if is_restricted {
        desk.write(|tx| tx.submit(ViewDocument { document }))?;
    }
    Ok(is_restricted)
}
