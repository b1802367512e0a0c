//! Texts as the registry takes them.

use values::{Code, Refusal, clean_line};

/// Refuses a text that is too long; returns it cleaned.
pub(crate) fn checked_line(field: &str, text: &str, max_chars: usize) -> Result<String, Refusal> {
    clean_line(text, max_chars)
        .map_err(|length| Refusal::new(Code::TextTooLong).at(field).with("max", max_chars).with("length", length))
}
