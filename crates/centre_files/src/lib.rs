//! The centre's files, keyed by tenant and SHA-256.
//!
//! Invariant: what is stored has the hash it is named by; it is checked before the file gets its name. Uploads
//! lie beside in pieces until they are whole. Who may see a file is not decided here.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use object_store::ObjectStoreExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use sha2::Digest;
use tokio::runtime::Runtime;
use values::{Code, ComponentId, Problem, Refusal, Sha256};

/// The files of a centre.
pub struct CentreFiles {
    folder: PathBuf,
    store: LocalFileSystem,
    /// The store is asynchronous, its callers here are not.
    runtime: Runtime,
}

impl CentreFiles {
    /// Opens the files in `folder`, making it when it is not there.
    pub fn open(folder: &Path) -> Result<Self, Problem> {
        fs::create_dir_all(folder.join("uploads")).map_err(disk)?;
        fs::create_dir_all(folder.join("files")).map_err(disk)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(object)?;
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(disk)?;
        Ok(Self { folder: folder.to_owned(), store, runtime })
    }

    /// Adds a piece of an upload at its offset and returns how much has arrived.
    ///
    /// A piece for another offset is not written: the sender goes on where the returned number says.
    pub fn append(&self, tenant: &str, component: ComponentId, offset: u64, bytes: &[u8]) -> Result<u64, Problem> {
        let path = self.part(tenant, component);
        fs::create_dir_all(path.parent().expect("a part lies in a folder")).map_err(disk)?;
        let mut part = OpenOptions::new().create(true).append(true).open(&path).map_err(disk)?;
        let length = part.metadata().map_err(disk)?.len();
        if offset != length || bytes.is_empty() {
            return Ok(length);
        }
        if let Err(error) = part.write_all(bytes).and_then(|()| part.sync_data()) {
            // A piece that did not fit is taken back, so that the offset stays true.
            let _ = part.set_len(length);
            return Err(disk(error));
        }
        Ok(length + bytes.len() as u64)
    }

    /// Gives a whole upload its name. Refuses one whose bytes are not what was announced, and drops it.
    ///
    /// May be repeated: a file that was stored before is not stored again.
    pub fn finish(&self, tenant: &str, component: ComponentId, sha256: Sha256) -> Result<(), Problem> {
        let path = self.part(tenant, component);
        if hash_file(&path)? != sha256 {
            fs::remove_file(&path).map_err(disk)?;
            return Err(Problem::refused(Code::FileDamaged));
        }
        let from = ObjectPath::from(format!("uploads/{tenant}/{component}"));
        let to = object_name(tenant, sha256);
        self.runtime.block_on(self.store.rename(&from, &to)).map_err(object)?;
        self.sync_folder_of(tenant, sha256)
    }

    /// Remembers that the bytes of a component are here whose command still waits for a supervisor.
    ///
    /// Kept by component and not told from the hash: who names the hash of another's file has not brought it.
    pub fn mark_arrived(&self, tenant: &str, component: ComponentId) -> Result<(), Problem> {
        let path = self.arrived(tenant, component);
        let folder = path.parent().expect("a mark lies in a folder");
        fs::create_dir_all(folder).map_err(disk)?;
        File::create(&path).and_then(|it| it.sync_all()).map_err(disk)?;
        File::open(folder).and_then(|it| it.sync_all()).map_err(disk)
    }

    /// Returns whether the bytes of a waiting component are here.
    pub fn has_arrived(&self, tenant: &str, component: ComponentId) -> bool {
        self.arrived(tenant, component).exists()
    }

    fn arrived(&self, tenant: &str, component: ComponentId) -> PathBuf {
        self.folder.join("arrived").join(tenant).join(component.to_string())
    }

    /// Returns up to `n_bytes` of a file from `offset`; nothing past its end.
    pub fn read(&self, tenant: &str, sha256: Sha256, offset: u64, n_bytes: u64) -> Result<Vec<u8>, Problem> {
        let name = object_name(tenant, sha256);
        let size = self.runtime.block_on(self.store.head(&name)).map_err(object)?.size;
        if offset >= size {
            return Ok(Vec::new());
        }
        let range = offset..size.min(offset.saturating_add(n_bytes));
        Ok(self.runtime.block_on(self.store.get_range(&name, range)).map_err(object)?.to_vec())
    }

    /// Gives a file of one tenant to another one, too. May be repeated: what is there already is left.
    pub fn give(&self, from: &str, to: &str, sha256: Sha256) -> Result<(), Problem> {
        if self.is_whole(to, sha256)? {
            return Ok(());
        }
        let path = |tenant: &str| self.folder.join(object_name(tenant, sha256).as_ref());
        let (source, target) = (path(from), path(to));
        fs::create_dir_all(target.parent().expect("a file lies in a folder")).map_err(disk)?;
        // Its own name for each attempt: two that run at once do not write into one file.
        static ATTEMPTS: AtomicU64 = AtomicU64::new(0);
        let attempt = ATTEMPTS.fetch_add(1, Ordering::Relaxed);
        let part = target.with_extension(format!("part-{}-{attempt}", std::process::id()));
        fs::copy(&source, &part).map_err(disk)?;
        if hash_file(&part)? != sha256 {
            fs::remove_file(&part).map_err(disk)?;
            return Err(Problem::refused(Code::FileDamaged));
        }
        File::open(&part).and_then(|it| it.sync_all()).map_err(disk)?;
        fs::rename(&part, &target).map_err(disk)?;
        self.sync_folder_of(to, sha256)
    }

