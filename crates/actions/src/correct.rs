//! Corrects fields of a document.

use domain::registry::{CorrectDocument, DeliveryMethod, Document, EnvelopeKept, Field, FieldChange, OtherAttachments};
use serde_json::{Value, json};
use store::Desk;
use values::{Code, Date, DocumentId, Instant, PartyId, Problem, Refusal, local_date};

use crate::deadline::read_deadline;
use crate::typed::{read_count, read_delivery};

/// A field, the value the clerk saw and the one she wants.
pub struct Seen {
    /// The field.
    pub field: Field,
    /// The value she saw.
    pub was: Value,
    /// What she typed.
    pub now: String,
}

/// Corrects what was typed; a field somebody else changed meanwhile is a conflict.
pub fn correct(desk: &Desk, document: DocumentId, seen: Vec<Seen>, reason: &str) -> Result<(), Problem> {
    desk.write(|tx| {
        let came_on = tx.document(document)?.map_or_else(|| local_date(tx.now()), |it| came_on(&it));
        let typing = Typing { now: tx.now(), came_on };
        let changes = seen
            .into_iter()
            .map(|it| Ok(FieldChange { field: it.field, now: typed_value(it.field, &it.now, typing)?, was: it.was }))
            .collect::<Result<_, Refusal>>()?;
        tx.submit(CorrectDocument { document, changes, reason: reason.to_owned() })
    })?;
    Ok(())
}

/// What typed days are relative to.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The present moment.
    pub now: Instant,
    /// The day the document came or was made.
    pub came_on: Date,
}

/// Returns the day a document came, or was made: deadlines are counted from it unless another day is named.
pub fn came_on(document: &Document) -> Date {
    local_date(document.delivered_at.unwrap_or(document.captured_at))
}

/// Reads a field as typed: days with times as `day`, tab, `time`, or `day 9:05`, other attachments as `count description`,
/// a deadline as `rule day +days`.
pub fn typed_value(field: Field, typed: &str, typing: Typing) -> Result<Value, Refusal> {
    let (typed, now) = (typed.trim(), typing.now);
    Ok(match field {
        Field::Subject | Field::SenderReference => json!(typed),
        Field::Sender | Field::Addressee => match typed {
            "" => Value::Null,
            id => json!(id.parse::<PartyId>().map_err(|_| Refusal::new(Code::SenderUnknown).at(field.name()))?),
        },
        Field::DeliveredAt => {
            // Days may have spaces: `22. 11. 2026`. A form has a field for each and parts them by a tab; in one line the
            // last word is a time only when it has a colon.
            let (day, time) = match (typed.split_once('\t'), typed.rsplit_once(' ')) {
                (Some(both), _) => both,
                (None, Some((day, time))) if time.contains(':') => (day, time),
                _ => (typed, ""),
            };
            json!(read_delivery(day, time, now)?)
        }
        Field::DeliveryMethod => {
            let method: DeliveryMethod = serde_json::from_value(json!(typed))
                .map_err(|_| Refusal::new(Code::ChoiceUnknown).at("delivery_method"))?;
            json!(method)
        }
        Field::Sheets | Field::PaperAttachments | Field::Copies => json!(read_count(field.name(), typed)?),
        Field::OtherAttachments => match typed.split_once(' ').unwrap_or((typed, "")) {
            ("" | "0", "") => Value::Null,
            (count, description) => {
                json!(OtherAttachments::new(read_count("other_count", count)?.unwrap_or(0), description.trim()))
            }
        },
        Field::Deadline => json!(read_deadline(typed, typing)?),
        Field::Envelope => match typed {
            "" => Value::Null,
            name => {
                let kept: EnvelopeKept = serde_json::from_value(json!(name))
                    .map_err(|_| Refusal::new(Code::CommandNotUnderstood).at("envelope"))?;
                json!(kept)
            }
        },
        Field::Restricted | Field::Unopened => json!(matches!(typed, "true" | "1" | "ano" | "yes")),
        _ => {
            return Err(Refusal::new(Code::FieldNotCorrectable).at(field.name()));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_delivery_is_read_as_an_entry_s_is() {
        let now: Instant = "2026-11-22T11:00:00Z".parse().expect("an instant");
        let typing = Typing { now, came_on: local_date(now) };
        for (typed, expected) in [
            ("22.11\t9", "2026-11-22T08:00:00Z"),
            ("22. 11. 2026\t905", "2026-11-22T08:05:00Z"),
            ("21\t9:05", "2026-11-21T08:05:00Z"),
            ("22. 11. 2026 9:05", "2026-11-22T08:05:00Z"),
            ("včera\t", "2026-11-20T23:00:00Z"),
            ("22.11.", "2026-11-22T11:00:00Z"),
        ] {
            assert_eq!(typed_value(Field::DeliveredAt, typed, typing), Ok(json!(expected)), "{typed:?}");
        }
    }
}
