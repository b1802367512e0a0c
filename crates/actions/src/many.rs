//! Does one thing with many documents at once.

use domain::registry::{AcceptDocument, AssignDocument, Document, WithdrawDocument};
use store::{Desk, Fault, Tx};
use values::{Code, DocumentId, PersonId, Problem, Refusal, UnitId};

/// The most documents chosen at once: a clerk who chose more meant something else, and nobody waits for it.
const MAX_CHOSEN: usize = 500;

/// What came of doing something with many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Many {
    /// With how many it was done.
    pub n_done: usize,
    /// With which it was refused, and why; the others do not wait for them.
    pub refused: Vec<(DocumentId, Refusal)>,
}

/// Gives many documents to one unit or person, in one transaction. What stands on this desk counts as seen.
///
/// A document the rules refuse is left as it is and named; too many at once are refused whole.
pub fn assign_many(
    desk: &Desk,
    documents: &[DocumentId],
    to: (Option<UnitId>, Option<PersonId>),
) -> Result<Many, Problem> {
    with_each(desk, documents, |tx, it| tx.submit(AssignDocument::seen(it.id, &it.handling, to.0, to.1)).map(drop))
}

/// Takes many documents in hand, under the rules of [`assign_many`].
pub fn accept_many(desk: &Desk, documents: &[DocumentId]) -> Result<Many, Problem> {
    with_each(desk, documents, |tx, it| tx.submit(AcceptDocument { document: it.id }).map(drop))
}

/// Takes back many assignments nobody has accepted, under the rules of [`assign_many`].
pub fn withdraw_many(desk: &Desk, documents: &[DocumentId]) -> Result<Many, Problem> {
    with_each(desk, documents, |tx, it| tx.submit(WithdrawDocument { document: it.id }).map(drop))
}

fn with_each(
    desk: &Desk,
    documents: &[DocumentId],
    act: impl Fn(&Tx<'_>, &Document) -> Result<(), Fault>,
) -> Result<Many, Problem> {
    if documents.len() > MAX_CHOSEN {
        return Err(Refusal::new(Code::TooManyChosen).with("n", documents.len()).with("max", MAX_CHOSEN).into());
    }
    Ok(desk.write(|tx| {
        let mut done = Many::default();
        for id in documents {
            let Some(document) = tx.document(*id)? else {
                done.refused.push((*id, Refusal::new(Code::NotFound)));
                continue;
            };
            match act(tx, &document) {
                Ok(()) => done.n_done += 1,
                Err(Fault::Problem(Problem::Refused(refusal))) => done.refused.push((*id, refusal)),
                Err(fault) => return Err(fault),
            }
        }
        Ok(done)
    })?)
}
