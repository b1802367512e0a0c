//! What the admin does at the shell. Each command opens the centre's folder beside a running server.

mod arguments;
mod import;
mod plan;
mod run;

pub use arguments::{Arguments, Command};
pub use run::run;