    /// Returns whether a file is there and still has its hash.
    pub fn is_whole(&self, tenant: &str, sha256: Sha256) -> Result<bool, Problem> {
        match hash_file(&self.folder.join(object_name(tenant, sha256).as_ref())) {
            Ok(hash) => Ok(hash == sha256),
            Err(_) if !self.folder.join(object_name(tenant, sha256).as_ref()).exists() => Ok(false),
            Err(problem) => Err(problem),
        }
    }

    /// Copies every stored file to `to`; a file that is there already is left.
    pub fn copy_to(&self, to: &Path) -> Result<u64, Problem> {
        let mut n_copied = 0;
        let mut folders = vec![self.folder.join("files")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(disk)? {
                let path = entry.map_err(disk)?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let inside = path.strip_prefix(&self.folder).expect("found below the folder");
                let target = to.join(inside);
                if !target.exists() {
                    fs::create_dir_all(target.parent().expect("a file lies in a folder")).map_err(disk)?;
                    // Under its own name only when it is whole: a copy that was cut off is made again.
                    let part = target.with_extension("part");
                    fs::copy(&path, &part).and_then(|_| fs::rename(&part, &target)).map_err(disk)?;
                    n_copied += 1;
                }
            }
        }
        Ok(n_copied)
    }

    /// Parts of different tenants never meet, even when somebody names another's component.
    fn part(&self, tenant: &str, component: ComponentId) -> PathBuf {
        self.folder.join("uploads").join(tenant).join(component.to_string())
    }

    /// A rename is on the disk only when its folder is.
    fn sync_folder_of(&self, tenant: &str, sha256: Sha256) -> Result<(), Problem> {
        let path = self.folder.join(object_name(tenant, sha256).as_ref());
        let folder = path.parent().expect("a file lies in a folder");
        File::open(folder).and_then(|it| it.sync_all()).map_err(disk)
    }
}

fn object_name(tenant: &str, sha256: Sha256) -> ObjectPath {
    let name = sha256.to_string();
    ObjectPath::from(format!("files/{tenant}/{}/{name}", &name[..2]))
}

fn hash_file(path: &Path) -> Result<Sha256, Problem> {
    let mut file = File::open(path).map_err(disk)?;
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer).map_err(disk)?;
        if n == 0 {
            return Ok(Sha256(hasher.finalize().into()));
        }
        hasher.update(&buffer[..n]);
    }
}

fn disk(error: std::io::Error) -> Problem {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::unavailable(Code::DiskFull),
        _ => Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", error)),
    }
}

fn object(error: object_store::Error) -> Problem {
    match error {
        object_store::Error::NotFound { .. } => Problem::refused(Code::NotFound),
        other => Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_upload_goes_on_at_its_offset_and_gets_its_name_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let files = CentreFiles::open(folder.path()).unwrap();
        let component = ComponentId(Uuid::from_u128(1));
        let sha256 = Sha256::of(b"whole file");
        assert_eq!(files.append("hlucin", component, 0, b"whole"), Ok(5));
        assert_eq!(files.append("hlucin", component, 3, b"twice"), Ok(5), "a piece sent twice is not written twice");
        assert_eq!(files.append("hlucin", component, 5, b" file"), Ok(10));
        files.finish("hlucin", component, sha256).unwrap();
        assert_eq!(files.read("hlucin", sha256, 6, 100).unwrap(), b"file");
        assert_eq!(files.read("hlucin", sha256, 10, 100).unwrap(), b"");
        assert!(files.is_whole("hlucin", sha256).unwrap());
        assert!(files.read("bela", sha256, 0, 100).is_err(), "another tenant has another place");
    }

    #[test]
    fn a_file_given_to_another_tenant_is_whole_there_and_stays_here() {
        let folder = tempfile::tempdir().unwrap();
        let files = CentreFiles::open(folder.path()).unwrap();
        let (component, sha256) = (ComponentId(Uuid::from_u128(1)), Sha256::of(b"whole file"));
        files.append("hlucin", component, 0, b"whole file").unwrap();
        files.finish("hlucin", component, sha256).unwrap();
        for _ in 0..2 {
            files.give("hlucin", "bela", sha256).unwrap();
        }
        assert_eq!(files.is_whole("bela", sha256), Ok(true));
        assert_eq!(files.is_whole("hlucin", sha256), Ok(true));
    }

    #[test]
    fn parts_of_two_tenants_never_meet() {
        let folder = tempfile::tempdir().unwrap();
        let files = CentreFiles::open(folder.path()).unwrap();
        let component = ComponentId(Uuid::from_u128(1));
        files.append("hlucin", component, 0, b"the town's").unwrap();
        assert_eq!(files.append("bela", component, 0, b"a lie"), Ok(5));
        assert_eq!(files.append("hlucin", component, 10, b" file"), Ok(15));
        files.finish("hlucin", component, Sha256::of(b"the town's file")).unwrap();
        assert!(!files.has_arrived("hlucin", component), "only what waits for a supervisor is marked");
    }

    #[test]
    fn bytes_that_are_not_what_was_announced_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let files = CentreFiles::open(folder.path()).unwrap();
        let component = ComponentId(Uuid::from_u128(1));
        files.append("hlucin", component, 0, b"something else").unwrap();
        let refused = files.finish("hlucin", component, Sha256::of(b"announced"));
        assert_eq!(refused, Err(Problem::refused(Code::FileDamaged)));
        assert_eq!(files.append("hlucin", component, 0, b""), Ok(0));
    }
}
