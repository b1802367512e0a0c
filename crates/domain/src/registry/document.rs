//! The document: one row of the registry.

use serde::{Deserialize, Serialize};
use values::{CaseFileId, DocumentId, Instant, PartyId, PersonId, SeatId, UnitId};

use crate::Extra;
use crate::authority::Role;
use crate::deadline::Deadline;
use crate::emergency::InEmergency;
use crate::numbering::{Jid, ReferenceNumber};
use crate::registry::{Dispatch, EnvelopeKept, ReturnedPost, Sending, Settlement, Source};

/// A document (dokument) with the fields of the electronic register (decree § 10(2)) and of the receipt stamp
/// (§ 3(3)).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its id; never shown.
    pub id: DocumentId,
    /// Its unique identifier; the barcode.
    pub jid: Jid,
    /// Received or made here.
    pub origin: Origin,
    /// Its reference number (č. j.); none until the centre grants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<ReferenceNumber>,
    /// Brief subject (stručný obsah).
    pub subject: String,
    /// Who sent it; none for an own document, whose sender reads "Vlastní".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<PartyId>,
    /// Whom an own document is written to (decree § 10(1)(g)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<PartyId>,
    /// The sender's reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sender_reference: String,
    /// When it was delivered; of an own document none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Instant>,
    /// How it came.
    #[serde(default)]
    pub delivery_method: DeliveryMethod,
    /// Number of sheets, without those of attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheets: Option<u32>,
    /// Number of paper attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_attachments: Option<u32>,
    /// Attachments that are not paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_attachments: Option<OtherAttachments>,
    /// How many copies came of one letter (vyhotovení); one when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// Whether the envelope stays closed: its stamp stands on it, and what is inside is not known here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unopened: bool,
    /// Why the envelope is kept; none when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<EnvelopeKept>,
    /// Only for those who need it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
    /// Whose turn it is.
    #[serde(default)]
    pub handling: Handling,
    /// When the clerk finished the entry, by her device.
    pub captured_at: Instant,
    /// When the centre registered it; none until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<Instant>,
    /// Who registered it; none only when the centre itself did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_by: Option<PersonId>,
    /// On which seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<SeatId>,
    /// Numbers it had before, the oldest first (the standard, 3.4.8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_references: Vec<ReferenceNumber>,
    /// Its place in a substitute register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<InEmergency>,
    /// The case file it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_file: Option<InCaseFile>,
    /// The offices of the centre it was handed to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dispatches: Vec<Dispatch>,
    /// The office of the centre it was handed over by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// When it was sent to its addressee, the first time first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sendings: Vec<Sending>,
    /// When its post came back, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<ReturnedPost>,
    /// The document it answers (volný křížový odkaz).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<DocumentId>,
    /// Until when it is to be dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// How and when it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settlement>,
    /// When and why it was cancelled; the row and its number stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Cancellation>,
    /// The JID on a label printed before the centre replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_jid: Option<Jid>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A document's place in a case file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InCaseFile {
    /// The file.
    pub id: CaseFileId,
    /// Its order in it; an order that was given once is not given again.
    pub order: u32,
    /// The file's mark as it stands beside the document; empty until the file has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Delivered to the office.
    Received,
    /// Made by the office ("Vlastní").
    Own,
}

impl Origin {
    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Own => "own",
        }
    }
}

/// How a document came (an extract of the standard's `ZpusobManipulace`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMethod {
    /// By post (`Posta`).
    #[default]
    Post,
    /// Over the counter (`Osobne`).
    InPerson,
    /// Data box (`DatovaSchranka`).
    DataBox,
    /// E-mail (`EPodatelnaMail`).
    Email,
    /// On a carried medium (`EPodatelnaNosic`).
    Medium,
    /// Messenger (`Kuryr`).
    Courier,
    /// Spoken, written down (`UstneDoProtokolu`).
    Spoken,
    /// From another registry of the same centre (`InterniVypraveni`).
    Internal,
}

impl DeliveryMethod {
    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::InPerson => "in_person",
            Self::DataBox => "data_box",
            Self::Email => "email",
            Self::Medium => "medium",
            Self::Courier => "courier",
            Self::Spoken => "spoken",
            Self::Internal => "internal",
        }
    }
}

