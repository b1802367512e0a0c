//! Cancels a document.

use domain::registry::CancelDocument;
use store::Desk;
use values::{DocumentId, Problem};

/// Cancels a document with a reason; its row and number stay.
pub fn cancel(desk: &Desk, document: DocumentId, reason: &str) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(CancelDocument { document, reason: reason.to_owned() }))?;
    Ok(())
}
