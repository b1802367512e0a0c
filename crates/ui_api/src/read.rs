//! Reads what the window sends: ids, codes, choices.

use std::str::FromStr;

use serde::de::DeserializeOwned;
use values::{Code, Problem, Refusal};

/// Reads an id; one that is none names nothing.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::refused(Code::NotFound))
}

/// Reads an id that may be missing.
pub(crate) fn optional_id<T: FromStr>(text: Option<&String>) -> Result<Option<T>, Problem> {
    text.filter(|it| !it.is_empty()).map(|it| id(it)).transpose()
}

/// Reads a code such as `in_person`; one that is not known is a choice that does not exist.
pub(crate) fn code<T: DeserializeOwned>(field: &str, text: &str) -> Result<T, Problem> {
    serde_json::from_value(serde_json::Value::from(text))
        .map_err(|_| Refusal::new(Code::ChoiceUnknown).at(field).into())
}

/// Writes a code.
pub(crate) fn code_text(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}
