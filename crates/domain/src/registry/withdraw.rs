//! Takes an assignment back until it is accepted (the standard, 7.1.4).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, Refusal};

use super::{Field, FieldChange, Handling, HandlingState, HistoryEntry};
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, View};

/// Takes back what was assigned and nobody has accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawDocument {
    /// Which.
    pub document: DocumentId,
}

/// A case clerk takes back only what she handed on, and has it in hand again; to the filing office it comes back
/// unassigned.
pub(crate) fn decide(wish: &WithdrawDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    document.refuse_if_settled()?;
    match document.handling.state {
        HandlingState::Assigned => {}
        HandlingState::InHand => {
            let person = document.handling.person.and_then(|it| view.person(it).found());
            let name = person.map(|it| it.list_name()).unwrap_or_default();
            return Err(Refusal::new(Code::AlreadyAccepted).with("person", name).into());
        }
        HandlingState::Unassigned | HandlingState::Returned => return Err(Refusal::new(Code::NothingToWithdraw).into()),
    }
    let is_bound = it.is_bound_to_own();
    if is_bound && !it.acts_for(document.handling.assigned_by, view) {
        return Err(Refusal::new(Code::NotAssignedToYou).into());
    }
    let before = document.clone();
    document.handling = match it.actor.person.filter(|_| is_bound) {
        Some(me) => Handling {
            state: HandlingState::InHand,
            unit: super::assign::unit_of(Some(me), view),
            person: Some(me),
            ..Handling::default()
        },
        None => Handling::default(),
    };
    let changes = FieldChange::between(&before, &document, &[Field::Unit, Field::Person]);
    let entry = HistoryEntry::of(it, wish.document, changes, "");
    Ok(Changes::new().entity(document).entity(entry).log("ZmenaZpracovatele", EntityKey::document(wish.document)))
}
