//! Writes what a decision changes: entities, scopes, numbers, the log.

use std::collections::BTreeMap;

use domain::numbering::Jid;
use domain::registry::Document;
use domain::{Actor, Changes, Command, Entity, EntityKey, EntityKind, Scope, scopes_of_entity};
use rusqlite::{Connection, OptionalExtension, params};
use sync_protocol::digest;
use uuid::Uuid;
use values::Instant;

use super::numbers::give;
use super::view::{children_of, find_entity};
use crate::{Result, broken};

/// Writes `changes` under the next change number and returns it; a command that changes nothing takes none.
pub(super) fn apply(
    db: &Connection,
    command: &Command,
    actor: Actor,
    mut changes: Changes,
    now: Instant,
) -> Result<u64> {
    if changes.entities.is_empty() {
        return head(db);
    }
    let change: u64 =
        db.prepare_cached("UPDATE head SET change = change + 1 RETURNING change")?.query_row([], |row| row.get(0))?;
    for grant in std::mem::take(&mut changes.grants) {
        give(db, grant, &mut changes.entities, now)?;
    }
    for entity in &changes.entities {
        write_entity(db, entity, change)?;
    }
    for event in &changes.events {
        let sql = "INSERT INTO log (at, made_at, person, seat, role, command, event, kind, id, params)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        db.prepare_cached(sql)?.execute(params![
            now.to_string(),
            command.made_at.to_string(),
            actor.person.map(|it| *it.0.as_bytes()),
            actor.seat.map(|it| *it.0.as_bytes()),
            command.role.name(),
            command.id.0.as_bytes(),
            event.event,
            event.object.kind.number(),
            event.object.id.as_bytes(),
            serde_json::to_string(&event.params).map_err(|why| broken(why.to_string()))?,
        ])?;
    }
    Ok(change)
}

pub(super) fn head(db: &Connection) -> Result<u64> {
    Ok(db.prepare_cached("SELECT change FROM head")?.query_row([], |row| row.get(0))?)
}

fn write_entity(db: &Connection, entity: &Entity, change: u64) -> Result<()> {
    let key = entity.key();
    let body = entity.to_bytes();
    let sql = "INSERT INTO entity (kind, id, version, change, parent, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (kind, id) DO UPDATE SET version = ?3, change = ?4, parent = ?5, body = ?6";
    db.prepare_cached(sql)?.execute(params![
        key.kind.number(),
        key.id.as_bytes(),
        key.kind.version(),
        change,
        entity.parent().map(|it| *it.id.as_bytes()),
        body,
    ])?;
    write_indexes(db, entity)?;
    if write_scopes(db, entity, &body, change)? {
        move_children(db, key, change)?;
    }
    Ok(())
}

/// What belongs to a document lies where it lies, and a document where its file lies, too.
fn move_children(db: &Connection, key: EntityKey, change: u64) -> Result<()> {
    if !matches!(key.kind, EntityKind::Document | EntityKind::CaseFile) {
        return Ok(());
    }
    for child in children_of(db, key.id, None)? {
        if write_scopes(db, &child, &child.to_bytes(), change)? {
            move_children(db, child.key(), change)?;
        }
    }
    Ok(())
}

fn write_indexes(db: &Connection, entity: &Entity) -> Result<()> {
    match entity {
        Entity::Document(it) => {
            take_jid(db, &it.jid, it.id.0)?;
            if let Some(place) = &it.emergency {
                let sql = "INSERT INTO emergency_number (register, number, document) VALUES (?1, ?2, ?3)
                           ON CONFLICT (register, number) DO NOTHING";
                db.prepare_cached(sql)?.execute(params![
                    place.register.0.as_bytes(),
                    place.number,
                    it.id.0.as_bytes()
                ])?;
            }
            note_outgoing(db, it)?;
        }
        Entity::CaseFile(it) => {
            take_jid(db, &it.jid, it.id.0)?;
        }
        Entity::Party(it) if it.merged_into.is_some() => {
            db.prepare_cached("DELETE FROM likeness WHERE likeness = ?1 AND party = ?2")?
                .execute(params![it.likeness(), it.id.0.as_bytes()])?;
        }
        Entity::Party(it) => {
            let sql = "INSERT INTO likeness (likeness, n, party)
                       SELECT ?1, coalesce((SELECT max(n) FROM likeness WHERE likeness = ?1), 0) + 1, ?2
                       WHERE NOT EXISTS (SELECT 1 FROM likeness WHERE likeness = ?1 AND party = ?2)";
            db.prepare_cached(sql)?.execute(params![it.likeness(), it.id.0.as_bytes()])?;
        }
        Entity::Unit(it) if it.is_open() => {
            let sql = "INSERT INTO unit_code (code, unit) VALUES (?1, ?2) ON CONFLICT (code) DO UPDATE SET unit = ?2";
            db.prepare_cached(sql)?.execute(params![it.code, it.id.0.as_bytes()])?;
        }
        Entity::Unit(it) => {
            db.prepare_cached("DELETE FROM unit_code WHERE code = ?1 AND unit = ?2")?
                .execute(params![it.code, it.id.0.as_bytes()])?;
        }
        _ => {}
    }
    Ok(())
}

