//! The feed: pages of what a person may see, in the order it changed.

use std::collections::BTreeMap;

use domain::authority::{Hands, Person};
use domain::{Entity, EntityKey, EntityKind, Scope};
use rusqlite::{Connection, OptionalExtension, params};
use serde_bytes::ByteBuf;
use sync_protocol::{Cursor, Page, Pull, PullReply, Row, ScopeHead};
use uuid::Uuid;
use values::{Instant, PersonId, local_date};

use super::TenantStore;
use super::apply::{head, read_hash};
use super::numbers::last_numbers;
use super::view::find_entity;
use crate::directory::read_id;
use crate::{Faults, Result};

/// The largest and the smallest page, in bytes before compression.
const MAX_PAGE_BYTES: u32 = 4 * 1024 * 1024;
const MIN_PAGE_BYTES: u32 = 4 * 1024;

/// Entities' bodies by key.
type Entities = BTreeMap<EntityKey, Vec<u8>>;
/// Counts and hashes by scope.
type Heads = BTreeMap<String, (u64, u128)>;

/// What a person may see of an entity.
pub struct Visible {
    /// The entity.
    pub entity: Entity,
}

impl TenantStore {
    /// Returns the next page of the person's scopes.
    ///
    /// Scopes come from the person's posts as they are now; what the desk asks for beside them is not answered.
    pub fn pull(&mut self, pull: &Pull, person: PersonId, branches: u32, now: Instant) -> Result<PullReply> {
        let tx = self.db.transaction()?;
        let head = head(&tx)?;
        let budget = pull.max_bytes.clamp(MIN_PAGE_BYTES, MAX_PAGE_BYTES) as usize;
        let mut page = PageBuilder { rows: Vec::new(), n_bytes: 0, budget };
        let mut scopes = BTreeMap::new();
        let mut rows_ahead = 0;
        let mut is_at_head = true;
        for scope in scopes_of(&tx, person, now, self.faults)? {
            let from = pull.scopes.get(&scope).copied().unwrap_or_default();
            let (scope_head, n_entities, hash) = scope_state(&tx, &scope)?;
            let mut cursor = from;
            if from < Cursor::after(scope_head) {
                let is_read = page.read(&tx, &scope, &mut cursor)?;
                if is_read {
                    cursor = Cursor::after(scope_head);
                } else {
                    is_at_head = false;
                    rows_ahead += count_after(&tx, &scope, cursor)?;
                }
            }
            scopes.insert(scope, ScopeHead { cursor, n_entities, hash });
        }
        let page = Page::of(&page.rows);
        let last_numbers = last_numbers(&tx)?;
        Ok(PullReply { page, scopes, is_at_head, head, rows_ahead, centre_time: now, branches, last_numbers })
    }

