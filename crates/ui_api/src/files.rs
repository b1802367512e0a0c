//! Files outside the desk until it is locked: those handed to the system's program, and those pasted into the window.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::registry::MAX_FILE_BYTES;
use values::{Code, Problem, Refusal, Sha256};

use crate::read::id;
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn open_elsewhere(&self, component: &str) -> Result<String, Problem> {
        let open = self.open()?;
        let component_id = id(component)?;
        let it = open.desk.read(|tx| tx.component(component_id))?.ok_or_else(|| Problem::refused(Code::NotFound))?;
        let folder = self.opened_files().join(component);
        make_private(&folder).map_err(disk)?;
        let path = folder.join(plain(&it.name));
        actions::save_file(&open.desk, component_id, &path)?;
        Ok(path.to_string_lossy().into_owned())
    }
}

impl Workstation {
    /// Keeps what was pasted as a file and returns its path: a picture on the clipboard has none.
    pub(crate) fn keep(&self, name: &str, base64: &str) -> Result<String, Problem> {
        // Nothing is kept beside a locked desk: nobody would remove it.
        self.open()?;
        let bytes = STANDARD.decode(base64).map_err(|_| Refusal::new(Code::ChoiceUnknown).at("base64"))?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            let refusal = Refusal::new(Code::FileTooLarge).with("size", bytes.len()).with("max", MAX_FILE_BYTES);
            return Err(refusal.into());
        }
        let folder = self.opened_files().join(Sha256::of(&bytes).to_string());
        make_private(&folder).map_err(disk)?;
        let path = folder.join(plain(name));
        std::fs::write(&path, bytes).map_err(disk)?;
        Ok(path.to_string_lossy().into_owned())
    }
}

fn disk(why: std::io::Error) -> Problem {
    Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why))
}

/// A name that came with a file: only its last part, and no way out of the folder.
fn plain(name: &str) -> String {
    match name.replace(['/', '\\', ':'], "_").trim_start_matches('.') {
        "" => "_".to_owned(),
        name => name.to_owned(),
    }
}

/// Makes a folder only this user may look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_came_with_a_file_leads_out_of_no_folder() {
        for (name, kept) in [("sken.pdf", "sken.pdf"), ("../../.bashrc", "_.._.bashrc"), ("C:\\a", "C__a"), ("..", "_")]
        {
            assert_eq!(plain(name), kept);
        }
    }
}
