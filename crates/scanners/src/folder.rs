//! A folder devices scan into: a file is taken when it has stopped growing, and moved away when it is stored.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use values::{Code, Problem, Refusal};

/// Where files go that were taken, inside the folder, and those of which not every page could be read.
const TAKEN: &str = "převzato";
const UNREAD: &str = "nepřečteno";
/// What is locked while the folder is watched; hidden, and no scan.
const LOCK: &str = ".tajemnik";
/// More files than one look takes.
const MAX_FILES: usize = 1_000;

/// A folder that is looked at again and again.
#[derive(Debug)]
pub struct WatchedFolder {
    folder: PathBuf,
    /// What was there at the last look.
    seen: BTreeMap<PathBuf, Seen>,
    /// At how many looks a file must have been the same before it is ready.
    n_looks: u32,
    /// Held while it is watched, so that no other program takes the same files.
    lock: Option<File>,
}

/// A file as it was at a look.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// How long it was, and when it was changed.
    state: (u64, Option<SystemTime>),
    /// At how many looks before it was the same.
    n_looks: u32,
}

impl WatchedFolder {
    /// Watches `folder`; nothing in it is ready at the first look.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), seen: BTreeMap::new(), n_looks: 1, lock: None }
    }

    /// A file must be the same at so many further looks: devices that write page by page pause between two.
    pub fn quiet_for(self, n_looks: u32) -> Self {
        Self { n_looks, ..self }
    }

    /// Looks, and returns the files that are as they were at the looks before, in the order of their names. What is hidden, empty or
    /// still called a part of something is no scan yet.
    ///
    /// # Errors
    /// When the folder is not there or cannot be read, and when another program watches it.
    pub fn ready(&mut self) -> Result<Vec<PathBuf>, Problem> {
        if self.lock.is_none() {
            self.lock = self.locked()?;
        }
        let missing = |_| Refusal::new(Code::FolderMissing).at("folder").with("folder", self.folder.display());
        let mut now = BTreeMap::new();
        for entry in std::fs::read_dir(&self.folder).map_err(missing)?.flatten() {
            let path = entry.path();
            // What vanishes between the two calls was no scan.
            let Ok(metadata) = entry.metadata() else { continue };
            if metadata.is_file() && metadata.len() > 0 && is_scan(&path) && now.len() < MAX_FILES {
                let state = state_of(&metadata);
                let before = self.seen.get(&path).filter(|it| it.state == state);
                now.insert(path, Seen { state, n_looks: before.map_or(0, |it| it.n_looks + 1) });
            }
        }
        let ready = now.iter().filter(|it| it.1.n_looks >= self.n_looks).map(|it| it.0.clone()).collect();
        self.seen = now;
        Ok(ready)
    }

    /// Returns whether a file is not any more as it was when it was ready: it was still being written, or cannot be reached now.
    pub fn has_changed(&self, path: &Path) -> bool {
        let now = std::fs::metadata(path).ok().map(|it| state_of(&it));
        now.is_none_or(|now| self.seen.get(path).is_none_or(|it| it.state != now))
    }

    /// Where the system of the folder knows no locks, there is none.
    fn locked(&self) -> Result<Option<File>, Problem> {
        let Ok(file) = File::create(self.folder.join(LOCK)) else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => {
                Err(Refusal::new(Code::FolderWatched).at("source").with("folder", self.folder.display()).into())
            }
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }

    /// Moves a file away that is stored, or that could not be read whole; one of the same name that went before stays.
    ///
    /// # Errors
    /// When it cannot be moved. It is stored all the same, and not taken again.
    pub fn move_away(&mut self, path: &Path, is_read: bool) -> Result<PathBuf, Problem> {
        let failed = |why: std::io::Error| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why));
        let taken = self.folder.join(if is_read { TAKEN } else { UNREAD });
        std::fs::create_dir_all(&taken).map_err(failed)?;
        let name = path.file_name().unwrap_or_default();
        let mut to = taken.join(name);
        let mut n = 1;
        while to.exists() {
            n += 1;
            to = taken.join(format!("{n} {}", name.to_string_lossy()));
        }
        std::fs::rename(path, &to).map_err(failed)?;
        self.seen.remove(path);
        Ok(to)
    }
}

