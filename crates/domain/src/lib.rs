//! The office's rules, pure: what a command does to the registry, or why it may not.
//!
//! The way in is [`decide`]: a command, what is known ([`View`]) and the time go in; changed entities, log
//! events and notices come out, or a reason. It runs on the desk at once and at the centre for good.
//!
//! Invariant: nothing here does input or output, knows SQL or reads a clock. Not here: how things are
//! stored (`store`, `centre_store`), what they look like (`ui`), how they travel (`sync_protocol`).

pub mod authority;
pub mod case_file;
mod command;
pub mod deadline;
mod decide;
mod decision;
pub mod emergency;
mod entity;
pub mod file_plan;
pub mod name_register;
pub mod numbering;
pub mod quarantine;
pub mod registry;
mod scope;
mod text;
mod view;

pub use command::{Actor, Command, MAX_WISH_BYTES, Wish};
pub use decide::{decide, roles_for};
pub use decision::{Changes, Decision, FieldConflict, Grant, LogEvent, Stop};
pub use entity::{Entity, EntityKey, EntityKind, Extra};
pub use scope::{Scope, scopes_of_entity};
pub use view::{Lookup, Standing, View};
