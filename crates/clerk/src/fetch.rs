//! `fetch`: brings a file here if need be, and saves it.

use std::path::Path;

use serde_json::json;
use store::Desk;
use values::Problem;

use crate::output::Said;
use crate::{find, sync};

pub(crate) fn fetch(desk: &Desk, document: &str, named: &str, to: &Path) -> Result<Said, Problem> {
    let (document, file) = desk.read(|tx| {
        let document = find::document(tx, document)?.id;
        Ok((document, find::component(tx, document, named)?))
    })?;
    actions::look_at(desk, document)?;
    if !desk.read(|tx| tx.holds_file(&file.sha256))? {
        actions::fetch(desk, file.id)?;
        sync::round(desk)?;
    }
    actions::save_file(desk, file.id, to)?;
    Ok(Said {
        text: format!("{}\t{} B\t{}", file.name, file.size_bytes, to.display()),
        json: json!({
            "component": file.id, "name": file.name, "size_bytes": file.size_bytes, "sha256": file.sha256,
            "path": to.to_string_lossy(),
        }),
    })
}
