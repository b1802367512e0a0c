//! Everything that must hold, the quick things first.

use crate::run::{Step, cargo, npm, output, root, run, timed};
use crate::{demo, package, setup, tidy};

/// Where the window's TypeScript of the contract lies.
pub(crate) const GENERATED: &str = "ui/src/api/generated/api.ts";

/// Runs everything; ends at the first thing that does not hold.
pub(crate) fn everything() -> Step {
    setup::system_packages()?;
    timed("formatting", || run(cargo(&["fmt", "--all", "--", "--check"])))?;
    timed("tidy", tidy::check)?;
    timed("the window's packages and build", setup::window)?;
    timed("the window's types", || run(npm(&["run", "lint"])))?;
    timed("the window's tests", || run(npm(&["test"])))?;
    timed("clippy", || run(cargo(&["clippy", "--workspace", "--all-targets", "-q", "--", "-D", "warnings"])))?;
    timed("the contract's TypeScript", generated_is_fresh)?;
    timed("build", || run(cargo(&["build", "--workspace", "-q"])))?;
    setup::code_reader()?;
    timed("Rust tests", || run(cargo(&["test", "--workspace", "-q"])))?;
    demo::play()?;
    timed("the packages in a clean root", package::check)
}

/// Returns the TypeScript as the contract makes it now.
pub(crate) fn generated() -> Result<String, String> {
    output(cargo(&["run", "-q", "-p", "ui_api", "--example", "codegen"]))
}

fn generated_is_fresh() -> Step {
    let present = std::fs::read_to_string(root().join(GENERATED)).map_err(|why| format!("{GENERATED}: {why}"))?;
    if present == generated()? { Ok(()) } else { Err(format!("{GENERATED} is old: run `cargo xtask codegen`")) }
}
