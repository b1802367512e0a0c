//! `show`: everything about one document.

use domain::registry::{Component, Document, Field, HistoryEntry};
use sentences::{Language, word};
use serde_json::{Value, json};
use store::{Desk, DocumentLine, FilePlace, Tx};
use values::{Code, PartyId, PersonId, Problem, Refusal, UnitId};

use crate::find;
use crate::output::{Said, line_json, state_text};
use crate::words::{instant, own};

pub(crate) fn show(desk: &Desk, named: &str, language: Language) -> Result<Said, Problem> {
    let id = desk.read(|tx| Ok(find::document(tx, named)?.id))?;
    actions::look_at(desk, id)?;
    Ok(desk.read(|tx| {
        let line = tx.document_line(id)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        let document = tx.document(line.id)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        let files = tx.components(line.id)?;
        let history = tx.history(line.id)?;
        Ok(Said {
            text: text(tx, &line, &document, &files, &history, language)?,
            json: detail_json(tx, &line, &document, &files, &history)?,
        })
    })?)
}

fn detail_json(
    tx: &Tx<'_>,
    line: &DocumentLine,
    document: &Document,
    files: &[Component],
    history: &[(HistoryEntry, bool)],
) -> store::Result<Value> {
    let mut it = line_json(tx, line)?;
    let other_party = document.other_party().map(|it| tx.party(it)).transpose()?.flatten();
    let more = json!({
        "sender_id": document.sender,
        "addressee_id": document.addressee,
        "sender_address": other_party.map(|it| it.address),
        "sender_reference": document.sender_reference,
        "delivery_method": document.delivery_method,
        "sheets": document.sheets,
        "paper_attachments": document.paper_attachments,
        "other_attachments": document.other_attachments,
        "copies": document.copies,
        "unopened": document.unopened,
        "envelope": document.envelope,
        "emergency": document.emergency,
        "unit_id": document.handling.unit,
        "person_id": document.handling.person,
        "refused_because": document.handling.refused_because,
        "registered_by": person_name(tx, document.registered_by)?,
        "registered_at": document.registered_at,
        "cancelled_because": document.cancelled.as_ref().map(|it| &it.reason),
        "earlier_jid": document.earlier_jid,
        "earlier_references": document.earlier_references.iter().map(|it| &it.text).collect::<Vec<_>>(),
        "order": document.case_file.as_ref().map(|it| it.order),
        "deadline": document.deadline,
        "settled": document.settled.as_ref().map(|it| json!({ "way": it.way, "note": it.note, "reason": it.reason, "at": it.at })),
        "answers": document.answers,
        "replies": tx.answers_to(document.id)?.iter().map(|it| it.id).collect::<Vec<_>>(),
        "dispatches": document.dispatches,
        "source": document.source,
        "sendings": document.sendings,
        "returns": document.returns,
        "files": files.iter().map(|it| file_json(tx, it)).collect::<store::Result<Vec<Value>>>()?,
        "history": history.iter().map(|it| history_json(tx, it)).collect::<store::Result<Vec<Value>>>()?,
        "may": actions::may(tx, document)?,
    });
    if let (Value::Object(it), Value::Object(more)) = (&mut it, more) {
        it.extend(more);
    }
    Ok(it)
}

fn file_json(tx: &Tx<'_>, file: &Component) -> store::Result<Value> {
    Ok(json!({
        "id": file.id, "name": file.name, "size_bytes": file.size_bytes, "media_type": file.media_type,
        "sha256": file.sha256, "output_of": file.output_of, "place": place_name(tx.file_place(file)?),
        "attached_by": person_name(tx, file.attached_by)?,
    }))
}

pub(crate) fn history_json(tx: &Tx<'_>, (it, is_pending): &(HistoryEntry, bool)) -> store::Result<Value> {
    Ok(json!({
        "at": it.at, "made_at": it.made_at, "by": person_name(tx, it.by)?, "in_place_of": person_name(tx, it.in_place_of)?, "on": it.on,
        "desk": desk_name(tx, it)?, "verb": it.verb,
        "changes": it.changes, "reason": it.reason, "is_pending": is_pending,
    }))
}

