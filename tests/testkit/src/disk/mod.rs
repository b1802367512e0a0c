//! A disk in memory that can lose what was not synced, or whose machine can die at any write.
//!
//! Databases opened with [`Disk::vfs`] lie here under their paths, which are just names. What a process wrote and
//! what a power cut would leave are kept apart; an `xSync` makes the second like the first. Files beside the
//! databases are not here: their writers sync them before a database names them.

mod contents;
mod vfs;

use std::sync::MutexGuard;

use contents::Contents;

use crate::Dice;

/// A disk with its own file system in SQLite.
pub struct Disk {
    vfs: vfs::Registered,
}

/// What lay safe on the disk under a path, at some moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    path: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}

impl Disk {
    /// Makes an empty disk.
    pub fn new() -> Self {
        Self { vfs: vfs::Registered::new() }
    }

    /// Returns the name databases are opened with.
    pub fn vfs(&self) -> String {
        self.vfs.name().to_owned()
    }

    /// The process that has the files under `path` open dies; what it wrote stays in the system's memory.
    pub fn crash(&self, path: &str) {
        self.contents().crash(path);
    }

    /// The power goes: of what was not synced, chance leaves nothing, a beginning, or torn parts.
    pub fn power_loss(&self, path: &str, dice: &mut Dice) {
        self.contents().power_loss(path, dice);
    }

    /// From the `n`th write or sync under `path` on everything there fails, until a crash or power loss is played.
    pub fn fail_after(&self, path: &str, n: u64) {
        self.contents().fail_after(path, n);
    }

    /// From now on there is no room under `path`, or room again: nothing there can grow.
    pub fn set_full(&self, path: &str, is_full: bool) {
        self.contents().set_full(path, is_full);
    }

    /// After `n_reads` more nothing under `path` can be read; `None` mends it.
    pub fn set_readable(&self, path: &str, n_reads: Option<u64>) {
        self.contents().set_readable(path, n_reads);
    }

    /// Returns whether [`Disk::fail_after`] has struck.
    pub fn has_failed(&self, path: &str) -> bool {
        self.contents().has_failed(path)
    }

    /// Returns a copy of what lies safe under `path`.
    pub fn snapshot(&self, path: &str) -> Snapshot {
        Snapshot { path: path.to_owned(), files: self.contents().durable(path) }
    }

    /// Puts a copy to `path`, in place of what is there; nothing there may be open.
    pub fn restore(&self, snapshot: &Snapshot, path: &str) {
        let files = snapshot.files.iter().map(|(name, bytes)| (name.replacen(&snapshot.path, path, 1), bytes.clone()));
        self.contents().replace(path, files.collect());
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.vfs.contents()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, OpenFlags};

    fn open(disk: &Disk, synchronous: &str) -> Connection {
        let db = Connection::open_with_flags_and_vfs("/box/db", OpenFlags::default(), disk.vfs().as_str()).unwrap();
        db.pragma_update(None, "locking_mode", "exclusive").unwrap();
        db.pragma_update(None, "journal_mode", "wal").unwrap();
        db.pragma_update(None, "synchronous", synchronous).unwrap();
        db.execute_batch("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, body BLOB)").unwrap();
        db
    }

    fn add(db: &Connection) -> rusqlite::Result<usize> {
        db.execute("INSERT INTO t (body) VALUES (randomblob(3000))", [])
    }

    fn count(db: &Connection) -> u32 {
        assert_eq!(db.query_row("PRAGMA integrity_check", [], |it| it.get::<_, String>(0)).unwrap(), "ok");
        db.query_row("SELECT count(*) FROM t", [], |it| it.get(0)).unwrap()
    }

    #[test]
    fn what_was_committed_outlives_a_crash_and_a_power_loss_at_any_write() {
        for n in 0..120 {
            let disk = Disk::new();
            let mut dice = Dice::new(n, "disk");
            let mut committed = 0;
            for turn in 0..4 {
                let db = open(&disk, "full");
                // Rows nobody was told of may be there, and may go again.
                assert!(count(&db) >= committed, "seed {n}, turn {turn}");
                disk.fail_after("/box", n % 40 + 3);
                while add(&db).is_ok() {
                    committed += 1;
                }
                assert!(disk.has_failed("/box"));
                if dice.percent(50) {
                    disk.crash("/box");
                } else {
                    disk.power_loss("/box", &mut dice);
                }
            }
            assert!(count(&open(&disk, "full")) >= committed);
        }
    }

    #[test]
    fn what_was_not_synced_is_lost_with_the_power_but_not_with_the_process() {
        let n_lost = (0..40).filter(|seed| {
            let disk = Disk::new();
            let db = open(&disk, "off");
            for _ in 0..5 {
                add(&db).unwrap();
            }
            disk.crash("/box");
            let db = open(&disk, "off");
            assert_eq!(count(&db), 5);
            disk.power_loss("/box", &mut Dice::new(*seed, "disk"));
            drop(db);
            let opened = Connection::open_with_flags_and_vfs("/box/db", OpenFlags::default(), disk.vfs().as_str());
            let n = opened.and_then(|it| {
                it.pragma_update(None, "locking_mode", "exclusive")?;
                it.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, u32>(0))
            });
            n.ok() != Some(5)
        });
        assert!(n_lost.count() > 20);
    }

    #[test]
    fn a_snapshot_is_put_back_under_another_path() {
        let disk = Disk::new();
        let db = open(&disk, "full");
        add(&db).unwrap();
        disk.restore(&disk.snapshot("/box"), "/copy");
        add(&db).unwrap();
        let copy = Connection::open_with_flags_and_vfs("/copy/db", OpenFlags::default(), disk.vfs().as_str()).unwrap();
        copy.pragma_update(None, "locking_mode", "exclusive").unwrap();
        assert_eq!((count(&copy), count(&db)), (1, 2));
    }
}
