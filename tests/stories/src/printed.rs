//! Prints looked at from outside: the codes on them by a reader of others, the text by poppler.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A code found on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCode {
    /// The page, from 0.
    pub page: usize,
    /// Its kind as the reader names it: `DataMatrix`, `Code128`.
    pub kind: String,
    /// What it says.
    pub text: String,
}

/// Reads every code of a PDF from its pages at 200 dots an inch.
pub fn read_codes(pdf: &Path) -> Vec<ReadCode> {
    let folder = tempfile::tempdir().expect("there is room");
    run(Command::new("pdftoppm").args(["-r", "200", "-png"]).arg(pdf).arg(folder.path().join("page")));
    let entries = std::fs::read_dir(folder.path()).expect("the folder was made a moment ago");
    let mut pages: Vec<PathBuf> = entries.map(|it| it.expect("the folder can be read").path()).collect();
    pages.sort();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).expect("the crate lies in tests/");
    let python = root.join("target/tools/python/bin/python");
    assert!(python.exists(), "the reader of codes is not installed; `cargo xtask test` installs it");
    let said = run(Command::new(python).arg(here.join("tools/read_codes.py")).args(&pages));
    let read = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().expect("three cells a line");
        ReadCode { page: next().parse().expect("a page's place"), kind: next(), text: next() }
    };
    said.lines().map(read).collect()
}

/// Returns the text of a PDF, as it is laid out.
pub fn read_text(pdf: &Path) -> String {
    run(Command::new("pdftotext").arg("-layout").arg(pdf).arg("-"))
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|why| panic!("{command:?}: {why}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}
