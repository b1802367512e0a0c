//! Deadlines: until when something is to be done with a document, counted as the Administrative Code counts (§ 40).
//!
//! Every number that a law may change stands with its dates in `assets/rules`, not in the code.

mod calendar;
#[expect(clippy::module_inception, reason = "the folder is named for its noun, and this is it")]
mod deadline;
mod rule;

pub use calendar::{first_working_day_from, holiday_on, is_working_day, working_days_after};
pub use deadline::{Deadline, OWN};
pub use rule::{DeadlineLength, DeadlineRule, deadline_rules};
