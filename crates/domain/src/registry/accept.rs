//! Takes an assigned document in hand (převzetí).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, Refusal};

use super::{Field, FieldChange, HandlingState, HistoryEntry, assign};
use crate::authority::Role;
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, View};

/// Takes a document in hand: one that is assigned to the person, or to a unit they work in and to nobody there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcceptDocument {
    /// Which.
    pub document: DocumentId,
}

pub(crate) fn decide(wish: &AcceptDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    // Out of reach, it is not with this person: there is nothing in that for a supervisor.
    let mut document = it.open_document(wish.document, view).map_err(|why| match why.code {
        Code::OutOfReach => Refusal::new(Code::NotAssignedToYou),
        _ => why,
    })?;
    document.refuse_if_settled()?;
    let me = it.actor.person.ok_or_else(|| Refusal::new(Code::NotAssignedToYou))?;
    match document.handling.person {
        Some(person) if person == me && document.handling.state == HandlingState::InHand => return Ok(Changes::new()),
        Some(person) if person != me && document.handling.state == HandlingState::InHand => {
            let name = view.person(person).found().map(|it| it.list_name()).unwrap_or_default();
            return Err(Refusal::new(Code::AlreadyAccepted).with("person", name).into());
        }
        _ => {}
    }
    let works_there = |unit| it.command.role == Role::Supervisor || it.works_in(unit, view);
    let is_mine = match document.handling.person {
        Some(person) => it.acts_for(Some(person), view),
        None => document.handling.unit.is_some_and(works_there),
    };
    if !is_mine || document.handling.state != HandlingState::Assigned {
        return Err(Refusal::new(Code::NotAssignedToYou).into());
    }
    let was = Field::Person.get(&document);
    document.handling.person = Some(me);
    document.handling.state = HandlingState::InHand;
    let now = Field::Person.get(&document);
    let changes = if was == now { Vec::new() } else { vec![FieldChange { field: Field::Person, was, now }] };
    let entry = HistoryEntry::of(it, wish.document, changes, "");
    let done = assign::keep(&document, it, view);
    Ok(done.entity(document).entity(entry).log("ZmenaZpracovatele", EntityKey::document(wish.document)))
}
