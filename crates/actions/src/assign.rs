//! Assigns a document or many at once, and takes an assignment back.

use domain::registry::{AssignDocument, Handling, WithdrawDocument};
use store::{Desk, Fault};
use values::{Code, DocumentId, PersonId, Problem, Refusal, UnitId};

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

/// The most documents assigned at once: a clerk who chose more meant something else, and nobody waits for it.
const MAX_CHOSEN: usize = 500;

/// What came of assigning many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignedMany {
    /// How many were assigned.
    pub n_assigned: usize,
    /// What was refused, with its reason; the others do not wait for it.
    pub refused: Vec<(DocumentId, Refusal)>,
}

/// Gives many documents to one unit or person, in one transaction. What stands on this desk counts as seen.
///
/// A document the rules refuse is left as it is and named; too many at once are refused whole.
pub fn assign_many(
    desk: &Desk,
    documents: &[DocumentId],
    to: (Option<UnitId>, Option<PersonId>),
) -> Result<AssignedMany, Problem> {
    if documents.len() > MAX_CHOSEN {
        return Err(Refusal::new(Code::TooManyChosen).with("n", documents.len()).with("max", MAX_CHOSEN).into());
    }
    Ok(desk.write(|tx| {
        let mut done = AssignedMany::default();
        for id in documents {
            let Some(document) = tx.document(*id)? else {
                done.refused.push((*id, Refusal::new(Code::NotFound)));
                continue;
            };
            match tx.submit(AssignDocument::seen(*id, &document.handling, to.0, to.1)) {
                Ok(_) => done.n_assigned += 1,
                Err(Fault::Problem(Problem::Refused(refusal))) => done.refused.push((*id, refusal)),
                Err(fault) => return Err(fault),
            }
        }
        Ok(done)
    })?)
}

/// Takes back what was assigned and nobody has accepted.
pub fn withdraw(desk: &Desk, document: DocumentId) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(WithdrawDocument { document }))?;
    Ok(())
}
