//! Where the data lie: `--data DIR`, `TAJEMNIK_DATA`, or the place the system keeps for programs.

use std::path::PathBuf;

/// Returns the folder of this device's desks.
pub(crate) fn data_folder() -> PathBuf {
    named_folder().unwrap_or_else(|| {
        let home = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let base = if cfg!(windows) {
            home("LOCALAPPDATA")
        } else {
            home("XDG_DATA_HOME").or_else(|| home("HOME").map(|it| it.join(".local/share")))
        };
        base.unwrap_or_default().join("tajemnik")
    })
}

/// Returns whether a folder was named.
pub(crate) fn names_a_folder() -> bool {
    named_folder().is_some()
}

fn named_folder() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(it) = arguments.next() {
        if it == "--data" {
            return arguments.next().map(PathBuf::from);
        }
    }
    std::env::var_os("TAJEMNIK_DATA").map(PathBuf::from)
}
