//! Notes that an own document was sent, when and how (decree § 10(1)(g), § 18; a consignment, `vypraveni`, of the standard).

use serde::{Deserialize, Serialize};
use values::{Code, Date, DocumentId, Instant, MAX_NOTE_CHARS, PersonId, Refusal, local_date};

use super::{Document, Field, FieldChange, HistoryEntry, Origin};
use crate::decide::Context;
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, Extra, View};

/// That a document was sent to its addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// On which day.
    pub day: Date,
    /// How.
    pub way: SentWay,
    /// What the post calls it, or what else is to be known of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was noted, by the centre once it has decided.
    pub at: Instant,
    /// Who noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How a document leaves the office (an extract of the standard's `ZpusobManipulace`). What goes to an office of the same centre
/// is a [`Dispatch`](super::Dispatch).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentWay {
    /// By post (`Posta`).
    Post,
    /// Handed to the addressee (`Osobne`).
    InPerson,
    /// Put up on the official board (`VerejnaVyhlaska`).
    PublicNotice,
    /// By messenger (`Kuryr`).
    Courier,
    /// By e-mail (`ElektronickaPosta`).
    Email,
    /// By data box (`DatovaSchranka`).
    DataBox,
}

impl SentWay {
    /// Every way.
    pub const ALL: [Self; 6] =
        [Self::Post, Self::InPerson, Self::PublicNotice, Self::Courier, Self::Email, Self::DataBox];

    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::InPerson => "in_person",
            Self::PublicNotice => "public_notice",
            Self::Courier => "courier",
            Self::Email => "email",
            Self::DataBox => "data_box",
        }
    }
}

/// Notes that an own document was sent, or corrects what was noted last; what stood there stays in its history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteSent {
    /// Which.
    pub document: DocumentId,
    /// On which day.
    pub day: Date,
    /// How.
    pub way: SentWay,
    /// What the post calls it, or what else is to be known of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The sending noted last as the clerk saw it, whose place this takes; without one the document was sent once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<SeenSending>,
}

/// A sending as a clerk saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenSending {
    /// See [`Sending::day`].
    pub day: Date,
    /// See [`Sending::way`].
    pub way: SentWay,
    /// See [`Sending::note`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl SeenSending {
    /// What is seen of a sending.
    pub fn of(it: &Sending) -> Self {
        Self { day: it.day, way: it.way, note: it.note.clone() }
    }
}

/// Refuses what has no addressee (the standard knows no day of sending without one), and a day that lies ahead or before the
/// document was made.
pub(crate) fn decide(wish: &NoteSent, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut document = it.document(wish.document, view)?;
    document.refuse_if_cancelled()?;
    it.refuse_unless_hers(&document, view)?;
    if document.origin != Origin::Own {
        return Err(Refusal::new(Code::SentNotOwn).into());
    }
    if document.addressee.is_none() {
        return Err(Refusal::new(Code::SentToNobody).into());
    }
    if wish.day > local_date(it.now) {
        return Err(Refusal::new(Code::SentInFuture).at("sent_on").into());
    }
    if wish.day < local_date(document.captured_at) {
        return Err(Refusal::new(Code::SentBeforeMade).at("sent_on").into());
    }
    let note = checked_line("note", &wish.note, MAX_NOTE_CHARS)?;
    let was = match &wish.corrects {
        None => None,
        // Somebody else has noted another one meanwhile: that one is not overwritten.
        Some(seen) if document.sendings.last().map(SeenSending::of).as_ref() != Some(seen) => {
            return Err(Refusal::new(Code::Conflict).at("sent_on").into());
        }
        Some(_) => document.sendings.pop(),
    };
    let extra = was.as_ref().map(|it| it.extra.clone()).unwrap_or_default();
    let now = Sending { day: wish.day, way: wish.way, note, at: it.now, by: it.actor.person, extra };
    let entry = HistoryEntry::of(it, wish.document, changes(was.as_ref(), &now), &now.note);
    document.sendings.push(now);
    Ok(Changes::new().entity(document).entity(entry).log("Vypraveno", EntityKey::document(wish.document)))
}

fn changes(was: Option<&Sending>, now: &Sending) -> Vec<FieldChange> {
    let day = |it: &Sending| serde_json::json!(it.day);
    let way = |it: &Sending| serde_json::json!(it.way);
    let change = |field, value: &dyn Fn(&Sending) -> serde_json::Value| FieldChange {
        field,
        was: was.map(value).unwrap_or_default(),
        now: value(now),
    };
    let both = [change(Field::SentOn, &day), change(Field::SentWay, &way)];
    both.into_iter().filter(|it| it.was != it.now).collect()
}

impl Document {
    /// Returns the day it was sent the last time, and how: by the name of its [`SentWay`], or `internal` to another office of the
    /// centre.
    pub fn last_sent(&self) -> Option<(Date, &'static str)> {
        let outside = self.sendings.iter().map(|it| (it.day, it.way.name()));
        let inside = self.dispatches.iter().map(|it| (local_date(it.at), "internal"));
        outside.chain(inside).max_by_key(|it| it.0)
    }
}
