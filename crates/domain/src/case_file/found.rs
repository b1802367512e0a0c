//! Founds a case file on a document (založení spisu; the standard, 3.2.2–3.2.4).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use values::{CaseFileId, ClassId, Code, DocumentId, MAX_LINE_CHARS, Refusal};

use super::{CaseFile, CaseFileState};
use crate::decide::Context;
use crate::file_plan::{NumberingMode, open_leaf};
use crate::numbering::Jid;
use crate::registry::register::free_jid;
use crate::registry::{FieldChange, HistoryEntry, InCaseFile};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, Extra, Grant, View};

/// Founds a case file; the document becomes the first one in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundCaseFile {
    /// Its id.
    pub case_file: CaseFileId,
    /// Issued by the desk.
    pub jid: Jid,
    /// The document it is founded on.
    pub document: DocumentId,
    /// The class it belongs to.
    pub class: ClassId,
    /// What it is about; empty for the document's subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
}

pub(crate) fn decide(wish: &FoundCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    if view.has(EntityKind::CaseFile, wish.case_file.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    if let Some(file) = &document.case_file {
        let name = view.case_file(file.id).found().map_or_else(|| file.mark.clone(), |it| it.name().to_owned());
        return Err(Refusal::new(Code::AlreadyInCaseFile).with("mark", name).into());
    }
    // A file is called after a number of the office's register, and this one has none there.
    if document.waits_in_emergency() {
        return Err(Refusal::new(Code::OnlyInEmergency).into());
    }
    let class = open_leaf(wish.class, view)?;
    let typed = checked_line("subject", &wish.subject, MAX_LINE_CHARS)?;
    let mut notices = Vec::new();
    let (jid, earlier_jid) = free_jid(&wish.jid, wish.case_file.0, view, &mut notices);
    let numbering = class.as_ref().map(|it| it.numbering).unwrap_or_default();
    let file = CaseFile {
        id: wish.case_file,
        jid,
        mark: None,
        subject: if typed.is_empty() { document.subject.clone() } else { typed },
        class: class.map_or(wish.class, |it| it.id),
        numbering,
        state: CaseFileState::Open,
        unit: document.handling.unit,
        person: document.handling.person,
        restricted: document.restricted,
        last_order: 1,
        founded_at: it.now,
        founded_by: it.actor.person,
        founded_in: Some(it.command.role),
        founded_on: it.actor.seat,
        settled: None,
        closed: None,
        joined: BTreeSet::new(),
        earlier_jid,
        extra: Extra::new(),
    };
    document.case_file = Some(InCaseFile { id: wish.case_file, order: 1, mark: String::new(), extra: Extra::new() });
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), "");
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let of_file =
        HistoryEntry::of_file_too(it, wish.case_file, vec![FieldChange::of_document(None, Some(wish.document))], "");
    let mut changes = Changes::new().entity(file).entity(document).entity(entry).entity(of_file);
    changes = changes.log("Zalozeni", key).log("VlozeniDoSpisu", EntityKey::document(wish.document));
    changes.notices = notices;
    changes.grants.push(Grant::FileMark { case_file: wish.case_file, document: wish.document });
    if numbering == NumberingMode::CollectingSheet {
        changes.grants.push(Grant::InFile { case_file: wish.case_file, document: wish.document });
    }
    Ok(changes)
}
