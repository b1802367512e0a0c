//! Takes a document in hand.

use domain::registry::AcceptDocument;
use store::Desk;
use values::{DocumentId, Problem};

/// Takes a document in hand that is assigned to this person or her unit.
pub fn accept(desk: &Desk, document: DocumentId) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(AcceptDocument { document }))?;
    Ok(())
}
