//! What a clerk does at her window, in keys.

use std::path::{Path, PathBuf};

use crate::keys::{Chord, Key};
use crate::{Line, Opening, PASSWORD, Places, Window, wait_for};

/// A desk: a data folder, a line to the centre, a window.
pub struct Desk {
    /// Where its data lie.
    pub data: PathBuf,
    /// Its line.
    pub line: Line,
    /// How its window is opened.
    pub opening: Opening,
    /// Its window.
    pub window: Window,
}

impl Desk {
    /// Opens a window on an empty folder.
    pub fn new(places: &Places, data: &Path, line: Line) -> Self {
        Self::open(places, data, line, Opening::default())
    }

    /// Opens a window on a folder, however it is to be opened.
    pub fn open(places: &Places, data: &Path, line: Line, opening: Opening) -> Self {
        let window = Window::open(&places.workstation, data, &opening);
        Self { data: data.to_owned(), line, opening, window }
    }

    /// Types the enrolment line and a password; the first sync begins.
    pub fn type_enrolment(&mut self, line: &str) {
        self.fill_enrolment(line);
        self.window.press(Key::Enter);
    }

    /// Types the enrolment line and a password, and leaves them there.
    pub fn fill_enrolment(&mut self, line: &str) {
        self.window.wait_focus("line");
        self.window.chord(Chord::ctrl(Key::Char('a')));
        self.window.text(line);
        self.window.press(Key::Enter);
        self.window.wait_focus("password");
        self.window.text(PASSWORD);
        self.window.press(Key::Enter);
        self.window.wait_focus("password_again");
        self.window.text(PASSWORD);
    }

    /// Kills the program and opens the window again, locked.
    pub fn kill_and_reopen(self, places: &Places) -> Self {
        let Self { data, line, opening, window } = self;
        window.kill();
        Self::open(places, &data, line, opening)
    }

    /// Unlocks with the demo's password.
    pub fn unlock(&mut self) {
        self.unlock_with(PASSWORD);
    }

    /// Unlocks with another password.
    pub fn unlock_with(&mut self, password: &str) {
        self.window.wait_screen("unlock");
        self.window.wait_focus("password");
        self.window.text(password);
        self.window.press(Key::Enter);
        self.window.wait_screen("registry");
    }

    /// Goes to the field of the entry named so, with Enter, from field to field.
    pub fn enter_until(&mut self, name: &str) {
        for _ in 0..20 {
            if self.focus() == name {
                return;
            }
            let before = self.focus();
            self.window.press(Key::Enter);
            wait_for("the next field", || (self.focus() != before).then_some(()));
        }
        panic!("Enter never came to {name}");
    }

    /// Returns the name of what has the focus.
    pub fn focus(&self) -> String {
        let script = "const it = document.activeElement; return it ? (it.name || it.dataset.part || it.tagName) : ''";
        self.window.run(script, serde_json::json!([])).as_str().unwrap_or_default().to_owned()
    }

    /// Returns the text of what has the focus.
    pub fn focus_text(&self) -> String {
        let script = "return document.activeElement?.innerText?.trim() ?? ''";
        self.window.run(script, serde_json::json!([])).as_str().unwrap_or_default().to_owned()
    }

    /// Goes to the field named so, with Tab.
    pub fn tab_until(&mut self, name: &str) {
        for _ in 0..40 {
            if self.focus() == name {
                return;
            }
            self.window.press(Key::Tab);
        }
        panic!("Tab never came to {name}");
    }

    /// Begins a received entry.
    pub fn begin_entry(&mut self) {
        self.window.chord(Chord::ctrl(Key::Char('n')));
        self.window.wait_focus("sender");
    }

    /// Registers a letter; returns its JID as the window says it.
    pub fn register(&mut self, letter: &Letter<'_>) -> String {
        if self.focus() != "sender" {
            self.begin_entry();
        }
        self.fill(letter);
        let before = self.message();
        self.window.chord(Chord::ctrl(Key::Enter));
        let said =
            wait_for("the registered letter", || Some(self.message()).filter(|it| *it != before && !it.is_empty()));
        let jid = said.split(|it: char| !it.is_ascii_alphanumeric()).find(|it| it.len() >= 14);
        jid.unwrap_or_else(|| panic!("no JID in {said:?}")).to_owned()
    }

