//! Takes a document out of a case file; it keeps its number and waits to be put elsewhere.

use serde::{Deserialize, Serialize};
use serde_json::json;
use values::{CaseFileId, Code, DocumentId, MAX_NOTE_CHARS, Refusal};

use crate::decide::Context;
use crate::registry::{Field, FieldChange, HistoryEntry};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, FieldConflict, Stop, View};

/// Takes a document out of the file the clerk saw it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakeOutDocument {
    /// Which.
    pub document: DocumentId,
    /// The file it is in.
    pub case_file: CaseFileId,
    /// Why.
    pub reason: String,
}

pub(crate) fn decide(wish: &TakeOutDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    let present = document.case_file.as_ref().map(|it| it.id);
    match present {
        None => return Ok(Changes::new()),
        Some(id) if id != wish.case_file => {
            return Err(Stop::Conflict(vec![FieldConflict {
                document: wish.document,
                field: Field::CaseFile.name().to_owned(),
                was: json!(wish.case_file),
                mine: json!(null),
                theirs: json!(id),
            }]));
        }
        Some(_) => {}
    }
    if let Some(file) = view.case_file(wish.case_file).found() {
        file.refuse_unless_open()?;
    }
    let before = document.clone();
    document.case_file = None;
    // Without a file nothing is settled (decree § 12(1)).
    document.settled = None;
    let changes = FieldChange::between(&before, &document, &[Field::CaseFile, Field::Settled]);
    let entry = HistoryEntry::of(it, wish.document, changes, &reason);
    let of_file = HistoryEntry::of_file_too(
        it,
        wish.case_file,
        vec![FieldChange::of_document(Some(wish.document), None)],
        &reason,
    );
    let changes = Changes::new().entity(document).entity(entry).entity(of_file);
    Ok(changes.log("VyjmutiZeSpisu", EntityKey::document(wish.document)))
}
