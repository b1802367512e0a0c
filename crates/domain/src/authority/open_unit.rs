//! Opens an organisational unit.

use serde::{Deserialize, Serialize};
use values::{Code, Refusal, UnitId};

use super::Unit;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Opens a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenUnit {
    /// Its id.
    pub unit: UnitId,
    /// Its mark, unique among open units.
    pub code: String,
    /// Its name.
    pub name: String,
}

pub(crate) fn decide(wish: &OpenUnit, view: &dyn View) -> Decision {
    if view.has(EntityKind::Unit, wish.unit.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    if view.unit_with_code(&wish.code).is_some() {
        return Err(Refusal::new(Code::UnitCodeTaken).with("unit", &wish.code).into());
    }
    let unit = Unit {
        id: wish.unit,
        code: wish.code.clone(),
        name: wish.name.clone(),
        closed_on: None,
        extra: Default::default(),
    };
    Ok(Changes::new().entity(unit).log("Zalozeni", EntityKey::unit(wish.unit)))
}
