//! Saves what can be read of the outbox of a damaged desk.

use std::fs;

use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use values::Randomness;

use crate::keys::{DatabaseKey, seal};
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
    let plain = serde_json::to_vec(&saved).map_err(|why| broken(why.to_string()))?;
    let sealed = seal(&key.rescue_key(), &plain, randomness)?;
    fs::write(folder.path().join("rescued-outbox.bin"), sealed)?;
    Ok((saved.len(), is_cut))
}
