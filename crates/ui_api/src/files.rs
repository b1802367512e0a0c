//! A file handed to the system's program.

use std::path::Path;

use values::{Code, Problem, Refusal};

use crate::read::id;
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn open_elsewhere(&self, component: &str) -> Result<String, Problem> {
        let open = self.open()?;
        let component_id = id(component)?;
        let it = open.desk.read(|tx| tx.component(component_id))?.ok_or_else(|| Problem::refused(Code::NotFound))?;
        let folder = self.opened_files().join(component);
        let disk = |why: std::io::Error| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why));
        make_private(&folder).map_err(disk)?;
        // The name came with the file: only its last part, and no way out of the folder.
        let name = it.name.replace(['/', '\\', ':'], "_");
        let path = folder.join(name.trim_start_matches('.'));
        actions::save_file(&open.desk, component_id, &path)?;
        Ok(path.to_string_lossy().into_owned())
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
