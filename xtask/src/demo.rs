//! The demo: an invented office to look at, or the whole story played without a screen.

use std::process::{Child, Command, Stdio};

use crate::run::{Step, cargo, program, root, run, timed};
use crate::setup;

const PROGRAMS: &[&str] =
    &["build", "-p", "server", "-p", "clerk", "-p", "page_worker", "-p", "workstation", "-p", "e2e"];

/// Plays the story; ends with an error at the first step that does not hold.
pub(crate) fn headless() -> Step {
    setup::everything()?;
    timed("build", || run(cargo(PROGRAMS)))?;
    play()
}

/// Plays the story with programs that are built.
pub(crate) fn play() -> Step {
    let display = Display::open()?;
    timed("the story", || run(display.with(e2e("story"))))
}

/// Starts a centre with the invented office and opens a filing clerk's window on it.
pub(crate) fn window() -> Step {
    setup::everything()?;
    timed("build", || run(cargo(PROGRAMS)))?;
    run(e2e("demo"))
}

fn e2e(what: &str) -> Command {
    program(&root().join("target/debug/e2e").to_string_lossy(), &[what])
}

/// A display without a screen.
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Opens one at a number that is free.
    pub(crate) fn open() -> Result<Self, String> {
        for number in 90..120 {
            let name = format!(":{number}");
            let mut xvfb = program("Xvfb", &[&name, "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]);
            let mut server = xvfb.stderr(Stdio::null()).spawn().map_err(|why| format!("Xvfb: {why}"))?;
            let socket = format!("/tmp/.X11-unix/X{number}");
            let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
            while std::time::Instant::now() < until {
                if server.try_wait().map_err(|why| why.to_string())?.is_some() {
                    // The number is taken.
                    break;
                }
                if std::path::Path::new(&socket).exists() {
                    return Ok(Self { server, name });
                }
                std::thread::park_timeout(std::time::Duration::from_millis(20));
            }
            let _ = server.kill();
            let _ = server.wait();
        }
        Err("no display is free".to_owned())
    }

    /// Lets a command show its windows here.
    pub(crate) fn with(&self, mut command: Command) -> Command {
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY");
        command
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
