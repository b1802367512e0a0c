//! Moves a case file that is not closed to another class (přetřídění; the standard, 3.4.4, 3.4.9).

use serde::{Deserialize, Serialize};
use values::{CaseFileId, ClassId, Code, MAX_NOTE_CHARS, Refusal};

use super::CaseFileState;
use crate::decide::Context;
use crate::file_plan::{forward_class, open_leaf};
use crate::registry::{FieldChange, HistoryEntry};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Moves a file; its numbering stays as it was founded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveCaseFile {
    /// Which.
    pub case_file: CaseFileId,
    /// The class the clerk saw it in.
    pub was: ClassId,
    /// The class it goes to.
    pub class: ClassId,
    /// Why.
    pub reason: String,
}

pub(crate) fn decide(wish: &MoveCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    // A settled file may still be moved: its class may have been closed before the file was.
    if file.state == CaseFileState::Closed {
        file.refuse_unless_open()?;
    }
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    let to = open_leaf(wish.class, view)?.map_or(wish.class, |it| it.id);
    if file.class == to {
        return Ok(Changes::new());
    }
    // The clerk sees the class that stands for it now, whichever of them is written down.
    let now = |id| forward_class(id, &|it| view.class(it).found()).map_or(id, |it| it.id);
    if now(file.class) != now(wish.was) {
        return Err(Refusal::new(Code::Conflict).at("class").into());
    }
    let change = FieldChange::of_class(file.class, to);
    file.class = to;
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, vec![change], &reason);
    Ok(Changes::new().entity(file).entity(entry).log("Uprava", key))
}
