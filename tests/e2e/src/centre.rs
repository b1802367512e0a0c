//! A centre in a process of its own, and its admin at the shell.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::wait_for;

/// A running centre.
pub struct Centre {
    program: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
    process: Option<Child>,
}

impl Centre {
    /// Prepares a centre in `folder`; [`Centre::start`] runs it.
    pub fn new(program: &Path, folder: &Path) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("a bound listener").port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        Self { program: program.to_owned(), folder: folder.to_owned(), address, process: None }
    }

    /// As [`Centre::new`], at the port it had before: its desks were enrolled there.
    pub fn kept(program: &Path, folder: &Path, port_file: &Path) -> Self {
        let mut centre = Self::new(program, folder);
        match std::fs::read_to_string(port_file).ok().and_then(|it| it.parse().ok()) {
            Some(port) => centre.address.set_port(port),
            None => {
                std::fs::create_dir_all(port_file.parent().expect("a file has a folder")).expect("it can be made");
                std::fs::write(port_file, centre.address.port().to_string()).expect("the folder can be written");
            }
        }
        centre
    }

    /// Starts it and waits until it takes connections.
    pub fn start(&mut self) {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(&self.folder).args(["serve", "--listen", &self.address.to_string()]);
        self.process = Some(command.stderr(Stdio::null()).spawn().expect("the centre is built"));
        wait_for("the centre", || TcpStream::connect(self.address).ok());
    }

    /// Returns where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Does what the admin types; panics when it is refused.
    #[track_caller]
    pub fn admin(&self, arguments: &[&str]) -> Value {
        let output = Command::new(&self.program)
            .arg("--data")
            .arg(&self.folder)
            .arg("--json")
            .args(arguments)
            .output()
            .expect("the centre is built");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "centre {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&said).expect("the centre prints JSON")
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
