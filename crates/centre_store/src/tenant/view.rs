//! The confirmed state as the rules see it.

use domain::authority::Tenant;
use domain::name_register::Party;
use domain::numbering::Jid;
use domain::{Entity, EntityKey, EntityKind, Lookup, Standing, View};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;
use values::{DocumentId, PartyId, UnitId};

use super::TenantStore;
use crate::Result;
use crate::directory::read_id;

/// The state inside the transaction that is open.
pub(super) struct CentreView<'a>(pub(super) &'a Connection);

impl View for CentreView<'_> {
    fn find(&self, key: EntityKey) -> Lookup<Entity> {
        match find_entity(self.0, key).expect("the tenant's file can be read: it was written a moment ago") {
            Some(it) => Lookup::Found(it),
            None => Lookup::Absent,
        }
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

    fn document_with_jid(&self, jid: &Jid) -> Option<DocumentId> {
        let sql = "SELECT document FROM jid WHERE jid = ?1";
        self.read(sql, params![jid.as_str()], |row| read_id(row, 0)).map(DocumentId)
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

impl CentreView<'_> {
    fn read<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Option<T> {
        let mut statement = self.0.prepare_cached(sql).expect("the statement is one of ours");
        statement
            .query_row(params, read)
            .optional()
            .expect("the tenant's file can be read: it was written a moment ago")
    }
}

pub(super) fn find_entity(db: &Connection, key: EntityKey) -> Result<Option<Entity>> {
    let sql = "SELECT version, body FROM entity WHERE kind = ?1 AND id = ?2";
    let row: Option<(u32, Vec<u8>)> = db
        .prepare_cached(sql)?
        .query_row(params![key.kind.number(), key.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row.map(|(version, body)| Entity::from_bytes(key.kind, version, &body)).transpose()?)
}

impl TenantStore {
    /// Returns an entity.
    pub fn find(&self, key: EntityKey) -> Result<Option<Entity>> {
        find_entity(&self.db, key)
    }

    /// Returns the tenant's own record.
    pub fn tenant(&self) -> Option<Tenant> {
        CentreView(&self.db).tenant()
    }

    /// Returns every entity of a kind, by id.
    pub fn list(&self, kind: EntityKind) -> Result<Vec<Entity>> {
        let mut statement = self.db.prepare("SELECT id, version, body FROM entity WHERE kind = ?1 ORDER BY id")?;
        let rows = statement.query_map([kind.number()], |row| Ok((read_id(row, 0)?, row.get(1)?, row.get(2)?)))?;
        let mut entities = Vec::new();
        for row in rows {
            let (_, version, body): (Uuid, u32, Vec<u8>) = row?;
            entities.push(Entity::from_bytes(kind, version, &body)?);
        }
        Ok(entities)
    }
}
