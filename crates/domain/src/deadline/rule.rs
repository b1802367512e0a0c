//! The rules by which deadlines are counted: how many days or months, by which paragraph, since when.

use std::sync::LazyLock;

use jiff::ToSpan;
use serde::Deserialize;
use values::Date;

/// A rule of a law.
#[derive(Clone, Debug, Deserialize)]
pub struct DeadlineRule {
    /// Its name in commands and in the words of the window.
    pub id: String,
    /// How long after the day of the event.
    #[serde(flatten)]
    pub length: DeadlineLength,
    /// By how many days the deadline can be prolonged at most.
    #[serde(default)]
    pub max_more_days: u32,
    /// Whether a last day on which nobody works moves to the next working day (Administrative Code § 40(1)(c)); a day on which
    /// the law itself says that something happens does not.
    #[serde(default = "yes")]
    pub moves: bool,
    /// The first day of the event it counts for.
    pub from: Date,
    /// The last one.
    #[serde(default)]
    pub until: Option<Date>,
    /// The paragraph, in Czech.
    pub law: String,
}

/// How long a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineLength {
    /// So many days; that of the event does not count (§ 40(1)(a)).
    Days(u32),
    /// So many months: to the day with the number of the event's, or to the last of the month (§ 40(1)(a) and (b)).
    Months(u32),
}

fn yes() -> bool {
    true
}

impl DeadlineRule {
    /// Returns the last day by the calendar, before anybody asks whether it is a working day; none beyond the calendar.
    pub fn last_day(&self, starts_on: Date, more_days: u32) -> Option<Date> {
        let end = match self.length {
            DeadlineLength::Days(it) => starts_on.checked_add(i64::from(it).days()),
            DeadlineLength::Months(it) => starts_on.checked_add(i64::from(it).months()),
        };
        end.and_then(|it| it.checked_add(i64::from(more_days).days())).ok()
    }

    /// Returns whether it counts for an event on `day`.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|it| day <= it)
    }
}

/// Returns all rules, in the order a clerk is offered them.
pub fn deadline_rules() -> &'static [DeadlineRule] {
    static RULES: LazyLock<Vec<DeadlineRule>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../../assets/rules/deadlines.json")).expect("tests read the rules")
    });
    &RULES
}
