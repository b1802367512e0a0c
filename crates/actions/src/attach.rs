//! Attaches a file from disk: its bytes are safe on this desk before anything names them.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use domain::registry::{AttachFile, MAX_FILE_BYTES};
use store::{Desk, StoredFile, Tx};
use values::{Code, ComponentId, DocumentId, Problem, Refusal};

/// Attaches the file at `path` to a document.
pub fn attach(desk: &Desk, document: DocumentId, path: &Path) -> Result<ComponentId, Problem> {
    attach_as(desk, document, path, None)
}

/// Attaches the file at `path`, as the output version of another component of the document where one is named.
pub fn attach_as(
    desk: &Desk,
    document: DocumentId,
    path: &Path,
    output_of: Option<ComponentId>,
) -> Result<ComponentId, Problem> {
    let (name, stored) = take_in(desk, path)?;
    Ok(desk.write(|tx| submit(tx, document, &name, &stored, output_of))?)
}

/// Takes a file in; refuses what is empty, too large, no file, or vanishes meanwhile. Returns its name, too.
pub fn take_in(desk: &Desk, path: &Path) -> Result<(String, StoredFile), Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let about = |code: Code| Refusal::new(code).at("files").with("name", &name);
    let vanished = |why: std::io::Error| match why.kind() {
        ErrorKind::NotFound => about(Code::FileVanished),
        _ => about(Code::FileUnreadable),
    };
    let metadata = std::fs::metadata(path).map_err(vanished)?;
    if !metadata.is_file() {
        return Err(about(Code::FileNotRegular).into());
    }
    if metadata.len() == 0 {
        return Err(about(Code::FileEmpty).into());
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(about(Code::FileTooLarge).with("size", metadata.len()).with("max", MAX_FILE_BYTES).into());
    }
    let mut file = File::open(path).map_err(vanished)?;
    let mut writer = desk.new_file()?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut buffer).map_err(vanished)?;
        if n == 0 {
            break;
        }
        writer.write(&buffer[..n])?;
        if writer.size_bytes() > metadata.len() {
            break;
        }
    }
    // A file that grew or shrank while it was read is not the one the clerk chose.
    if writer.size_bytes() != metadata.len() {
        return Err(about(Code::FileVanished).into());
    }
    let stored = desk.finish_file(writer, &name)?;
    Ok((name, stored))
}

pub(crate) fn submit(
    tx: &Tx<'_>,
    document: DocumentId,
    name: &str,
    stored: &StoredFile,
    output_of: Option<ComponentId>,
) -> store::Result<ComponentId> {
    let component = tx.new_id(ComponentId);
    tx.hold_file(&stored.sha256, stored.size_bytes)?;
    tx.submit(AttachFile {
        component,
        document,
        name: name.to_owned(),
        sha256: stored.sha256,
        size_bytes: stored.size_bytes,
        media_type: stored.media_type.clone(),
        output_of,
    })?;
    Ok(component)
}
