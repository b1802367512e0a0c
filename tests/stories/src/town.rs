//! A town: its centre in a folder of its own, with an office, units and people.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::{Clerk, Ran, Running, path_of, wait_until};

/// The office of every story.
const OFFICE: &str = "hlucin";

/// A town with its centre.
pub struct Town {
    folder: TempDir,
    port: u16,
    serving: Option<Running>,
}

impl Town {
    /// Founds a town with the units OŽP and FIN; Nováková files, Dvořák supervises, Malá works in OŽP. Its centre
    /// is served.
    pub fn found() -> Self {
        let mut town = Self { folder: TempDir::new().expect("there is room"), port: free_port(), serving: None };
        let add = ["tenant", "add", "--tenant", OFFICE, "--name", "Město Hlučín"];
        town.centre(&[add.as_slice(), &["--abbreviation", "HLUC", "--jid-prefix", "HLUC"]].concat()).done();
        for (code, name) in [("POD", "Podatelna"), ("OŽP", "Životní prostředí"), ("FIN", "Finance")] {
            town.centre(&["unit", "add", "--tenant", OFFICE, "--code", code, "--name", name]).done();
        }
        for (name, surname, unit, role) in [
            ("Jana", "Nováková", "POD", "filing_clerk"),
            ("Petr", "Dvořák", "POD", "supervisor"),
            ("Eva", "Malá", "OŽP", "case_clerk"),
        ] {
            let who = ["person", "add", "--tenant", OFFICE, "--name", name, "--surname", surname];
            town.centre(&[who.as_slice(), &["--unit", unit, "--role", role]].concat()).done();
        }
        town.serve();
        town
    }

    /// Returns the folder everything of the story lies in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the folder of its centre.
    pub fn centre_folder(&self) -> PathBuf {
        self.folder.path().join("centre")
    }

    /// Returns where its centre is reached.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Runs a command of its admin.
    pub fn centre(&self, arguments: &[&str]) -> Ran {
        self.centre_in(&self.centre_folder(), arguments)
    }

    /// Runs a command of an admin on another folder.
    pub fn centre_in(&self, folder: &Path, arguments: &[&str]) -> Ran {
        let mut command = Command::new(path_of("centre"));
        command.arg("--json").arg("--data").arg(folder).args(arguments);
        Running::start(&mut command).finish()
    }

    /// Serves until it is stopped.
    pub fn serve(&mut self) {
        let folder = self.centre_folder();
        self.serve_from(&folder);
    }

    /// Serves another folder at the same address.
    pub fn serve_from(&mut self, folder: &Path) {
        self.stop();
        let mut command = Command::new(path_of("centre"));
        command.arg("--data").arg(folder).args(["serve", "--listen", &self.address()]);
        let mut serving = Running::start_unheard(&mut command);
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        wait_until("the centre takes connections", || {
            assert!(!serving.has_ended(), "centre serve ended at once; is {address} taken?");
            TcpStream::connect(address).is_ok()
        });
        self.serving = Some(serving);
    }

    /// Kills the centre without a warning.
    pub fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.kill();
        }
    }

    /// Returns the number of its centre among the system's processes.
    pub fn centre_process(&self) -> Option<u32> {
        self.serving.as_ref().map(Running::id)
    }

    /// Returns a new enrolment line for a person.
    pub fn line(&self, person: &str, hours: &str) -> String {
        let address = self.address();
        let arguments = ["desk-code", "--tenant", OFFICE, "--person", person, "--address", &address, "--hours", hours];
        self.centre(&arguments).done()["line"].as_str().expect("a line is a text").to_owned()
    }

    /// Sets a desk up for a person, in a folder of its own.
    pub fn desk(&self, person: &str) -> Clerk {
        let clerk = self.device(&format!("device of {person}"));
        clerk.run(&["enrol", "--line", &self.line(person, "1"), "--device", person]).done();
        clerk
    }

    /// Returns a device without a desk.
    pub fn device(&self, name: &str) -> Clerk {
        let mut n = 0;
        let folder = loop {
            let folder = self.folder.path().join(format!("{name} {n}"));
            if !folder.exists() {
                break folder;
            }
            n += 1;
        };
        Clerk::new(&folder, "heslo je dlouhé")
    }

    /// Returns the desks as the admin sees them.
    pub fn desks(&self) -> Vec<Value> {
        let listed = self.centre(&["desk", "list", "--tenant", OFFICE]).done();
        listed["desks"].as_array().expect("desks are a list").clone()
    }

    /// Founds the school next door, an office of the same centre, and returns the desk of its office manager, who does everything.
    pub fn school(&self) -> Clerk {
        let add = ["tenant", "add", "--tenant", "skola", "--name", "Základní škola Hlučín"];
        self.centre(&[add.as_slice(), &["--abbreviation", "ZSHL", "--jid-prefix", "ZSHL"]].concat()).done();
        self.centre(&["unit", "add", "--tenant", "skola", "--code", "KANC", "--name", "Kancelář"]).done();
        let who = ["person", "add", "--tenant", "skola", "--name", "Ivana", "--surname", "Školní", "--unit", "KANC"];
        self.centre(&[who.as_slice(), &["--role", "filing_clerk"]].concat()).done();
        let address = self.address();
        let line = ["desk-code", "--tenant", "skola", "--person", "Školní", "--address", &address, "--hours", "1"];
        let said = self.centre(&line).done();
        let line = said["line"].as_str().expect("the centre says a line");
        let desk = self.device("school");
        desk.run(&["enrol", "--line", line, "--device", "kancelar"]).done();
        desk
    }

    /// Checks the centre and returns the last number of each year.
    pub fn check(&self) -> Value {
        self.centre(&["check"]).done()["tenants"][0]["last_numbers"].clone()
    }
}

/// Returns a port nobody listens at just now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback port is free");
    listener.local_addr().expect("a bound listener has an address").port()
}
