//! Where the built programs are.

use std::path::{Path, PathBuf};

/// The programs and folders of a run.
#[derive(Clone, Debug)]
pub struct Places {
    /// `centre`.
    pub centre: PathBuf,
    /// `clerk`, for reading alone.
    pub clerk: PathBuf,
    /// The workstation's window.
    pub workstation: PathBuf,
    /// axe-core's script.
    pub axe: PathBuf,
    /// Where pictures and the report go.
    pub out: PathBuf,
}

impl Places {
    /// The programs beside the one that runs: all are built into one folder.
    pub fn beside_this_program() -> Self {
        let here = std::env::current_exe().expect("the program that runs has a place");
        let folder = here.ancestors().find(|it| it.join("centre").exists()).unwrap_or_else(|| {
            panic!("centre, clerk and workstation are not built; `cargo xtask test` builds them first")
        });
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate lies in tests/");
        Self {
            centre: folder.join("centre"),
            clerk: folder.join("clerk"),
            workstation: folder.join("workstation"),
            axe: root.join("ui/node_modules/axe-core/axe.min.js"),
            out: folder.parent().expect("a profile lies in the target folder").join("demo"),
        }
    }
}
