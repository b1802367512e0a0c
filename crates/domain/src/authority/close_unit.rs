//! Closes an organisational unit.

use serde::{Deserialize, Serialize};
use values::{Code, Instant, Refusal, UnitId, local_date};

use crate::{Changes, Decision, EntityKey, View};

/// Closes a unit: from now on nothing is assigned to it. What it has in hand stays where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloseUnit {
    /// Which.
    pub unit: UnitId,
}

pub(crate) fn decide(wish: &CloseUnit, view: &dyn View, now: Instant) -> Decision {
    let mut unit = view.unit(wish.unit).found().ok_or_else(|| Refusal::new(Code::UnitUnknown))?;
    if !unit.is_open() {
        return Err(Refusal::new(Code::UnitAlreadyClosed).with("unit", &unit.code).into());
    }
    unit.closed_on = Some(local_date(now));
    Ok(Changes::new().entity(unit).log("Uzavreni", EntityKey::unit(wish.unit)))
}
