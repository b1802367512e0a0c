//! The one-page report of a played story.

use std::path::{Path, PathBuf};

use crate::Window;

/// What was observed, step by step.
pub struct Report {
    out: PathBuf,
    lines: Vec<String>,
    n_pictures: u32,
}

impl Report {
    /// Begins a report whose pictures go to `out`.
    pub fn new(out: &Path) -> Self {
        // Pictures of a run before would be taken for this one's.
        let _ = std::fs::remove_dir_all(out);
        std::fs::create_dir_all(out).expect("the folder can be made");
        Self { out: out.to_owned(), lines: Vec::new(), n_pictures: 0 }
    }

    /// Begins a step.
    pub fn step(&mut self, title: &str) {
        self.add(format!("\n## {title}\n"));
    }

    /// Notes what was observed.
    pub fn saw(&mut self, what: impl Into<String>) {
        let what = what.into();
        self.add(format!("- {what}"));
    }

    /// Takes a picture of a window.
    pub fn picture(&mut self, window: &Window, name: &str) {
        self.n_pictures += 1;
        let file = format!("{:02}-{name}.png", self.n_pictures);
        window.picture(&self.out.join(&file));
        self.add(format!("- picture: `{file}`"));
    }

    /// Writes the report and returns where it is.
    pub fn write(&self) -> PathBuf {
        let path = self.out.join("report.md");
        std::fs::write(&path, self.text()).expect("the report can be written");
        path
    }

    /// Returns the report.
    pub fn text(&self) -> String {
        format!("# The story, as it was played\n{}\n", self.lines.join("\n"))
    }

    #[allow(clippy::print_stdout)]
    fn add(&mut self, line: String) {
        // Whoever waits sees how far it is.
        println!("{line}");
        self.lines.push(line);
    }
}
