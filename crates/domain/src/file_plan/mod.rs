//! The filing and disposal plan: classes, and how long what is in them is kept (Act 499/2004 § 66, decree § 15).

mod class;
mod plan;
mod retention;

pub mod import;

pub(crate) use class::open_leaf;
pub use class::{FileClass, NumberingMode, forward_class};
pub use import::{ImportPlan, MAX_CLASSES, NewClass, check_classes};
pub use plan::FilePlan;
pub use retention::{DisposalMark, MAX_PERIOD_YEARS, RetentionRule, Trigger};
