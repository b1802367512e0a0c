//! `register`: a document with its sender and files.

use std::path::PathBuf;

use actions::{EntryForm, NewParty};
use clap::Args;
use domain::registry::{DeliveryMethod, EnvelopeKept};
use serde_json::json;
use store::Desk;
use values::{PartyId, Problem};

use crate::find;
use crate::output::Said;
use crate::run::usage;

/// Registers. A new record of the name register stays even when the entry is refused after it.
pub(crate) fn register(desk: &Desk, it: &Register) -> Result<Said, Problem> {
    let delivery_method: DeliveryMethod = serde_json::from_value(json!(it.method))
        .map_err(|_| usage("--method is post, in_person, data_box, email, medium, courier, spoken or internal"))?;
    let envelope: Option<EnvelopeKept> = serde_json::from_value(json!(it.envelope))
        .map_err(|_| usage("--envelope is own_hands, posting_time, sender_address or stamped"))?;
    let (unit, person, case_file, answers) = desk
        .read(|tx| {
            let unit = it.unit.as_deref().map(|code| find::unit(tx, code)).transpose()?;
            let person = it.for_person.as_deref().map(|named| find::person(tx, named)).transpose()?;
            let case_file = it.into_file.as_deref().map(|named| find::case_file(tx, named)).transpose()?;
            let answers = it.answers.as_deref().map(|named| find::document(tx, named)).transpose()?;
            let (case_file, answers) = (case_file.map(|it| it.id), answers.map(|it| it.id));
            Ok((unit.map(|it| it.id), person.map(|it| it.id), case_file, answers))
        })
        .map_err(Problem::from)?;
    let other_party = sender(desk, &it.sender)?;
    let form = EntryForm {
        is_own: it.own,
        sender: other_party.filter(|_| !it.own),
        addressee: other_party.filter(|_| it.own),
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
        copies: it.copies.clone(),
        unopened: it.unopened,
        envelope,
        subject: it.subject.clone(),
        unit,
        person,
        restricted: it.restricted,
        case_file,
        answers,
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

/// An entry as typed.
#[derive(Args)]
pub(crate) struct Register {
    /// Made by the office.
    #[arg(long)]
    pub(crate) own: bool,
    /// Who sent it.
    #[command(flatten)]
    pub(crate) sender: Sender,
    /// Brief subject.
    #[arg(long, default_value = "")]
    pub(crate) subject: String,
    /// The sender's reference.
    #[arg(long, default_value = "")]
    pub(crate) reference: String,
    /// Day of delivery; today when left out.
    #[arg(long, default_value = "")]
    pub(crate) delivered_on: String,
    /// Time of delivery; now when left out and the day is today.
    #[arg(long, default_value = "")]
    pub(crate) delivered_time: String,
    /// post, in_person, data_box, email, medium, courier, spoken or internal.
    #[arg(long, default_value = "post")]
    pub(crate) method: String,
    /// Sheets.
    #[arg(long, default_value = "")]
    pub(crate) sheets: String,
    /// Paper attachments.
    #[arg(long, default_value = "")]
    pub(crate) paper_attachments: String,
    /// Other attachments: how many.
    #[arg(long, default_value = "")]
    pub(crate) other_count: String,
    /// Other attachments: what.
    #[arg(long, default_value = "")]
    pub(crate) other_description: String,
    /// Copies of one letter; each gets its label.
    #[arg(long, default_value = "")]
    pub(crate) copies: String,
    /// The envelope stays closed; its stamp stands on it.
    #[arg(long)]
    pub(crate) unopened: bool,
    /// Why the envelope is kept: own_hands, posting_time, sender_address or stamped.
    #[arg(long, value_name = "REASON")]
    pub(crate) envelope: Option<String>,
    /// The mark of the unit it is for.
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// The person it is for.
    #[arg(long = "for", value_name = "PERSON")]
    pub(crate) for_person: Option<String>,
    /// Only for those who need it.
    #[arg(long)]
    pub(crate) restricted: bool,
    /// The case file it goes straight into.
    #[arg(long, value_name = "FILE")]
    pub(crate) into_file: Option<String>,
    /// The document it answers.
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) answers: Option<String>,
    /// A file; may be given several times.
    #[arg(long = "file", value_name = "PATH")]
    pub(crate) files: Vec<PathBuf>,
}

/// Who sent it, or whom an own document is written to: a record of the name register, or a new one.
#[derive(Args)]
pub(crate) struct Sender {
    /// The record's id.
    #[arg(long = "sender", value_name = "ID", group = "from")]
    pub(crate) id: Option<String>,
    /// Words that fit exactly one record, or its whole name.
    #[arg(long = "sender-name", value_name = "TEXT", group = "from")]
    pub(crate) named: Option<String>,
    /// Make a record of a company.
    #[arg(long, value_name = "NAME", group = "from")]
    pub(crate) new_company: Option<String>,
    /// Make a record of a person; the last word is the surname.
    #[arg(long, value_name = "NAME", group = "from")]
    pub(crate) new_person: Option<String>,
    /// IČO of the new company.
    #[arg(long, value_name = "NUMBER", requires = "new_company", default_value = "", hide_default_value = true)]
    pub(crate) company_number: String,
    /// Address of the new record.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) address: String,
}
