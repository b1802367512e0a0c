//! The one-page report of a played story.

use std::path::{Path, PathBuf};

use crate::Window;

/// What was observed, step by step.
pub struct Report {
    out: PathBuf,
    axe: String,
    lines: Vec<String>,
    n_pictures: u32,
}

impl Report {
    /// Begins a report whose pictures go to `out`; `axe` is axe-core's script.
    pub fn new(out: &Path, axe: &Path) -> Self {
        let axe = std::fs::read_to_string(axe).expect("axe-core is among the window's npm packages");
        // Pictures of a run before would be taken for this one's.
        let _ = std::fs::remove_dir_all(out);
        std::fs::create_dir_all(out).expect("the folder can be made");
        Self { out: out.to_owned(), axe, lines: Vec::new(), n_pictures: 0 }
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

    /// Takes a picture of a window, light and dark, and checks both with axe-core.
    ///
    /// # Panics
    /// When axe-core finds a violation.
    pub fn picture(&mut self, window: &Window, name: &str) {
        self.n_pictures += 1;
        let theme = window.theme();
        for shown in ["light", "dark"] {
            window.set_theme(shown);
            let file = format!("{:02}-{name}-{shown}.png", self.n_pictures);
            window.picture(&self.out.join(&file));
            let violations = window.violations(&self.axe);
            assert!(violations.is_empty(), "axe-core, {name}, {shown}: {violations:#?}");
            self.add(format!("- picture: `{file}`, axe-core: no violation"));
        }
        window.set_theme(&theme);
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
