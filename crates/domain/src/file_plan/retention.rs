//! Retention (skartační režim): what becomes of a file, and when.

use serde::{Deserialize, Serialize};

/// The longest period (Act 499/2004 § 66(5)).
pub const MAX_PERIOD_YEARS: u16 = 100;

/// How long something is kept, and what is proposed then (decree § 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionRule {
    /// What is proposed to the archive.
    pub mark: DisposalMark,
    /// Whole years from the first of January after the trigger.
    pub period_years: u16,
    /// What the period begins with.
    #[serde(default)]
    pub trigger: Trigger,
    /// After how many years is asked whether the event has happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_years: Option<u16>,
}

/// The disposal mark (skartační znak), the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DisposalMark {
    /// Proposed as archival (archiv).
    A,
    /// To be decided; in old plans only (výběr).
    V,
    /// Proposed for destruction (stoupa).
    S,
}

/// What a period begins with (the standard, 6.1.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// The year the file was settled.
    Settled,
    /// The year it was closed (Act § 66(4)).
    #[default]
    Closed,
    /// The year it was founded.
    Founded,
    /// The year its subject was born or began; given when the file is closed.
    SubjectBorn,
    /// Something outside: the end of a contract.
    Event,
}

impl RetentionRule {
    /// Returns it as it is written on a cover: `S5`, `A10`.
    pub fn text(&self) -> String {
        format!("{}{}", Self::mark_text(self.mark), self.period_years)
    }

    /// Returns a disposal mark as it is written.
    pub fn mark_text(mark: DisposalMark) -> char {
        match mark {
            DisposalMark::A => 'A',
            DisposalMark::V => 'V',
            DisposalMark::S => 'S',
        }
    }

    /// Returns the first year of a disposal procedure: the period runs from the January after the trigger, the procedure
    /// follows the year it ends (decree §§ 8, 15(3)).
    pub fn due_year(&self, trigger_year: i16) -> i16 {
        trigger_year.saturating_add(1).saturating_add(i16::try_from(self.period_years).unwrap_or(i16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_closed_in_2026_with_s5_is_due_in_2032() {
        let rule =
            RetentionRule { mark: DisposalMark::S, period_years: 5, trigger: Trigger::Closed, check_years: None };
        assert_eq!((rule.text().as_str(), rule.due_year(2026)), ("S5", 2032));
    }
}
