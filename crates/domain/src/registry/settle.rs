//! Settles a document (vyřízení), and takes it up again.

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, MAX_NOTE_CHARS, Refusal};

use super::{Field, FieldChange, HistoryEntry, Settlement, SettlementWay};
use crate::case_file::CaseFileState;
use crate::decide::Context;
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, View};

/// Settles a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettleDocument {
    /// Which.
    pub document: DocumentId,
    /// How.
    pub way: SettlementWay,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why in another way than the standard's four.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Takes a settled document up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReopenDocument {
    /// Which.
    pub document: DocumentId,
    /// Why.
    pub reason: String,
}

/// Refuses a document that is in no file yet: every document is filed before it is handled (decree § 12(1)). What stays in a
/// substitute register is settled there (§ 26).
pub(crate) fn decide(wish: &SettleDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    if document.case_file.is_none() && !document.waits_in_emergency() {
        return Err(Refusal::new(Code::NotInCaseFile).into());
    }
    if let Some(settled) = &document.settled {
        // Two people settled it the same way: done already.
        return if settled.is_as(wish.way, &wish.note, &wish.reason) {
            Ok(Changes::new())
        } else {
            Err(Refusal::new(Code::AlreadySettled).into())
        };
    }
    let before = document.clone();
    let settlement = Settlement::of(wish.way, &wish.note, &wish.reason, it)?;
    let words = settlement.in_words();
    document.settled = Some(settlement);
    let changes = FieldChange::between(&before, &document, &[Field::Settled]);
    let entry = HistoryEntry::of(it, wish.document, changes, &words);
    Ok(Changes::new().entity(document).entity(entry).log("Vyrizeni", EntityKey::document(wish.document)))
}

pub(crate) fn decide_reopen(wish: &ReopenDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    let before = document.clone();
    if document.settled.take().is_none() {
        return Ok(Changes::new());
    }
    let file = document.case_file.as_ref().and_then(|it| view.case_file(it.id).found());
    if let Some(file) = file.filter(|it| it.state != CaseFileState::Open) {
        // A settled file has only settled documents: it is taken up again first.
        return Err(Refusal::new(Code::CaseFileClosed).with("mark", file.name()).into());
    }
    let changes = FieldChange::between(&before, &document, &[Field::Settled]);
    let entry = HistoryEntry::of(it, wish.document, changes, &reason);
    Ok(Changes::new().entity(document).entity(entry).log("Otevreni", EntityKey::document(wish.document)))
}
