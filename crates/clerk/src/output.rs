//! What is printed: a text for a person, JSON for a script.

use std::io::Write;

use sentences::{Language, word};
use serde_json::{Value, json};
use store::{DocumentLine, Tx};
use values::Problem;

use crate::words::own;

/// What a command says.
pub(crate) struct Said {
    /// For a person.
    pub(crate) text: String,
    /// For a script; the keys are promised in `docs/formats/clerk.md`.
    pub(crate) json: Value,
}

/// Prints; who has closed the other end does not want to hear more.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

pub(crate) fn print_line(text: &str) {
    print(&format!("{text}\n"));
}

pub(crate) fn print_error(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Prints the sentence to the standard error, and for a script the problem to the standard output.
pub(crate) fn print_problem(problem: &Problem, language: Language, is_json: bool) {
    if is_json {
        print_line(&sentences::problem_json(problem, language).to_string());
    }
    print_error(&format!("{}\n", sentences::of_problem(problem, language)));
    if let Problem::Broken(why) = problem {
        print_error(&format!("{why}\n"));
    }
}

/// Returns a document as it stands in a list.
pub(crate) fn line_json(tx: &Tx<'_>, line: &DocumentLine) -> store::Result<Value> {
    Ok(json!({
        "id": line.id, "jid": line.jid, "reference": line.reference, "origin": line.origin,
        "subject": line.subject, "sender": line.sender, "addressee": line.addressee,
        "delivered_at": line.delivered_at, "captured_at": line.captured_at,
        "unit": line.unit.map(|it| tx.unit(it)).transpose()?.flatten().map(|it| it.code),
        "person": line.person.map(|it| tx.person(it)).transpose()?.flatten().map(|it| it.list_name()),
        "state": line.state, "due_on": line.due_on, "is_settled": line.is_settled, "case_file": line.case_file, "file_mark": line.file_mark,
        "is_cancelled": line.is_cancelled, "is_restricted": line.is_restricted,
        "is_pending": line.is_pending, "n_files": line.n_files,
    }))
}

/// Returns a document in one line, its cells parted by tabs: number or JID, subject, sender, state.
pub(crate) fn line_text(line: &DocumentLine, language: Language) -> String {
    let number = line.reference.clone().unwrap_or_else(|| own("unnumbered", &[], language));
    let mut cells = vec![number, line.jid.clone(), line.subject.clone(), line.sender.clone()];
    cells.push(state_text(line, language));
    if line.is_pending {
        cells.push(own("pending", &[], language));
    }
    cells.join("\t")
}

pub(crate) fn state_text(line: &DocumentLine, language: Language) -> String {
    let state = match (line.is_cancelled, line.is_settled) {
        (true, _) => "cancelled".to_owned(),
        (_, true) => "settled".to_owned(),
        _ => name_of(&line.state),
    };
    word(&format!("state.{state}"), language)
}

/// Returns the name of a plain enum as it is written in JSON.
pub(crate) fn name_of(it: &impl serde::Serialize) -> String {
    serde_json::to_value(it).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}