    /// Returns whether something in the person's scopes changed after `seen`.
    pub fn has_news(&self, person: PersonId, seen: u64, now: Instant) -> Result<bool> {
        if head(&self.db)? <= seen {
            return Ok(false);
        }
        for scope in scopes_of(&self.db, person, now, self.faults)? {
            if scope_state(&self.db, &scope)?.0 > seen {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns an entity if the person may see it; what they may not see does not exist for them.
    pub fn find_visible(&self, key: EntityKey, person: PersonId, now: Instant) -> Result<Option<Visible>> {
        let scopes = scopes_of(&self.db, person, now, self.faults)?;
        let mut statement = self.db.prepare_cached(
            "SELECT 1 FROM scope_row WHERE scope = ?1 AND kind = ?2 AND id = ?3 AND digest IS NOT NULL",
        )?;
        for scope in scopes {
            if statement.exists(params![scope, key.kind.number(), key.id.as_bytes()])? {
                return Ok(find_entity(&self.db, key)?.map(|entity| Visible { entity }));
            }
        }
        Ok(None)
    }

    /// Returns everything a person sees, by key, and the count and hash of each scope; for comparing with a desk.
    pub fn everything_for(&self, person: PersonId, now: Instant) -> Result<(Entities, Heads)> {
        let mut entities = BTreeMap::new();
        let mut heads = BTreeMap::new();
        for scope in scopes_of(&self.db, person, now, Faults::default())? {
            let (_, n, hash) = scope_state(&self.db, &scope)?;
            heads.insert(scope.clone(), (n, hash));
            let sql =
                "SELECT e.kind, e.id, e.body FROM scope_row AS r JOIN entity AS e ON e.kind = r.kind AND e.id = r.id
                       WHERE r.scope = ?1 AND r.digest IS NOT NULL";
            let mut statement = self.db.prepare_cached(sql)?;
            let rows =
                statement.query_map([&scope], |row| Ok((row.get::<_, u8>(0)?, read_id(row, 1)?, row.get(2)?)))?;
            for row in rows {
                let (kind, id, body): (u8, Uuid, Vec<u8>) = row?;
                if let Some(kind) = EntityKind::from_number(kind) {
                    entities.insert(EntityKey { kind, id }, body);
                }
            }
        }
        Ok((entities, heads))
    }
}

/// Returns the scopes of a person as they are written, with those of the people they stand in for today.
fn scopes_of(db: &Connection, person: PersonId, now: Instant, faults: Faults) -> Result<Vec<String>> {
    if faults.no_scope_filter {
        let mut statement = db.prepare("SELECT scope FROM scope_head ORDER BY scope")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        return Ok(rows.collect::<rusqlite::Result<_>>()?);
    }
    match find_entity(db, EntityKey::person(person))? {
        Some(Entity::Person(it)) => {
            let hands = Hands::of(*it, those_naming(db, person)?, local_date(now));
            Ok(hands.scopes().iter().map(Scope::to_string).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Returns the people whose records name this one: those with a deputy are few, and this is asked several times a second.
fn those_naming(db: &Connection, person: PersonId) -> Result<Vec<Person>> {
    let sql = "SELECT version, body FROM entity WHERE kind = ?1 AND id <> ?2 AND instr(body, ?3) > 0";
    let mut statement = db.prepare_cached(sql)?;
    let kind = EntityKind::Person;
    let params = params![kind.number(), person.0.as_bytes(), person.to_string().into_bytes()];
    let rows = statement.query_map(params, |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let mut people = Vec::new();
    for row in rows {
        let (version, body) = row?;
        if let Entity::Person(it) = Entity::from_bytes(kind, version, &body)? {
            people.push(*it);
        }
    }
    Ok(people)
}

fn scope_state(db: &Connection, scope: &str) -> Result<(u64, u64, u128)> {
    let row: Option<(u64, u64, Vec<u8>)> = db
        .prepare_cached("SELECT head, n, hash FROM scope_head WHERE scope = ?1")?
        .query_row([scope], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match row {
        None => Ok((0, 0, 0)),
        Some((head, n, hash)) => Ok((head, n, read_hash(&hash)?)),
    }
}

fn count_after(db: &Connection, scope: &str, cursor: Cursor) -> Result<u64> {
    let sql = "SELECT count(*) FROM scope_row WHERE scope = ?1 AND (change, kind, id) > (?2, ?3, ?4)";
    let params = params![scope, cursor.change, cursor.kind, cursor.id.as_bytes()];
    Ok(db.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
}

struct PageBuilder {
    rows: Vec<Row>,
    n_bytes: usize,
    budget: usize,
}

impl PageBuilder {
    /// Reads a scope on from `cursor`, and returns whether it was read to its end.
    fn read(&mut self, db: &Connection, scope: &str, cursor: &mut Cursor) -> Result<bool> {
        let sql = "SELECT r.change, r.kind, r.id, e.version, CASE WHEN r.digest IS NULL THEN NULL ELSE e.body END
                   FROM scope_row AS r JOIN entity AS e ON e.kind = r.kind AND e.id = r.id
                   WHERE r.scope = ?1 AND (r.change, r.kind, r.id) > (?2, ?3, ?4)
                   ORDER BY r.change, r.kind, r.id";
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query(params![scope, cursor.change, cursor.kind, cursor.id.as_bytes()])?;
        while let Some(row) = rows.next()? {
            if self.n_bytes >= self.budget {
                return Ok(false);
            }
            let body: Option<Vec<u8>> = row.get(4)?;
            let it = Row {
                scope: scope.to_owned(),
                change: row.get(0)?,
                kind: row.get(1)?,
                id: read_id(row, 2)?,
                version: row.get(3)?,
                body: body.map(ByteBuf::from),
            };
            *cursor = Cursor { change: it.change, kind: it.kind, id: it.id };
            self.n_bytes += 80 + it.body.as_ref().map_or(0, |it| it.len());
            self.rows.push(it);
        }
        Ok(true)
    }
}
