//! Commands of a lost role or a revoked desk: they wait for a supervisor.

use serde::{Deserialize, Serialize};
use values::{Code, CommandId, Instant, PersonId, QuarantinedId, Refusal, SeatId};

use crate::Wish;
use crate::authority::Role;
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, Extra, View};

/// A command that waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quarantined {
    /// Its id: that of the command.
    pub id: QuarantinedId,
    /// The command's id.
    pub command: CommandId,
    /// Its name.
    pub kind: String,
    /// The version it was written in.
    pub version: u32,
    /// The role it was made in.
    pub role: Role,
    /// The device's time.
    pub made_at: Instant,
    /// Its data.
    pub data: serde_json::Value,
    /// Who made it.
    pub person: PersonId,
    /// On which seat.
    pub seat: SeatId,
    /// Why it waits.
    pub because: Code,
    /// What became of it.
    pub state: QuarantineState,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Quarantined {
    /// Returns what waits, as far as this program can read it.
    pub fn wish(&self) -> Option<Wish> {
        Wish::from_bytes(&self.kind, self.version, self.data.to_string().as_bytes()).ok()
    }
}

/// What became of a waiting command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineState {
    /// It waits.
    Waiting,
    /// A supervisor let it through.
    Released,
    /// A supervisor turned it down.
    Rejected,
}

/// Lets a waiting command through or turns it down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecideQuarantined {
    /// Which.
    pub quarantined: QuarantinedId,
    /// Whether it is let through.
    pub release: bool,
}

/// Marks the command; the centre carries a released one out in the same transaction.
pub(crate) fn decide(wish: &DecideQuarantined, view: &dyn View) -> Decision {
    let key = EntityKey { kind: EntityKind::Quarantined, id: wish.quarantined.0 };
    let Some(Entity::Quarantined(mut it)) = view.find(key).found() else {
        return Err(Refusal::new(Code::NotFound).into());
    };
    if it.state != QuarantineState::Waiting {
        return Err(Refusal::new(Code::AlreadyDecided).into());
    }
    it.state = if wish.release { QuarantineState::Released } else { QuarantineState::Rejected };
    Ok(Changes::new().entity(*it).log("Uprava", key))
}
