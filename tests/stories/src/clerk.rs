//! A clerk at her device.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{Ran, Running, SmallDisk, path_of};

/// A device with, mostly, one desk.
#[derive(Clone)]
pub struct Clerk {
    folder: PathBuf,
    password: PathBuf,
    ahead_s: i64,
    /// What is put before each command.
    beside: Vec<String>,
}

impl Clerk {
    /// A device in `folder` whose person types `password`.
    pub fn new(folder: &Path, password: &str) -> Self {
        let (folder, password_file) = (folder.to_owned(), folder.with_extension("password"));
        Self { folder, password: password_file, ahead_s: 0, beside: Vec::new() }.with_password(password)
    }

    /// The same device, its data on a small disk.
    pub fn on(self, disk: &SmallDisk) -> Self {
        Self { folder: disk.folder().join("device"), beside: disk.beside(), ..self }
    }

    /// The same device, its data where they are; its programs see the small disk.
    pub fn beside(self, disk: &SmallDisk) -> Self {
        Self { beside: disk.beside(), ..self }
    }

    /// The same device; from now on another password is typed.
    pub fn with_password(self, password: &str) -> Self {
        std::fs::write(&self.password, format!("{password}\n")).expect("there is room");
        self
    }

    /// The same device, the system's programs looked for in `folder` first.
    pub fn with_programs(self, folder: &Path) -> Self {
        let path = std::env::var("PATH").unwrap_or_default();
        Self { beside: vec!["env".to_owned(), format!("PATH={}:{path}", folder.display())], ..self }
    }

    /// The same device, with a variable of the environment.
    pub fn with_variable(self, name: &str, value: &Path) -> Self {
        Self { beside: vec!["env".to_owned(), format!("{name}={}", value.display())], ..self }
    }

    /// The same device, its clock ahead.
    pub fn ahead(self, ahead_s: i64) -> Self {
        Self { ahead_s, ..self }
    }

    /// Returns the device's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder of the only desk.
    pub fn desk_folder(&self) -> PathBuf {
        let seats = std::fs::read_dir(self.folder.join("seats")).expect("the device has a desk");
        seats.last().expect("the device has a desk").expect("the folder can be read").path()
    }

    /// Starts a command.
    pub fn start(&self, arguments: &[&str]) -> Running {
        self.start_with("--json", arguments)
    }

    /// Runs a command and returns what a person reads of it.
    pub fn read(&self, language: &str, arguments: &[&str]) -> String {
        self.start_with(&format!("--language={language}"), arguments).finish().said
    }

    fn start_with(&self, how: &str, arguments: &[&str]) -> Running {
        Running::start(&mut self.prepared(how, arguments))
    }

    /// Returns a command that is not started yet; it says JSON.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.prepared("--json", arguments)
    }

    fn prepared(&self, how: &str, arguments: &[&str]) -> Command {
        let program = path_of("clerk").into_os_string();
        let mut words = self.beside.iter().map(OsString::from).chain([program]);
        let mut command = Command::new(words.next().expect("the program at least"));
        command.args(words).arg(how).arg("--data").arg(&self.folder).arg("--password-file").arg(&self.password);
        command.env("TAJEMNIK_CLOCK_AHEAD_S", self.ahead_s.to_string());
        command.args(arguments);
        command
    }

    /// Runs a command.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.start(arguments).finish()
    }

    /// Registers a letter of a sender everybody has, and returns its JID.
    pub fn register(&self, subject: &str, more: &[&str]) -> String {
        let entry = ["register", "--subject", subject, "--new-company", "ČEZ, a.s."];
        let done = self.run(&[entry.as_slice(), more].concat()).done();
        done["jid"].as_str().expect("a JID is a text").to_owned()
    }

    /// Plays a round and checks that nothing waits after it; returns what it did.
    pub fn sync(&self) -> Value {
        let done = self.run(&["sync"]).done();
        assert_eq!(done["pending"], 0, "{done}");
        done
    }

    /// Returns a document.
    pub fn show(&self, document: &str) -> Value {
        self.run(&["show", document]).done()
    }

    /// Returns every document, page by page.
    pub fn documents(&self) -> Vec<Value> {
        let mut documents = Vec::new();
        let mut after = None::<String>;
        loop {
            let mut arguments = vec!["list", "--limit", "50"];
            arguments.extend(after.as_deref().map(|it| ["--after", it]).into_iter().flatten());
            let page = self.run(&arguments).done();
            documents.extend(page["documents"].as_array().expect("documents are a list").iter().cloned());
            match page["next"].as_str() {
                Some(next) => after = Some(next.to_owned()),
                None => {
                    assert_eq!(page["total"], documents.len(), "a page is missing or came twice");
                    return documents;
                }
            }
        }
    }

    /// Returns the sequences of all numbers, sorted.
    pub fn numbers(&self) -> Vec<u64> {
        let documents = self.documents();
        let numbers = documents.iter().filter_map(|it| it["reference"].as_str());
        let mut numbers: Vec<u64> =
            numbers.filter_map(|it| it.split('/').nth(1).and_then(|it| it.parse().ok())).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Returns what needs this person.
    pub fn needs_you(&self) -> Vec<Value> {
        self.run(&["needs-you"]).done()["items"].as_array().expect("items are a list").clone()
    }

    /// Returns the only item of a kind.
    pub fn need(&self, kind: &str) -> Value {
        let mut items = self.needs_you();
        items.retain(|it| it["kind"] == kind);
        assert_eq!(items.len(), 1, "items of kind {kind}: {items:?}");
        items.remove(0)
    }
}
