//! Fetches a file this desk does not hold, and saves one it holds.

use std::io::Write;
use std::path::Path;

use store::{Desk, FilePlace};
use values::{Code, ComponentId, Problem, Refusal};

/// Asks for a file; the next round of sync brings it. Refuses one that is still on its way to the centre.
pub fn fetch(desk: &Desk, component: ComponentId) -> Result<(), Problem> {
    let from = desk.write(|tx| {
        let it = tx.component(component)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        match tx.file_place(&it)? {
            FilePlace::OnItsWay => {
                Ok(Some(it.attached_by.map(|it| tx.person(it)).transpose()?.flatten().map(|it| it.list_name())))
            }
            FilePlace::AtCentre => {
                tx.want_file(component)?;
                Ok(None)
            }
            FilePlace::Here | FilePlace::Fetching => Ok(None),
        }
    })?;
    match from {
        Some(from) => Err(Refusal::new(Code::FileOnItsWay).with("from", from.unwrap_or_default()).into()),
        None => Ok(()),
    }
}

/// Writes a file held here to `path`; what is half-written at a failure is removed.
pub fn save_file(desk: &Desk, component: ComponentId, path: &Path) -> Result<(), Problem> {
    let sha256 = desk.read(|tx| {
        let it = tx.component(component)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        if tx.holds_file(&it.sha256)? {
            Ok(it.sha256)
        } else {
            Err(Refusal::new(Code::FileOnItsWay).with("from", "").into())
        }
    })?;
    let disk = |why: std::io::Error| match why.kind() {
        std::io::ErrorKind::StorageFull => Problem::unavailable(Code::DiskFull),
        _ => Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why)),
    };
    let mut reader = desk.open_file(&sha256)?;
    let mut file = std::fs::File::create(path).map_err(disk)?;
    let mut write = || -> Result<(), Problem> {
        for place in 0..reader.n_pieces() {
            file.write_all(&reader.piece(place)?).map_err(disk)?;
        }
        file.sync_all().map_err(disk)
    };
    write().inspect_err(|_| {
        let _ = std::fs::remove_file(path);
    })
}
