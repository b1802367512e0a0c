//! Founds a tenant's registry.

use serde::{Deserialize, Serialize};
use values::{Code, Refusal, TenantId};

use super::{MAX_NAME_CHARS, Tenant, default_file_mask, default_sheet_mask};
use crate::numbering::{Jid, Mask, MaskKind};
use crate::text::checked_line;
use crate::{Changes, Decision, View};

/// Founds the registry of an originator; the first command of every tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundTenant {
    /// Its id.
    pub tenant: TenantId,
    /// The office's name.
    pub name: String,
    /// The abbreviation in reference numbers.
    pub abbreviation: String,
    /// Three to five capitals or digits.
    pub jid_prefix: String,
    /// The mask of its reference numbers.
    pub mask: String,
}

pub(crate) fn decide(wish: &FoundTenant, view: &dyn View) -> Decision {
    if view.tenant().is_some() {
        return Err(Refusal::new(Code::TenantExists).with("tenant", &wish.name).into());
    }
    let name = checked_line("name", &wish.name, MAX_NAME_CHARS)?;
    if name.is_empty() {
        return Err(Refusal::new(Code::NameMissing).at("name").into());
    }
    let abbreviation = checked_line("abbreviation", &wish.abbreviation, MAX_NAME_CHARS)?;
    if abbreviation.is_empty() {
        // Every number must name its originator (decree § 11(2)).
        return Err(Refusal::new(Code::NameMissing).at("abbreviation").into());
    }
    Mask::parse(&wish.mask)?.check(MaskKind::Document, &abbreviation)?;
    if !Jid::is_prefix(&wish.jid_prefix) {
        return Err(Refusal::new(Code::UsageWrong).with("why", "a JID prefix has 3 to 5 capitals or digits").into());
    }
    let tenant = Tenant {
        id: wish.tenant,
        name,
        abbreviation,
        jid_prefix: wish.jid_prefix.clone(),
        mask: wish.mask.clone(),
        file_mask: default_file_mask(),
        sheet_mask: default_sheet_mask(),
        address: String::new(),
        extra: Default::default(),
    };
    let entity = crate::Entity::from(tenant);
    let key = entity.key();
    Ok(Changes::new().entity(entity).log("Zalozeni", key))
}
