//! A town with so many letters at its centre, and desks that know them all.

use std::path::PathBuf;
use std::process::Command;

use actions::Device;
use centre_store::{Faults, OpenHow, TenantStore, tenant_file};
use store::Desk;
use stories::{Town, path_of};
use values::Clock;

use crate::machine::{self, Ran};

/// The password of every desk.
pub(crate) const PASSWORD: &str = "heslo je dlouhé";

/// A town of so many letters.
pub(crate) struct Office {
    pub(crate) town: Town,
}

impl Office {
    /// Founds it and registers `n` letters of ten years.
    pub(crate) fn with_letters(n: usize) -> Self {
        let mut town = Town::found();
        town.stop();
        fill(&town, n);
        town.serve();
        Self { town }
    }

    /// Enrols a new device by the real program; returns what that took, and the device's folder.
    pub(crate) fn enrol(&self, name: &str) -> (Ran, PathBuf) {
        let folder = self.town.folder().join(name);
        let password = self.town.folder().join("password");
        std::fs::write(&password, format!("{PASSWORD}\n")).expect("there is room");
        let line = self.town.line("Dvořák", "1");
        let mut command = Command::new(path_of("clerk"));
        command.arg("--data").arg(&folder).arg("--password-file").arg(&password);
        command.args(["enrol", "--line", &line, "--device", name]);
        (machine::run(&mut command), folder)
    }
}

/// Opens the only desk of a device.
pub(crate) fn open(folder: &std::path::Path) -> Desk {
    let device = Device::new(folder);
    let seat = device.find_seat(None).expect("one desk");
    device.unlock(&seat, PASSWORD).expect("the desk opens")
}

fn fill(town: &Town, n: usize) {
    let how = OpenHow { faults: Faults { no_fsync: true, ..Faults::default() }, ..OpenHow::default() };
    let mut store = TenantStore::open(&tenant_file(&town.centre_folder(), "hlucin"), &how).expect("the centre opens");
    testkit::fill_office(&mut store, "HLUC", n, host::SystemClock.now());
}

/// Inserts every row of the centre's file into a new one with its tables, indexes and settings, in one transaction.
pub(crate) fn insert_centre_plainly(town: &Town, to: &std::path::Path) -> std::time::Duration {
    let plain = || -> rusqlite::Result<std::time::Duration> {
        let db = rusqlite::Connection::open(to)?;
        db.pragma_update(None, "journal_mode", "wal")?;
        db.pragma_update(None, "synchronous", "full")?;
        let from = tenant_file(&town.centre_folder(), "hlucin");
        db.execute("ATTACH ?1 AS here", [from.to_string_lossy()])?;
        let mut statement = db.prepare(
            "SELECT type, name, sql FROM here.sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')
             AND name NOT LIKE 'sqlite_%' ORDER BY type DESC",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let all: Vec<(String, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let begun = std::time::Instant::now();
        db.execute_batch("BEGIN IMMEDIATE")?;
        for (_, _, sql) in &all {
            db.execute_batch(sql)?;
        }
        for (_, name, _) in all.iter().filter(|it| it.0 == "table") {
            db.execute_batch(&format!("INSERT INTO {name} SELECT * FROM here.{name}"))?;
        }
        db.execute_batch("COMMIT")?;
        Ok(begun.elapsed())
    };
    plain().expect("the copy is made")
}
