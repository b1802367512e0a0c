//! Sets the mask of reference numbers.

use serde::{Deserialize, Serialize};
use values::{Code, Refusal};

use crate::numbering::Mask;
use crate::{Changes, Decision, Entity, View};

/// Sets the tenant's mask; numbers granted before keep their text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetMask {
    /// The new mask (decree § 11(2)).
    pub mask: String,
}

pub(crate) fn decide(wish: &SetMask, view: &dyn View) -> Decision {
    let mut tenant = view.tenant().ok_or_else(|| Refusal::new(Code::TenantUnknown))?;
    Mask::parse(&wish.mask)?.check(&tenant.abbreviation)?;
    tenant.mask = wish.mask.clone();
    let entity = Entity::from(tenant);
    let key = entity.key();
    Ok(Changes::new().entity(entity).log("Uprava", key))
}
