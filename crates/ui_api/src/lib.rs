//! The contract with the window: requests, replies, problems. `ui/` sees only the TypeScript made from it.

mod codegen;
mod problem;
mod requests;
mod types;

pub use codegen::typescript;
pub use problem::to_ui;
pub use requests::*;
pub use types::*;
