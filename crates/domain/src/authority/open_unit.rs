//! Opens an organisational unit.

use serde::{Deserialize, Serialize};
use values::{Code, Refusal, UnitId};

use super::{MAX_NAME_CHARS, Unit};
use crate::numbering::MAX_UNIT_CHARS;
use crate::text::checked_line;
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
    let code = checked_line("code", &wish.code, MAX_UNIT_CHARS)?;
    let name = checked_line("name", &wish.name, MAX_NAME_CHARS)?;
    if code.is_empty() || name.is_empty() {
        return Err(Refusal::new(Code::NameMissing).at(if code.is_empty() { "code" } else { "name" }).into());
    }
    if view.unit_with_code(&code).is_some() {
        return Err(Refusal::new(Code::UnitCodeTaken).with("unit", &code).into());
    }
    let unit = Unit { id: wish.unit, code, name, closed_on: None, extra: Default::default() };
    Ok(Changes::new().entity(unit).log("Zalozeni", EntityKey::unit(wish.unit)))
}
