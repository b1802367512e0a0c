//! The confirmed state as the rules see it.

use std::cell::RefCell;

use domain::authority::Tenant;
use domain::name_register::Party;
use domain::numbering::Jid;
use domain::quarantine::QuarantineState;
use domain::registry::{AttachFile, Component, Document};
use domain::{Entity, EntityKey, EntityKind, Lookup, Standing, View, Wish};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;
use values::{ComponentId, DocumentId, EmergencyRegisterId, PartyId, QuarantinedId, SeatId, UnitId};

use super::TenantStore;
use crate::directory::read_id;
use crate::problem::Fault;
use crate::{Result, broken};

/// The state inside the transaction that is open.
///
/// The rules know no disk that fails. What they are told in its place is nothing; [`CentreView::failure`] says so
/// afterwards, and then what they decided does not count.
pub(super) struct CentreView<'a> {
    db: &'a Connection,
    failed: RefCell<Option<Fault>>,
}

impl View for CentreView<'_> {
    fn find(&self, key: EntityKey) -> Lookup<Entity> {
        self.or_failed(find_entity(self.db, key)).flatten().map_or(Lookup::Absent, Lookup::Found)
    }

    fn tenant(&self) -> Option<Tenant> {
        let sql = "SELECT version, body FROM entity WHERE kind = ?1 LIMIT 1";
        let row: Option<(u32, Vec<u8>)> =
            self.read(sql, params![EntityKind::Tenant.number()], |row| Ok((row.get(0)?, row.get(1)?)));
        let (version, body) = row?;
        match Entity::from_bytes(EntityKind::Tenant, version, &body) {
            Ok(Entity::Tenant(it)) => Some(*it),
            _ => None,
        }
    }

    fn list(&self, kind: EntityKind) -> Vec<Entity> {
        self.or_failed(list_entities(self.db, kind)).unwrap_or_default()
    }

    fn children(&self, parent: EntityKey, kind: EntityKind) -> Vec<Entity> {
        self.or_failed(children_of(self.db, parent.id, Some(kind))).unwrap_or_default()
    }

    fn is_jid_taken(&self, jid: &Jid) -> bool {
        let sql = "SELECT 1 FROM jid WHERE jid = ?1";
        self.read(sql, params![jid.as_str()], |row| row.get::<_, i64>(0)).is_some()
    }

    fn is_emergency_number_taken(&self, register: EmergencyRegisterId, number: u32) -> bool {
        let sql = "SELECT 1 FROM emergency_number WHERE register = ?1 AND number = ?2";
        self.read(sql, params![register.0.as_bytes(), number], |row| row.get::<_, i64>(0)).is_some()
    }

    fn documents_in_emergency(&self, register: EmergencyRegisterId) -> Vec<Document> {
        self.or_failed(documents_in_emergency(self.db, register)).unwrap_or_default()
    }

    fn last_emergency_number(&self, register: EmergencyRegisterId) -> u32 {
        let sql = "SELECT coalesce(max(number), 0) FROM emergency_number WHERE register = ?1";
        self.read(sql, params![register.0.as_bytes()], |row| row.get(0)).unwrap_or(0)
    }

    fn parties_like(&self, party: &Party) -> Vec<PartyId> {
        let sql = "SELECT party FROM likeness WHERE likeness = ?1 AND party <> ?2 ORDER BY n LIMIT 1";
        let found = self.read(sql, params![party.likeness(), party.id.0.as_bytes()], |row| read_id(row, 0));
        found.map(PartyId).into_iter().collect()
    }

    fn unit_with_code(&self, code: &str) -> Option<UnitId> {
        let sql = "SELECT unit FROM unit_code WHERE code = ?1";
        self.read(sql, params![code], |row| read_id(row, 0)).map(UnitId)
    }

    fn standing(&self) -> Standing {
        Standing::Final
    }
}

impl<'a> CentreView<'a> {
    pub(super) fn new(db: &'a Connection) -> Self {
        Self { db, failed: RefCell::default() }
    }

    /// Returns why something could not be read.
    pub(super) fn failure(&self) -> Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    fn or_failed<T>(&self, read: Result<T>) -> Option<T> {
        read.map_err(|fault| *self.failed.borrow_mut() = Some(fault)).ok()
    }

    fn read<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Option<T> {
        let row = || Ok(self.db.prepare_cached(sql)?.query_row(params, read).optional()?);
        self.or_failed(row()).flatten()
    }
}

