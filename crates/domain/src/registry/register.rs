//! Registers a document: the entry a clerk makes eighty times a day.
//!
//! Invariant: at the centre the registering of what was delivered is never refused. What no longer holds is
//! left out and said in a notice.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use values::{
    CaseFileId, Code, DocumentId, Instant, MAX_LINE_CHARS, MAX_NOTE_CHARS, PartyId, PersonId, Refusal, UnitId,
    clean_line,
};

use super::field::{MAX_COPIES, checked_copies, checked_count, checked_others};
use super::{
    DeliveryMethod, Document, EnvelopeKept, FieldChange, Handling, HandlingState, HistoryEntry, Origin,
    OtherAttachments, Source,
};
use crate::case_file::CaseFile;
use crate::case_file::insert::{put_in, refuse_only_in_emergency};
use crate::decide::Context;
use crate::emergency::{Afterwards, InEmergency};
use crate::numbering::Jid;
use crate::text::checked_line;
use crate::{Actor, Changes, Decision, EntityKey, EntityKind, Extra, Grant, Lookup, Standing, View};

/// How far ahead of the last one a number of a substitute register may be: what was registered before may wait for a supervisor.
const MAX_GAP: u32 = 100_000;

/// How far a device's clock may run behind the delivery it notes down, in seconds.
const CLOCK_TOLERANCE_S: i64 = 300;

/// Registers a received document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterReceived {
    /// Its id.
    pub document: DocumentId,
    /// What the clerk wrote.
    #[serde(flatten)]
    pub entry: Entry,
}

/// Registers an own document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterOwn {
    /// Its id.
    pub document: DocumentId,
    /// What the clerk wrote; an own document has no sender and no delivery.
    #[serde(flatten)]
    pub entry: Entry,
}

/// The fields of an entry (decree § 3(3), § 10(1)(a)–(f)).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Issued by the desk.
    pub jid: Jid,
    /// Brief subject.
    pub subject: String,
    /// Who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<PartyId>,
    /// Whom an own document is written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<PartyId>,
    /// The sender's reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sender_reference: String,
    /// When it was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Instant>,
    /// How.
    #[serde(default)]
    pub delivery_method: DeliveryMethod,
    /// Sheets, without attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheets: Option<u32>,
    /// Paper attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_attachments: Option<u32>,
    /// Other attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_attachments: Option<OtherAttachments>,
    /// Only for those who need it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
    /// The unit it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The person it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The case file it goes straight into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_file: Option<CaseFileId>,
    /// The document it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<DocumentId>,
    /// Copies of one letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// The envelope stays closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unopened: bool,
    /// Why the envelope is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<EnvelopeKept>,
    /// The place the desk gave it in its substitute register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<InEmergency>,
    /// Which office of the centre hands it over; said by the centre alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

pub(crate) fn decide_received(wish: &RegisterReceived, it: &Context<'_>, view: &dyn View) -> Decision {
    let entry = match view.standing() {
        Standing::Provisional => {
            check_received(&wish.entry, view, it.now)?;
            clean_or_refuse(&wish.entry)?
        }
        Standing::Final => clean_or_cut(&wish.entry),
    };
    let entry = Entry { addressee: None, ..entry };
    register(wish.document, Origin::Received, &entry, it, view)
}

pub(crate) fn decide_own(wish: &RegisterOwn, it: &Context<'_>, view: &dyn View) -> Decision {
    let entry = match view.standing() {
        Standing::Provisional => {
            check_addressee(wish.entry.addressee, view)?;
            clean_or_refuse(&wish.entry)?
        }
        Standing::Final => clean_or_cut(&wish.entry),
    };
    let addressee = match view.standing() {
        Standing::Provisional => entry.addressee,
        // Written down by a command that was declined: a letter to nobody known is a letter all the same.
        Standing::Final => entry.addressee.filter(|it| view.party(*it) != Lookup::Absent),
    };
    let entry = Entry { addressee, sender: None, delivered_at: None, unopened: false, envelope: None, ..entry };
    register(wish.document, Origin::Own, &entry, it, view)
}

/// What the clerk can still mend while the entry stands before her.
fn check_received(entry: &Entry, view: &dyn View, now: Instant) -> Result<(), Refusal> {
    let sender = entry.sender.ok_or_else(|| Refusal::new(Code::SenderMissing).at("sender"))?;
    if view.party(sender) == Lookup::Absent {
        return Err(Refusal::new(Code::SenderUnknown).at("sender"));
    }
    let delivered_at = entry.delivered_at.ok_or_else(|| Refusal::new(Code::DeliveryMissing).at("delivered_at"))?;
    check_delivery(delivered_at, now)
}

/// Refuses somebody the name register does not know.
pub(super) fn check_addressee(addressee: Option<PartyId>, view: &dyn View) -> Result<(), Refusal> {
    if addressee.is_some_and(|it| view.party(it) == Lookup::Absent) {
        return Err(Refusal::new(Code::SenderUnknown).at("addressee"));
    }
    Ok(())
}

