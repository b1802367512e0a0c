//! Notes which device a person sits at, so that histories name the desk and not a number (decree § 8(5)).

use serde::{Deserialize, Serialize};
use values::{Code, MAX_LINE_CHARS, PersonId, Refusal, SeatId};

use super::Seat;
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, Extra, View};

/// Names a seat; the centre wishes it itself when a device is enrolled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteSeat {
    /// Whose seat.
    pub person: PersonId,
    /// Which.
    pub seat: SeatId,
    /// What its device is called.
    pub device: String,
}

/// Refuses a person who is not there. A seat keeps the name it was enrolled with.
pub(crate) fn decide(wish: &NoteSeat, view: &dyn View) -> Decision {
    let mut person = view.person(wish.person).found().ok_or_else(|| Refusal::new(Code::NotFound))?;
    let device = checked_line("device", &wish.device, MAX_LINE_CHARS)?;
    if device.is_empty() || person.seats.iter().any(|it| it.id == wish.seat) {
        return Ok(Changes::new());
    }
    person.seats.push(Seat { id: wish.seat, device, extra: Extra::new() });
    Ok(Changes::new().entity(person).log("Uprava", EntityKey::person(wish.person)))
}
