//! Plans to begin with. An office makes its own filing plan and sends it to its archive (Act 499/2004 § 66); these are a
//! beginning, and no office's real plan.

/// Which office it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starter {
    /// A town with delegated powers.
    Town,
    /// A village.
    Village,
    /// A school.
    School,
}

impl Starter {
    /// Every starter.
    pub const ALL: [Self; 3] = [Self::Town, Self::Village, Self::School];

    /// Returns the starter of that name: town, village or school.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::Village => "village",
            Self::School => "school",
        }
    }

    /// Returns the table.
    pub fn text(self) -> &'static str {
        match self {
            Self::Town => include_str!("../../../assets/plans/town.csv"),
            Self::Village => include_str!("../../../assets/plans/village.csv"),
            Self::School => include_str!("../../../assets/plans/school.csv"),
        }
    }
}
