//! Takes a settled or closed case file up again (the standard, 3.2.11, 3.2.12).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{CaseFileId, ClassId, Code, MAX_NOTE_CHARS, Refusal};

use super::join::two_open;
use super::{CaseFileState, chain_of};
use crate::decide::Context;
use crate::file_plan::open_leaf;
use crate::registry::{Field, FieldChange, HistoryEntry, settled};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Takes a file up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReopenCaseFile {
    /// Which.
    pub case_file: CaseFileId,
    /// Why.
    pub reason: String,
    /// Where it goes on, when its own class was closed without one in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// Refuses a file in a class that is closed, and one that is joined to an open one.
pub(crate) fn decide(wish: &ReopenCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    if file.state == CaseFileState::Open {
        return Ok(Changes::new());
    }
    if let Some(open) = chain_of(&file, view).iter().find(|it| it.id != file.id && it.state == CaseFileState::Open) {
        return Err(two_open(open, it, view).into());
    }
    // Another class only where its own is closed: moving an open file is a matter of its own.
    let class = match (open_leaf(file.class, view), wish.class) {
        (Err(refusal), Some(other)) if refusal.code == Code::ClassClosed => open_leaf(other, view)?,
        (own, _) => own?,
    };
    let was = file.class;
    file.class = class.map_or(was, |it| it.id);
    let of_class = (file.class != was).then(|| FieldChange::of_class(was, file.class));
    let of_settling = FieldChange { field: Field::Settled, was: settled(file.settled.as_ref()), now: Value::Null };
    let of_closing =
        file.closed.as_ref().map(|it| FieldChange { field: Field::Closed, was: it.text(), now: Value::Null });
    let changes = of_class.into_iter().chain([of_settling]).chain(of_closing).collect();
    file.state = CaseFileState::Open;
    file.settled = None;
    file.closed = None;
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, changes, &reason);
    Ok(Changes::new().entity(file).entity(entry).log("Otevreni", key))
}
