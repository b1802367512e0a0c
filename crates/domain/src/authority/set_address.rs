//! Says where the office sits, for the head of its letters.

use serde::{Deserialize, Serialize};
use values::{Code, MAX_LINE_CHARS, Refusal};

use crate::text::checked_line;
use crate::{Changes, Decision, Entity, View};

/// Sets the tenant's address (decree § 16: every document made by the office names it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetAddress {
    /// Street, place and post code in one line.
    pub address: String,
}

pub(crate) fn decide(wish: &SetAddress, view: &dyn View) -> Decision {
    let mut tenant = view.tenant().ok_or_else(|| Refusal::new(Code::TenantUnknown))?;
    tenant.address = checked_line("address", &wish.address, MAX_LINE_CHARS)?;
    let entity = Entity::from(tenant);
    let key = entity.key();
    Ok(Changes::new().entity(entity).log("Uprava", key))
}
