//! Turns what the desk knows into what the window shows.

use std::collections::BTreeMap;

use domain::deadline::Deadline;
use domain::name_register::Party;
use domain::registry::{
    Component, Dispatch, Document, Field, FieldChange, HandlingState, HistoryEntry, OtherAttachments, ReturnedPost,
    Sending,
};
use serde_json::Value;
use store::{DocumentLine, FilePlace, Tx};
use values::{CaseFileId, ClassId, DocumentId, Instant, PartyId, PersonId, SeatId, UnitId};

use crate::case_files::settled;
use crate::read::code_text;
use crate::types::*;

type Result<T> = store::Result<T>;

/// Names looked up once for a page of rows.
#[derive(Default)]
pub(crate) struct Names {
    units: BTreeMap<UnitId, (String, String)>,
    people: BTreeMap<PersonId, String>,
    desks: BTreeMap<SeatId, String>,
}

impl Names {
    pub(crate) fn unit(&mut self, tx: &Tx<'_>, id: Option<UnitId>) -> Result<(String, String)> {
        let Some(id) = id else { return Ok(Default::default()) };
        if let Some(it) = self.units.get(&id) {
            return Ok(it.clone());
        }
        let names = tx.unit(id)?.map(|it| (it.code, it.name)).unwrap_or_default();
        self.units.insert(id, names.clone());
        Ok(names)
    }

    pub(crate) fn person(&mut self, tx: &Tx<'_>, id: Option<PersonId>) -> Result<String> {
        let Some(id) = id else { return Ok(String::new()) };
        if let Some(it) = self.people.get(&id) {
            return Ok(it.clone());
        }
        let name = tx.person(id)?.map(|it| it.list_name()).unwrap_or_default();
        self.people.insert(id, name.clone());
        Ok(name)
    }

    /// What the device is called that a person sat at; the beginning of its id where no centre has named it.
    pub(crate) fn desk(&mut self, tx: &Tx<'_>, of: Option<PersonId>, seat: Option<SeatId>) -> Result<String> {
        let Some(seat) = seat else { return Ok(String::new()) };
        if let Some(it) = self.desks.get(&seat) {
            return Ok(it.clone());
        }
        let person = of.map(|it| tx.person(it)).transpose()?.flatten();
        let named = person.and_then(|it| it.seats.into_iter().find(|it| it.id == seat));
        let name = named.map_or_else(|| seat.to_string()[..8].to_uppercase(), |it| it.device);
        self.desks.insert(seat, name.clone());
        Ok(name)
    }
}

pub(crate) fn row(tx: &Tx<'_>, names: &mut Names, line: DocumentLine) -> Result<DocumentRow> {
    let state = match (line.is_cancelled, line.is_settled) {
        (true, _) => "cancelled".to_owned(),
        (_, true) => "settled".to_owned(),
        _ => code_text(&line.state),
    };
    Ok(DocumentRow {
        id: line.id.to_string(),
        jid: line.jid,
        reference: line.reference,
        origin: code_text(&line.origin),
        subject: line.subject,
        sender: line.sender,
        addressee: line.addressee,
        delivered_at: line.delivered_at.map(text),
        captured_at: text(line.captured_at),
        unit: names.unit(tx, line.unit)?.0,
        person: names.person(tx, line.person)?,
        state,
        case_file: line.case_file.map(|it| it.to_string()),
        file_mark: line.file_mark,
        restricted: line.is_restricted,
        due_on: line.due_on.map(|it| it.to_string()),
        is_sent: line.is_sent,
        is_pending: line.is_pending,
        n_files: line.n_files,
    })
}

pub(crate) fn row_of(tx: &Tx<'_>, id: DocumentId) -> Result<Option<DocumentRow>> {
    tx.document_line(id)?.map(|it| row(tx, &mut Names::default(), it)).transpose()
}

