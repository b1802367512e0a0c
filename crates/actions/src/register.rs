//! Registers a document from what the clerk typed.

use std::path::Path;

use domain::registry::{DeliveryMethod, Entry, EnvelopeKept, OtherAttachments, RegisterOwn, RegisterReceived};
use serde::{Deserialize, Serialize};
use store::Desk;
use values::{CaseFileId, Code, DocumentId, Instant, PartyId, PersonId, Problem, Refusal, UnitId};

use crate::typed::{read_count, read_day, read_delivery, shown_day};

/// An entry as typed. Days, times and numbers are texts; people, units and senders were chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EntryForm {
    /// Made by the office; otherwise received.
    pub is_own: bool,
    /// Who sent it.
    pub sender: Option<PartyId>,
    /// Whom an own document is written to.
    #[serde(default)]
    pub addressee: Option<PartyId>,
    /// The sender's reference.
    pub sender_reference: String,
    /// Day of delivery.
    pub delivered_on: String,
    /// Time of delivery.
    pub delivered_time: String,
    /// How it came.
    pub delivery_method: DeliveryMethod,
    /// Sheets.
    pub sheets: String,
    /// Paper attachments.
    pub paper_attachments: String,
    /// Other attachments: how many.
    pub other_count: String,
    /// Other attachments: what.
    pub other_description: String,
    /// Brief subject.
    pub subject: String,
    /// The unit it is for.
    pub unit: Option<UnitId>,
    /// The person it is for.
    pub person: Option<PersonId>,
    /// Only for those who need it.
    pub restricted: bool,
    /// Copies of one letter.
    #[serde(default)]
    pub copies: String,
    /// The envelope stays closed.
    #[serde(default)]
    pub unopened: bool,
    /// Why the envelope is kept.
    #[serde(default)]
    pub envelope: Option<EnvelopeKept>,
    /// The case file it goes straight into.
    #[serde(default)]
    pub case_file: Option<CaseFileId>,
    /// The document it answers.
    #[serde(default)]
    pub answers: Option<DocumentId>,
    /// Paths of files.
    pub files: Vec<String>,
}

/// A registered document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its id.
    pub document: DocumentId,
    /// Its JID.
    pub jid: String,
}

/// Registers a document with its files, all or nothing.
///
/// Files are taken in first, so that a full disk or a vanished file leaves the entry in the form.
pub fn register(desk: &Desk, form: &EntryForm) -> Result<Registered, Problem> {
    let now = desk.now();
    let delivered_at = if form.is_own { None } else { read_delivery(&form.delivered_on, &form.delivered_time, now)? };
    let sheets = read_count("sheets", &form.sheets)?;
    let paper_attachments = read_count("paper_attachments", &form.paper_attachments)?;
    let copies = read_count("copies", &form.copies)?;
    let other_count = read_count("other_count", &form.other_count)?;
    let other_attachments = match (other_count, form.other_description.trim()) {
        (None, "") => None,
        (count, description) => Some(OtherAttachments::new(count.unwrap_or(1), description)),
    };
    if !form.is_own && form.sender.is_none() {
        return Err(Refusal::new(Code::SenderMissing).at("sender").into());
    }
    if form.subject.trim().is_empty() {
        return Err(Refusal::new(Code::SubjectMissing).at("subject").into());
    }
    let files = form.files.iter().map(|it| crate::take_in(desk, Path::new(it))).collect::<Result<Vec<_>, Problem>>()?;
    let registered = desk.write(|tx| {
        let jid = tx.issue_jid()?;
        let document = tx.new_id(DocumentId);
        let entry = Entry {
            jid: jid.clone(),
            subject: form.subject.clone(),
            sender: form.sender,
            addressee: form.addressee.filter(|_| form.is_own),
            sender_reference: form.sender_reference.clone(),
            delivered_at,
            delivery_method: form.delivery_method,
            sheets,
            paper_attachments,
            other_attachments,
            restricted: form.restricted,
            unit: form.unit,
            person: form.person,
            case_file: form.case_file,
            answers: form.answers,
            copies,
            unopened: form.unopened && !form.is_own,
            envelope: form.envelope.filter(|_| !form.is_own),
            emergency: tx.take_emergency_number()?,
            source: None,
        };
        if form.is_own {
            tx.submit(RegisterOwn { document, entry })?;
        } else {
            tx.submit(RegisterReceived { document, entry })?;
        }
        for (name, stored) in &files {
            crate::attach::submit(tx, document, name, stored, None)?;
        }
        tx.set_meta("last_entry", &with_days(form, now))?;
        tx.set_meta("last_entry_of", &document)?;
        // The entry is in the registry now; a draft left behind would be registered twice.
        tx.save_draft(if form.is_own { "entry:own" } else { "entry" }, "")?;
        Ok(Registered { document, jid: jid.to_string() })
    });
    registered.map_err(|fault| match Problem::from(fault) {
        // The rules know one field where the form has two.
        Problem::Refused(it) if it.field.as_deref() == Some("delivered_at") => it.at("delivered_on").into(),
        Problem::Refused(it) if it.field.as_deref() == Some("other_attachments") => it.at("other_description").into(),
        other => other,
    })
}

/// Returns the form with the day that was meant: "včera" repeated tomorrow would be another one.
fn with_days(form: &EntryForm, now: Instant) -> EntryForm {
    let day = read_day("delivered_on", &form.delivered_on, now);
    let delivered_on = day.map_or_else(|_| form.delivered_on.clone(), shown_day);
    EntryForm { delivered_on, ..form.clone() }
}

/// Returns the form of the last registered entry, so that its values can be repeated.
pub fn last_entry(desk: &Desk) -> Result<Option<EntryForm>, Problem> {
    Ok(desk.read(|tx| tx.load_meta("last_entry"))?)
}
