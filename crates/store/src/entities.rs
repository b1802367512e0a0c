//! Entities as this desk sees them: what is pending stands before what is confirmed.

use std::cmp::Reverse;

use domain::authority::{Hands, Person, Tenant, Unit};
use domain::case_file::CaseFile;
use domain::file_plan::{FileClass, forward_class};
use domain::name_register::{Party, forward};
use domain::numbering::Jid;
use domain::registry::{Component, Document, HistoryEntry};
use domain::{Entity, EntityKey, EntityKind, Lookup, Standing, View};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;
use values::{CaseFileId, ClassId, DocumentId, EmergencyRegisterId, PartyId, PersonId, UnitId, local_date};

use crate::{Result, Tx};

impl Tx<'_> {
    /// Returns an entity as this desk sees it.
    pub fn find(&self, key: EntityKey) -> Result<Option<Entity>> {
        // The parts of a compound are read in their order, and the first row ends it.
        let sql = "SELECT version, body FROM pending WHERE kind = ?1 AND id = ?2
                   UNION ALL SELECT version, body FROM confirmed WHERE kind = ?1 AND id = ?2 LIMIT 1";
        self.find_by(sql, key)
    }

    /// Returns an entity as the centre has it.
    pub(crate) fn find_confirmed(&self, key: EntityKey) -> Result<Option<Entity>> {
        self.find_by("SELECT version, body FROM confirmed WHERE kind = ?1 AND id = ?2", key)
    }

    fn find_by(&self, sql: &str, key: EntityKey) -> Result<Option<Entity>> {
        let row: Option<(u32, Vec<u8>)> = self
            .db
            .prepare_cached(sql)?
            .query_row(params![key.kind.number(), key.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(row.map(|(version, body)| Entity::from_bytes(key.kind, version, &body)).transpose()?)
    }

    /// Returns whether something about an entity waits to be confirmed.
    pub fn is_pending(&self, key: EntityKey) -> Result<bool> {
        let sql = "SELECT 1 FROM pending WHERE kind = ?1 AND id = ?2";
        Ok(self.db.prepare_cached(sql)?.exists(params![key.kind.number(), key.id.as_bytes()])?)
    }

    /// Returns every entity of a kind.
    pub fn list(&self, kind: EntityKind) -> Result<Vec<Entity>> {
        let sql = "SELECT id, version, body FROM pending WHERE kind = ?1
                   UNION ALL
                   SELECT id, version, body FROM confirmed AS c WHERE kind = ?1
                   AND NOT EXISTS (SELECT 1 FROM pending AS p WHERE p.kind = ?1 AND p.id = c.id)
                   ORDER BY 1";
        self.collect(sql, params![kind.number()], kind)
    }

    pub(crate) fn list_of_parent(&self, kind: EntityKind, parent: Uuid) -> Result<Vec<Entity>> {
        let sql = "SELECT id, version, body FROM pending WHERE parent = ?2 AND kind = ?1
                   UNION ALL
                   SELECT id, version, body FROM confirmed AS c WHERE parent = ?2 AND kind = ?1
                   AND NOT EXISTS (SELECT 1 FROM pending AS p WHERE p.kind = ?1 AND p.id = c.id)
                   ORDER BY 1";
        self.collect(sql, params![kind.number(), parent.as_bytes()], kind)
    }

    fn collect(&self, sql: &str, params: impl rusqlite::Params, kind: EntityKind) -> Result<Vec<Entity>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params, |row| Ok((row.get::<_, u32>(1)?, row.get::<_, Vec<u8>>(2)?)))?;
        let mut entities = Vec::new();
        for row in rows {
            let (version, body) = row?;
            entities.push(Entity::from_bytes(kind, version, &body)?);
        }
        Ok(entities)
    }

    /// Returns a document.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>> {
        Ok(self
            .find(EntityKey::document(id))?
            .and_then(|it| if let Entity::Document(it) = it { Some(*it) } else { None }))
    }

    /// Returns a case file.
    pub fn case_file(&self, id: CaseFileId) -> Result<Option<CaseFile>> {
        let key = EntityKey { kind: EntityKind::CaseFile, id: id.0 };
        Ok(self.find(key)?.and_then(|it| if let Entity::CaseFile(it) = it { Some(*it) } else { None }))
    }

    /// Returns the documents of a case file in their order. Those this person does not see are missing.
    pub fn documents_of(&self, id: CaseFileId) -> Result<Vec<Document>> {
        let children = self.list_of_parent(EntityKind::Document, id.0)?;
        let mut documents: Vec<Document> = children
            .into_iter()
            .filter_map(|it| if let Entity::Document(it) = it { Some(*it) } else { None })
            .collect();
        documents.sort_by_key(|it| it.case_file.as_ref().map(|it| it.order));
        Ok(documents)
    }

    /// Returns the class that stands for `id` now: the last one of those that took its place.
    pub fn class(&self, id: ClassId) -> Result<Option<FileClass>> {
        let find = |id: ClassId| {
            let found = self.find(EntityKey { kind: EntityKind::FileClass, id: id.0 });
            found.ok().flatten().and_then(|it| if let Entity::FileClass(it) = it { Some(*it) } else { None })
        };
        Ok(forward_class(id, &find))
    }

    /// Returns the classes of the plan in force, by their marks the Czech way.
    pub fn open_classes(&self) -> Result<Vec<FileClass>> {
        let classes = self.list(EntityKind::FileClass)?;
        let open = classes.into_iter().filter_map(|it| if let Entity::FileClass(it) = it { Some(*it) } else { None });
        let mut open: Vec<FileClass> = open.filter(FileClass::is_open).collect();
        open.sort_by_cached_key(|it| mark_key(&it.mark));
        Ok(open)
    }

    /// Returns a unit.
    pub fn unit(&self, id: UnitId) -> Result<Option<Unit>> {
        Ok(self.find(EntityKey::unit(id))?.and_then(|it| if let Entity::Unit(it) = it { Some(*it) } else { None }))
    }

    /// Returns a person of the office.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>> {
        Ok(self.find(EntityKey::person(id))?.and_then(|it| if let Entity::Person(it) = it { Some(*it) } else { None }))
    }

    /// Returns the record of the name register that stands for `id` now, merges followed.
    pub fn party(&self, id: PartyId) -> Result<Option<Party>> {
        Ok(forward(id, &|id| match self.find(EntityKey::party(id)) {
            Ok(Some(Entity::Party(it))) => Some(*it),
            _ => None,
        }))
    }

    /// Returns the units that can be given work, by their marks.
    pub fn open_units(&self) -> Result<Vec<Unit>> {
        let units = self.list(EntityKind::Unit)?;
        let open = units.into_iter().filter_map(|it| if let Entity::Unit(it) = it { Some(*it) } else { None });
        let mut open: Vec<Unit> = open.filter(Unit::is_open).collect();
        open.sort_by_cached_key(|it| crate::project::czech_key(&it.code));
        Ok(open)
    }

    /// Returns the people of the office who have not left, by name.
    pub fn present_people(&self) -> Result<Vec<Person>> {
        let people = self.list(EntityKind::Person)?;
        let present = people.into_iter().filter_map(|it| if let Entity::Person(it) = it { Some(*it) } else { None });
        let mut present: Vec<Person> = present.filter(|it| !it.has_left).collect();
        present.sort_by_cached_key(|it| crate::project::czech_key(&it.list_name()));
        Ok(present)
    }

    /// Returns this desk's person with those they stand in for today; none while nothing has come.
    pub fn hands(&self) -> Result<Option<Hands>> {
        let Some(person) = self.person(self.identity()?.person)? else { return Ok(None) };
        Ok(Some(Hands::of(person, self.present_people()?, local_date(self.desk.now()))))
    }

    /// Returns the tenant's record.
    pub fn tenant(&self) -> Result<Option<Tenant>> {
        let tenants = self.list(EntityKind::Tenant)?;
        Ok(tenants.into_iter().find_map(|it| if let Entity::Tenant(it) = it { Some(*it) } else { None }))
    }

    /// Returns the files of a document in the order they were attached.
    pub fn components(&self, document: DocumentId) -> Result<Vec<Component>> {
        let mut components: Vec<Component> = self
            .list_of_parent(EntityKind::Component, document.0)?
            .into_iter()
            .filter_map(|it| if let Entity::Component(it) = it { Some(*it) } else { None })
            .collect();
        components.sort_by(|a, b| a.attached_at.cmp(&b.attached_at).then(a.id.cmp(&b.id)));
        Ok(components)
    }

    /// Returns a component.
    pub fn component(&self, id: values::ComponentId) -> Result<Option<Component>> {
        let key = EntityKey { kind: EntityKind::Component, id: id.0 };
        Ok(self.find(key)?.and_then(|it| if let Entity::Component(it) = it { Some(*it) } else { None }))
    }

    /// Returns what happened to a document, the newest first, and whether each line is still pending.
    pub fn history(&self, document: DocumentId) -> Result<Vec<(HistoryEntry, bool)>> {
        self.history_of(document.0)
    }

    /// Returns what happened to a case file itself, the newest first; what happened to its documents stands with them.
    pub fn file_history(&self, file: CaseFileId) -> Result<Vec<(HistoryEntry, bool)>> {
        self.history_of(file.0)
    }

    fn history_of(&self, parent: Uuid) -> Result<Vec<(HistoryEntry, bool)>> {
        let mut lines = Vec::new();
        for entity in self.list_of_parent(EntityKind::HistoryEntry, parent)? {
            let is_pending = self.is_pending(entity.key())?;
            if let Entity::HistoryEntry(it) = entity {
                lines.push((*it, is_pending));
            }
        }
        // What came to the centre together counted at one moment: the device says what was done first.
        lines.sort_by_key(|(it, _)| Reverse((it.at, it.made_at, it.id)));
        Ok(lines)
    }
}

