//! Sets the masks of reference numbers and file marks.

use serde::{Deserialize, Serialize};
use values::{Code, Refusal};

use crate::numbering::{Mask, MaskKind};
use crate::{Changes, Decision, Entity, View};

/// Sets the tenant's masks; numbers granted before keep their text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetMask {
    /// The new mask of reference numbers (decree § 11(2)).
    pub mask: String,
    /// The new mask of file marks (decree § 12(8)); none leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_mask: Option<String>,
    /// The new mask of numbers in collecting sheets; none leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet_mask: Option<String>,
}

pub(crate) fn decide(wish: &SetMask, view: &dyn View) -> Decision {
    let mut tenant = view.tenant().ok_or_else(|| Refusal::new(Code::TenantUnknown))?;
    let checked = |mask: &str, kind| -> Result<String, Refusal> {
        Mask::parse(mask)?.check(kind, &tenant.abbreviation)?;
        Ok(mask.to_owned())
    };
    let mask = checked(&wish.mask, MaskKind::Document)?;
    let file_mask = wish.file_mask.as_deref().map(|it| checked(it, MaskKind::CaseFile)).transpose()?;
    let sheet_mask = wish.sheet_mask.as_deref().map(|it| checked(it, MaskKind::InSheet)).transpose()?;
    tenant.mask = mask;
    tenant.file_mask = file_mask.unwrap_or(tenant.file_mask);
    tenant.sheet_mask = sheet_mask.unwrap_or(tenant.sheet_mask);
    let entity = Entity::from(tenant);
    let key = entity.key();
    Ok(Changes::new().entity(entity).log("Uprava", key))
}
