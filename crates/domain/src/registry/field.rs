//! The correctable fields of a document, each read and written by name.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{Code, MAX_LINE_CHARS, MAX_NOTE_CHARS, Refusal};

use super::{Document, Origin, OtherAttachments, Settlement};
use crate::deadline::Deadline;
use crate::text::checked_line;

/// The most copies one letter comes in: each gets a label.
pub(super) const MAX_COPIES: u32 = 200;
/// The most sheets or attachments one letter has.
const MAX_COUNT: u32 = 99_999;

/// A field a clerk may correct. The JID, the number and the times of capture and registration are not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// See [`Document::subject`].
    Subject,
    /// See [`Document::sender`].
    Sender,
    /// See [`Document::addressee`]; of own documents alone.
    Addressee,
    /// See [`Document::sender_reference`].
    SenderReference,
    /// See [`Document::delivered_at`].
    DeliveredAt,
    /// See [`Document::delivery_method`].
    DeliveryMethod,
    /// See [`Document::sheets`].
    Sheets,
    /// See [`Document::paper_attachments`].
    PaperAttachments,
    /// See [`Document::other_attachments`].
    OtherAttachments,
    /// See [`Document::copies`].
    Copies,
    /// See [`Document::unopened`].
    Unopened,
    /// See [`Document::envelope`].
    Envelope,
    /// See [`Document::restricted`].
    Restricted,
    /// See [`Document::deadline`].
    Deadline,
    /// The unit of [`Document::handling`]; changed by assigning, never by correcting.
    Unit,
    /// The person of [`Document::handling`]; changed by assigning, never by correcting.
    Person,
    /// The file of [`Document::case_file`]; changed by putting in and taking out.
    CaseFile,
    /// The class of a case file; no field of a document.
    Class,
    /// How a document or a case file was settled; changed by settling and taking up again.
    Settled,
    /// The retention of a closed case file with its year; changed by closing and taking up again.
    Closed,
    /// A file of the document; changed by attaching.
    Component,
    /// The document that came into a case file or left it.
    Document,
    /// The day of a sending; changed by noting it.
    SentOn,
    /// The way of a sending; changed by noting it.
    SentWay,
}

