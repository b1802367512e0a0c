//! A deadline of a document: counted once, when it is set. A law that changes later does not move it.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use values::{Code, Date, Refusal};

use super::{deadline_rules, first_working_day_from};
use crate::Extra;

/// The name of a deadline the clerk sets herself, to a day.
pub const OWN: &str = "own";
/// The longest deadline, in days: what lies further away is a slip of the keyboard.
const MAX_DAYS: i32 = 3660;

/// Until when something is to be done with a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The rule it is counted by, or [`OWN`].
    pub rule: String,
    /// The day of the event, which itself does not count.
    pub starts_on: Date,
    /// By how many days it was prolonged.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_days: u32,
    /// Its last day: a working day, but for one the clerk set herself and one the law fixes whatever day it is.
    pub due_on: Date,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

fn is_zero(it: &u32) -> bool {
    *it == 0
}

impl Deadline {
    /// Counts a deadline: the day of the event is left out, months end on the day of its number, and a last day on which
    /// nobody works moves to the next working day (Administrative Code § 40(1)).
    ///
    /// Refuses a rule that does not hold for the day, and a prolongation the law does not know.
    pub fn counted(rule: &str, starts_on: Date, more_days: u32) -> Result<Self, Refusal> {
        let unknown = || Refusal::new(Code::DeadlineRuleUnknown).at("rule").with("rule", rule);
        let found =
            deadline_rules().iter().find(|it| it.id == rule && it.is_in_force(starts_on)).ok_or_else(unknown)?;
        if more_days > found.max_more_days {
            return Err(Refusal::new(Code::NumberOutOfRange)
                .at("more_days")
                .with("min", 0)
                .with("max", found.max_more_days));
        }
        let last = found
            .last_day(starts_on, more_days)
            .ok_or_else(|| Refusal::new(Code::DateNotUnderstood).at("starts_on"))?;
        let due_on = if found.moves { first_working_day_from(last) } else { last };
        Ok(Self { rule: rule.to_owned(), starts_on, more_days, due_on, extra: Extra::new() })
    }

    /// A deadline the clerk sets herself: it ends on the very day.
    ///
    /// Refuses a day before the one it is set on, and one that is years away.
    pub fn own(starts_on: Date, due_on: Date) -> Result<Self, Refusal> {
        let latest = starts_on.saturating_add(MAX_DAYS.days());
        if due_on < starts_on || due_on > latest {
            return Err(Refusal::new(Code::DeadlineOutOfRange).at("due_on"));
        }
        Ok(Self { rule: OWN.to_owned(), starts_on, more_days: 0, due_on, extra: Extra::new() })
    }

    /// Returns it counted anew: nobody writes a last day that does not follow from the rest.
    pub(crate) fn checked(&self) -> Result<Self, Refusal> {
        let counted = match self.rule.as_str() {
            OWN => Self::own(self.starts_on, self.due_on)?,
            rule => Self::counted(rule, self.starts_on, self.more_days)?,
        };
        Ok(Self { extra: self.extra.clone(), ..counted })
    }

    /// Returns whether the end was moved over days on which nobody works.
    pub fn is_moved(&self) -> bool {
        let rule = deadline_rules().iter().find(|it| it.id == self.rule);
        rule.and_then(|it| it.last_day(self.starts_on, self.more_days)).is_some_and(|last| last < self.due_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn deadlines_end_where_the_law_says() {
        for (rule, starts_on, more_days, due_on) in [
            // Thirty days after a Wednesday are a Friday, Christmas Day; after it come Saturday and Sunday.
            ("decision", "2026-11-25", 0, "2026-12-28"),
            ("decision", "2026-11-25", 30, "2027-01-25"),
            ("information", "2026-11-20", 0, "2026-12-07"),
            ("confirm_filing", "2026-04-01", 0, "2026-04-07"),
            ("council_minutes", "2026-11-10", 0, "2026-11-18"),
            ("assembly_minutes", "2026-11-09", 0, "2026-11-19"),
            ("complaint", "2026-02-27", 0, "2026-04-28"),
            // The tenth day is a Monday, and a holiday.
            ("stored_letter", "2026-09-18", 0, "2026-09-29"),
            // The law says on which day a notice counts as delivered, whatever day it is: Saturday.
            ("public_notice", "2026-11-13", 0, "2026-11-28"),
            ("contract_invalid", "2026-08-25", 0, "2026-11-25"),
            // November has no 31st: its last day. The last of February is a Sunday.
            ("contract_invalid", "2026-08-31", 0, "2026-11-30"),
            ("contract_invalid", "2026-11-30", 0, "2027-03-01"),
        ] {
            let it = Deadline::counted(rule, day(starts_on), more_days).expect("a deadline");
            assert_eq!(it.due_on, day(due_on), "{rule} {starts_on}");
        }
    }

    #[test]
    fn what_the_law_does_not_know_is_refused() {
        let code = |it: Result<Deadline, Refusal>| it.map(|it| it.due_on).map_err(|it| it.code);
        let today = day("2026-11-25");
        assert_eq!(code(Deadline::counted("decision", today, 31)), Err(Code::NumberOutOfRange));
        assert_eq!(code(Deadline::counted("complaint", today, 1)), Err(Code::NumberOutOfRange));
        assert_eq!(code(Deadline::counted("yesterday", today, 0)), Err(Code::DeadlineRuleUnknown));
        assert_eq!(code(Deadline::counted("contract_register", day("2015-01-01"), 0)), Err(Code::DeadlineRuleUnknown));
        assert_eq!(code(Deadline::counted("decision", Date::MAX, 0)), Err(Code::DateNotUnderstood));
        assert_eq!(code(Deadline::own(today, day("2026-11-24"))), Err(Code::DeadlineOutOfRange));
        assert_eq!(code(Deadline::own(today, day("2206-11-24"))), Err(Code::DeadlineOutOfRange));
        assert_eq!(code(Deadline::own(today, day("2026-11-28"))), Ok(day("2026-11-28")));
    }

    #[test]
    fn a_last_day_that_does_not_follow_is_counted_anew() {
        let written =
            Deadline { due_on: day("2030-01-01"), ..Deadline::counted("decision", day("2026-11-25"), 0).unwrap() };
        assert_eq!(written.checked().map(|it| it.due_on), Ok(day("2026-12-28")));
    }
}