fn documents_in_emergency(db: &Connection, register: EmergencyRegisterId) -> Result<Vec<Document>> {
    let mut statement =
        db.prepare_cached("SELECT document FROM emergency_number WHERE register = ?1 ORDER BY number")?;
    let ids =
        statement.query_map([register.0.as_bytes()], |row| read_id(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut documents = Vec::new();
    for id in ids {
        if let Some(Entity::Document(it)) = find_entity(db, EntityKey::document(DocumentId(id)))? {
            documents.push(*it);
        }
    }
    Ok(documents)
}

pub(super) fn find_entity(db: &Connection, key: EntityKey) -> Result<Option<Entity>> {
    let sql = "SELECT version, body FROM entity WHERE kind = ?1 AND id = ?2";
    let row: Option<(u32, Vec<u8>)> = db
        .prepare_cached(sql)?
        .query_row(params![key.kind.number(), key.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row.map(|(version, body)| Entity::from_bytes(key.kind, version, &body)).transpose()?)
}

fn list_entities(db: &Connection, kind: EntityKind) -> Result<Vec<Entity>> {
    let mut statement = db.prepare_cached("SELECT version, body FROM entity WHERE kind = ?1 ORDER BY id")?;
    let rows = statement.query_map([kind.number()], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let mut entities = Vec::new();
    for row in rows {
        let (version, body) = row?;
        entities.push(Entity::from_bytes(kind, version, &body)?);
    }
    Ok(entities)
}

/// Returns what belongs to an entity, of one kind or of all.
pub(super) fn children_of(db: &Connection, parent: Uuid, kind: Option<EntityKind>) -> Result<Vec<Entity>> {
    let sql =
        "SELECT kind, version, body FROM entity WHERE parent = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY kind, id";
    let mut statement = db.prepare_cached(sql)?;
    let params = params![parent.as_bytes(), kind.map(EntityKind::number)];
    let rows = statement
        .query_map(params, |row| Ok((row.get::<_, u8>(0)?, row.get::<_, u32>(1)?, row.get::<_, Vec<u8>>(2)?)))?;
    let mut entities = Vec::new();
    for row in rows {
        let (kind, version, body) = row?;
        let kind = EntityKind::from_number(kind).ok_or_else(|| broken("an entity of unknown kind"))?;
        entities.push(Entity::from_bytes(kind, version, &body)?);
    }
    Ok(entities)
}

impl TenantStore {
    /// Returns an entity.
    pub fn find(&self, key: EntityKey) -> Result<Option<Entity>> {
        find_entity(&self.db, key)
    }

    /// Returns the tenant's own record.
    pub fn tenant(&self) -> Result<Option<Tenant>> {
        let view = CentreView::new(&self.db);
        let tenant = view.tenant();
        view.failure().map(|()| tenant)
    }

    /// Returns the attachment of this component by this seat that waits for a supervisor.
    pub fn waiting_attachment(&self, component: ComponentId, seat: SeatId) -> Result<Option<AttachFile>> {
        let of_seat = self.list(EntityKind::Quarantined)?.into_iter().filter_map(|it| match it {
            Entity::Quarantined(it) if it.seat == seat && it.state == QuarantineState::Waiting => it.wish(),
            _ => None,
        });
        let mut attachments = of_seat.filter_map(|it| if let Wish::AttachFile(it) = it { Some(it) } else { None });
        Ok(attachments.find(|it| it.component == component))
    }

    /// Returns the component that a command let through by a supervisor has attached.
    pub fn released_attachment(&self, id: QuarantinedId) -> Result<Option<Component>> {
        let Some(Entity::Quarantined(it)) = self.find(EntityKey { kind: EntityKind::Quarantined, id: id.0 })? else {
            return Ok(None);
        };
        let Some(Wish::AttachFile(wish)) = it.wish() else { return Ok(None) };
        let key = EntityKey { kind: EntityKind::Component, id: wish.component.0 };
        Ok(self.find(key)?.and_then(|it| if let Entity::Component(it) = it { Some(*it) } else { None }))
    }

    /// Returns the documents that are on their way to another office.
    pub fn outgoing(&self) -> Result<Vec<Document>> {
        let mut statement = self.db.prepare_cached("SELECT document FROM outgoing ORDER BY document")?;
        let ids = statement.query_map([], |row| read_id(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut documents = Vec::new();
        for id in ids {
            if let Some(Entity::Document(it)) = self.find(EntityKey::document(DocumentId(id)))? {
                documents.push(*it);
            }
        }
        Ok(documents)
    }

    /// Returns the components of a document.
    pub fn components(&self, document: DocumentId) -> Result<Vec<Component>> {
        let children = children_of(&self.db, document.0, Some(EntityKind::Component))?.into_iter();
        Ok(children.filter_map(|it| if let Entity::Component(it) = it { Some(*it) } else { None }).collect())
    }

    /// Returns every entity of a kind, by id.
    pub fn list(&self, kind: EntityKind) -> Result<Vec<Entity>> {
        list_entities(&self.db, kind)
    }
}
