//! A centre: its folder, its tenants, its clock.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use centre_files::CentreFiles;
use centre_store::{Directory, OpenHow, SeatRecord, TenantStore};
use tokio::sync::watch;
use values::{Clock, Code, Problem, Randomness, Refusal};

/// A technology centre. Any number of processes may open one folder: the databases see to the order.
pub struct Centre {
    pub(crate) folder: PathBuf,
    how: OpenHow,
    directory: Mutex<Directory>,
    tenants: Mutex<BTreeMap<String, Arc<Mutex<TenantStore>>>>,
    pub(crate) files: CentreFiles,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) randomness: Mutex<Box<dyn Randomness>>,
    /// Held by whoever carries the post between offices.
    pub(crate) carrying: Mutex<()>,
    /// Counts commits of this process, so that waiting desks hear of them at once.
    pub(crate) commits: watch::Sender<u64>,
}

/// Who speaks, found out from the request's signature.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The seat as the directory knows it.
    pub seat: SeatRecord,
    /// The branch that signed.
    pub branch: u32,
}

impl Centre {
    /// Opens the centre in `folder`, making it when it is not there.
    pub fn open(
        folder: &Path,
        how: OpenHow,
        clock: Arc<dyn Clock>,
        randomness: Box<dyn Randomness>,
    ) -> Result<Self, Problem> {
        let make = |path: &Path| {
            std::fs::create_dir_all(path)
                .map_err(|why| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why)))
        };
        make(folder)?;
        make(&folder.join("tenants"))?;
        Ok(Self {
            folder: folder.to_owned(),
            directory: Mutex::new(Directory::open(folder, &how)?),
            how,
            tenants: Mutex::default(),
            files: CentreFiles::open(folder)?,
            clock,
            randomness: Mutex::new(randomness),
            carrying: Mutex::default(),
            commits: watch::Sender::new(0),
        })
    }

    /// Returns the directory; nobody holds it long.
    pub fn directory(&self) -> MutexGuard<'_, Directory> {
        // A panic elsewhere leaves the database as its last commit left it.
        self.directory.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Returns the store of a tenant.
    pub fn tenant(&self, slug: &str) -> Result<Arc<Mutex<TenantStore>>, Problem> {
        let mut tenants = self.tenants.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(store) = tenants.get(slug) {
            return Ok(store.clone());
        }
        if self.directory().find_tenant(slug)?.is_none() {
            return Err(Refusal::new(Code::TenantUnknown).with("tenant", slug).into());
        }
        let path = centre_store::tenant_file(&self.folder, slug);
        let store = Arc::new(Mutex::new(TenantStore::open(&path, &self.how)?));
        tenants.insert(slug.to_owned(), store.clone());
        Ok(store)
    }

    /// Does something in the store of a tenant.
    pub fn in_tenant<T>(
        &self,
        slug: &str,
        f: impl FnOnce(&mut TenantStore) -> centre_store::Result<T>,
    ) -> Result<T, Problem> {
        let store = self.tenant(slug)?;
        let mut store = store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(f(&mut store)?)
    }

    /// Makes a new id of what there are many of.
    pub fn new_id<T>(&self, of: impl FnOnce(uuid::Uuid) -> T) -> T {
        of(self.with_randomness(|it| values::id_in_time(self.clock.now(), it)))
    }

    /// Returns a source of ids and codes.
    pub fn with_randomness<T>(&self, f: impl FnOnce(&mut dyn Randomness) -> T) -> T {
        let mut randomness = self.randomness.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        f(randomness.as_mut())
    }

    pub(crate) fn note_commit(&self) {
        self.commits.send_modify(|it| *it += 1);
    }
}
