//! The form of an entry, read and shown again.

use actions::EntryForm as TypedEntry;
use values::Problem;

use crate::read::{code, code_text, optional_id};
use crate::types::*;
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn register(&self, form: &EntryForm) -> Result<Registered, Problem> {
        let typed = typed_entry(form)?;
        let registered = self.change(|desk| actions::register(desk, &typed))?;
        Ok(Registered { id: registered.document.to_string(), jid: registered.jid })
    }
}

fn typed_entry(form: &EntryForm) -> Result<TypedEntry, Problem> {
    Ok(TypedEntry {
        is_own: form.origin == "own",
        sender: optional_id(form.sender.as_ref())?,
        addressee: optional_id(form.addressee.as_ref())?,
        sender_reference: form.sender_reference.clone(),
        delivered_on: form.delivered_on.clone(),
        delivered_time: form.delivered_time.clone(),
        delivery_method: code("delivery_method", &form.delivery_method)?,
        sheets: form.sheets.clone(),
        paper_attachments: form.paper_attachments.clone(),
        other_count: form.other_count.clone(),
        other_description: form.other_description.clone(),
        copies: form.copies.clone(),
        unopened: form.unopened,
        envelope: if form.envelope.is_empty() { None } else { Some(code("envelope", &form.envelope)?) },
        subject: form.subject.clone(),
        unit: optional_id(form.unit.as_ref())?,
        person: optional_id(form.person.as_ref())?,
        restricted: form.restricted,
        case_file: optional_id(form.case_file.as_ref())?,
        answers: optional_id(form.answers.as_ref())?,
        files: form.files.clone(),
    })
}

pub(crate) fn shown_entry(typed: TypedEntry) -> EntryForm {
    EntryForm {
        origin: if typed.is_own { "own" } else { "received" }.to_owned(),
        sender: typed.sender.map(|it| it.to_string()),
        addressee: typed.addressee.map(|it| it.to_string()),
        sender_reference: typed.sender_reference,
        delivered_on: typed.delivered_on,
        delivered_time: typed.delivered_time,
        delivery_method: code_text(&typed.delivery_method),
        sheets: typed.sheets,
        paper_attachments: typed.paper_attachments,
        other_count: typed.other_count,
        other_description: typed.other_description,
        copies: typed.copies,
        unopened: typed.unopened,
        envelope: typed.envelope.map(|it| it.name().to_owned()).unwrap_or_default(),
        subject: typed.subject,
        unit: typed.unit.map(|it| it.to_string()),
        person: typed.person.map(|it| it.to_string()),
        restricted: typed.restricted,
        case_file: typed.case_file.map(|it| it.to_string()),
        answers: typed.answers.map(|it| it.to_string()),
        files: typed.files,
    }
}
