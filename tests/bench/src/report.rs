//! The report: every figure beside its baseline and what it was to reach.

use std::fmt::Write;
use std::path::Path;

/// A line of the report.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) measured: String,
    pub(crate) baseline: String,
    pub(crate) to_reach: String,
    /// Whether it was reached; none where nothing was to be.
    pub(crate) is_reached: Option<bool>,
}

/// Collects lines and writes them down as they come: a bench that is cut off leaves what it had.
pub(crate) struct Report {
    text: String,
    path: std::path::PathBuf,
}

impl Report {
    pub(crate) fn begin(path: &Path, head: &str) -> Self {
        let table = "| what | measured | baseline, same run | to reach | reached |\n|---|---|---|---|---|\n";
        let it = Self { text: format!("# Bench\n\n{head}\n\n{table}"), path: path.to_owned() };
        it.write();
        it
    }

    pub(crate) fn add(&mut self, it: Line) {
        let reached = match it.is_reached {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "–",
        };
        let line = format!("| {} | {} | {} | {} | {reached} |", it.what, it.measured, it.baseline, it.to_reach);
        println!("{line}");
        let _ = writeln!(self.text, "{line}");
        self.write();
    }

    fn write(&self) {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).expect("there is room for a report");
        }
        std::fs::write(&self.path, &self.text).expect("there is room for a report");
    }
}
