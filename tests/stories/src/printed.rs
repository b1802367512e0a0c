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
    codes_on(&pages_in(folder.path()))
}

/// Reads every code of these pictures of pages.
pub fn codes_on(pages: &[PathBuf]) -> Vec<ReadCode> {
    let said = run(python("read_codes.py").args(pages));
    let read = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().expect("three cells a line");
        ReadCode { page: next().parse().expect("a page's place"), kind: next(), text: next() }
    };
    said.lines().map(read).collect()
}

/// What an archive file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedFile {
    /// How many pages it has.
    pub n_pages: u64,
    /// `dc:title`.
    pub title: String,
    /// `dc:identifier`.
    pub identifier: String,
    /// Its language.
    pub language: String,
}

/// Checks a PDF by programs of others: as PDF/A-2b, by its structure, and by drawing it.
///
/// # Panics
/// When one of them finds anything.
pub fn check_archive_file(pdf: &Path) -> CheckedFile {
    let said = run(python("check_archive.py").arg(pdf));
    let said: serde_json::Value = serde_json::from_str(&said).expect("it prints JSON");
    assert_eq!(said["is_valid"], true, "{}", said["findings"]);
    run(Command::new("qpdf").arg("--check").arg(pdf));
    run(Command::new("pdftoppm").args(["-r", "20", "-png"]).arg(pdf).arg(pdf.with_extension("drawn")));
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    CheckedFile {
        n_pages: said["n_pages"].as_u64().unwrap_or_default(),
        title: text("title"),
        identifier: text("identifier"),
        language: text("language"),
    }
}

/// Draws the pages of a PDF.
pub fn drawn(pdf: &Path, dpi: u32) -> Vec<image::DynamicImage> {
    let folder = tempfile::tempdir().expect("there is room");
    run(Command::new("pdftoppm")
        .args(["-r", &dpi.to_string(), "-cropbox", "-png"])
        .arg(pdf)
        .arg(folder.path().join("page")));
    pages_in(folder.path()).iter().map(|it| image::open(it).expect("poppler draws a PNG")).collect()
}

fn pages_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder was made a moment ago");
    let mut pages: Vec<PathBuf> = entries.map(|it| it.expect("the folder can be read").path()).collect();
    pages.sort();
    pages
}

fn python(tool: &str) -> Command {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).expect("the crate lies in tests/");
    let python = root.join("target/tools/python/bin/python");
    assert!(python.exists(), "the checkers are not installed; `cargo xtask test` installs them");
    let mut command = Command::new(python);
    command.arg(here.join("tools").join(tool));
    command
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

/// Takes the pictures out of a PDF as poppler decodes them, pixel by pixel.
pub fn pictures(pdf: &Path) -> Vec<image::DynamicImage> {
    let folder = tempfile::tempdir().expect("there is room");
    run(Command::new("pdfimages").arg("-png").arg(pdf).arg(folder.path().join("picture")));
    pages_in(folder.path()).iter().map(|it| image::open(it).expect("poppler writes a PNG")).collect()
}

/// Returns the words of a PDF, each with the height it stands at, in points from the upper edge of its page.
pub fn words_at(pdf: &Path) -> Vec<(String, f32)> {
    let said = run(Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-"));
    let word = |line: &str| {
        let rest = line.trim().strip_prefix("<word ")?;
        let bottom = rest.split("yMax=\"").nth(1)?.split('"').next()?.parse().ok()?;
        let text = rest.split('>').nth(1)?.split('<').next()?;
        Some((text.to_owned(), bottom))
    };
    said.lines().filter_map(word).collect()
}

/// Writes files into a folder that nobody should hand in.
pub fn bad_scans(to: &Path) {
    run(python("bad_scans.py").arg(to));
}
