//! A small office in memory, and what comes of a wish in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test program uses a part of it")]

pub mod files;

use std::collections::BTreeMap;

use domain::authority::{Person, Post, Role, Tenant, Unit};
use domain::name_register::{Party, PartyKind};
use domain::numbering::{Jid, SeatPart};
use domain::registry::{DeliveryMethod, Document, Entry, HandlingState, RegisterReceived};
use domain::{
    Actor, Changes, Command, Decision, Entity, EntityKey, EntityKind, Lookup, Standing, Stop, View, Wish, decide,
};
use uuid::Uuid;
use values::{
    Code, CommandId, DocumentId, EmergencyRegisterId, Instant, PartyId, PersonId, Randomness, SeatId, UnitId,
};

pub const JANA: PersonId = PersonId(Uuid::from_u128(1));
pub const PETR: PersonId = PersonId(Uuid::from_u128(2));
pub const LEFT: PersonId = PersonId(Uuid::from_u128(3));
pub const OFFICE: UnitId = UnitId(Uuid::from_u128(4));
pub const CLOSED: UnitId = UnitId(Uuid::from_u128(5));
pub const LETTER: DocumentId = DocumentId(Uuid::from_u128(6));

/// A small office in memory.
pub struct Office {
    pub entities: BTreeMap<EntityKey, Entity>,
    pub standing: Standing,
    pub jid_is_taken: bool,
}

impl View for Office {
    fn find(&self, key: EntityKey) -> Lookup<Entity> {
        self.entities.get(&key).cloned().map_or(Lookup::Absent, Lookup::Found)
    }
    fn tenant(&self) -> Option<Tenant> {
        None
    }
    fn list(&self, kind: EntityKind) -> Vec<Entity> {
        self.entities.values().filter(|it| it.kind() == kind).cloned().collect()
    }
    fn children(&self, parent: EntityKey, kind: EntityKind) -> Vec<Entity> {
        self.list(kind).into_iter().filter(|it| it.parent() == Some(parent)).collect()
    }
    fn is_jid_taken(&self, _: &Jid) -> bool {
        self.jid_is_taken
    }
    fn documents_in_emergency(&self, register: EmergencyRegisterId) -> Vec<Document> {
        let documents = self.list(EntityKind::Document).into_iter();
        let documents = documents.filter_map(|it| if let Entity::Document(it) = it { Some(*it) } else { None });
        documents.filter(|it| it.emergency.as_ref().is_some_and(|it| it.register == register)).collect()
    }
    fn last_emergency_number(&self, register: EmergencyRegisterId) -> u32 {
        let places = self.documents_in_emergency(register).into_iter().filter_map(|it| it.emergency);
        places.map(|it| it.number).max().unwrap_or(0)
    }
    fn is_emergency_number_taken(&self, register: EmergencyRegisterId, number: u32) -> bool {
        let documents = self.list(EntityKind::Document).into_iter();
        let mut places = documents.filter_map(|it| if let Entity::Document(it) = it { it.emergency } else { None });
        places.any(|it| it.register == register && it.number == number)
    }
    fn parties_like(&self, _: &Party) -> Vec<PartyId> {
        Vec::new()
    }
    fn unit_with_code(&self, _: &str) -> Option<UnitId> {
        None
    }
    fn standing(&self) -> Standing {
        self.standing
    }
}

pub fn now() -> Instant {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

pub fn office(role: Role) -> Office {
    let person = |id, surname: &str, has_left| Person {
        id,
        name: String::new(),
        surname: surname.to_owned(),
        posts: if has_left { Vec::new() } else { vec![Post { role, unit: OFFICE }] },
        has_left,
        contact: Default::default(),
        seats: Vec::new(),
        substitute: None,
        extra: Default::default(),
    };
    let unit = |id, code: &str, closed| Unit {
        id,
        code: code.to_owned(),
        name: code.to_owned(),
        closed_on: closed,
        extra: Default::default(),
    };
    let entities: Vec<Entity> = vec![
        person(JANA, "Nováková", false).into(),
        person(PETR, "Dvořák", false).into(),
        person(LEFT, "Malý", true).into(),
        unit(OFFICE, "POD", None).into(),
        unit(CLOSED, "KULT", Some(values::local_date(now()))).into(),
        sender().into(),
    ];
    let entities = entities.into_iter().map(|it| (it.key(), it)).collect();
    Office { entities, standing: Standing::Final, jid_is_taken: false }
}

fn sender() -> Party {
    Party {
        id: PartyId(Uuid::from_u128(70)),
        kind: PartyKind::Legal,
        name: String::new(),
        surname: String::new(),
        company: "Stavby".into(),
        company_number: None,
        data_box: String::new(),
        email: String::new(),
        address: String::new(),
        merged_into: None,
        extra: Default::default(),
    }
}

impl Office {
    pub fn decide(&self, who: PersonId, role: Role, wish: impl Into<Wish>) -> Decision {
        let command = Command { id: CommandId(Uuid::from_u128(50)), role, made_at: now(), wish: wish.into() };
        decide(&command, Actor::at_seat(who, SeatId(Uuid::from_u128(60))), self, now())
    }

    pub fn with_letter(mut self, state: HandlingState, unit: Option<UnitId>, person: Option<PersonId>) -> Self {
        let changes = self
            .decide(JANA, Role::FilingClerk, letter(None, None))
            .unwrap_or_else(|_| office(Role::FilingClerk).decide(JANA, Role::FilingClerk, letter(None, None)).unwrap());
        let mut document = document_of(&changes);
        document.handling.state = state;
        document.handling.unit = unit;
        document.handling.person = person;
        self.entities.insert(EntityKey::document(LETTER), document.into());
        self
    }
}

/// An office with a letter changed so.
pub fn with_document(role: Role, change: impl FnOnce(&mut Document)) -> Office {
    let mut office = office(role).with_letter(HandlingState::Unassigned, None, None);
    let Some(Entity::Document(it)) = office.entities.get_mut(&EntityKey::document(LETTER)) else { unreachable!() };
    change(it);
    office
}

struct Fixed;
impl Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

pub fn letter(unit: Option<UnitId>, person: Option<PersonId>) -> RegisterReceived {
    RegisterReceived {
        document: LETTER,
        entry: Entry {
            jid: Jid::issue("VZOR", &SeatPart::numbered(1).unwrap(), 1, &mut Fixed),
            subject: "Žádost".to_owned(),
            sender: Some(PartyId(Uuid::from_u128(70))),
            addressee: None,
            sender_reference: String::new(),
            delivered_at: Some(now()),
            delivery_method: DeliveryMethod::Post,
            sheets: None,
            paper_attachments: None,
            other_attachments: None,
            restricted: false,
            unit,
            person,
            case_file: None,
            answers: None,
            copies: None,
            unopened: false,
            envelope: None,
            emergency: None,
            source: None,
        },
    }
}

pub fn document_of(changes: &Changes) -> Document {
    let found = changes.entities.iter().find_map(|it| if let Entity::Document(it) = it { Some(it) } else { None });
    found.unwrap().as_ref().clone()
}

pub fn code_of(decision: &Decision) -> Option<Code> {
    match decision {
        Ok(_) => None,
        Err(Stop::Refused(it)) => Some(it.code),
        Err(Stop::Conflict(_)) => Some(Code::Conflict),
    }
}
