//! What a rule may ask about the present state.

use values::{
    CaseFileId, ClassId, Code, DocumentId, EmergencyRegisterId, PartyId, PersonId, Refusal, TenantId, UnitId,
};

use crate::authority::{Office, Person, Tenant, Unit};
use crate::case_file::CaseFile;
use crate::emergency::EmergencyRegister;
use crate::file_plan::FileClass;
use crate::name_register::Party;
use crate::numbering::Jid;
use crate::registry::Document;
use crate::{Entity, EntityKey, EntityKind};

/// What is known of an entity.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup<T> {
    /// It is here.
    Found(T),
    /// It does not exist. Only the centre can say so.
    Absent,
    /// It is not here; it may exist where this desk does not see.
    Unknown,
}

impl<T> Lookup<T> {
    /// Returns it when it is here.
    pub fn found(self) -> Option<T> {
        match self {
            Self::Found(it) => Some(it),
            _ => None,
        }
    }

    fn map<U>(self, f: impl FnOnce(T) -> Option<U>) -> Lookup<U> {
        match self {
            Self::Found(it) => f(it).map_or(Lookup::Absent, Lookup::Found),
            Self::Absent => Lookup::Absent,
            Self::Unknown => Lookup::Unknown,
        }
    }
}

/// Whether a decision is the clerk's first look or the one that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the desk: what the clerk mistyped is refused while she can still mend it.
    Provisional,
    /// At the centre: what was delivered is registered whatever has changed meanwhile.
    Final,
}

/// The state a decision looks at.
pub trait View {
    /// Returns an entity.
    fn find(&self, key: EntityKey) -> Lookup<Entity>;
    /// Returns the only tenant record there is.
    fn tenant(&self) -> Option<Tenant>;
    /// Returns every entity of a kind; for kinds an office has few of.
    fn list(&self, kind: EntityKind) -> Vec<Entity>;
    /// Returns what of a kind belongs to an entity.
    fn children(&self, parent: EntityKey, kind: EntityKind) -> Vec<Entity>;
    /// Returns whether something has this JID, now or before a relabelling.
    fn is_jid_taken(&self, jid: &Jid) -> bool;
    /// Returns the documents of a substitute register, by number.
    fn documents_in_emergency(&self, register: EmergencyRegisterId) -> Vec<Document>;
    /// Returns whether a document has this number of a substitute register.
    fn is_emergency_number_taken(&self, register: EmergencyRegisterId, number: u32) -> bool;
    /// Returns the highest number a document has in a substitute register; 0 when there is none.
    fn last_emergency_number(&self, register: EmergencyRegisterId) -> u32;
    /// Returns records that look like the same person or company, the oldest first.
    fn parties_like(&self, party: &Party) -> Vec<PartyId>;
    /// Returns the open unit with this code.
    fn unit_with_code(&self, code: &str) -> Option<UnitId>;
    /// Returns who is asking.
    fn standing(&self) -> Standing;
}

impl dyn View + '_ {
    /// Returns a document.
    pub fn document(&self, id: DocumentId) -> Lookup<Document> {
        self.find(EntityKey::document(id)).map(|it| if let Entity::Document(it) = it { Some(*it) } else { None })
    }

    /// Returns a document a command is about; one that is not here cannot be changed from here.
    pub fn load_document(&self, id: DocumentId) -> Result<Document, Refusal> {
        self.document(id).found().ok_or_else(|| Refusal::new(Code::NotFound))
    }

    /// Returns a case file.
    pub fn case_file(&self, id: CaseFileId) -> Lookup<CaseFile> {
        self.find(EntityKey { kind: EntityKind::CaseFile, id: id.0 })
            .map(|it| if let Entity::CaseFile(it) = it { Some(*it) } else { None })
    }

    /// Returns a class of a filing plan, as it is, without following what took its place.
    pub fn class(&self, id: ClassId) -> Lookup<FileClass> {
        self.find(EntityKey { kind: EntityKind::FileClass, id: id.0 })
            .map(|it| if let Entity::FileClass(it) = it { Some(*it) } else { None })
    }

    /// Returns a substitute register.
    pub fn emergency_register(&self, id: EmergencyRegisterId) -> Lookup<EmergencyRegister> {
        self.find(EntityKey { kind: EntityKind::EmergencyRegister, id: id.0 })
            .map(|it| if let Entity::EmergencyRegister(it) = it { Some(*it) } else { None })
    }

    /// Returns another office of the centre.
    pub fn office(&self, id: TenantId) -> Lookup<Office> {
        self.find(EntityKey { kind: EntityKind::Office, id: id.0 })
            .map(|it| if let Entity::Office(it) = it { Some(*it) } else { None })
    }

    /// Returns a unit.
    pub fn unit(&self, id: UnitId) -> Lookup<Unit> {
        self.find(EntityKey::unit(id)).map(|it| if let Entity::Unit(it) = it { Some(*it) } else { None })
    }

    /// Returns a person of the office.
    pub fn person(&self, id: PersonId) -> Lookup<Person> {
        self.find(EntityKey::person(id)).map(|it| if let Entity::Person(it) = it { Some(*it) } else { None })
    }

    /// Returns a record of the name register, as it is, without following a merge.
    pub fn party(&self, id: PartyId) -> Lookup<Party> {
        self.find(EntityKey::party(id)).map(|it| if let Entity::Party(it) = it { Some(*it) } else { None })
    }

    /// Returns whether an entity of this kind and id exists for sure.
    pub fn has(&self, kind: EntityKind, id: uuid::Uuid) -> bool {
        matches!(self.find(EntityKey { kind, id }), Lookup::Found(_))
    }
}
