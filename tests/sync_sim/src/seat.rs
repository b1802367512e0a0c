//! A desk of the simulation: the device around the real desk, and what was promised on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::Wish;
use store::{DatabaseKey, Desk, DeskFolder, OpenHow};
use sync_client::Round;
use testkit::disk::Snapshot;
use testkit::{SeededRandomness, SkewedClock};
use uuid::Uuid;
use values::{CommandId, DocumentId, PersonId, Problem, SeatId};

use crate::ledger::Promise;

/// One person's desk on one device.
pub(crate) struct Seat {
    pub(crate) name: String,
    pub(crate) office: usize,
    pub(crate) person: PersonId,
    pub(crate) seat: SeatId,
    pub(crate) device: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) key: DatabaseKey,
    pub(crate) clock: Arc<SkewedClock>,
    pub(crate) desk: Option<Desk>,
    pub(crate) n_openings: u64,
    /// Rounds in hand: the window's and, at times, a second process's.
    pub(crate) rounds: Vec<Running>,
    pub(crate) is_cut_off: bool,
    pub(crate) is_revoked: bool,
    pub(crate) backup: Option<Backup>,
    pub(crate) promises: Vec<Promise>,
    pub(crate) settled: BTreeSet<Uuid>,
    pub(crate) has_lost_time: bool,
}

/// A round and the exchange it waits for.
pub(crate) struct Running {
    pub(crate) number: u64,
    pub(crate) round: Round,
    pub(crate) waits_for: Option<u64>,
}

/// A copy of a desk, as a backup program takes it.
pub(crate) struct Backup {
    pub(crate) database: Snapshot,
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    pub(crate) n_promises: usize,
}

impl Seat {
    /// Returns what its files are called by on the disk.
    pub(crate) fn path(&self) -> String {
        format!("{}/", self.device.display())
    }

    /// Returns the documents this desk promised to register with commands that `is_one`.
    pub(crate) fn registered_by(&self, is_one: impl Fn(CommandId) -> bool) -> Vec<DocumentId> {
        let promises = self.promises.iter().filter(|it| is_one(it.command));
        promises.filter_map(|it| registered(&it.wish)).collect()
    }

    /// Opens the desk with randomness it has not used before.
    pub(crate) fn open(&mut self, seed: u64, how: &OpenHow) -> Result<(), Problem> {
        self.n_openings += 1;
        let randomness = SeededRandomness::new(seed, &format!("{} {}", self.name, self.n_openings));
        let folder = DeskFolder::new(&self.folder);
        self.desk = Some(Desk::open(folder, self.key.clone(), self.clock.clone(), Box::new(randomness), how.clone())?);
        Ok(())
    }
}

/// Returns the document a wish registers.
pub(crate) fn registered(wish: &Wish) -> Option<DocumentId> {
    match wish {
        Wish::RegisterReceived(it) => Some(it.document),
        Wish::RegisterOwn(it) => Some(it.document),
        _ => None,
    }
}

/// Returns the document that may come of a wish, at this office or at the one it is handed to.
pub(crate) fn comes_of(wish: &Wish) -> Option<DocumentId> {
    match wish {
        Wish::DispatchDocument(it) => Some(DocumentId(it.dispatch.0)),
        _ => registered(wish),
    }
}

/// Returns the files below `folder`, by their path in it.
pub(crate) fn read_folder(folder: &Path) -> std::io::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("found below the folder").to_owned();
                files.insert(inside, fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

/// Puts files to `folder`, in place of what is there.
pub(crate) fn write_folder(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (inside, bytes) in files {
        let path = folder.join(inside);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}
