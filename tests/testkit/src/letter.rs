//! Builders of what a clerk enters.

use domain::Extra;
use domain::name_register::{Party, PartyKind};
use domain::registry::{DeliveryMethod, Entry, RegisterOwn, RegisterReceived};
use store::Tx;
use values::{DocumentId, Instant, PartyId, PersonId, UnitId};

/// An entry in the making.
#[derive(Clone, Debug, Default)]
pub struct DocumentBuilder {
    subject: String,
    sender: Option<PartyId>,
    delivered_at: Option<Instant>,
    restricted: bool,
    unit: Option<UnitId>,
    person: Option<PersonId>,
}

/// A received letter.
pub fn letter(subject: &str) -> DocumentBuilder {
    DocumentBuilder { subject: subject.to_owned(), ..DocumentBuilder::default() }
}

/// A document the office makes itself.
pub fn own_document(subject: &str) -> DocumentBuilder {
    letter(subject)
}

impl DocumentBuilder {
    /// Sets who sent it.
    pub fn from(mut self, sender: PartyId) -> Self {
        self.sender = Some(sender);
        self
    }

    /// Sets when it was delivered.
    pub fn delivered_at(mut self, at: Instant) -> Self {
        self.delivered_at = Some(at);
        self
    }

    /// Makes it one for those who need it.
    pub fn restricted(mut self, is_restricted: bool) -> Self {
        self.restricted = is_restricted;
        self
    }

    /// Sets where it goes.
    pub fn to(mut self, unit: Option<UnitId>, person: Option<PersonId>) -> Self {
        self.unit = unit;
        self.person = person;
        self
    }

    /// Ends it as a received letter, with an id and a JID of the desk.
    pub fn received(self, tx: &Tx<'_>) -> store::Result<RegisterReceived> {
        Ok(RegisterReceived { document: tx.new_id(DocumentId), entry: self.entry(tx)? })
    }

    /// Ends it as an own document, with an id and a JID of the desk.
    pub fn own(self, tx: &Tx<'_>) -> store::Result<RegisterOwn> {
        Ok(RegisterOwn { document: tx.new_id(DocumentId), entry: self.entry(tx)? })
    }

    fn entry(self, tx: &Tx<'_>) -> store::Result<Entry> {
        Ok(Entry {
            jid: tx.issue_jid()?,
            subject: self.subject,
            sender: self.sender,
            addressee: None,
            sender_reference: String::new(),
            delivered_at: self.delivered_at,
            delivery_method: DeliveryMethod::Post,
            sheets: Some(1),
            paper_attachments: None,
            other_attachments: None,
            restricted: self.restricted,
            unit: self.unit,
            person: self.person,
            case_file: None,
            answers: None,
            copies: None,
            unopened: false,
            envelope: None,
            emergency: tx.take_emergency_number()?,
            source: None,
        })
    }
}

/// A natural person of the name register.
pub fn party(id: PartyId, surname: &str) -> Party {
    Party {
        id,
        kind: PartyKind::Natural,
        name: "Jan".to_owned(),
        surname: surname.to_owned(),
        company: String::new(),
        company_number: None,
        data_box: String::new(),
        email: String::new(),
        address: "Hlučín".to_owned(),
        merged_into: None,
        extra: Extra::new(),
    }
}
