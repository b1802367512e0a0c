//! The roles a person may act in.

use serde::{Deserialize, Serialize};

/// A working role (the national standard, 7.1). One person may hold several; each command names the one it is made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Podatelna: receives, registers, distributes.
    FilingClerk,
    /// Referent: takes documents in hand and settles them.
    CaseClerk,
    /// Vedoucí: sees everything of the tenant, decides what waits.
    Supervisor,
    /// Správce: units, people, masks, desks; no content.
    Admin,
}

impl Role {
    /// Every role, the narrowest first: the first one that allows a verb is the one used.
    pub const ALL: [Role; 4] = [Role::FilingClerk, Role::CaseClerk, Role::Supervisor, Role::Admin];

    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::FilingClerk => "filing_clerk",
            Self::CaseClerk => "case_clerk",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.name() == text).ok_or("filing_clerk, case_clerk, supervisor or admin")
    }
}