/// Whether a document is paper or data (decree § 10(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentForm {
    /// Data.
    Digital,
    /// Paper.
    Analogue,
}

/// Attachments that are not paper: how many and what (decree § 3(3)(f)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherAttachments {
    /// How many.
    pub count: u32,
    /// What they are: `2 CD, 1 vzorek`.
    pub description: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl OtherAttachments {
    /// So many of what is described.
    pub fn new(count: u32, description: &str) -> Self {
        Self { count, description: description.to_owned(), extra: Extra::new() }
    }
}

/// Whose turn it is with a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// Where it stands.
    #[serde(default)]
    pub state: HandlingState,
    /// The unit it is assigned to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The person it is assigned to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Who assigned it; it comes back to them when it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_by: Option<PersonId>,
    /// In which role; a case clerk goes on seeing what she handed on until it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_in: Option<Role>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refused_because: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a document stands on its way to a clerk (the national standard, 7.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandlingState {
    /// Registered, given to nobody.
    #[default]
    Unassigned,
    /// Given to a unit or a person who has not taken it yet.
    Assigned,
    /// Taken.
    InHand,
    /// Refused; back with whoever assigned it.
    Returned,
}

impl HandlingState {
    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unassigned => "unassigned",
            Self::Assigned => "assigned",
            Self::InHand => "in_hand",
            Self::Returned => "returned",
        }
    }
}

/// A cancellation (storno).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// Why.
    pub reason: String,
    /// When, by the centre once it has decided.
    pub at: Instant,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document {
    /// Returns whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    /// Returns the numbers of the year's series it has or had, the oldest first: each of them is one of 1..n.
    pub fn period_numbers(&self) -> impl Iterator<Item = &ReferenceNumber> {
        self.earlier_references.iter().chain(&self.reference).filter(|it| it.order.is_none())
    }

    /// Returns the number it goes by: its reference number, or that of a substitute register while it has no other.
    pub fn number_text(&self) -> Option<&str> {
        let emergency = self.emergency.as_ref().map(|it| it.text.as_str());
        self.reference.as_ref().map(|it| it.text.as_str()).or(emergency)
    }

    /// Returns who stands at its other end: who sent it, or whom it is written to.
    pub fn other_party(&self) -> Option<PartyId> {
        self.sender.or(self.addressee)
    }

    /// Returns the dispatch that is on its way still; what was cancelled before it set out is not.
    pub fn waiting_dispatch(&self) -> Option<&Dispatch> {
        self.dispatches.iter().find(|it| it.delivered.is_none()).filter(|_| !self.is_cancelled())
    }

    /// Returns whether it lies in a substitute register and in no other one.
    pub fn waits_in_emergency(&self) -> bool {
        !self.is_cancelled() && self.emergency.as_ref().is_some_and(|it| it.reregistered_at.is_none())
    }

    /// Returns the deadline while it runs: what is settled or cancelled meets it.
    pub fn running_deadline(&self) -> Option<&Deadline> {
        self.deadline.as_ref().filter(|_| self.settled.is_none() && !self.is_cancelled())
    }

    /// Refuses when it is settled: it is taken up again first.
    pub(crate) fn refuse_if_settled(&self) -> Result<(), values::Refusal> {
        if self.settled.is_some() { Err(values::Refusal::new(values::Code::AlreadySettled)) } else { Ok(()) }
    }

    /// Returns whether it is paper or data: by the way it came, and an own one by its sheets.
    pub fn form(&self) -> DocumentForm {
        let is_digital = match self.origin {
            Origin::Received => {
                matches!(self.delivery_method, DeliveryMethod::DataBox | DeliveryMethod::Email | DeliveryMethod::Medium)
            }
            Origin::Own => self.sheets.is_none(),
        };
        if is_digital { DocumentForm::Digital } else { DocumentForm::Analogue }
    }

    /// Refuses when it was cancelled: a cancelled row is only read.
    pub(crate) fn refuse_if_cancelled(&self) -> Result<(), values::Refusal> {
        if self.is_cancelled() { Err(values::Refusal::new(values::Code::DocumentCancelled)) } else { Ok(()) }
    }
}
