//! Puts a document into a case file, or from one into another (the standard, 3.2.3, 3.4.7).

use serde::{Deserialize, Serialize};
use serde_json::json;
use values::{CaseFileId, Code, DocumentId, Refusal};

use super::CaseFile;
use crate::decide::Context;
use crate::file_plan::NumberingMode;
use crate::registry::{Document, Field, FieldChange, HistoryEntry, InCaseFile};
use crate::{Changes, Decision, EntityKey, Extra, FieldConflict, Grant, Stop, View};

/// Puts a document into a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InsertDocument {
    /// Which.
    pub document: DocumentId,
    /// The file it goes to.
    pub case_file: CaseFileId,
    /// The file the clerk saw it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<CaseFileId>,
}

/// Refuses a file that is not open, at either end; conflicts when somebody has put it elsewhere meanwhile.
pub(crate) fn decide(wish: &InsertDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    let present = document.case_file.as_ref().map(|it| it.id);
    if present == Some(wish.case_file) {
        return Ok(Changes::new());
    }
    let mut file = it.case_file(wish.case_file, view)?;
    file.refuse_unless_open()?;
    if present != wish.was {
        return Err(Stop::Conflict(vec![FieldConflict {
            document: wish.document,
            field: Field::CaseFile.name().to_owned(),
            was: json!(wish.was),
            mine: json!(wish.case_file),
            theirs: json!(present),
        }]));
    }
    if let Some(old) = present.and_then(|it| view.case_file(it).found()) {
        old.refuse_unless_open()?;
    }
    refuse_only_in_emergency(document.waits_in_emergency(), &file)?;
    let before = document.clone();
    let grant = put_in(&mut document, &mut file);
    let changes = FieldChange::between(&before, &document, &[Field::CaseFile]);
    let entry = HistoryEntry::of(it, wish.document, changes, "");
    let came = vec![FieldChange::of_document(None, Some(wish.document))];
    let of_file = HistoryEntry::of_file_too(it, wish.case_file, came, "");
    let mut done = Changes::new().entity(file).entity(document).entity(entry).entity(of_file);
    if let Some(old) = present {
        // Both files say it: whoever reads the old one asks where its document is.
        let left = vec![FieldChange::of_document(Some(wish.document), None)];
        done = done.entity(HistoryEntry::of_file_too(it, old, left, ""));
        done = done.log("VyjmutiZeSpisu", EntityKey::document(wish.document));
    }
    let mut done = done.log("VlozeniDoSpisu", EntityKey::document(wish.document));
    done.grants.extend(grant);
    Ok(done)
}

/// The number a collecting sheet gives is one of the office's register, and what lies in a substitute register gets such only by
/// being registered again (decree § 26).
pub(crate) fn refuse_only_in_emergency(is_in_emergency: bool, file: &CaseFile) -> Result<(), Refusal> {
    if is_in_emergency && file.numbering == NumberingMode::CollectingSheet {
        return Err(Refusal::new(Code::OnlyInEmergency).at("case_file"));
    }
    Ok(())
}

/// Puts the document at the end of the file; returns the number it gets there.
///
/// In a collecting sheet it is numbered by the sheet. Elsewhere it keeps the number it was registered under, or takes one
/// of the year's series when it had only that of a sheet.
pub(crate) fn put_in(document: &mut Document, file: &mut CaseFile) -> Option<Grant> {
    file.last_order += 1;
    let mark = file.mark.as_ref().map(|it| it.text.clone()).unwrap_or_default();
    document.case_file = Some(InCaseFile { id: file.id, order: file.last_order, mark, extra: Extra::new() });
    match file.numbering {
        NumberingMode::CollectingSheet => Some(Grant::InFile { case_file: file.id, document: document.id }),
        NumberingMode::Period => {
            let is_of_sheet = document.reference.as_ref().is_some_and(|it| it.order.is_some());
            is_of_sheet.then_some(Grant::Period(document.id))
        }
    }
}
