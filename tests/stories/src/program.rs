//! The programs under test, and what came of running one.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Returns the path of `clerk` or `centre`: beside the tests in the target folder, built there if they are missing.
pub fn path_of(program: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let test = std::env::current_exe().expect("a test knows where it is");
        let beside = test.parent().expect("a program lies in a folder");
        // Tests lie in target/<profile>/deps, programs one above.
        let folder = if beside.ends_with("deps") { beside.parent().unwrap_or(beside) } else { beside }.to_owned();
        let is_there = |name: &str| executable(&folder, name).exists();
        if !is_there("clerk") || !is_there("centre") {
            build(&folder);
        }
        folder
    });
    executable(folder, program)
}

fn executable(folder: &Path, program: &str) -> PathBuf {
    folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

fn build(folder: &Path) {
    eprintln!("clerk and centre are not in {}; building them: cargo build -p server -p clerk", folder.display());
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "-p", "server", "-p", "clerk"]);
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    cargo.arg("--target-dir").arg(folder.parent().expect("a profile's folder lies in the target folder"));
    let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("cargo can be run");
    assert!(status.success(), "clerk and centre could not be built");
}

/// What came of running a program.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code; -1 when it was killed.
    pub exit: i32,
    /// What it printed, if that is JSON.
    pub json: Value,
    /// What it said to a person.
    pub said: String,
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            exit: output.status.code().unwrap_or(-1),
            json: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
            said: String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned(),
        }
    }

    /// Returns the JSON of one that was done.
    pub fn done(self) -> Value {
        assert_eq!(self.exit, 0, "{}", self.said);
        assert!(self.json.is_object(), "not one JSON object: {}", self.said);
        self.json
    }

    /// Checks that it ended with this exit code and code of a problem, and returns the problem.
    pub fn problem(self, exit: i32, code: &str) -> Value {
        let problem = self.json["problem"].clone();
        assert_eq!((self.exit, problem["code"].as_str().unwrap_or_default()), (exit, code), "{}", self.said);
        problem
    }
}

/// A program that runs; it is killed when this is dropped.
pub struct Running(Option<Child>);

impl Running {
    /// Starts it, what it prints kept.
    pub fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self(Some(command.spawn().expect("the program can be started")))
    }

    /// Starts one that runs long: nobody would empty the pipe of what it says.
    pub(crate) fn start_unheard(command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(Some(command.spawn().expect("the program can be started")))
    }

    /// Returns its number among the system's processes.
    pub fn id(&self) -> u32 {
        self.0.as_ref().expect("it was started").id()
    }

    /// Returns whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.0.as_mut().is_none_or(|it| it.try_wait().expect("a child can be waited for").is_some())
    }

    /// Kills it without a warning and returns what it had printed.
    pub fn kill(mut self) -> Ran {
        let mut child = self.0.take().expect("it was started");
        // One that has ended already cannot be killed.
        let _ = child.kill();
        Ran::of(&child.wait_with_output().expect("a child can be waited for"))
    }

    /// Waits for its end.
    pub fn finish(mut self) -> Ran {
        let child = self.0.take().expect("it was started");
        Ran::of(&child.wait_with_output().expect("a child can be waited for"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Lets a program run for `time`, or to its end when that comes first, and kills it.
pub fn kill_after(mut running: Running, time: Duration) -> Ran {
    let until = Instant::now() + time;
    while Instant::now() < until && !running.has_ended() {
        std::hint::spin_loop();
    }
    running.kill()
}

/// Writes a script of the shell that stands for a program of the system.
#[cfg(unix)]
pub fn write_program(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("#!/bin/sh\n{script}\n")).expect("there is room");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
}
