//! `check`: the database, the log, every file.

use actions::Device;
use sentences::Language;
use serde_json::{Value, json};
use store::Desk;
use values::Problem;

use crate::output::Said;
use crate::words::own;

pub(crate) fn check(desk: &Desk, language: Language) -> Result<Said, Problem> {
    let found = desk.check()?;
    let text = own(
        "checked",
        &[
            ("documents", &found.n_documents),
            ("lines", &found.n_log_lines),
            ("files", &found.n_files),
            ("pending", &found.n_pending),
        ],
        language,
    );
    Ok(Said {
        text,
        json: json!({
            "n_documents": found.n_documents, "n_log_lines": found.n_log_lines, "n_files": found.n_files,
            "n_pending": found.n_pending,
        }),
    })
}

/// Shows what was saved from a damaged database: without opening it.
pub(crate) fn rescued(device: &Device, seat: &str, password: &str) -> Result<Said, Problem> {
    let files = device.rescued(seat, password)?;
    let rows: Vec<Value> = files
        .iter()
        .map(|(path, bytes)| {
            let commands: Value = serde_json::from_slice(bytes).unwrap_or(Value::Null);
            json!({ "path": path.to_string_lossy(), "commands": commands })
        })
        .collect();
    let said = |it: &Value| format!("{}\t{}", it["path"].as_str().unwrap_or_default(), it["commands"]);
    Ok(Said { text: rows.iter().map(said).collect::<Vec<_>>().join("\n"), json: json!({ "files": rows }) })
}