pub(crate) fn detail(tx: &Tx<'_>, document: &Document, row: DocumentRow) -> Result<DocumentDetail> {
    let mut names = Names::default();
    let other_party = document.other_party().map(|it| tx.party(it)).transpose()?.flatten();
    let other = document.other_attachments.clone().unwrap_or_default();
    let files = tx.components(document.id)?.iter().map(|it| file(tx, &mut names, it)).collect::<Result<_>>()?;
    let mut history: Vec<HistoryRow> =
        tx.history(document.id)?.iter().map(|it| history_row(tx, &mut names, &it.0, it.1)).collect::<Result<_>>()?;
    history.push(registering(tx, &mut names, document)?);
    let is_returned = document.handling.state == HandlingState::Returned;
    Ok(DocumentDetail {
        row,
        sender_id: document.sender.map(|it| it.to_string()),
        addressee_id: document.addressee.map(|it| it.to_string()),
        sender_address: other_party.map(|it| it.address).unwrap_or_default(),
        sender_reference: document.sender_reference.clone(),
        delivery_method: code_text(&document.delivery_method),
        sheets: document.sheets,
        paper_attachments: document.paper_attachments,
        other_count: other.count,
        other_description: other.description,
        copies: document.copies,
        unopened: document.unopened,
        envelope: document.envelope.map(|it| it.name().to_owned()).unwrap_or_default(),
        emergency: document
            .emergency
            .as_ref()
            .map(|it| EmergencyPlace { text: it.text.clone(), reregistered_at: it.reregistered_at.map(text) }),
        unit_id: document.handling.unit.map(|it| it.to_string()),
        unit_name: names.unit(tx, document.handling.unit)?.1,
        person_id: document.handling.person.map(|it| it.to_string()),
        refused_because: if is_returned { document.handling.refused_because.clone() } else { String::new() },
        registered_by: names.person(tx, document.registered_by)?,
        registered_at: document.registered_at.map(text),
        cancelled_because: document.cancelled.as_ref().map(|it| it.reason.clone()),
        earlier_references: document.earlier_references.iter().map(|it| it.text.clone()).collect(),
        order: document.case_file.as_ref().map(|it| it.order),
        deadline: document.deadline.as_ref().map(deadline),
        settled: document.settled.as_ref().map(|it| settled(tx, &mut names, it)).transpose()?,
        answers: document.answers.map(|it| row_of(tx, it)).transpose()?.flatten(),
        replies: tx
            .answers_to(document.id)?
            .into_iter()
            .map(|it| self::row(tx, &mut names, it))
            .collect::<Result<_>>()?,
        earlier_jid: document.earlier_jid.as_ref().map(|it| it.to_string()),
        dispatches: document.dispatches.iter().map(dispatch).collect(),
        source: document.source.as_ref().map(|it| SourceRow { office: it.name.clone(), jid: it.jid.to_string() }),
        sendings: document.sendings.iter().map(sending).collect(),
        returns: document.returns.iter().map(returned).collect(),
        files,
        history,
        may: actions::may(tx, document)?.into_iter().map(str::to_owned).collect(),
    })
}

fn dispatch(it: &Dispatch) -> DispatchRow {
    let delivered = it.delivered.as_ref();
    DispatchRow {
        office: it.office.clone(),
        at: text(it.at),
        reference: delivered.map(|it| it.reference.clone()).unwrap_or_default(),
        jid: delivered.map(|it| it.jid.to_string()).unwrap_or_default(),
    }
}

fn sending(it: &Sending) -> SendingRow {
    SendingRow { day: it.day.to_string(), way: it.way.name().to_owned(), note: it.note.clone() }
}

fn returned(it: &ReturnedPost) -> ReturnedRow {
    ReturnedRow { at: text(it.at), why: it.why.name().to_owned(), note: it.note.clone() }
}

/// The first line of every history; its facts stand in the document itself.
fn registering(tx: &Tx<'_>, names: &mut Names, document: &Document) -> Result<HistoryRow> {
    Ok(HistoryRow {
        at: text(document.registered_at.unwrap_or(document.captured_at)),
        by: names.person(tx, document.registered_by)?,
        in_place_of: String::new(),
        on: names.desk(tx, document.registered_by, document.registered_on)?,
        verb: format!("register_{}", code_text(&document.origin)),
        changes: Vec::new(),
        reason: String::new(),
        is_pending: document.registered_at.is_none(),
    })
}

pub(crate) fn history_row(tx: &Tx<'_>, names: &mut Names, line: &HistoryEntry, is_pending: bool) -> Result<HistoryRow> {
    Ok(HistoryRow {
        at: text(line.at),
        by: names.person(tx, line.by)?,
        in_place_of: names.person(tx, line.in_place_of)?,
        on: names.desk(tx, line.by, line.on)?,
        verb: line.verb.clone(),
        changes: changes(tx, names, &line.changes)?,
        reason: line.reason.clone(),
        is_pending,
    })
}