impl Field {
    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Sender => "sender",
            Self::Addressee => "addressee",
            Self::SenderReference => "sender_reference",
            Self::DeliveredAt => "delivered_at",
            Self::DeliveryMethod => "delivery_method",
            Self::Sheets => "sheets",
            Self::PaperAttachments => "paper_attachments",
            Self::OtherAttachments => "other_attachments",
            Self::Copies => "copies",
            Self::Unopened => "unopened",
            Self::Envelope => "envelope",
            Self::Restricted => "restricted",
            Self::Deadline => "deadline",
            Self::Unit => "unit",
            Self::Person => "person",
            Self::CaseFile => "case_file",
            Self::Class => "class",
            Self::Settled => "settled",
            Self::Closed => "closed",
            Self::Component => "component",
            Self::Document => "document",
            Self::SentOn => "sent_on",
            Self::SentWay => "sent_way",
        }
    }

    /// Returns the field's value in `document` as JSON; what is missing is `null`.
    pub fn get(self, document: &Document) -> Value {
        match self {
            Self::Subject => Value::from(document.subject.clone()),
            Self::Sender => json(&document.sender),
            Self::Addressee => json(&document.addressee),
            Self::SenderReference => Value::from(document.sender_reference.clone()),
            Self::DeliveredAt => json(&document.delivered_at),
            Self::DeliveryMethod => json(&document.delivery_method),
            Self::Sheets => json(&document.sheets),
            Self::PaperAttachments => json(&document.paper_attachments),
            Self::OtherAttachments => json(&document.other_attachments),
            Self::Copies => json(&document.copies),
            Self::Unopened => Value::from(document.unopened),
            Self::Envelope => json(&document.envelope),
            Self::Restricted => Value::from(document.restricted),
            Self::Deadline => json(&document.deadline),
            Self::Unit => json(&document.handling.unit),
            Self::Person => json(&document.handling.person),
            Self::CaseFile => json(&document.case_file.as_ref().map(|it| it.id)),
            Self::Settled => settled(document.settled.as_ref()),
            Self::SentOn => json(&document.sendings.last().map(|it| it.day)),
            Self::SentWay => json(&document.sendings.last().map(|it| it.way)),
            // These are not of the document alone.
            Self::Class | Self::Closed | Self::Component | Self::Document => Value::Null,
        }
    }

    /// Sets the field's value in `document`; refuses what the field does not take.
    pub(crate) fn set(self, document: &mut Document, value: &Value) -> Result<(), Refusal> {
        let is_of_post =
            matches!(self, Self::Sender | Self::DeliveredAt | Self::DeliveryMethod | Self::Unopened | Self::Envelope);
        if is_of_post && document.origin == Origin::Own {
            // What the office made itself nobody sent to it.
            return Err(Refusal::new(Code::FieldNotCorrectable).at(self.name()));
        }
        if self == Self::Addressee && document.origin == Origin::Received {
            return Err(Refusal::new(Code::FieldNotCorrectable).at(self.name()));
        }
        match self {
            Self::Subject => document.subject = line(self, value)?,
            Self::Sender => document.sender = read(self, value)?,
            Self::Addressee => document.addressee = read(self, value)?,
            Self::SenderReference => document.sender_reference = line(self, value)?,
            Self::DeliveredAt => document.delivered_at = read(self, value)?,
            Self::DeliveryMethod => document.delivery_method = read(self, value)?,
            Self::Sheets => document.sheets = count(self, value)?,
            Self::PaperAttachments => document.paper_attachments = count(self, value)?,
            Self::OtherAttachments => {
                document.other_attachments = read::<Option<_>>(self, value)?.map(checked_others).transpose()?;
            }
            Self::Copies => document.copies = checked_copies(read(self, value)?)?,
            Self::Unopened => document.unopened = read(self, value)?,
            Self::Envelope => document.envelope = read(self, value)?,
            Self::Restricted => document.restricted = read(self, value)?,
            Self::Deadline => {
                let deadline: Option<Deadline> = read(self, value)?;
                document.deadline = deadline.map(|it| it.checked()).transpose()?;
            }
            Self::Unit
            | Self::Person
            | Self::CaseFile
            | Self::Class
            | Self::Settled
            | Self::Closed
            | Self::Component
            | Self::Document
            | Self::SentOn
            | Self::SentWay => return Err(Refusal::new(Code::FieldNotCorrectable).at(self.name())),
        }
        Ok(())
    }
}

/// The value of [`Field::Settled`]: the way, or nothing.
pub(crate) fn settled(it: Option<&Settlement>) -> Value {
    json(&it.map(|it| it.way))
}

/// Refuses attachments no letter has; returns them with a clean description.
pub(super) fn checked_others(it: OtherAttachments) -> Result<OtherAttachments, Refusal> {
    checked_count("other_attachments", Some(it.count))?;
    let description = checked_line("other_attachments", &it.description, MAX_NOTE_CHARS)?;
    Ok(OtherAttachments { description, ..it })
}

/// Refuses more copies than one letter comes in.
pub(super) fn checked_copies(count: Option<u32>) -> Result<Option<u32>, Refusal> {
    match count {
        Some(it) if !(1..=MAX_COPIES).contains(&it) => {
            Err(Refusal::new(Code::NumberOutOfRange).at("copies").with("min", 1).with("max", MAX_COPIES))
        }
        other => Ok(other),
    }
}

/// Refuses a count no letter has.
pub(super) fn checked_count(field: &str, count: Option<u32>) -> Result<Option<u32>, Refusal> {
    match count {
        Some(it) if it > MAX_COUNT => {
            Err(Refusal::new(Code::NumberOutOfRange).at(field).with("min", 0).with("max", MAX_COUNT))
        }
        other => Ok(other),
    }
}

pub(crate) fn line(field: Field, value: &Value) -> Result<String, Refusal> {
    let text: String = read(field, value)?;
    checked_line(field.name(), &text, MAX_LINE_CHARS)
}

fn count(field: Field, value: &Value) -> Result<Option<u32>, Refusal> {
    checked_count(field.name(), read(field, value)?)
}

pub(crate) fn read<T: DeserializeOwned>(field: Field, value: &Value) -> Result<T, Refusal> {
    serde_json::from_value(value.clone())
        .map_err(|why| Refusal::new(Code::CommandNotUnderstood).at(field.name()).with("why", why))
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("fields are plain data")
}
