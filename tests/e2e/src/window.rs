//! One real window: the workstation's program, driven by keys through the web view's own WebDriver.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use base64::Engine;
use serde_json::{Value, json};

use crate::keys::{Chord, Key};
use crate::wait_for;

/// How a window is opened, besides on which data.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// How far the clock of its device is ahead.
    pub ahead_s: i64,
    /// What is put before the program, so that it sees another disk.
    pub beside: Vec<String>,
    /// What else stands in its environment.
    pub env: Vec<(String, String)>,
}

/// A window and its driver.
pub struct Window {
    driver: Child,
    base: String,
    session: String,
    http: reqwest::blocking::Client,
    data: PathBuf,
    /// How many keys were pressed.
    pub n_keys: u32,
}

impl Window {
    /// Opens the workstation on `data`.
    pub fn open(program: &Path, data: &Path, opening: &Opening) -> Self {
        let mut window = Self::drive(data, opening);
        window.begin(program, opening);
        wait_for("the first screen", || window.screen());
        window
    }

    /// Opens a program on `data` and returns how long it took from its start until a script in its page says that it is ready.
    pub fn open_until(program: &Path, data: &Path, opening: &Opening, ready: &str) -> (Self, std::time::Duration) {
        let mut window = Self::drive(data, opening);
        let begun = std::time::Instant::now();
        window.begin(program, opening);
        while window.run(ready, json!([])) != json!(true) {
            assert!(begun.elapsed().as_secs() < 60, "{} is never ready", program.display());
            std::thread::park_timeout(std::time::Duration::from_millis(2));
        }
        (window, begun.elapsed())
    }

    /// Starts a driver.
    fn drive(data: &Path, opening: &Opening) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("a bound listener").port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("TAJEMNIK_CLOCK_AHEAD_S", opening.ahead_s.to_string())
            .envs(opening.env.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("webkit2gtk-driver is installed");
        wait_for("the driver", || TcpStream::connect(("127.0.0.1", port)).ok());
        // The client wants a TLS provider even for plain HTTP; a second window finds it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::blocking::Client::builder().no_proxy().build().expect("a plain client");
        Self {
            driver,
            base: format!("http://127.0.0.1:{port}"),
            session: String::new(),
            http,
            data: data.to_owned(),
            n_keys: 0,
        }
    }

    /// Lets the driver start the program.
    fn begin(&mut self, program: &Path, opening: &Opening) {
        let data = self.data.to_string_lossy().into_owned();
        let program = [program.to_string_lossy().into_owned(), "--data".into(), data];
        let words: Vec<&String> = opening.beside.iter().chain(&program).collect();
        let options = json!({ "binary": words[0], "args": words[1..] });
        let capabilities = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let session = self.post("/session", &capabilities);
        self.session = session["sessionId"].as_str().expect("a session has an id").to_owned();
    }

    /// Returns which screen is shown.
    pub fn screen(&self) -> Option<String> {
        let it =
            self.run("const it = document.querySelector('[data-screen]'); return it && it.dataset.screen", json!([]));
        it.as_str().map(str::to_owned)
    }

    /// Waits for a screen.
    #[track_caller]
    pub fn wait_screen(&self, name: &str) {
        wait_for(&format!("the screen {name}"), || (self.screen().as_deref() == Some(name)).then_some(()));
    }

    /// Types text, a key at a time.
    pub fn text(&mut self, text: &str) {
        let actions: Vec<Value> = text
            .chars()
            .flat_map(|it| [json!({ "type": "keyDown", "value": it }), json!({ "type": "keyUp", "value": it })])
            .collect();
        self.n_keys += u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        self.act(&actions);
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.chord(Chord::plain(key));
    }

    /// Presses a key with others held.
    pub fn chord(&mut self, chord: Chord) {
        let held = chord.held();
        let mut actions: Vec<Value> = held.iter().map(|it| json!({ "type": "keyDown", "value": it })).collect();
        let code = chord.key.code();
        actions.push(json!({ "type": "keyDown", "value": code }));
        actions.push(json!({ "type": "keyUp", "value": code }));
        actions.extend(held.iter().rev().map(|it| json!({ "type": "keyUp", "value": it })));
        self.n_keys += 1;
        self.act(&actions);
    }

    /// Waits until the field or part named so has the focus.
    #[track_caller]
    pub fn wait_focus(&self, name: &str) {
        wait_for(&format!("the focus in {name}"), || {
            let it = self.run(
                "const it = document.activeElement; return it ? (it.name || it.dataset.part || it.tagName) : ''",
                json!([]),
            );
            (it.as_str() == Some(name)).then_some(())
        });
    }

    /// Returns the text shown by the first element that fits.
    pub fn shown(&self, selector: &str) -> Option<String> {
        let script = "const it = document.querySelector(arguments[0]); return it && (it.innerText || it.value || '')";
        self.run(script, json!([selector])).as_str().map(str::to_owned)
    }

