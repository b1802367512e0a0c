//! Writes files for the clerk, outside the desk.

use std::fs::File;
use std::path::{Path, PathBuf};

use values::{Code, Problem, Refusal};

/// Writes a file under its name only when it is whole: what was there before stays until then.
///
/// Refuses a folder that is not there with `folder_missing`.
pub(crate) fn write_file(path: &Path, write: impl FnOnce(&mut File) -> Result<(), Problem>) -> Result<(), Problem> {
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty() && !it.is_dir()) {
        return Err(Refusal::new(Code::FolderMissing).at("path").with("folder", folder.display()).into());
    }
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

/// Refuses a name that is taken, before anything is made for it; a name without an ending is looked for with the one it gets.
pub fn refuse_existing(path: &Path, ending: &str) -> Result<(), Refusal> {
    let path = with_ending(path, ending);
    if !path.exists() {
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Err(Refusal::new(Code::FileExists).at("path").with("name", name))
}

/// Gives a name written without an ending the one of what is in the file.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    if ending_of(path).is_some() {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{ending}"));
    path.with_file_name(name)
}

/// The ending of a name: a short word behind its last dot. A number there is none, as in "Dopis č. 5" and "evidence 25.11.2026".
pub(crate) fn ending_of(path: &Path) -> Option<&str> {
    let ending = path.extension()?.to_str()?;
    let is_word = ending.len() <= 5 && ending.chars().all(|it| it.is_ascii_alphanumeric());
    Some(ending).filter(|it| is_word && it.chars().any(|it| it.is_ascii_alphabetic()))
}

/// Says what the disk says.
pub(crate) fn disk(why: std::io::Error) -> Problem {
    let failed = |why: &str| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why));
    match why.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Problem::unavailable(Code::DiskFull),
        std::io::ErrorKind::PermissionDenied => failed("permission_denied"),
        std::io::ErrorKind::NotFound => failed("not_there"),
        std::io::ErrorKind::ReadOnlyFilesystem => failed("read_only"),
        _ => failed(&why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_or_a_number_behind_a_dot_is_no_ending() {
        for (name, written) in [
            ("Dopis č. 5", "Dopis č. 5.pdf"),
            ("evidence 25.11.2026", "evidence 25.11.2026.pdf"),
            ("kniha", "kniha.pdf"),
            ("kniha.", "kniha..pdf"),
            ("kniha.csv", "kniha.csv"),
            ("/tmp/a.b/kniha", "/tmp/a.b/kniha.pdf"),
        ] {
            assert_eq!(with_ending(Path::new(name), "pdf"), Path::new(written));
        }
    }
}
