//! `register`: a document with its sender and files.

use actions::{EntryForm, NewParty};
use domain::registry::DeliveryMethod;
use serde_json::json;
use store::Desk;
use values::{PartyId, Problem};

use crate::arguments::{Register, Sender};
use crate::find;
use crate::output::Said;
use crate::run::usage;

/// Registers. A new record of the name register stays even when the entry is refused after it.
pub(crate) fn register(desk: &Desk, it: &Register) -> Result<Said, Problem> {
    let delivery_method: DeliveryMethod = serde_json::from_value(json!(it.method))
        .map_err(|_| usage("--method is post, in_person, data_box, email, medium, courier, spoken or internal"))?;
    let (unit, person) = desk
        .read(|tx| {
            let unit = it.unit.as_deref().map(|code| find::unit(tx, code)).transpose()?;
            let person = it.for_person.as_deref().map(|named| find::person(tx, named)).transpose()?;
            Ok((unit.map(|it| it.id), person.map(|it| it.id)))
        })
        .map_err(Problem::from)?;
    let form = EntryForm {
        is_own: it.own,
        sender: if it.own { None } else { sender(desk, &it.sender)? },
        sender_reference: it.reference.clone(),
        delivered_on: if it.delivered_on.is_empty() && it.delivered_time.is_empty() {
            "dnes".to_owned()
        } else {
            it.delivered_on.clone()
        },
        delivered_time: it.delivered_time.clone(),
        delivery_method,
        sheets: it.sheets.clone(),
        paper_attachments: it.paper_attachments.clone(),
        other_count: it.other_count.clone(),
        other_description: it.other_description.clone(),
        subject: it.subject.clone(),
        unit,
        person,
        restricted: it.restricted,
        files: it.files.iter().map(|it| it.to_string_lossy().into_owned()).collect(),
    };
    let done = actions::register(desk, &form)?;
    Ok(Said {
        text: done.jid.clone(),
        json: json!({ "id": done.document, "jid": done.jid, "sender": form.sender, "n_files": form.files.len() }),
    })
}

fn sender(desk: &Desk, it: &Sender) -> Result<Option<PartyId>, Problem> {
    if let Some(named) = it.id.as_ref().or(it.named.as_ref()) {
        return find::sender(desk, named).map(Some);
    }
    let mut party = NewParty { address: it.address.clone(), ..NewParty::default() };
    if let Some(company) = &it.new_company {
        party.kind = "legal".to_owned();
        party.company = company.clone();
        party.company_number = it.company_number.clone();
    } else if let Some(person) = &it.new_person {
        party.kind = "natural".to_owned();
        let (name, surname) = person.trim().rsplit_once(' ').unwrap_or(("", person.trim()));
        party.name = name.trim().to_owned();
        party.surname = surname.to_owned();
    } else {
        return Ok(None);
    }
    actions::add_party(desk, &party).map(|it| Some(it.id))
}
