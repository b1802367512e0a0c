//! Assigns a document.

use domain::registry::AssignDocument;
use store::Desk;
use values::{DocumentId, PersonId, Problem, UnitId};

/// Gives a document to a unit, a person, or a person of a unit; `seen` is what the clerk saw before.
pub fn assign(
    desk: &Desk,
    document: DocumentId,
    seen: (Option<UnitId>, Option<PersonId>),
    to: (Option<UnitId>, Option<PersonId>),
) -> Result<(), Problem> {
    let wish = AssignDocument { document, was_unit: seen.0, was_person: seen.1, unit: to.0, person: to.1 };
    desk.write(|tx| tx.submit(wish))?;
    Ok(())
}