/// Refuses a delivery that is still to come.
pub(super) fn check_delivery(delivered_at: Instant, now: Instant) -> Result<(), Refusal> {
    if delivered_at.duration_since(now).as_secs() > CLOCK_TOLERANCE_S {
        return Err(Refusal::new(Code::DeliveryInFuture).at("delivered_at"));
    }
    Ok(())
}

fn clean_or_refuse(entry: &Entry) -> Result<Entry, Refusal> {
    let subject = checked_line("subject", &entry.subject, MAX_LINE_CHARS)?;
    if subject.is_empty() {
        return Err(Refusal::new(Code::SubjectMissing).at("subject"));
    }
    checked_count("sheets", entry.sheets)?;
    checked_count("paper_attachments", entry.paper_attachments)?;
    checked_copies(entry.copies)?;
    let other_attachments = entry.other_attachments.clone().map(checked_others).transpose()?;
    let sender_reference = checked_line("sender_reference", &entry.sender_reference, MAX_LINE_CHARS)?;
    Ok(Entry { subject, sender_reference, other_attachments, ..entry.clone() })
}

/// At the centre nothing is refused any more: what an honest desk would have refused is cut to its limit.
fn clean_or_cut(entry: &Entry) -> Entry {
    let cut = |text: &str, max_chars: usize| {
        clean_line(text, usize::MAX).unwrap_or_default().chars().take(max_chars).collect::<String>()
    };
    Entry {
        copies: entry.copies.map(|it| it.min(MAX_COPIES)),
        subject: cut(&entry.subject, MAX_LINE_CHARS),
        sender_reference: cut(&entry.sender_reference, MAX_LINE_CHARS),
        other_attachments: entry
            .other_attachments
            .as_ref()
            .map(|it| OtherAttachments { description: cut(&it.description, MAX_NOTE_CHARS), ..it.clone() }),
        ..entry.clone()
    }
}

