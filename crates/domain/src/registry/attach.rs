//! Attaches a file to a document. The command is applied at once; the bytes follow.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{Code, ComponentId, DocumentId, Refusal, Sha256};

use super::{Component, Field, FieldChange, FileState, HistoryEntry, MAX_FILE_BYTES};
use crate::decide::Context;
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, Extra, View};

/// The longest file name kept.
const MAX_NAME_CHARS: usize = 255;

/// Attaches a file whose bytes are on this desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachFile {
    /// The id of the new component.
    pub component: ComponentId,
    /// The document it belongs to.
    pub document: DocumentId,
    /// The file's name, without its folder.
    pub name: String,
    /// What its bytes are called.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub size_bytes: u64,
    /// Its media type.
    pub media_type: String,
    /// The component of the same document it is an output version of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_of: Option<ComponentId>,
}

pub(crate) fn decide(wish: &AttachFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    if view.has(EntityKind::Component, wish.component.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    if wish.size_bytes == 0 {
        return Err(Refusal::new(Code::FileEmpty).with("name", &wish.name).into());
    }
    if wish.size_bytes > MAX_FILE_BYTES {
        let refusal = Refusal::new(Code::FileTooLarge).with("name", &wish.name);
        return Err(refusal.with("size", wish.size_bytes).with("max", MAX_FILE_BYTES).into());
    }
    if let Some(of) = wish.output_of {
        let key = EntityKey { kind: EntityKind::Component, id: of.0 };
        let original = view.find(key).found();
        if !matches!(original, Some(Entity::Component(it)) if it.document == wish.document) {
            return Err(Refusal::new(Code::NotFound).at("output_of").into());
        }
    }
    let component = Component {
        id: wish.component,
        document: wish.document,
        name: crate::text::checked_line("name", &wish.name, MAX_NAME_CHARS)?,
        sha256: wish.sha256,
        size_bytes: wish.size_bytes,
        media_type: crate::text::checked_line("media_type", &wish.media_type, MAX_NAME_CHARS)?,
        state: FileState::Announced,
        output_of: wish.output_of,
        attached_on: it.actor.seat,
        attached_by: it.actor.person,
        attached_at: it.command.made_at,
        extra: Extra::new(),
    };
    let change = FieldChange { field: Field::Component, was: Value::Null, now: Value::from(component.name.clone()) };
    let entry = HistoryEntry::of(it, wish.document, vec![change], "");
    let done = Changes::new().entity(component).entity(entry);
    Ok(done.log("VlozeniKDokumentu", EntityKey::document(wish.document)))
}
