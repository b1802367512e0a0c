//! A disk of a few megabytes that can be filled: what a full one does must be seen on a real one.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Running, wait_until};

/// A file system in memory that one process holds, and only those see who were started beside it; it goes when this
/// is dropped.
pub struct SmallDisk {
    folder: PathBuf,
    holder: Running,
}

impl SmallDisk {
    /// Mounts one over the folder `at`. Nobody's rights are needed where a user may have namespaces of his own; where
    /// he may not, and on systems without them, there is none, and a test says so and goes on without it.
    pub fn mount(at: &Path, megabytes: u32) -> Option<Self> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        fs::create_dir_all(at).expect("there is room");
        let at = at.canonicalize().expect("it was made a moment ago");
        let script = "mount -t tmpfs -o size=\"$1\"m none \"$2\" && touch \"$2/mounted\" && exec sleep infinity";
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(megabytes.to_string()).arg(&at);
        let mut disk = Self { folder: at, holder: Running::start_unheard(&mut command) };
        let mounted = disk.from_outside().join("mounted");
        wait_until("the small disk is mounted", || disk.holder.has_ended() || mounted.exists());
        (!disk.holder.has_ended()).then_some(disk)
    }

    /// Returns its folder, as programs see it that were started by [`SmallDisk::beside`].
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns its folder as everybody else reaches it. Not for databases: SQLite takes the path for a link and
    /// follows it to nowhere.
    pub fn from_outside(&self) -> PathBuf {
        let holder = Path::new("/proc").join(self.holder.id().to_string()).join("root");
        holder.join(self.folder.strip_prefix("/").expect("it is a whole path"))
    }

    /// Returns what is put before a command so that it sees the disk.
    pub fn beside(&self) -> Vec<String> {
        let holder = self.holder.id().to_string();
        ["nsenter", "--target", &holder, "--user", "--mount", "--preserve-credentials"].map(str::to_owned).to_vec()
    }

    /// Makes it one that can only be read, for good.
    pub fn make_read_only(&self) {
        let beside = self.beside();
        let status = std::process::Command::new(&beside[0])
            .args(&beside[1..])
            .args(["mount", "-o", "remount,ro"])
            .arg(&self.folder)
            .status();
        assert!(status.is_ok_and(|it| it.success()), "it cannot be made read-only");
    }

    /// Fills it to the last page.
    pub fn fill(&self) {
        let mut file = File::create(self.filling()).expect("a file of nothing needs no room");
        while file.write_all(&[0; 4096]).is_ok() {}
    }

    /// Fills it but for so many bytes.
    pub fn fill_but(&self, n_bytes: u64) {
        self.fill();
        let file = File::options().write(true).open(self.filling()).expect("it was filled");
        let length = file.metadata().expect("it is open").len();
        file.set_len(length.saturating_sub(n_bytes)).expect("there is room for less");
    }

    /// Makes room again.
    pub fn free(&self) {
        fs::remove_file(self.filling()).expect("it was filled");
    }

    fn filling(&self) -> PathBuf {
        self.from_outside().join("filling")
    }
}