    /// Returns the text of each element that fits.
    pub fn all_shown(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(it => it.innerText)";
        let texts = self.run(script, json!([selector]));
        texts.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
    }

    /// Returns an attribute of the first element that fits.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let script = "const it = document.querySelector(arguments[0]); return it && it.getAttribute(arguments[1])";
        self.run(script, json!([selector, name])).as_str().map(str::to_owned)
    }

    /// Waits until an element shows a text.
    #[track_caller]
    pub fn wait_text(&self, selector: &str, wanted: &str) -> String {
        wait_for(&format!("{wanted:?} in {selector}"), || self.shown(selector).filter(|it| it.contains(wanted)))
    }

    /// Runs a script in the page and returns its value.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.post(&format!("/session/{}/execute/sync", self.session), &json!({ "script": script, "args": arguments }))
    }

    /// Runs a script that answers through its last argument.
    pub fn run_async(&self, script: &str, arguments: Value) -> Value {
        self.post(&format!("/session/{}/execute/async", self.session), &json!({ "script": script, "args": arguments }))
    }

    /// Returns the theme that is shown.
    pub fn theme(&self) -> String {
        self.run("return document.documentElement.dataset.theme || ''", json!([]))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Shows a theme, as the settings would.
    pub fn set_theme(&self, theme: &str) {
        self.run("document.documentElement.dataset.theme = arguments[0]", json!([theme]));
    }

    /// Returns what axe-core objects to on the page: rule and place.
    pub fn violations(&self, axe: &str) -> Vec<String> {
        self.run(&format!("if (!window.axe) {{ {axe} }}"), json!([]));
        let script = "const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] }).then(
                it => done(it.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}`))),
                why => done([`axe-core failed: ${why}`]))";
        let found = self.run_async(script, json!([]));
        found.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
    }

    /// Sets the size of the window.
    pub fn resize(&self, width: u32, height: u32) {
        self.post(&format!("/session/{}/window/rect", self.session), &json!({ "width": width, "height": height }));
    }

    /// Takes a picture.
    pub fn picture(&self, path: &Path) {
        // What was done last must have been painted.
        let painted = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(1)))";
        self.run_async(painted, json!([]));
        // The picture is that of the next painting, and where nothing moves, not even a caret, there is none: a dot in the
        // corner turns from white to almost white until it is taken.
        self.run(
            "const dot = document.body.appendChild(document.createElement('i'))
             dot.style = 'position: fixed; right: 0; bottom: 0; width: 1px; height: 1px'
             let n = 0
             window.stopDot = () => (clearInterval(turning), dot.remove())
             const turning = setInterval(() => (dot.style.background = (n += 1) % 2 ? '#fff' : '#fefefe'), 20)",
            json!([]),
        );
        let it = self.get(&format!("/session/{}/screenshot", self.session));
        self.run("window.stopDot()", json!([]));
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(it.as_str().unwrap_or_default())
            .expect("a picture comes as base 64");
        std::fs::create_dir_all(path.parent().expect("a picture has a folder")).expect("the folder can be made");
        std::fs::write(path, bytes).expect("the picture can be written");
    }

    /// Kills the program at once, as a power cut for the process, and ends the driver.
    pub fn kill(mut self) {
        // The one of ours: it alone names this data folder.
        let data = self.data.to_string_lossy().into_owned();
        let _ = Command::new("pkill").args(["-KILL", "-f", &format!("workstation --data {data}")]).status();
        self.session.clear();
        self.end();
    }

    fn act(&self, keys: &[Value]) {
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": keys }] });
        self.post(&format!("/session/{}/actions", self.session), &actions);
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.base)).header("content-type", "application/json");
        value(path, request.body(body.to_string()).send().expect("the driver runs"))
    }

    fn get(&self, path: &str) -> Value {
        value(path, self.http.get(format!("{}{path}", self.base)).send().expect("the driver runs"))
    }

    fn end(&mut self) {
        if !self.session.is_empty() {
            // The session first: the driver then ends the program; otherwise it is left running.
            let url = format!("{}/session/{}", self.base, self.session);
            let _ = self.http.delete(url).send();
            self.session.clear();
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if std::thread::panicking() && !self.session.is_empty() {
            // What stood there when a step did not hold says more than the step's name.
            let name = self.data.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.picture(&crate::Places::beside_this_program().out.join(format!("failed-{name}.png")));
        }
        self.end();
    }
}

fn value(path: &str, response: reqwest::blocking::Response) -> Value {
    let text = response.text().expect("the driver answers in text");
    let mut it: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{path}: {text}"));
    let value = it["value"].take();
    assert!(value.get("error").is_none(), "{path}: {value}");
    value
}
