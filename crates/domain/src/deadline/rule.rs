//! The rules by which deadlines are counted: how many days, by which paragraph, since when.

use std::sync::LazyLock;

use serde::Deserialize;
use values::Date;

/// A rule of a law.
#[derive(Clone, Debug, Deserialize)]
pub struct DeadlineRule {
    /// Its name in commands and in the words of the window.
    pub id: String,
    /// How many days after the day of the event.
    pub days: u32,
    /// By how many days the deadline can be prolonged at most.
    #[serde(default)]
    pub max_more_days: u32,
    /// The first day of the event it counts for.
    pub from: Date,
    /// The last one.
    #[serde(default)]
    pub until: Option<Date>,
    /// The paragraph, in Czech.
    pub law: String,
}

impl DeadlineRule {
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