/// A document is on its way as long as one of its dispatches is.
fn note_outgoing(db: &Connection, document: &Document) -> Result<()> {
    let sql = match document.dispatches.iter().any(|it| it.delivered.is_none()) {
        true => "INSERT INTO outgoing (document) VALUES (?1) ON CONFLICT DO NOTHING",
        false if document.dispatches.is_empty() => return Ok(()),
        false => "DELETE FROM outgoing WHERE document = ?1",
    };
    db.prepare_cached(sql)?.execute([document.id.0.as_bytes()])?;
    Ok(())
}

fn take_jid(db: &Connection, jid: &Jid, id: Uuid) -> Result<()> {
    let sql = "INSERT INTO jid (jid, entity) VALUES (?1, ?2) ON CONFLICT (jid) DO NOTHING";
    db.prepare_cached(sql)?.execute(params![jid.as_str(), id.as_bytes()])?;
    Ok(())
}

/// Writes where the entity lies, and returns whether that changed.
fn write_scopes(db: &Connection, entity: &Entity, body: &[u8], change: u64) -> Result<bool> {
    let key = entity.key();
    let wanted = scopes_of_entity(entity, &|parent| find_entity(db, parent).ok().flatten());
    let mut present: BTreeMap<String, Option<u128>> = BTreeMap::new();
    let mut statement = db.prepare_cached("SELECT scope, digest FROM scope_row WHERE kind = ?1 AND id = ?2")?;
    let rows = statement.query_map(params![key.kind.number(), key.id.as_bytes()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<Vec<u8>>>(1)?))
    })?;
    for row in rows {
        let (scope, digest) = row?;
        present.insert(scope, digest.map(|it| read_hash(&it)).transpose()?);
    }
    let new_digest = digest(key.kind.number(), key.id, body);
    let wanted: Vec<String> = wanted.iter().map(Scope::to_string).collect();
    let mut has_moved = false;
    for scope in &wanted {
        let old = present.remove(scope).flatten();
        has_moved |= old.is_none();
        put_scope_row(db, scope, key, change, Some(new_digest), old)?;
    }
    for (scope, old) in present {
        if let Some(old) = old {
            has_moved = true;
            put_scope_row(db, &scope, key, change, None, Some(old))?;
        }
    }
    Ok(has_moved)
}

fn put_scope_row(
    db: &Connection,
    scope: &str,
    key: EntityKey,
    change: u64,
    new: Option<u128>,
    old: Option<u128>,
) -> Result<()> {
    let sql = "INSERT INTO scope_row (scope, kind, id, change, digest) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (scope, kind, id) DO UPDATE SET change = ?4, digest = ?5";
    db.prepare_cached(sql)?.execute(params![
        scope,
        key.kind.number(),
        key.id.as_bytes(),
        change,
        new.map(u128::to_be_bytes),
    ])?;
    let head: Option<(i64, Vec<u8>)> = db
        .prepare_cached("SELECT n, hash FROM scope_head WHERE scope = ?1")?
        .query_row([scope], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (n, hash) = match head {
        Some((n, hash)) => (n, read_hash(&hash)?),
        None => (0, 0),
    };
    let n = n + i64::from(new.is_some()) - i64::from(old.is_some());
    let hash = hash.wrapping_sub(old.unwrap_or(0)).wrapping_add(new.unwrap_or(0));
    let sql = "INSERT INTO scope_head (scope, head, n, hash) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (scope) DO UPDATE SET head = ?2, n = ?3, hash = ?4";
    db.prepare_cached(sql)?.execute(params![scope, change, n, hash.to_be_bytes()])?;
    Ok(())
}

pub(super) fn read_hash(bytes: &[u8]) -> Result<u128> {
    bytes.try_into().map(u128::from_be_bytes).map_err(|_| broken("a hash in the tenant's file has another length"))
}
