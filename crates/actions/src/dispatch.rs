//! Hands a document to another office of the centre.

use domain::authority::Office;
use domain::registry::DispatchDocument;
use domain::{Entity, EntityKind};
use store::{Desk, Tx};
use values::{DispatchId, DocumentId, Problem, TenantId, fold};

/// Hands a document over, with its files; the centre carries it.
pub fn dispatch(desk: &Desk, document: DocumentId, to: TenantId) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(DispatchDocument { dispatch: tx.new_id(DispatchId), document, to }))?;
    Ok(())
}

/// Returns the other offices of the centre, by name.
pub fn offices(tx: &Tx<'_>) -> store::Result<Vec<Office>> {
    let all = tx.list(EntityKind::Office)?.into_iter();
    let mut offices: Vec<Office> =
        all.filter_map(|it| if let Entity::Office(it) = it { Some(*it) } else { None }).collect();
    offices.sort_by_key(|it| fold(&it.name));
    Ok(offices)
}
