//! Runs programs from the project's root, and says what it runs.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A step that was done, or why not.
pub(crate) type Step = Result<(), String>;

/// Returns the project's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// A call of cargo.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    program("cargo", arguments)
}

/// A call of npm in `ui/`.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = program("npm", arguments);
    command.current_dir(root().join("ui"));
    command
}

/// A call of any program.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command and shows what it says.
pub(crate) fn run(mut command: Command) -> Step {
    let shown = shown(&command);
    println!("\n$ {shown}");
    let status = command.status().map_err(|why| format!("{shown}: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{shown}: {status}")) }
}

/// Runs a command and returns what it printed.
pub(crate) fn output(mut command: Command) -> Result<String, String> {
    let shown = shown(&command);
    let output = command.output().map_err(|why| format!("{shown}: {why}"))?;
    if !output.status.success() {
        return Err(format!("{shown}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Does a step and says how long it took.
pub(crate) fn timed(what: &str, step: impl FnOnce() -> Step) -> Step {
    let since = std::time::Instant::now();
    let done = step();
    println!("\n== {what}: {:.0} s", since.elapsed().as_secs_f64());
    done
}

fn shown(command: &Command) -> String {
    let words: Vec<_> =
        std::iter::once(command.get_program()).chain(command.get_args()).map(|it| it.to_string_lossy()).collect();
    words.join(" ")
}
