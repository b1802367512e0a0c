//! The one-page report of a played story, and its pictures.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::Window;

/// The looks every picture is taken in.
const LOOKS: [&str; 3] = ["light", "dark", "contrast"];

/// Every screen, and the states it must be seen in. A screen that nothing can be refused on has no such state; what
/// is shown besides is in the report, too.
const SCREENS: [(&str, &[&str]); 63] = [
    ("enrol", &["empty", "full", "refused"]),
    // Refused means here that the line broke.
    ("first-sync", &["full", "refused"]),
    // Full: several people have a desk on the device.
    ("unlock", &["empty", "full", "refused"]),
    ("reset", &["empty", "full", "refused"]),
    // Refused: nothing fits what is searched for.
    ("registry", &["empty", "full", "refused", "loading", "thousand-rows", "very-long", "1920x1080", "200-percent"]),
    ("entry", &["empty", "full", "refused", "very-long", "1920x1080", "200-percent"]),
    ("own-entry", &["empty", "full", "refused"]),
    ("new-party", &["empty", "full", "refused"]),
    // Empty: a document without files. Refused: a file that cannot be had yet.
    ("detail", &["empty", "full", "file-on-its-way", "loading", "1920x1080", "200-percent"]),
    // A correction begins with what stands there.
    ("correct", &["full", "refused"]),
    ("assign", &["empty", "full", "refused"]),
    ("cancel", &["empty", "full", "refused"]),
    ("refuse", &["full", "refused"]),
    ("reply", &["full"]),
    ("attach", &["full", "refused"]),
    ("output-version", &["full", "refused"]),
    ("settle-letter", &["full", "refused"]),
    ("reopen-letter", &["full", "refused"]),
    ("history", &["full"]),
    ("many", &["full", "assign", "refused"]),
    ("label", &["full", "refused"]),
    ("receipt", &["full", "refused"]),
    ("register-book", &["empty", "full", "refused"]),
    ("letter", &["refused", "full"]),
    ("dispatch", &["full", "refused"]),
    ("sent", &["full", "refused"]),
    ("returned", &["full", "refused"]),
    ("emergency", &["empty", "full", "refused"]),
    // Closing one that is closed already is refused; but then it stands in the list as such, and has no button any more.
    ("close-emergency", &["full"]),
    ("standing-in", &["full", "refused"]),
    ("found", &["full", "refused"]),
    ("insert", &["full", "refused"]),
    ("take-out", &["full", "refused"]),
    ("deadline", &["full", "refused"]),
    ("deadlines", &["empty", "full"]),
    ("build-search", &["empty", "full", "refused"]),
    ("saved-search", &["full", "refused"]),
    ("export", &["full", "refused"]),
    // Refused: nothing fits what is searched for.
    ("case-files", &["empty", "full", "refused", "loading", "very-long", "1920x1080", "200-percent"]),
    ("correct-file", &["full", "refused"]),
    ("file-history", &["full"]),
    ("assign-file", &["full", "refused"]),
    ("move", &["full", "refused"]),
    ("join", &["full", "refused"]),
    ("part", &["full", "refused"]),
    ("settle", &["full", "refused"]),
    ("close", &["full", "with-year", "refused"]),
    ("reopen", &["full", "refused"]),
    ("event", &["full", "refused"]),
    ("cover", &["full", "refused"]),
    ("file-list", &["full", "refused"]),
    // Empty: nothing was scanned yet. Refused: the device stopped in the middle of the pile.
    (
        "station",
        &[
            "empty",
            "full",
            "refused",
            "doubts",
            "waiting",
            "reading",
            "not-read",
            "set-aside",
            "loading",
            "thousand-rows",
            "very-long",
            "1920x1080",
            "200-percent",
        ],
    ),
    ("scan", &["full", "refused", "pasted"]),
    ("assign-scan", &["full", "refused"]),
    ("move-pages", &["full", "refused"]),
    ("rescan", &["full"]),
    ("release", &["full", "refused", "attached", "files-dropped", "unread", "under-way", "set-aside"]),
    // What was refused stands among the items.
    ("needs-you", &["empty", "full", "deadline", "returned", "1920x1080", "200-percent"]),
    ("sync", &["empty", "full", "refused", "1920x1080", "200-percent"]),
    ("settings", &["full", "refused", "1920x1080", "200-percent"]),
    ("label-measures", &["full", "refused"]),
    ("palette", &["full", "empty"]),
    ("help", &["full"]),
];

/// What was observed, step by step.
pub struct Report {
    out: PathBuf,
    axe: String,
    lines: Vec<String>,
    /// The pictures of each screen and state, in the order of [`LOOKS`].
    pictures: BTreeMap<(String, String), Vec<String>>,
}

impl Report {
    /// Begins a report whose pictures go to `out`; `axe` is axe-core's script.
    pub fn new(out: &Path, axe: &Path) -> Self {
        let axe = std::fs::read_to_string(axe).expect("axe-core is among the window's npm packages");
        // Pictures of a run before would be taken for this one's.
        let _ = std::fs::remove_dir_all(out);
        std::fs::create_dir_all(out).expect("the folder can be made");
        Self { out: out.to_owned(), axe, lines: Vec::new(), pictures: BTreeMap::new() }
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

    /// Takes pictures of a screen in a state, in every look, and checks each with axe-core.
    ///
    /// # Panics
    /// When axe-core finds a violation.
    pub fn picture(&mut self, window: &Window, screen: &str, state: &str) {
        let theme = window.theme();
        let mut files = Vec::new();
        for look in LOOKS {
            window.set_theme(look);
            let file = format!("{screen}-{state}-{look}.png");
            window.picture(&self.out.join(&file));
            let violations = window.violations(&self.axe);
            assert!(violations.is_empty(), "axe-core, {screen}, {state}, {look}: {violations:#?}");
            files.push(file);
        }
        window.set_theme(&theme);
        self.add(format!("- pictures: {screen}, {state}: {}", files.join(", ")));
        self.pictures.insert((screen.to_owned(), state.to_owned()), files);
    }

    /// Adds the table of every screen in every state.
    ///
    /// # Panics
    /// When one of them was not seen.
    pub fn list_screens(&mut self) {
        self.step("Every screen in every state");
        for (screen, states) in SCREENS {
            for state in states {
                let is_seen = self.pictures.contains_key(&(screen.to_owned(), (*state).to_owned()));
                assert!(is_seen, "{screen}, {state}: the story shows no picture of it");
            }
        }
        let mut table = format!("| screen | state | {} |\n|---|---|{}", LOOKS.join(" | "), "---|".repeat(LOOKS.len()));
        for ((screen, state), files) in &self.pictures {
            let links: Vec<String> = files.iter().map(|it| format!("[picture]({it})")).collect();
            write!(table, "\n| {screen} | {state} | {} |", links.join(" | ")).expect("writing to a string");
        }
        self.add(table);
        self.add(format!(
            "\naxe-core found no violation in any of these {} pictures.",
            self.pictures.len() * LOOKS.len()
        ));
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