fn state_of(file: &std::fs::Metadata) -> (u64, Option<SystemTime>) {
    (file.len(), file.modified().ok())
}

fn is_scan(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    !name.starts_with('.') && ![".part", ".tmp", ".crdownload", "~"].iter().any(|it| name.ends_with(it))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(paths: &[PathBuf]) -> Vec<String> {
        paths.iter().map(|it| it.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_folder_is_watched_by_one_at_a_time() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut first = WatchedFolder::new(folder.path());
        first.ready().expect("a folder");
        let mut second = WatchedFolder::new(folder.path());
        assert_eq!(second.ready().map_err(|it| it.code()), Err(Code::FolderWatched));
        drop(first);
        assert!(second.ready().is_ok(), "nobody watches it any more");
    }

    #[test]
    fn a_file_is_ready_when_it_has_stopped_growing_and_is_moved_beside_others_of_its_name() {
        let folder = tempfile::tempdir().expect("there is room");
        let at = |name: &str| folder.path().join(name);
        for (name, text) in [("b.pdf", "b"), ("a.pdf", "a"), (".hidden", "x"), ("c.part", "x"), ("empty.pdf", "")] {
            std::fs::write(at(name), text).expect("there is room");
        }
        let mut watched = WatchedFolder::new(folder.path());
        assert!(watched.ready().expect("a folder").is_empty(), "nothing is known of them yet");
        // One of them grows.
        let mut growing = std::fs::OpenOptions::new().append(true).open(at("b.pdf")).expect("it is there");
        growing.write_all(b"more").expect("there is room");
        assert_eq!(names(&watched.ready().expect("a folder")), ["a.pdf"]);
        assert_eq!(names(&watched.ready().expect("a folder")), ["a.pdf", "b.pdf"]);
        assert!(!watched.has_changed(&at("b.pdf")));
        growing.write_all(b"more").expect("there is room");
        assert!(watched.has_changed(&at("b.pdf")), "it was no whole scan");
        assert!(watched.has_changed(&at("gone.pdf")), "nor is one that cannot be reached");
        watched.ready().expect("a folder");
        assert_eq!(names(&watched.ready().expect("a folder")), ["a.pdf", "b.pdf"]);
        watched.move_away(&at("a.pdf"), true).expect("it is moved");
        std::fs::write(at("a.pdf"), "another").expect("there is room");
        assert_eq!(
            names(&watched.ready().expect("a folder")),
            ["b.pdf"],
            "a new one of the same name is looked at anew"
        );
        assert_eq!(names(&watched.ready().expect("a folder")), ["a.pdf", "b.pdf"]);
        let second = watched.move_away(&at("a.pdf"), true).expect("it is moved");
        assert_eq!(std::fs::read_to_string(second).expect("it is there"), "another");
        assert_eq!(std::fs::read_to_string(at("převzato/a.pdf")).expect("it is there"), "a");
    }

    #[test]
    fn a_device_that_pauses_between_two_pages_is_waited_for() {
        let folder = tempfile::tempdir().expect("there is room");
        std::fs::write(folder.path().join("a.tif"), "page").expect("there is room");
        let mut watched = WatchedFolder::new(folder.path()).quiet_for(3);
        let n_ready: Vec<usize> = (0..5).map(|_| watched.ready().expect("a folder").len()).collect();
        assert_eq!(n_ready, [0, 0, 0, 1, 1]);
    }

    #[test]
    fn a_folder_that_is_gone_is_said() {
        let mut watched = WatchedFolder::new(Path::new("/není/tu"));
        assert_eq!(watched.ready().map_err(|it| it.code()), Err(Code::FolderMissing));
    }
}
