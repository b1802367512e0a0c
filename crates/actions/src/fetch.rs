//! Fetches a file this desk does not hold, and saves one it holds.

use std::io::Write;
use std::path::Path;

use store::{Desk, FilePlace};
use values::{Code, ComponentId, Problem, Refusal};

use crate::write_file::{disk, write_file};

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

/// Writes a file held here to `path`. A failure leaves what was there before.
pub fn save_file(desk: &Desk, component: ComponentId, path: &Path) -> Result<(), Problem> {
    let sha256 = desk.read(|tx| {
        let it = tx.component(component)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        if tx.holds_file(&it.sha256)? {
            Ok(it.sha256)
        } else {
            Err(Refusal::new(Code::FileOnItsWay).with("from", "").into())
        }
    })?;
    let mut reader = desk.open_file(&sha256)?;
    write_file(path, |file| {
        for place in 0..reader.n_pieces() {
            file.write_all(&reader.piece(place)?).map_err(disk)?;
        }
        Ok(())
    })
}
