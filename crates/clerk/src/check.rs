//! `check`: the database, the log, every file.

use serde_json::json;
use store::Desk;
use values::Problem;

use crate::output::Said;
use crate::sentences::{Language, own};

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