/// Returns a key by which class marks sort as numbers: 610.2 before 610.10.
fn mark_key(mark: &str) -> Vec<(u64, String)> {
    let parts = mark.split(['.', '-', '–', '/', ' ']).filter(|it| !it.is_empty());
    parts.map(|it| (it.parse().unwrap_or(u64::MAX), it.to_owned())).collect()
}

/// The desk's state as the rules see it: what is not here is unknown, never absent.
pub(crate) struct DeskView<'a, 'b>(pub(crate) &'a Tx<'b>);

impl View for DeskView<'_, '_> {
    fn find(&self, key: EntityKey) -> Lookup<Entity> {
        match self.0.find(key) {
            Ok(Some(it)) => Lookup::Found(it),
            _ => Lookup::Unknown,
        }
    }

    fn tenant(&self) -> Option<Tenant> {
        self.0.tenant().ok().flatten()
    }

    fn list(&self, kind: EntityKind) -> Vec<Entity> {
        self.0.list(kind).unwrap_or_default()
    }

    fn children(&self, parent: EntityKey, kind: EntityKind) -> Vec<Entity> {
        self.0.list_of_parent(kind, parent.id).unwrap_or_default()
    }

    fn is_jid_taken(&self, _: &Jid) -> bool {
        false
    }

    fn documents_in_emergency(&self, register: EmergencyRegisterId) -> Vec<Document> {
        self.0.documents_in_emergency(register).unwrap_or_default()
    }

    fn is_emergency_number_taken(&self, _: EmergencyRegisterId, _: u32) -> bool {
        false
    }

    fn last_emergency_number(&self, _: EmergencyRegisterId) -> u32 {
        0
    }

    fn parties_like(&self, _: &Party) -> Vec<PartyId> {
        Vec::new()
    }

    fn unit_with_code(&self, _: &str) -> Option<UnitId> {
        None
    }

    fn standing(&self) -> Standing {
        Standing::Provisional
    }
}