fn register(id: DocumentId, origin: Origin, entry: &Entry, it: &Context<'_>, view: &dyn View) -> Decision {
    if view.has(EntityKind::Document, id.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    let mut notices = Vec::new();
    let (jid, earlier_jid) = free_jid(&entry.jid, id.0, view, &mut notices);
    let handling = first_handling(entry, it, view, &mut notices)?;
    let is_final = view.standing() == Standing::Final;
    let sender = if is_final { known_sender(origin, entry, view, &mut notices) } else { entry.sender };
    if is_final && let Some(refusal) = entry.delivered_at.and_then(|at| check_delivery(at, it.now).err()) {
        // Written by a clock that runs ahead: the letter is registered, the delivery has to be looked at.
        notices.push(refusal);
    }
    let place = place_in_emergency(entry, it, view, &mut notices);
    let is_in_emergency = place.as_ref().is_some_and(|it| !it.1);
    let mut document = Document {
        id,
        jid,
        origin,
        reference: None,
        subject: entry.subject.clone(),
        sender,
        addressee: entry.addressee,
        sender_reference: entry.sender_reference.clone(),
        delivered_at: entry.delivered_at,
        delivery_method: entry.delivery_method,
        sheets: entry.sheets,
        paper_attachments: entry.paper_attachments,
        other_attachments: entry.other_attachments.clone(),
        copies: entry.copies,
        unopened: entry.unopened,
        envelope: entry.envelope,
        restricted: entry.restricted,
        handling,
        captured_at: it.command.made_at,
        registered_at: is_final.then_some(it.now),
        registered_by: it.actor.person,
        registered_on: it.actor.seat,
        earlier_references: Vec::new(),
        emergency: place.map(|it| it.0),
        case_file: None,
        dispatches: Vec::new(),
        sendings: Vec::new(),
        returns: Vec::new(),
        source: entry.source.clone().filter(|_| it.actor == Actor::CENTRE),
        answers: entry.answers,
        deadline: None,
        settled: None,
        cancelled: None,
        earlier_jid,
        extra: Extra::new(),
    };
    let mut changes = Changes::new().log("Zalozeni", EntityKey::document(id));
    // What lies in a substitute register has no number of the office's yet.
    let mut grant = (!is_in_emergency).then_some(Grant::Period(id));
    if let Some(mut file) = file_for(entry, is_in_emergency, it, view, &mut notices)? {
        grant = put_in(&mut document, &mut file).or(grant);
        let came = vec![FieldChange::of_document(None, Some(id))];
        changes = changes.entity(HistoryEntry::of_file_too(it, file.id, came, ""));
        changes = changes.entity(file).log("VlozeniDoSpisu", EntityKey::document(id));
    }
    changes.notices = notices;
    changes.grants.extend(grant);
    Ok(changes.entity(document))
}

/// Its place in the substitute register the desk wrote it into, and whether it gets a number of the office's register, too.
///
/// At the centre nothing is refused: a number that is taken, as two copies of one desk may have given it, becomes the next free
/// one; a register nobody knows is none, and the letter is registered as usual.
fn place_in_emergency(
    entry: &Entry,
    it: &Context<'_>,
    view: &dyn View,
    notices: &mut Vec<Refusal>,
) -> Option<(InEmergency, bool)> {
    let wanted = entry.emergency.as_ref()?;
    let register = view.emergency_register(wanted.register).found();
    if view.standing() == Standing::Provisional {
        // Decided again while it waits: what stands on its label stands here, whatever became of the register.
        return Some((wanted.clone(), false));
    }
    // A register is written into by the desk it was declared on, and by no other.
    let register = register.filter(|register| it.actor.seat == Some(register.seat));
    let Some(register) = register else {
        notices.push(Refusal::new(Code::EmergencyUnknown).with("number", &wanted.text));
        return None;
    };
    let last = view.last_emergency_number(register.id);
    let is_free = !view.is_emergency_number_taken(register.id, wanted.number);
    // A number far from all others was made by no honest desk.
    let is_near = (1..=last.saturating_add(MAX_GAP)).contains(&wanted.number);
    let number = if is_free && is_near { wanted.number } else { last.saturating_add(1) };
    let place = register.place(number);
    if place.text != wanted.text {
        notices.push(Refusal::new(Code::EmergencyRenumbered).with("old", &wanted.text).with("new", &place.text));
    }
    let is_numbered = register.end.is_some_and(|it| it.afterwards == Afterwards::Reregister);
    Some((place, is_numbered))
}

/// The file the document goes straight into. On the desk one that takes nothing is refused; at the centre it is left out,
/// and the document gets its number all the same.
fn file_for(
    entry: &Entry,
    is_in_emergency: bool,
    it: &Context<'_>,
    view: &dyn View,
    notices: &mut Vec<Refusal>,
) -> Result<Option<CaseFile>, Refusal> {
    let Some(id) = entry.case_file else { return Ok(None) };
    if view.case_file(id) == Lookup::Unknown {
        return Ok(None);
    }
    let found = it.case_file(id, view).and_then(|file| {
        file.refuse_unless_open()?;
        refuse_only_in_emergency(is_in_emergency, &file)?;
        Ok(file)
    });
    match found {
        Ok(file) => Ok(Some(file)),
        Err(refusal) if view.standing() == Standing::Provisional => Err(refusal),
        Err(refusal) => {
            notices.push(Refusal { code: Code::AsksForCaseFile, ..refusal });
            Ok(None)
        }
    }
}

/// A received document without a sender that exists asks for one: its receipt is not finished (the standard, 2.8.1).
fn known_sender(origin: Origin, entry: &Entry, view: &dyn View, notices: &mut Vec<Refusal>) -> Option<PartyId> {
    let known = entry.sender.filter(|it| view.party(*it) != Lookup::Absent);
    if origin == Origin::Received && known.is_none() {
        notices.push(Refusal::new(Code::AsksForSender).at("sender"));
    }
    known
}

/// A repeated JID becomes the task to print a new label, not a refusal.
pub(crate) fn free_jid(jid: &Jid, id: Uuid, view: &dyn View, notices: &mut Vec<Refusal>) -> (Jid, Option<Jid>) {
    if view.standing() == Standing::Provisional || !view.is_jid_taken(jid) {
        return (jid.clone(), None);
    }
    let prefix = view.tenant().map(|it| it.jid_prefix).unwrap_or_default();
    let new = Jid::relabelled(&prefix, id);
    notices.push(Refusal::new(Code::Relabel).with("old", jid).with("new", &new));
    (new, Some(jid.clone()))
}

/// Where the letter goes first. On the desk a closed unit is refused; at the centre it is left out.
fn first_handling(
    entry: &Entry,
    it: &Context<'_>,
    view: &dyn View,
    notices: &mut Vec<Refusal>,
) -> Result<Handling, Refusal> {
    let mut unit = entry.unit;
    let mut person = entry.person;
    if let Err(refusal) = super::assign::check_target(unit, person, view) {
        if view.standing() == Standing::Provisional {
            return Err(refusal);
        }
        let is_about_person = matches!(refusal.code, Code::PersonLeft | Code::PersonNotInUnit);
        person = None;
        if !is_about_person || super::assign::check_target(unit, None, view).is_err() {
            unit = None;
        }
        if unit.is_none() {
            notices.push(Refusal { code: Code::AsksForUnit, ..refusal });
        } else {
            notices.push(refusal);
        }
    }
    let unit = unit.or_else(|| super::assign::unit_of(person, view));
    let state = if unit.is_some() || person.is_some() { HandlingState::Assigned } else { HandlingState::Unassigned };
    let assigned_by = (state == HandlingState::Assigned).then_some(it.actor.person).flatten();
    // Whoever makes a document for themselves has it in hand already.
    let state = if person.is_some() && person == it.actor.person { HandlingState::InHand } else { state };
    let assigned_in = assigned_by.map(|_| it.command.role);
    Ok(Handling { state, unit, person, assigned_by, assigned_in, ..Handling::default() })
}
