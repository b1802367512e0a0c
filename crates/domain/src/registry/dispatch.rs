//! Hands a document to another office of the same centre (vnitřní vypravení, `InterniVypraveni` of the standard).
//!
//! Every office has a registry of its own: what is handed over is registered once more, there, under a number of theirs, and each
//! of the two records points at the other. The centre carries it; nobody at either office does anything twice.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use values::{Code, ComponentId, DispatchId, DocumentId, Instant, PersonId, Refusal, Sha256, TenantId};

use super::HistoryEntry;
use crate::decide::Context;
use crate::numbering::Jid;
use crate::{Changes, Decision, EntityKey, Extra, Lookup, Standing, View};

/// A document on its way to another office of the centre, or there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispatch {
    /// Its id; also that of the document it becomes there.
    pub id: DispatchId,
    /// The office it goes to.
    pub to: TenantId,
    /// Its name as it was then.
    pub office: String,
    /// When it was handed over, by the centre once it has decided.
    pub at: Instant,
    /// Who handed it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// How it was registered there; none while it is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<Delivered>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How a document was registered at the office it was handed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivered {
    /// When.
    pub at: Instant,
    /// Its JID there.
    pub jid: Jid,
    /// Its reference number there.
    pub reference: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a document handed over by another office comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The office.
    pub office: TenantId,
    /// Its name as it was then.
    pub name: String,
    /// The document's JID there.
    pub jid: Jid,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Dispatch {
    /// Returns the id of the document it becomes at the other office.
    pub fn document(&self) -> DocumentId {
        DocumentId(self.id.0)
    }

    /// Returns the id a component gets at the other office: the same however often it is carried, and another one than here.
    pub fn component(&self, of: ComponentId) -> ComponentId {
        let hash = Sha256::of(&[self.id.0.as_bytes().as_slice(), of.0.as_bytes()].concat()).0;
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        // It begins with its time, as all ids there are many of.
        bytes[..6].copy_from_slice(&self.id.0.as_bytes()[..6]);
        ComponentId(Uuid::from_bytes(bytes))
    }
}

/// Hands a document over, with its files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DispatchDocument {
    /// The id of the new dispatch.
    pub dispatch: DispatchId,
    /// Which document.
    pub document: DocumentId,
    /// The office it goes to.
    pub to: TenantId,
}

/// Refuses an office the centre does not have, and one that has the document already: a letter is not delivered twice.
pub(crate) fn decide(wish: &DispatchDocument, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.document(wish.document, view)?;
    document.refuse_if_cancelled()?;
    it.refuse_unless_hers(&document, view)?;
    let office = match view.office(wish.to) {
        Lookup::Found(it) => it,
        Lookup::Absent | Lookup::Unknown => return Err(Refusal::new(Code::OfficeUnknown).at("office").into()),
    };
    if document.dispatches.iter().any(|it| it.to == wish.to) {
        return Err(Refusal::new(Code::AlreadyDispatched).at("office").with("office", office.name).into());
    }
    document.dispatches.push(Dispatch {
        id: wish.dispatch,
        to: wish.to,
        office: office.name.clone(),
        at: it.now,
        by: it.actor.person,
        delivered: None,
        extra: Extra::new(),
    });
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), &office.name);
    let done = Changes::new().entity(document).entity(entry).log("PredaniVypravne", EntityKey::document(wish.document));
    Ok(done)
}

/// Says how a document was registered at the other office. Only the centre itself says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteDelivered {
    /// Which document.
    pub document: DocumentId,
    /// Which dispatch of it.
    pub dispatch: DispatchId,
    /// Its JID there.
    pub jid: Jid,
    /// Its reference number there.
    pub reference: String,
}

pub(crate) fn decide_delivered(wish: &NoteDelivered, it: &Context<'_>, view: &dyn View) -> Decision {
    debug_assert_eq!(view.standing(), Standing::Final, "only the centre knows");
    let mut document = view.load_document(wish.document)?;
    let dispatch = document.dispatches.iter_mut().find(|it| it.id == wish.dispatch);
    let dispatch = dispatch.ok_or_else(|| Refusal::new(Code::NotFound))?;
    if dispatch.delivered.is_some() {
        return Ok(Changes::new());
    }
    dispatch.delivered =
        Some(Delivered { at: it.now, jid: wish.jid.clone(), reference: wish.reference.clone(), extra: Extra::new() });
    let there = format!("{}: {} ({})", dispatch.office, wish.reference, wish.jid);
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), &there);
    Ok(Changes::new().entity(document).entity(entry).log("Doruceno", EntityKey::document(wish.document)))
}
