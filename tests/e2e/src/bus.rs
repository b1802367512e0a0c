//! A session bus of its own for the windows, and what they say on it to the system's notices.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A session bus, and somebody who writes down what is sent to the system's notices.
pub struct Bus {
    daemon: Child,
    monitor: Child,
    address: String,
    heard: PathBuf,
}

impl Bus {
    /// Starts one; what is heard is kept in `folder`.
    pub fn start(folder: &Path) -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        let said = daemon.stdout.take().expect("its output is piped");
        BufReader::new(said).read_line(&mut address).expect("it says where it is");
        let address = address.trim().to_owned();
        let heard = folder.join("notices.txt");
        let file = std::fs::File::create(&heard).expect("the file can be written");
        let monitor = Command::new("dbus-monitor")
            .args(["--address", &address, "interface='org.freedesktop.Notifications'"])
            .stdout(file)
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-monitor is installed");
        Self { daemon, monitor, address, heard }
    }

    /// Returns what tells a program where it is.
    pub fn env(&self) -> (String, String) {
        ("DBUS_SESSION_BUS_ADDRESS".to_owned(), self.address.clone())
    }

    /// Returns what was sent to the system's notices so far.
    pub fn heard(&self) -> String {
        std::fs::read_to_string(&self.heard).unwrap_or_default()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        for child in [&mut self.monitor, &mut self.daemon] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