fn text(
    tx: &Tx<'_>,
    line: &DocumentLine,
    document: &Document,
    files: &[Component],
    history: &[(HistoryEntry, bool)],
    language: Language,
) -> store::Result<String> {
    let number = line.reference.clone().unwrap_or_else(|| own("unnumbered", &[], language));
    let mut lines = vec![format!("{number}\t{}\t{}", line.jid, state_text(line, language))];
    let mut add = |label: String, value: String| {
        if !value.is_empty() {
            lines.push(format!("{label}: {value}"));
        }
    };
    add(word("field.subject", language), line.subject.clone());
    add(word("field.sender", language), line.sender.clone());
    add(word("field.addressee", language), line.addressee.clone());
    for field in [
        Field::SenderReference,
        Field::DeliveredAt,
        Field::DeliveryMethod,
        Field::Sheets,
        Field::PaperAttachments,
        Field::OtherAttachments,
        Field::Copies,
        Field::Envelope,
        Field::Unit,
        Field::Person,
        Field::Deadline,
    ] {
        let label = word(&format!("field.{}", field.name()), language);
        add(label, value_text(tx, field.name(), &field.get(document), language)?);
    }
    if document.unopened {
        add(word("field.unopened", language), word("value.yes", language));
    }
    if let Some(it) = &document.emergency {
        add(word("field.emergency", language), it.text.clone());
    }
    if let Some(it) = &document.cancelled {
        add(word("state.cancelled", language), it.reason.clone());
    }
    add(word("state.returned", language), document.handling.refused_because.clone());
    add(
        own("registered", &[], language),
        format!(
            "{}, {}",
            person_name(tx, document.registered_by)?.unwrap_or_default(),
            instant(document.registered_at.unwrap_or(document.captured_at), language)
        ),
    );
    for it in &document.dispatches {
        let there = it.delivered.as_ref().map(|it| format!("{} {}", it.reference, it.jid)).unwrap_or_default();
        add(word("field.dispatched", language), format!("{} {there}", it.office).trim().to_owned());
    }
    if let Some(it) = &document.source {
        add(word("field.source", language), format!("{} {}", it.name, it.jid));
    }
    for it in &document.sendings {
        let way = word(&format!("sent.{}", it.way.name()), language);
        add(
            word("field.sent", language),
            format!("{} {way} {}", actions::shown_day(it.day), it.note).trim_end().to_owned(),
        );
    }
    for it in &document.returns {
        let why = word(&format!("returned.{}", it.why.name()), language);
        add(
            word("field.returned", language),
            format!("{}: {why} {}", instant(it.at, language), it.note).trim().to_owned(),
        );
    }
    for file in files {
        let place = match tx.file_place(file)? {
            FilePlace::Here => own("place_here", &[], language),
            other => {
                word(if other == FilePlace::OnItsWay { "files.on_its_way_here" } else { "files.at_centre" }, language)
            }
        };
        add(own("file", &[], language), format!("{}\t{} B\t{place}", file.name, file.size_bytes));
    }
    for (entry, _) in history {
        let verb = word(&format!("history.{}", entry.verb), language);
        let mut by = person_name(tx, entry.by)?.unwrap_or_default();
        if let Some(absent) = person_name(tx, entry.in_place_of)? {
            by = format!("{by} {}", own("in_place_of", &[("person", &absent)], language));
        }
        let mut text = format!("{}  {verb}, {by}", instant(entry.at, language));
        for change in &entry.changes {
            let name = change.field.name();
            let (was, now) =
                (value_text(tx, name, &change.was, language)?, value_text(tx, name, &change.now, language)?);
            text.push_str(&format!("; {}: {was} → {now}", word(&format!("field.{name}"), language)));
        }
        if !entry.reason.is_empty() {
            let (why, note) = entry.reason.split_once(" – ").unwrap_or((&entry.reason, ""));
            let reason = match entry.verb.as_str() {
                "note_returned" => format!("{} {note}", word(&format!("returned.{why}"), language)).trim().to_owned(),
                _ => entry.reason.clone(),
            };
            text.push_str(&format!(" ({reason})"));
        }
        lines.push(text);
    }
    Ok(lines.join("\n"))
}

/// Returns a field's value in words.
pub(crate) fn value_text(tx: &Tx<'_>, field: &str, value: &Value, language: Language) -> store::Result<String> {
    Ok(match value {
        Value::Null => String::new(),
        Value::Bool(it) => word(if *it { "value.yes" } else { "value.no" }, language),
        Value::Object(it) if field == "deadline" => {
            let part = |name| it.get(name).and_then(Value::as_str).unwrap_or_default();
            let day = part("due_on").parse().map(actions::shown_day).unwrap_or_default();
            format!("{day} ({})", word(&format!("rule.{}", part("rule")), language))
        }
        Value::Object(it) => {
            let description = it.get("description").and_then(Value::as_str).unwrap_or_default();
            format!("{} {description}", it.get("count").unwrap_or(&Value::Null)).trim().to_owned()
        }
        Value::String(text) => match field {
            "unit" => text.parse::<UnitId>().ok().map(|it| tx.unit(it)).transpose()?.flatten().map(|it| it.code),
            "person" => person_name(tx, text.parse::<PersonId>().ok())?,
            "sender" => {
                text.parse::<PartyId>().ok().map(|it| tx.party(it)).transpose()?.flatten().map(|it| it.list_name())
            }
            "delivered_at" => text.parse().ok().map(|it| instant(it, language)),
            "envelope" => Some(word(&format!("envelope.{text}"), language)),
            "sent_on" => text.parse().ok().map(actions::shown_day),
            "sent_way" => Some(word(&format!("sent.{text}"), language)),
            "delivery_method" => Some(word(&format!("method.{text}"), language)),
            _ => None,
        }
        .unwrap_or_else(|| text.clone()),
        other => other.to_string(),
    })
}

/// What the device is called that a line of a history was written on; null where no centre has named it.
fn desk_name(tx: &Tx<'_>, line: &HistoryEntry) -> store::Result<Option<String>> {
    let person = line.by.map(|it| tx.person(it)).transpose()?.flatten();
    Ok(person.and_then(|it| it.seats.into_iter().find(|it| Some(it.id) == line.on)).map(|it| it.device))
}

pub(crate) fn person_name(tx: &Tx<'_>, id: Option<PersonId>) -> store::Result<Option<String>> {
    Ok(id.map(|it| tx.person(it)).transpose()?.flatten().map(|it| it.list_name()))
}

fn place_name(place: FilePlace) -> &'static str {
    match place {
        FilePlace::Here => "here",
        FilePlace::AtCentre => "at_centre",
        FilePlace::Fetching => "fetching",
        FilePlace::OnItsWay => "on_its_way",
    }
}
