//! The contract with the window: requests, replies, problems. `ui/` sees only the TypeScript made from it.

mod answer;
mod capture;
mod case_files;
mod codegen;
mod documents;
mod emergency;
mod entry;
mod files;
mod needs;
mod prints;
mod problem;
mod read;
mod release;
mod requests;
mod search;
mod seat;
mod show;
mod station;
mod types;
mod workstation;

pub use codegen::typescript;
pub use problem::{panicked, to_ui};
pub use requests::*;
pub use types::*;
pub use workstation::{Tell, Workstation};
