//! The tenant: a legal person with a registry of its own.

use serde::{Deserialize, Serialize};
use values::TenantId;

use crate::Extra;

/// An originator (původce): town, village or school. It never shares a series or a name register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// The office's name as it stands on the stamp.
    pub name: String,
    /// The abbreviation in reference numbers; may have lower-case and accented letters.
    pub abbreviation: String,
    /// Three to five capitals or digits that begin every JID.
    pub jid_prefix: String,
    /// The mask of its reference numbers (decree § 11(2)).
    pub mask: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}