fn changes(tx: &Tx<'_>, names: &mut Names, changes: &[FieldChange]) -> Result<Vec<ChangeRow>> {
    changes
        .iter()
        .map(|it| {
            Ok(ChangeRow {
                field: it.field.name().to_owned(),
                was: in_words(tx, names, it.field, &it.was)?,
                now: in_words(tx, names, it.field, &it.now)?,
            })
        })
        .collect()
}

/// A field's value as text: names for ids; instants, codes and booleans as they are.
fn in_words(tx: &Tx<'_>, names: &mut Names, field: Field, value: &Value) -> Result<String> {
    let id = |value: &Value| value.as_str().map(str::to_owned).unwrap_or_default();
    Ok(match field {
        Field::Sender | Field::Addressee => match id(value).parse::<PartyId>() {
            Ok(id) => tx.party(id)?.map(|it| it.list_name()).unwrap_or_default(),
            Err(_) => String::new(),
        },
        Field::Unit => names.unit(tx, id(value).parse().ok())?.0,
        Field::Person => names.person(tx, id(value).parse().ok())?,
        Field::CaseFile => match id(value).parse::<CaseFileId>() {
            Ok(id) => tx.case_file(id)?.map(|it| it.name().to_owned()).unwrap_or_default(),
            Err(_) => String::new(),
        },
        Field::Class => match id(value).parse::<ClassId>() {
            Ok(id) => tx.class(id)?.map(|it| it.mark).unwrap_or_default(),
            Err(_) => String::new(),
        },
        Field::Document => match id(value).parse::<DocumentId>() {
            Ok(id) => {
                tx.document(id)?.map(|it| it.number_text().unwrap_or(it.jid.as_str()).to_owned()).unwrap_or_default()
            }
            Err(_) => String::new(),
        },
        Field::Deadline => match serde_json::from_value::<Deadline>(value.clone()) {
            Ok(it) => format!("{} {}", it.rule, it.due_on),
            Err(_) => String::new(),
        },
        Field::OtherAttachments => match serde_json::from_value::<OtherAttachments>(value.clone()) {
            Ok(it) => format!("{} {}", it.count, it.description),
            Err(_) => String::new(),
        },
        _ => match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        },
    })
}

fn file(tx: &Tx<'_>, names: &mut Names, it: &Component) -> Result<FileRow> {
    let place = tx.file_place(it)?;
    let preview = match it.media_type.as_str() {
        "application/pdf" => "pdf",
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp" => "image",
        "text/plain" | "message/rfc822" | "application/xml" => "text",
        _ => "",
    };
    Ok(FileRow {
        id: it.id.to_string(),
        name: it.name.clone(),
        size_bytes: it.size_bytes as f64,
        media_type: it.media_type.clone(),
        place: match place {
            FilePlace::Here => "here",
            FilePlace::AtCentre => "at_centre",
            FilePlace::Fetching => "fetching",
            FilePlace::OnItsWay => "on_its_way",
        }
        .to_owned(),
        coming_from: names.person(tx, it.attached_by)?,
        preview: preview.to_owned(),
        output_of: it.output_of.map(|it| it.to_string()),
        is_output_format: it.is_output_format(),
    })
}

pub(crate) fn deadline(it: &Deadline) -> DeadlineRow {
    DeadlineRow {
        rule: it.rule.clone(),
        starts_on: it.starts_on.to_string(),
        more_days: it.more_days,
        due_on: it.due_on.to_string(),
        is_moved: it.is_moved(),
    }
}

pub(crate) fn party(it: &Party) -> PartyRow {
    PartyRow {
        id: it.id.to_string(),
        name: it.list_name(),
        kind: code_text(&it.kind),
        company_number: it.company_number.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default(),
        address: it.address.clone(),
    }
}

pub(crate) fn text(at: Instant) -> String {
    at.to_string()
}

/// A seat by the first letters of its id: enough to tell two desks of one person apart.
pub(crate) fn field_in_words(tx: &Tx<'_>, field: &str, value: &Value) -> Result<String> {
    match serde_json::from_value(Value::from(field)) {
        Ok(field) => in_words(tx, &mut Names::default(), field, value),
        Err(_) => Ok(String::new()),
    }
}

pub(crate) fn wished(tx: &Tx<'_>, changes_: &[FieldChange]) -> Result<Vec<ChangeRow>> {
    changes(tx, &mut Names::default(), changes_)
}
