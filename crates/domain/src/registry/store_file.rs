//! Says that the bytes of a component have arrived. Only the centre itself says so.

use serde::{Deserialize, Serialize};
use values::{Code, ComponentId, Refusal};

use super::FileState;
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, View};

/// The bytes of a component are at the centre and have the hash they were announced with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoreFile {
    /// Which.
    pub component: ComponentId,
}

pub(crate) fn decide(wish: &StoreFile, view: &dyn View) -> Decision {
    let key = EntityKey { kind: EntityKind::Component, id: wish.component.0 };
    let Some(Entity::Component(mut component)) = view.find(key).found() else {
        return Err(Refusal::new(Code::NotFound).into());
    };
    if component.state == FileState::Stored {
        return Ok(Changes::new());
    }
    component.state = FileState::Stored;
    Ok(Changes::new().entity(*component).log("Uprava", key))
}
