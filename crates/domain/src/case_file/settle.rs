//! Settles a case file, and with it every document in it that is not settled yet (the standard, 3.2.6).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{CaseFileId, Code, Refusal};

use super::{CaseFileState, documents_of};
use crate::decide::Context;
use crate::registry::{About, Field, FieldChange, HistoryEntry, Settlement, SettlementWay, settled};
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Settles a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettleCaseFile {
    /// Which.
    pub case_file: CaseFileId,
    /// How.
    pub way: SettlementWay,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why in another way than the standard's four.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

pub(crate) fn decide(wish: &SettleCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    if let Some(settled) = &file.settled {
        return if settled.is_as(wish.way, &wish.note, &wish.reason) {
            Ok(Changes::new())
        } else {
            Err(Refusal::new(Code::AlreadySettled).into())
        };
    }
    let settlement = Settlement::of(wish.way, &wish.note, &wish.reason, it)?;
    let words = settlement.in_words();
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let mut changes = Changes::new().log("Vyrizeni", key);
    let change = FieldChange { field: Field::Settled, was: Value::Null, now: settled(Some(&settlement)) };
    for mut document in documents_of(wish.case_file, view) {
        if document.settled.is_none() && !document.is_cancelled() {
            document.settled = Some(settlement.clone());
            let line = HistoryEntry::too(it, About::Document(document.id), vec![change.clone()], &words);
            changes = changes.log("Vyrizeni", EntityKey::document(document.id)).entity(document).entity(line);
        }
    }
    let entry = HistoryEntry::of_file(it, wish.case_file, vec![change], &words);
    file.state = CaseFileState::Settled;
    file.settled = Some(settlement);
    Ok(changes.entity(entry).entity(file))
}
