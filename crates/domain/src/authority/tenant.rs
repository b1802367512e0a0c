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
    /// The mask of its file marks (decree § 12(8)).
    #[serde(default = "default_file_mask")]
    pub file_mask: String,
    /// The mask of reference numbers in collecting sheets: the sheet's number and the order in it.
    #[serde(default = "default_sheet_mask")]
    pub sheet_mask: String,
    /// Where it sits, in one line; empty until the admin has said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The mask of file marks before an office has said its own.
pub fn default_file_mask() -> String {
    "SZ {abbr}/{seq}/{year}".to_owned()
}

/// The mask of numbers in collecting sheets before an office has said its own.
pub fn default_sheet_mask() -> String {
    "{abbr}/{seq}-{order}/{year}".to_owned()
}
