//! Refuses an assigned document.

use domain::registry::RefuseDocument;
use store::Desk;
use values::{DocumentId, Problem};

/// Gives a document back to whoever assigned it, with a reason.
pub fn refuse(desk: &Desk, document: DocumentId, reason: &str) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(RefuseDocument { document, reason: reason.to_owned() }))?;
    Ok(())
}
