//! Names the other offices of the centre, so that documents can be handed to them.

use serde::{Deserialize, Serialize};
use values::TenantId;

use crate::{Changes, Decision, Entity, EntityKey, EntityKind, Extra, View};

/// Another office of the same centre. Nothing of it is seen but its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// Its id.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Names the other offices; only the centre itself does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameOffices {
    /// Every other office with its name.
    pub offices: Vec<(TenantId, String)>,
}

pub(crate) fn decide(wish: &NameOffices, view: &dyn View) -> Decision {
    let mut changes = Changes::new();
    for (id, name) in &wish.offices {
        let known = view.office(*id).found();
        if known.is_some_and(|it| it.name == *name) {
            continue;
        }
        let office = Office { id: *id, name: name.clone(), extra: Extra::new() };
        changes = changes.entity(Entity::from(office)).log("Uprava", EntityKey { kind: EntityKind::Office, id: id.0 });
    }
    Ok(changes)
}
