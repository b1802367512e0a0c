//! What was recognised in a file of a document: it makes the file found by what stands in it, on every desk that sees the document.

use serde::{Deserialize, Serialize};
use values::{Code, ComponentId, DocumentId, Instant, Refusal};

use crate::decide::Context;
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, Extra, View};

/// The longest text that is kept, in bytes; a letter of a hundred full pages. What lies behind it is in the file, and not found.
pub const MAX_TEXT_BYTES: usize = 256 * 1024;

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecognisedText {
    /// That of its component.
    pub id: ComponentId,
    /// The document the file belongs to.
    pub document: DocumentId,
    /// What was recognised, page after page.
    pub text: String,
    /// How sure the program was of the page it read worst, from 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// When it was noted, by the centre once it has decided.
    pub at: Instant,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Notes what was recognised in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteText {
    /// The document the file belongs to.
    pub document: DocumentId,
    /// The file.
    pub component: ComponentId,
    /// What was recognised in it.
    pub text: String,
    /// How sure the program was of the page it read worst, from 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// Refuses a file that is none of the document, and more text than is kept. Recognised anew it replaces what was there: it is made from the
/// file and is no record of its own, so no line of the history says it.
pub(crate) fn decide(wish: &NoteText, it: &Context<'_>, view: &dyn View) -> Decision {
    let document = it.open_document(wish.document, view)?;
    it.refuse_unless_hers(&document, view)?;
    let of = EntityKey { kind: EntityKind::Component, id: wish.component.0 };
    if !matches!(view.find(of).found(), Some(Entity::Component(it)) if it.document == wish.document) {
        return Err(Refusal::new(Code::NotFound).at("component").into());
    }
    if wish.text.len() > MAX_TEXT_BYTES {
        let refusal = Refusal::new(Code::TextTooLong).at("text").with("max", MAX_TEXT_BYTES);
        return Err(refusal.with("length", wish.text.len()).into());
    }
    let key = EntityKey { kind: EntityKind::RecognisedText, id: wish.component.0 };
    if matches!(view.find(key).found(), Some(Entity::RecognisedText(it)) if it.text == wish.text) {
        return Ok(Changes::new());
    }
    let text = RecognisedText {
        id: wish.component,
        document: wish.document,
        text: wish.text.clone(),
        confidence: wish.confidence,
        at: it.now,
        extra: Extra::new(),
    };
    Ok(Changes::new().entity(text).log("Uprava", EntityKey::document(wish.document)))
}
