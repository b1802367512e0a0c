//! Pages of the feed: staged as they come, shown in one transaction when the head is reached.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Entity, EntityKey, EntityKind};
use rusqlite::{OptionalExtension, params};
use sync_protocol::{Cursor, PullReply, Row, ScopeHead, digest};
use uuid::Uuid;
use values::{Code, Problem};

use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::register_book::KnownSeries;
use crate::submit::kind_from;
use crate::{Result, Tx, schema};

/// How far each scope was read, staged pages counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staging {
    /// The cursors to ask with.
    pub cursors: BTreeMap<String, Cursor>,
    /// Rows that came and are not shown yet; of the first sync all that came.
    pub n_staged: u64,
}

/// What became of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageTaken {
    /// Whether the head was reached and everything is shown.
    pub is_shown: bool,
    /// The kinds of entity that changed.
    pub changed: BTreeSet<EntityKind>,
    /// Files of forgotten entities, to be removed after the commit.
    pub forgotten_files: Vec<values::Sha256>,
    /// Scopes whose hash did not hold; they are loaded again.
    pub scopes_to_reload: Vec<String>,
    /// Whether entities were forgotten: then the log of the database is written back, too.
    pub has_forgotten: bool,
}

impl Tx<'_> {
    /// Returns the cursors to ask the next page with.
    pub fn staging(&self) -> Result<Staging> {
        let sql = if self.is_complete()? {
            "SELECT count(*) FROM staged"
        } else {
            "SELECT (SELECT count(*) FROM staged) + (SELECT ifnull(sum(n), 0) FROM scope)"
        };
        let n_staged: u64 = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let sql = if self.has_staged_scopes()? {
            "SELECT scope, cursor FROM staged_scope"
        } else {
            "SELECT scope, cursor FROM scope"
        };
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        let mut cursors = BTreeMap::new();
        for row in rows {
            let (scope, cursor) = row?;
            cursors.insert(scope, read_cursor(&cursor)?);
        }
        Ok(Staging { cursors, n_staged })
    }

    /// Takes a page asked for with `from`. A page that does not follow on what is here is passed over.
    ///
    /// Refuses a page whose bytes do not have the hash it claims; it is asked for again.
    pub fn take_page(&self, from: &BTreeMap<String, Cursor>, reply: &PullReply) -> Result<PageTaken> {
        if self.staging()?.cursors != *from {
            return Ok(PageTaken::default());
        }
        let rows = reply.page.rows().ok_or_else(|| Problem::unavailable(Code::PageHashWrong))?;
        self.note_branches(reply.branches)?;
        if !reply.is_at_head && self.is_first_sync()? {
            return self.take_at_once(&rows, reply);
        }
        if !reply.is_at_head {
            for row in &rows {
                let bytes = rmp_serde::to_vec(row).map_err(|why| broken(why.to_string()))?;
                self.db.prepare_cached("INSERT INTO staged (row) VALUES (?1)")?.execute([bytes])?;
            }
            self.db.execute("DELETE FROM staged_scope", [])?;
            for (scope, head) in &reply.scopes {
                self.db
                    .prepare_cached("INSERT INTO staged_scope (scope, cursor) VALUES (?1, ?2)")?
                    .execute(params![scope, write_cursor(&head.cursor)])?;
            }
            return Ok(PageTaken::default());
        }
        self.show(rows, reply)
    }

    /// Whether nothing is here yet that a page could contradict: then it need not wait for the last one.
    fn is_first_sync(&self) -> Result<bool> {
        Ok(!self.is_complete()? && self.n_pending()? == 0 && !self.has_staged_scopes()?)
    }

    /// Takes a page of the first sync straight to where it belongs. Cut off, the next one goes on after it.
    fn take_at_once(&self, rows: &[Row], reply: &PullReply) -> Result<PageTaken> {
        let mut taken = PageTaken::default();
        let (mut changed, mut orphans) = (BTreeSet::new(), BTreeSet::new());
        let mut sums = self.scope_sums()?;
        if sums.is_empty() {
            schema::drop_orders(&self.db)?;
        }
        for row in rows {
            self.take_row(row, &mut sums, &mut changed, &mut orphans)?;
        }
        for (scope, head) in &reply.scopes {
            let (n, hash) = sums.get(scope).copied().unwrap_or_default();
            self.write_scope(scope, &head.cursor, n, hash)?;
        }
        for key in orphans {
            self.forget_unless_owned(key, &mut taken)?;
        }
        self.project(&changed)?;
        Ok(taken)
    }

    fn show(&self, last_rows: Vec<Row>, reply: &PullReply) -> Result<PageTaken> {
        let mut taken = PageTaken { is_shown: true, ..PageTaken::default() };
        let mut changed = BTreeSet::new();
        let mut orphans = BTreeSet::new();
        let mut sums: BTreeMap<String, (i64, u128)> = self.scope_sums()?;
        let mut statement = self.db.prepare("SELECT row FROM staged ORDER BY n")?;
        let mut staged = statement.query([])?;
        while let Some(row) = staged.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            let row: Row = rmp_serde::from_slice(&bytes).map_err(|why| broken(why.to_string()))?;
            self.take_row(&row, &mut sums, &mut changed, &mut orphans)?;
        }
        drop(staged);
        drop(statement);
        for row in &last_rows {
            self.take_row(row, &mut sums, &mut changed, &mut orphans)?;
        }
        self.db.execute("DELETE FROM staged", [])?;
        self.db.execute("DELETE FROM staged_scope", [])?;
        self.drop_lost_scopes(&reply.scopes, &mut sums, &mut orphans)?;
        self.note_scopes(&reply.scopes, &sums, &mut taken)?;
        if taken.scopes_to_reload.is_empty() && self.load_meta("sweep")?.unwrap_or(false) {
            // A scope was loaded again: what it no longer names has nobody left.
            orphans.extend(self.unowned()?);
            self.drop_meta("sweep")?;
        }
        for key in orphans {
            self.forget_unless_owned(key, &mut taken)?;
            changed.insert(key);
        }
        self.set_meta("head", &reply.head)?;
        self.set_meta("series", &KnownSeries { last: reply.last_numbers.clone(), at: reply.centre_time })?;
        if taken.scopes_to_reload.is_empty() && !self.is_complete()? {
            schema::make_orders(&self.db)?;
            self.set_meta("is_complete", &true)?;
        }
        taken.changed = changed.iter().map(|it| it.kind).collect();
        let mut again = self.drop_passed()?;
        for key in &changed {
            if !self.commands_touching(*key)?.is_empty() {
                again.insert(*key);
            }
        }
        self.run_again(&again)?;
        self.project(&changed)?;
        Ok(taken)
    }

    fn take_row(
        &self,
        row: &Row,
        sums: &mut BTreeMap<String, (i64, u128)>,
        changed: &mut BTreeSet<EntityKey>,
        orphans: &mut BTreeSet<EntityKey>,
    ) -> Result<()> {
        let key = EntityKey { kind: kind_from(row.kind)?, id: row.id };
        let sum = sums.entry(row.scope.clone()).or_default();
        let Some(body) = &row.body else {
            changed.insert(key);
            take_off(sum, self.digest_here(row)?);
            self.db
                .prepare_cached("DELETE FROM membership WHERE scope = ?1 AND kind = ?2 AND id = ?3")?
                .execute(params![row.scope, row.kind, row.id.as_bytes()])?;
            orphans.insert(key);
            return Ok(());
        };
        orphans.remove(&key);
        let new = digest(row.kind, row.id, body);
        sum.0 += 1;
        sum.1 = sum.1.wrapping_add(new);
        let sql = "INSERT INTO membership (scope, kind, id, digest) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let place = params![row.scope, row.kind, row.id.as_bytes(), new.to_be_bytes()];
        if self.db.prepare_cached(sql)?.execute(place)? == 0 {
            take_off(sum, self.digest_here(row)?);
            let sql = "UPDATE membership SET digest = ?4 WHERE scope = ?1 AND kind = ?2 AND id = ?3";
            self.db.prepare_cached(sql)?.execute(place)?;
        }
        let entity = Entity::from_bytes(key.kind, row.version, body)?;
        let sql = "INSERT INTO confirmed (kind, id, version, parent, body) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (kind, id) DO UPDATE SET version = ?3, parent = ?4, body = ?5
                   WHERE version <> ?3 OR body <> ?5";
        let n_written = self.db.prepare_cached(sql)?.execute(params![
            row.kind,
            row.id.as_bytes(),
            row.version,
            entity.parent().map(|it| *it.id.as_bytes()),
            body.as_slice(),
        ])?;
        if n_written == 0 {
            // It came by another scope already: nothing is made anew of it.
            return Ok(());
        }
        changed.insert(key);
        match &entity {
            Entity::Component(it) => self.queue_announced(it),
            Entity::Quarantined(it) => self.note_decided(it),
            _ => Ok(()),
        }
    }

    /// The digest an entity has in the row's scope here, if it is in it.
    fn digest_here(&self, row: &Row) -> Result<Option<u128>> {
        let old: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT digest FROM membership WHERE scope = ?1 AND kind = ?2 AND id = ?3")?
            .query_row(params![row.scope, row.kind, row.id.as_bytes()], |it| it.get(0))
            .optional()?;
        old.map(|it| read_hash(&it)).transpose()
    }

    fn scope_sums(&self) -> Result<BTreeMap<String, (i64, u128)>> {
        let mut statement = self.db.prepare_cached("SELECT scope, n, hash FROM scope")?;
        let rows =
            statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?)))?;
        let mut sums = BTreeMap::new();
        for row in rows {
            let (scope, n, hash) = row?;
            sums.insert(scope, (n, read_hash(&hash)?));
        }
        Ok(sums)
    }

    /// A scope the person lost is forgotten.
    fn drop_lost_scopes(
        &self,
        kept: &BTreeMap<String, ScopeHead>,
        sums: &mut BTreeMap<String, (i64, u128)>,
        orphans: &mut BTreeSet<EntityKey>,
    ) -> Result<()> {
        let lost: Vec<String> = sums.keys().filter(|it| !kept.contains_key(*it)).cloned().collect();
        for scope in lost {
            let mut statement = self.db.prepare_cached("SELECT kind, id FROM membership WHERE scope = ?1")?;
            let rows = statement.query_map([&scope], |row| Ok((row.get::<_, u8>(0)?, read_uuid(row, 1)?)))?;
            for row in rows {
                let (kind, id) = row?;
                orphans.insert(EntityKey { kind: kind_from(kind)?, id });
            }
            self.db.execute("DELETE FROM membership WHERE scope = ?1", [&scope])?;
            self.db.execute("DELETE FROM scope WHERE scope = ?1", [&scope])?;
            sums.remove(&scope);
            self.log(&format!("scope lost {scope}"))?;
        }
        Ok(())
    }

    /// Keeps cursors, counts and hashes; a scope whose hash does not hold is loaded again, the outbox is kept.
    fn note_scopes(
        &self,
        heads: &BTreeMap<String, ScopeHead>,
        sums: &BTreeMap<String, (i64, u128)>,
        taken: &mut PageTaken,
    ) -> Result<()> {
        for (scope, head) in heads {
            let (n, hash) = sums.get(scope).copied().unwrap_or_default();
            let holds = (n, hash) == (head.n_entities as i64, head.hash);
            let (cursor, n, hash) = if holds { (head.cursor, n, hash) } else { (Cursor::default(), 0, 0) };
            if !holds {
                self.db.execute("DELETE FROM membership WHERE scope = ?1", [scope])?;
                self.set_meta("sweep", &true)?;
                self.log(&format!("scope loaded again {scope}"))?;
                taken.scopes_to_reload.push(scope.clone());
            }
            self.write_scope(scope, &cursor, n, hash)?;
        }
        Ok(())
    }

    fn write_scope(&self, scope: &str, cursor: &Cursor, n: i64, hash: u128) -> Result<()> {
        let sql = "INSERT INTO scope (scope, cursor, n, hash) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (scope) DO UPDATE SET cursor = ?2, n = ?3, hash = ?4";
        self.db.prepare_cached(sql)?.execute(params![scope, write_cursor(cursor), n, hash.to_be_bytes()])?;
        Ok(())
    }

    fn unowned(&self) -> Result<Vec<EntityKey>> {
        let sql = "SELECT kind, id FROM confirmed AS c
                   WHERE NOT EXISTS (SELECT 1 FROM membership AS m WHERE m.kind = c.kind AND m.id = c.id)";
        let mut statement = self.db.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, u8>(0)?, read_uuid(row, 1)?)))?;
        let mut keys = Vec::new();
        for row in rows {
            let (kind, id) = row?;
            keys.push(EntityKey { kind: kind_from(kind)?, id });
        }
        Ok(keys)
    }

    /// Forgets an entity no scope names any more: its row, its words, its drafts, its files.
    fn forget_unless_owned(&self, key: EntityKey, taken: &mut PageTaken) -> Result<()> {
        let sql = "SELECT 1 FROM membership WHERE kind = ?1 AND id = ?2";
        if self.db.prepare_cached(sql)?.exists(params![key.kind.number(), key.id.as_bytes()])? {
            return Ok(());
        }
        if let Some(Entity::Component(it)) = self.find_confirmed(key)?
            && self.forget_file(&it)?
        {
            taken.forgotten_files.push(it.sha256);
        }
        self.db
            .prepare_cached("DELETE FROM confirmed WHERE kind = ?1 AND id = ?2")?
            .execute(params![key.kind.number(), key.id.as_bytes()])?;
        if key.kind == EntityKind::Document {
            self.db.execute("DELETE FROM draft WHERE name = ?1", [format!("correct:{}", key.id)])?;
            // What somebody else wrote goes with it; what the clerk wished stays hers.
            self.db.execute("UPDATE need SET conflicts = '[]' WHERE document = ?1", [key.id.as_bytes()])?;
            self.forget_undoable(key.id)?;
            if self.load_meta::<Uuid>("last_entry_of")? == Some(key.id) {
                self.drop_meta("last_entry")?;
            }
        }
        taken.has_forgotten = true;
        Ok(())
    }

    /// Returns everything confirmed, by key; for comparing with the centre.
    pub fn everything_confirmed(&self) -> Result<BTreeMap<EntityKey, Vec<u8>>> {
        let mut statement = self.db.prepare("SELECT kind, id, body FROM confirmed")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, u8>(0)?, read_uuid(row, 1)?, row.get(2)?)))?;
        let mut entities = BTreeMap::new();
        for row in rows {
            let (kind, id, body): (u8, Uuid, Vec<u8>) = row?;
            entities.insert(EntityKey { kind: kind_from(kind)?, id }, body);
        }
        Ok(entities)
    }

    /// Returns the count and hash of each scope; for comparing with the centre.
    pub fn scope_state(&self) -> Result<BTreeMap<String, (u64, u128)>> {
        Ok(self.scope_sums()?.into_iter().map(|(scope, (n, hash))| (scope, (n as u64, hash))).collect())
    }

    fn has_staged_scopes(&self) -> Result<bool> {
        Ok(self.db.prepare_cached("SELECT 1 FROM staged_scope")?.exists([])?)
    }
}

/// Takes a member off the count and the hash of its scope.
fn take_off(sum: &mut (i64, u128), old: Option<u128>) {
    sum.0 -= i64::from(old.is_some());
    sum.1 = sum.1.wrapping_sub(old.unwrap_or(0));
}

fn write_cursor(cursor: &Cursor) -> Vec<u8> {
    rmp_serde::to_vec(cursor).expect("a cursor is plain data")
}

fn read_cursor(bytes: &[u8]) -> Result<Cursor> {
    rmp_serde::from_slice(bytes).map_err(|why| broken(format!("a cursor: {why}")))
}

fn read_hash(bytes: &[u8]) -> Result<u128> {
    bytes.try_into().map(u128::from_be_bytes).map_err(|_| broken("a hash of another length"))
}
