//! Reads a search as it is typed: words, `field:value`, days and their ranges, AND, OR, NOT and brackets.
//!
//! What is half typed is read as far as it goes: a search runs while it is being written. A value that names nothing is
//! refused, because an empty list would say that there is nothing to be found.

mod explain;
mod fields;
mod read;
mod saved;

pub use explain::explain;
pub use fields::{SEARCH_FIELDS, SearchField, ValueKind, values_of};
pub use read::{Asked, read_search};
pub use saved::save_search;
