//! Attaches a file to a document. The command is applied at once; the bytes follow.

use serde::{Deserialize, Serialize};
use values::{Code, ComponentId, DocumentId, Refusal, Sha256};

use super::{Component, FileState, MAX_FILE_BYTES};
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, EntityKind, Extra, View};

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
}

pub(crate) fn decide(wish: &AttachFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let document = it.document(wish.document, view)?;
    document.refuse_if_cancelled()?;
    if it.is_bound_to_own() && document.handling.person != it.actor.person && document.registered_by != it.actor.person
    {
        return Err(Refusal::new(Code::NotAssignedToYou).into());
    }
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
    let component = Component {
        id: wish.component,
        document: wish.document,
        name: crate::text::checked_line("name", &wish.name, MAX_NAME_CHARS)?,
        sha256: wish.sha256,
        size_bytes: wish.size_bytes,
        media_type: crate::text::checked_line("media_type", &wish.media_type, MAX_NAME_CHARS)?,
        state: FileState::Announced,
        attached_on: it.actor.seat,
        attached_by: it.actor.person,
        attached_at: it.command.made_at,
        extra: Extra::new(),
    };
    Ok(Changes::new().entity(component).log("VlozeniKDokumentu", EntityKey::document(wish.document)))
}
