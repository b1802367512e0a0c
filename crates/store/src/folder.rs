//! The folder of one desk: `desk.json`, `desk.sqlite`, `files/`.
//!
//! `desk.json` holds what must be read before the database is open. Nothing in it opens the database alone.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use values::{Code, Instant, PersonId, Refusal, SeatId, TenantId};

use crate::Result;

/// The folder of one desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskFolder(PathBuf);

/// What is known of a desk while it is locked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// The version of this file.
    pub format: u32,
    /// The seat.
    pub seat: SeatId,
    /// The tenant.
    pub tenant: TenantId,
    /// The tenant's name.
    pub tenant_name: String,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub person_name: String,
    /// The centre's host and port.
    pub address: String,
    /// 100 bits of the centre's CA key.
    pub pin: String,
    /// The database key under the password.
    pub wrapped_key: String,
    /// Salt of the password.
    pub salt: String,
    /// Opens what the centre keeps in escrow, and only that.
    pub escrow_secret: String,
    /// Wrong passwords in a row.
    #[serde(default)]
    pub n_wrong: u32,
    /// When the next try is allowed.
    #[serde(default)]
    pub next_try_at: Option<Instant>,
}

impl DeskFolder {
    /// The desk in `path`.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Returns the desks below `device`, by folder name.
    pub fn list(device: &Path) -> Result<Vec<(String, Header)>> {
        let seats = device.join("seats");
        if !seats.exists() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(seats)? {
            let entry = entry?;
            let folder = Self(entry.path());
            if let Ok(header) = folder.header() {
                found.push((entry.file_name().to_string_lossy().into_owned(), header));
            }
        }
        found.sort_by(|a, b| a.1.person_name.cmp(&b.1.person_name).then(a.0.cmp(&b.0)));
        Ok(found)
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Returns the path of the database.
    pub fn database(&self) -> PathBuf {
        self.0.join("desk.sqlite")
    }

    /// Returns the folder of the files.
    pub fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// Reads the header.
    pub fn header(&self) -> Result<Header> {
        let path = self.0.join("desk.json");
        if !path.exists() {
            return Err(Refusal::new(Code::NoDesk).into());
        }
        let bytes = fs::read(path)?;
        let header: Header = serde_json::from_slice(&bytes)
            .map_err(|why| values::Problem::Damaged(Refusal::new(Code::DatabaseDamaged).with("why", why)))?;
        if header.format > 1 {
            return Err(values::Problem::Damaged(Refusal::new(Code::NewerVersion)).into());
        }
        Ok(header)
    }

    /// Writes the header; a power cut leaves the old one or the new one.
    pub fn write_header(&self, header: &Header) -> Result<()> {
        fs::create_dir_all(&self.0)?;
        let part = self.0.join("desk.json.part");
        let mut file = fs::File::create(&part)?;
        file.write_all(&serde_json::to_vec_pretty(header).expect("a header is plain data"))?;
        file.sync_all()?;
        fs::rename(part, self.0.join("desk.json"))?;
        sync_folder(&self.0)
    }

    /// Removes everything of the desk from the disk.
    pub fn wipe(&self) -> Result<()> {
        Ok(fs::remove_dir_all(&self.0)?)
    }
}

pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::File::open(path)?.sync_all()?;
    Ok(())
}
