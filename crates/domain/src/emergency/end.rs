//! Ends an emergency: its register is closed for good.

use serde::{Deserialize, Serialize};
use values::{Code, EmergencyRegisterId, Refusal};

use super::reregister::reregister;
use super::{Afterwards, EmergencyEnd};
use crate::decide::Context;
use crate::registry::Document;
use crate::{Changes, Decision, Entity, Extra, View};

/// Closes a substitute register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndEmergency {
    /// Which.
    pub register: EmergencyRegisterId,
    /// What becomes of its documents.
    pub afterwards: Afterwards,
}

/// What its desk registered before it heard of the end comes into it all the same. Registered again is all the centre has of it, not
/// only what the closing desk has seen.
pub(crate) fn decide(wish: &EndEmergency, it: &Context<'_>, view: &dyn View) -> Decision {
    let register = view.emergency_register(wish.register).found();
    let mut register = register.ok_or_else(|| Refusal::new(Code::NotFound))?;
    match &register.end {
        Some(end) if end.afterwards == wish.afterwards => return Ok(Changes::new()),
        Some(_) => return Err(Refusal::new(Code::EmergencyOver).with("name", register.name).into()),
        None => {}
    }
    register.end = Some(EmergencyEnd {
        at: it.command.made_at,
        by: it.actor.person,
        afterwards: wish.afterwards,
        extra: Extra::new(),
    });
    let entity = Entity::from(register);
    let key = entity.key();
    let mut done = Changes::new().entity(entity).log("Uzavreni", key);
    if wish.afterwards == Afterwards::Reregister {
        let waiting = view.documents_in_emergency(wish.register).into_iter().filter(Document::waits_in_emergency);
        done = waiting.fold(done, |done, document| reregister(document, it, done));
    }
    Ok(done)
}
