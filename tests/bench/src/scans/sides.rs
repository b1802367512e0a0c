//! The two sides: our program without a window, and OCRmyPDF from PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use stories::{Clerk, read_text};

use crate::machine::{SELDOM, Took, run_tree};

/// What one run took and left.
pub(super) struct Measured {
    pub(super) took: Took,
    /// Of all its processes together.
    pub(super) peak_mb: f64,
    pub(super) bytes: u64,
}

/// Puts a desk back to where nothing was scanned at it yet: a letter that has its scan would be asked about.
pub(super) fn fresh(jana: &Clerk) {
    let (now, kept) = (jana.folder(), jana.folder().with_extension("prepared"));
    let copy = |from: &Path, to: &Path| {
        let copied = Command::new("cp").arg("-a").arg(from).arg(to).status();
        assert!(copied.is_ok_and(|it| it.success()), "the desk can be copied");
    };
    if kept.exists() {
        std::fs::remove_dir_all(now).expect("it is ours");
        copy(&kept, now);
    } else {
        copy(now, &kept);
    }
}

/// Our side.
pub(super) struct Ours<'a> {
    jana: &'a Clerk,
    files: Vec<PathBuf>,
}

impl<'a> Ours<'a> {
    pub(super) fn of(jana: &'a Clerk, files: Vec<PathBuf>) -> Self {
        Self { jana, files }
    }

    /// Takes the files, and attaches them to their letters. Its memory is looked at so often.
    pub(super) fn run(&self, jobs: usize, is_read: bool, look_every: Duration) -> Measured {
        fresh(self.jana);
        let jobs = jobs.to_string();
        let mut arguments = vec!["capture", "--release", "--jobs", &jobs];
        if !is_read {
            arguments.push("--without-text");
        }
        let names: Vec<&str> = self.files.iter().filter_map(|it| it.to_str()).collect();
        let ran = run_tree(&mut self.jana.command(&[arguments, names].concat()), look_every);
        let said: Value = serde_json::from_slice(&ran.stdout).expect("it says JSON");
        assert_eq!(said["problems"].as_array().map(Vec::len), Some(0), "{said}");
        let released = said["released"].as_array().cloned().unwrap_or_default();
        assert!(!released.is_empty(), "nothing was released: {}", said["documents"]);
        let bytes = released.iter().filter_map(|it| it["size_bytes"].as_u64()).sum();
        Measured { took: ran.took, peak_mb: ran.peak_mb, bytes }
    }

    /// What readers find in the files of the letters: each letter's pages.
    pub(super) fn texts(&self, jids: &[String]) -> Vec<Vec<String>> {
        let to = self.jana.folder().join("read.pdf");
        let of = |jid: &String| {
            let files = self.jana.show(jid)["files"].clone();
            let last =
                files.as_array().and_then(|it| it.last()).and_then(|it| it["id"].as_str()).expect("it has a file");
            let _ = std::fs::remove_file(&to);
            self.jana.run(&["fetch", jid, last, "--to", &to.to_string_lossy()]).done();
            stories::check_archive_file(&to);
            pages_of(&to)
        };
        jids.iter().map(of).collect()
    }
}

/// Their side.
pub(super) struct Theirs {
    program: PathBuf,
    pdf: PathBuf,
    to: PathBuf,
}

impl Theirs {
    /// Puts the pages into one PDF, as their program wants it; none where it is not installed.
    pub(super) fn of(folder: &Path, kind: &str, files: Vec<PathBuf>) -> Option<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("two folders deep").to_owned();
        let bin = root.join("target/tools/ocrmypdf/bin");
        let (program, join) = (bin.join("ocrmypdf"), bin.join("img2pdf"));
        let (pdf, to) = (folder.join(format!("{kind}.pdf")), folder.join(format!("{kind}-theirs.pdf")));
        let joined = program.exists().then(|| Command::new(join).args(files).arg("-o").arg(&pdf).status());
        joined.and_then(Result::ok).filter(|it| it.success()).map(|_| Self { program, pdf, to })
    }

    pub(super) fn run(&self, jobs: usize, is_read: bool) -> Measured {
        let mut command = Command::new(&self.program);
        command.args(["--quiet", "--output-type", "pdfa", "-O1", "--jobs", &jobs.to_string()]);
        match is_read {
            true => command.args(["--deskew", "--rotate-pages", "-l", "ces"]),
            // Without reading it straightens all the same, so that both do the same work.
            false => command.args(["--deskew", "--tesseract-timeout", "0"]),
        };
        let to = if is_read { self.to.clone() } else { self.to.with_extension("unread.pdf") };
        command.arg(&self.pdf).arg(&to);
        let ran = run_tree(&mut command, SELDOM);
        let bytes = std::fs::metadata(&to).map(|it| it.len()).unwrap_or_default();
        Measured { took: ran.took, peak_mb: ran.peak_mb, bytes }
    }

    /// As [`Ours::texts`], five pages a letter.
    pub(super) fn texts(&self) -> Vec<Vec<String>> {
        pages_of(&self.to).chunks(super::PAGES_A_LETTER).map(<[String]>::to_vec).collect()
    }
}

fn pages_of(pdf: &Path) -> Vec<String> {
    let text = read_text(pdf);
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}
