//! Notes that post the office sent has come back (vrácená zásilka; states `vraceno-*` of the standard's consignments).

use serde::{Deserialize, Serialize};
use values::{Code, DocumentId, Instant, MAX_NOTE_CHARS, PersonId, Refusal};

use super::{HistoryEntry, Origin};
use crate::decide::Context;
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, Extra, View};

/// Post that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedPost {
    /// When it was noted, by the centre once it has decided.
    pub at: Instant,
    /// Who noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What the post says of it.
    pub why: ReturnReason,
    /// What else stands on the envelope.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Why post came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// Nobody picked it up.
    Unclaimed,
    /// The addressee has moved away.
    MovedAway,
    /// The addressee is not known there.
    AddresseeUnknown,
    /// The addressee refused it.
    RefusedByAddressee,
    /// Something else; the note says what.
    Otherwise,
}

impl ReturnReason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Unclaimed, Self::MovedAway, Self::AddresseeUnknown, Self::RefusedByAddressee, Self::Otherwise];

    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unclaimed => "unclaimed",
            Self::MovedAway => "moved_away",
            Self::AddresseeUnknown => "addressee_unknown",
            Self::RefusedByAddressee => "refused_by_addressee",
            Self::Otherwise => "otherwise",
        }
    }
}

/// Notes that an own document came back. It is no new document: its envelope is attached to the one that was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteReturned {
    /// Which.
    pub document: DocumentId,
    /// Why.
    pub why: ReturnReason,
    /// What else stands on the envelope; wanted where the reason is another one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Whoever opens the post notes it, also of what is with somebody else: that person is told.
pub(crate) fn decide(wish: &NoteReturned, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.document(wish.document, view)?;
    document.refuse_if_cancelled()?;
    it.refuse_unless_hers(&document, view)?;
    if document.origin != Origin::Own {
        return Err(Refusal::new(Code::ReturnedNotOwn).into());
    }
    let note = checked_line("note", &wish.note, MAX_NOTE_CHARS)?;
    if note.is_empty() && wish.why == ReturnReason::Otherwise {
        return Err(Refusal::new(Code::ReasonMissing).at("note").into());
    }
    // The history has one text: the code of the reason, and what the clerk wrote after a dash.
    let reason = if note.is_empty() { wish.why.name().to_owned() } else { format!("{} – {note}", wish.why.name()) };
    document.returns.push(ReturnedPost { at: it.now, by: it.actor.person, why: wish.why, note, extra: Extra::new() });
    let entry = HistoryEntry::of(it, wish.document, Vec::new(), &reason);
    Ok(Changes::new().entity(document).entity(entry).log("Uprava", EntityKey::document(wish.document)))
}