    /// Types a letter, and leaves it there.
    pub fn fill(&mut self, letter: &Letter<'_>) {
        self.window.text(letter.sender);
        wait_for("the name register's answer", || self.window.shown("[role=option]"));
        self.window.press(Key::Enter);
        self.enter_until("delivered_on");
        if !letter.delivered_on.is_empty() {
            self.window.chord(Chord::ctrl(Key::Char('a')));
            self.window.text(letter.delivered_on);
        }
        self.enter_until("sheets");
        self.window.text(letter.sheets);
        self.enter_until("subject");
        self.window.text(letter.subject);
        if !letter.unit.is_empty() {
            self.enter_until("unit");
            self.window.text(letter.unit);
            wait_for("the units", || self.window.shown("[role=option]"));
            self.window.press(Key::Enter);
        }
        if let Some(file) = letter.file {
            self.enter_until("files");
            self.window.text(&file.to_string_lossy());
            self.window.press(Key::Enter);
            wait_for("the file in the entry", || self.window.shown("[data-file]"));
        }
    }

    /// Returns the last message.
    pub fn message(&self) -> String {
        self.window.shown("[data-part=message]").unwrap_or_default()
    }

    /// Leaves the entry and goes to the list.
    pub fn to_list(&mut self) {
        self.window.press(Key::Escape);
        self.window.press(Key::F(2));
        self.wait_list();
    }

    /// Waits until the list has the keys.
    pub fn wait_list(&self) {
        wait_for("the list", || {
            let script = "return !!document.activeElement.closest('[data-part=list]')";
            self.window.run(script, serde_json::json!([])).as_bool().filter(|it| *it)
        });
    }

    /// Finds a document by words and chooses it; returns its row as it is shown.
    pub fn choose(&mut self, words: &str) -> String {
        self.to_list();
        self.window.chord(Chord::ctrl(Key::Char('f')));
        self.window.wait_focus("search");
        self.window.chord(Chord::ctrl(Key::Char('a')));
        self.window.text(words);
        let row = wait_for(&format!("{words:?} in the list"), || {
            // The rows of the search before may still stand there.
            let is_answer = self.window.attribute("[data-part=list]", "data-search").as_deref() == Some(words);
            let rows = self.rows();
            (is_answer && rows.len() == 1).then(|| rows[0].clone())
        });
        self.window.press(Key::Enter);
        wait_for("the record", || {
            let id = self.window.attribute("[data-part=list] [data-document]", "data-document")?;
            (self.window.attribute("[data-part=detail]", "data-detail")? == id).then_some(())
        });
        row
    }

    /// Returns the rows of the list as they are shown.
    pub fn rows(&self) -> Vec<String> {
        self.window.all_shown("[data-part=list] [data-document]")
    }

    /// Holds back on its way to the page whatever is answered to that request, until [`Desk::let_go`].
    pub fn hold(&self, request: &str) {
        let script = "const [request] = arguments
            const real = window.fetch
            const held = []
            window.letGo = () => { window.fetch = real; held.forEach(it => it()) }
            window.fetch = async (url, options) => {
                const answer = await real(url, options)
                if (String(options?.body).includes(`\"name\":\"${request}\"`)) await new Promise(it => held.push(it))
                return answer
            }";
        self.window.run(script, serde_json::json!([request]));
    }

    /// Lets everything through that was held back.
    pub fn let_go(&self) {
        self.window.run("window.letGo()", serde_json::json!([]));
    }

    /// Returns whether words find anything.
    pub fn finds(&mut self, words: &str) -> bool {
        self.to_list();
        self.window.chord(Chord::ctrl(Key::Char('f')));
        self.window.wait_focus("search");
        self.window.chord(Chord::ctrl(Key::Char('a')));
        self.window.text(words);
        // The list says how many it shows only when the answer has come.
        wait_for("the answer", || {
            let said = self.window.attribute("[data-part=list]", "data-search")?;
            (said == words).then_some(())
        });
        let is_found = !self.rows().is_empty();
        self.window.press(Key::Escape);
        is_found
    }

    /// Waits until the status line says how the centre is reached.
    pub fn wait_reach(&self, reach: &str) -> String {
        wait_for(&format!("{reach} in the status line"), || {
            let is = self.window.attribute("[data-part=status]", "data-reach")?;
            (is == reach).then(|| self.window.shown("[data-part=status]")).flatten()
        })
    }
}

/// A letter as it lies on the desk.
#[derive(Clone, Copy, Default)]
pub struct Letter<'a> {
    /// What is typed to find the sender.
    pub sender: &'a str,
    /// Day of delivery; empty for the day that stands there.
    pub delivered_on: &'a str,
    /// Sheets.
    pub sheets: &'a str,
    /// Brief subject.
    pub subject: &'a str,
    /// The unit's mark.
    pub unit: &'a str,
    /// A file.
    pub file: Option<&'a Path>,
}
