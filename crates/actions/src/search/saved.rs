//! Keeps a search under a name.

use store::Desk;
use values::{Code, Problem, Refusal, clean_line};

use super::read_search;

/// The longest name.
const MAX_NAME_CHARS: usize = 60;

/// Keeps what was typed under a name, in the place of the search that had it. An empty one drops it.
///
/// Refuses a search that cannot be read, a missing or a long name, and more than may be kept.
pub fn save_search(desk: &Desk, name: &str, typed: &str) -> Result<(), Problem> {
    let name = clean_line(name, MAX_NAME_CHARS).map_err(|length| {
        Refusal::new(Code::TextTooLong).at("name").with("max", MAX_NAME_CHARS).with("length", length)
    })?;
    if name.is_empty() {
        return Err(Refusal::new(Code::NameMissing).at("name").into());
    }
    desk.read(|tx| Ok(read_search(tx, typed)?))?;
    Ok(desk.write(|tx| tx.save_search(&name, typed.trim()))?)
}
