//! Assigns a document, and takes an assignment back.

use domain::registry::{AssignDocument, Handling, WithdrawDocument};
use store::Desk;
use values::{DocumentId, PersonId, Problem, UnitId};

/// Gives a document to a unit, a person, or a person of a unit; `seen` is what the clerk saw before.
pub fn assign(
    desk: &Desk,
    document: DocumentId,
    seen: &Handling,
    to: (Option<UnitId>, Option<PersonId>),
) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(AssignDocument::seen(document, seen, to.0, to.1)))?;
    Ok(())
}

/// Takes back what was assigned and nobody has accepted.
pub fn withdraw(desk: &Desk, document: DocumentId) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(WithdrawDocument { document }))?;
    Ok(())
}
