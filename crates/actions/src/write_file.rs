//! Writes files for the clerk, outside the desk.

use std::fs::File;
use std::path::Path;

use values::{Code, Problem, Refusal};

/// Writes a file under its name only when it is whole: what was there before stays until then.
pub(crate) fn write_file(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Problem>) -> Result<(), Problem> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut file = File::create(&part).map_err(disk)?;
    let written = write(&mut file).and_then(|()| file.sync_all().map_err(disk));
    written.and_then(|()| std::fs::rename(&part, path).map_err(disk)).inspect_err(|_| {
        // The first problem says more than one of cleaning up.
        let _ = std::fs::remove_file(&part);
    })
}

/// Says what the disk says.
pub(crate) fn disk(why: std::io::Error) -> Problem {
    match why.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Problem::unavailable(Code::DiskFull),
        _ => Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why)),
    }
}
