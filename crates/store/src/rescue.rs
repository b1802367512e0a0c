//! Saves what can be read of the outbox of a damaged desk.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use values::Randomness;

use crate::keys::{DatabaseKey, open, seal};
use crate::problem::broken;
use crate::{DeskFolder, Result};

/// As [`rescue`], with the password of the desk.
pub fn rescue_with_password(
    folder: &DeskFolder,
    password: &str,
    randomness: &mut dyn Randomness,
) -> Result<(usize, bool)> {
    let key = crate::desk::unwrap_key(&folder.header()?, password)?;
    rescue(folder, &key, randomness)
}

/// Writes the readable commands of the outbox beside the database, encrypted, and returns how many they are and
/// whether reading ended before the end.
pub fn rescue(folder: &DeskFolder, key: &DatabaseKey, randomness: &mut dyn Randomness) -> Result<(usize, bool)> {
    let db = Connection::open_with_flags(folder.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    db.pragma_update(None, "key", key.pragma())?;
    let mut saved = Vec::new();
    let mut is_cut = true;
    if let Ok(mut statement) = db.prepare("SELECT id, kind, version, role, made_at, data FROM outbox ORDER BY n") {
        let mut rows = statement.query([])?;
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let (id, data): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(5)?);
                    saved.push(json!({
                        "id": data_encoding::HEXLOWER.encode(&id), "kind": row.get::<_, String>(1)?,
                        "version": row.get::<_, u32>(2)?, "role": row.get::<_, String>(3)?,
                        "made_at": row.get::<_, String>(4)?, "data": String::from_utf8_lossy(&data),
                    }));
                }
                Ok(None) => {
                    is_cut = false;
                    break;
                }
                Err(_) => break,
            }
        }
    }
    if !saved.is_empty() {
        let plain = serde_json::to_vec(&saved).map_err(|why| broken(why.to_string()))?;
        keep(folder, key, &plain, randomness)?;
    }
    Ok((saved.len(), is_cut))
}

/// Returns the files rescued commands were written to, each with its commands as a JSON list, the oldest first.
pub fn rescued(folder: &DeskFolder, password: &str) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let key = crate::desk::unwrap_key(&folder.header()?, password)?;
    read_kept(folder, &key)
}

/// Writes what was read to a file of its own. What was rescued before stays: the damage may have grown since.
fn keep(folder: &DeskFolder, key: &DatabaseKey, plain: &[u8], randomness: &mut dyn Randomness) -> Result<()> {
    let kept = read_kept(folder, key)?;
    if kept.iter().any(|it| it.1 == plain) {
        return Ok(());
    }
    let n = kept.len() + 1;
    let (part, path) = (folder.path().join("rescued.part"), folder.path().join(format!("rescued-outbox-{n}.bin")));
    let mut file = fs::File::create(&part)?;
    file.write_all(&seal(&key.rescue_key(), plain, randomness)?)?;
    file.sync_all()?;
    fs::rename(part, path)?;
    crate::folder::sync_folder(folder.path())
}

fn read_kept(folder: &DeskFolder, key: &DatabaseKey) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut kept = Vec::new();
    loop {
        let path = folder.path().join(format!("rescued-outbox-{}.bin", kept.len() + 1));
        if !path.exists() {
            return Ok(kept);
        }
        // A file that came to harm itself keeps its place, empty.
        let plain = open(&key.rescue_key(), &fs::read(&path)?).unwrap_or_default();
        kept.push((path, plain));
    }
}
