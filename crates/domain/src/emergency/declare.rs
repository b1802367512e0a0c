//! Declares an emergency, which opens a substitute register.

use serde::{Deserialize, Serialize};
use values::{Code, EmergencyRegisterId, MAX_NOTE_CHARS, Refusal};

use super::EmergencyRegister;
use crate::decide::Context;
use crate::text::checked_line;
use crate::{Changes, Decision, Entity, EntityKind, Extra, Standing, View};

/// Declares an emergency on the desk it is wished at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeclareEmergency {
    /// The register's id.
    pub register: EmergencyRegisterId,
    /// Its name, made by the desk.
    pub name: String,
    /// What makes the usual way impossible; the decree wants an extraordinary situation.
    pub reason: String,
}

/// Refuses one without a reason and a second one on the same desk. At the centre a name that is taken, as two copies of one
/// desk may have made it, gets a mark of its own.
pub(crate) fn decide(wish: &DeclareEmergency, it: &Context<'_>, view: &dyn View) -> Decision {
    let Some(seat) = it.actor.seat else { return Err(Refusal::new(Code::RoleNotEnough).into()) };
    if view.has(EntityKind::EmergencyRegister, wish.register.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    let others: Vec<EmergencyRegister> = registers(view);
    let is_second = others.iter().any(|it| it.seat == seat && it.is_open());
    if is_second && view.standing() == Standing::Provisional {
        return Err(Refusal::new(Code::EmergencyGoesOn).into());
    }
    let name = checked_line("name", &wish.name, MAX_NOTE_CHARS)?;
    let is_taken = |name: &str| others.iter().any(|it| it.name == name);
    let name = (1..)
        .map(|nth| if nth == 1 { name.clone() } else { format!("{name}-{nth}") })
        .find(|it| !is_taken(it))
        .unwrap_or(name.clone());
    let register = EmergencyRegister {
        id: wish.register,
        name,
        seat,
        reason,
        begun_at: it.command.made_at,
        begun_by: it.actor.person,
        end: None,
        extra: Extra::new(),
    };
    let entity = Entity::from(register);
    let key = entity.key();
    Ok(Changes::new().entity(entity).log("Zalozeni", key))
}

fn registers(view: &dyn View) -> Vec<EmergencyRegister> {
    let all = view.list(EntityKind::EmergencyRegister).into_iter();
    all.filter_map(|it| if let Entity::EmergencyRegister(it) = it { Some(*it) } else { None }).collect()
}
