//! The outbox: commands the centre has not confirmed, in the order they were made.

use std::collections::BTreeSet;

use domain::{Command, EntityKey};
use rusqlite::{OptionalExtension, params};
use serde_bytes::ByteBuf;
use sync_protocol::{SeatFacts, WireCommand};
use uuid::Uuid;
use values::{CommandId, Instant};

use crate::problem::broken;
use crate::submit::kind_from;
use crate::{Result, Tx};

/// A command of the outbox.
pub(crate) struct Queued {
    pub(crate) wire: WireCommand,
}

const COLUMNS: &str = "id, sequence, kind, version, role, made_at, data";

impl Tx<'_> {
    pub(crate) fn queue(&self, command: &Command, data: Vec<u8>) -> Result<()> {
        let sequence: u64 = self.load_meta("sequence")?.unwrap_or(0) + 1;
        self.set_meta("sequence", &sequence)?;
        let sql = "INSERT INTO outbox (id, sequence, kind, version, role, made_at, data)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.db.prepare_cached(sql)?.execute(params![
            command.id.0.as_bytes(),
            sequence,
            command.wish.kind(),
            command.wish.version(),
            command.role.name(),
            command.made_at.to_string(),
            data,
        ])?;
        Ok(())
    }

    /// Returns commands to push, the oldest first.
    pub fn commands_to_push(&self, max_commands: usize, max_bytes: usize) -> Result<Vec<WireCommand>> {
        let branch = self.identity()?.branch;
        let sql = format!("SELECT {COLUMNS} FROM outbox WHERE change IS NULL ORDER BY n LIMIT ?1");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([max_commands as i64])?;
        let mut commands = Vec::new();
        let mut n_bytes = 0;
        while let Some(row) = rows.next()? {
            let command = read_wire(row, branch)?;
            n_bytes += command.data.len() + 200;
            if n_bytes > max_bytes && !commands.is_empty() {
                break;
            }
            commands.push(command);
        }
        Ok(commands)
    }

    /// Returns how many commands the centre has not confirmed.
    pub fn n_pending(&self) -> Result<u32> {
        Ok(self.db.prepare_cached("SELECT count(*) FROM outbox")?.query_row([], |row| row.get(0))?)
    }

    /// Returns how many commands the centre has not answered.
    pub fn n_unanswered(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM outbox WHERE change IS NULL";
        Ok(self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    pub(crate) fn queued(&self, n: i64) -> Result<Option<Queued>> {
        let sql = format!("SELECT {COLUMNS} FROM outbox WHERE n = ?1");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([n])?;
        match rows.next()? {
            Some(row) => Ok(Some(Queued { wire: read_wire(row, 0)? })),
            None => Ok(None),
        }
    }

    pub(crate) fn find_queued(&self, id: CommandId) -> Result<Option<(i64, Queued)>> {
        let n: Option<i64> = self
            .db
            .prepare_cached("SELECT n FROM outbox WHERE id = ?1 AND change IS NULL")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        match n {
            Some(n) => Ok(self.queued(n)?.map(|it| (n, it))),
            None => Ok(None),
        }
    }

    pub(crate) fn drop_queued(&self, id: CommandId) -> Result<BTreeSet<EntityKey>> {
        let touched = self.touched_by(id)?;
        self.db.prepare_cached("DELETE FROM touched WHERE command = ?1")?.execute([id.0.as_bytes()])?;
        self.db.prepare_cached("DELETE FROM outbox WHERE id = ?1")?.execute([id.0.as_bytes()])?;
        Ok(touched)
    }

    pub(crate) fn set_touched(&self, id: CommandId, keys: &BTreeSet<EntityKey>) -> Result<()> {
        let sql = "INSERT INTO touched (command, kind, id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        for key in keys {
            self.db.prepare_cached(sql)?.execute(params![id.0.as_bytes(), key.kind.number(), key.id.as_bytes()])?;
        }
        Ok(())
    }

    pub(crate) fn touched_by(&self, id: CommandId) -> Result<BTreeSet<EntityKey>> {
        let mut statement = self.db.prepare_cached("SELECT kind, id FROM touched WHERE command = ?1")?;
        let rows = statement.query_map([id.0.as_bytes()], |row| Ok((row.get::<_, u8>(0)?, read_uuid(row, 1)?)))?;
        let mut keys = BTreeSet::new();
        for row in rows {
            let (kind, id) = row?;
            keys.insert(EntityKey { kind: kind_from(kind)?, id });
        }
        Ok(keys)
    }

    pub(crate) fn commands_touching(&self, key: EntityKey) -> Result<Vec<(i64, CommandId)>> {
        let sql = "SELECT o.n, o.id FROM touched AS t JOIN outbox AS o ON o.id = t.command
                   WHERE t.kind = ?1 AND t.id = ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params![key.kind.number(), key.id.as_bytes()], |row| {
            Ok((row.get(0)?, CommandId(read_uuid(row, 1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Drops what the feed has passed, and shows the confirmed state instead.
    pub(crate) fn drop_passed(&self) -> Result<BTreeSet<EntityKey>> {
        let head = if self.desk.how.no_wait_for_feed { u64::MAX >> 1 } else { self.seen_head()? };
        let mut statement = self.db.prepare_cached("SELECT id FROM outbox WHERE change <= ?1")?;
        let ids: Vec<Uuid> = statement.query_map([head], |row| read_uuid(row, 0))?.collect::<rusqlite::Result<_>>()?;
        let mut keys = BTreeSet::new();
        for id in ids {
            keys.extend(self.drop_queued(CommandId(id))?);
        }
        Ok(keys)
    }

    /// Returns the wish for a new branch, if this desk found out that its folder was copied or restored.
    pub fn fork_wanted(&self) -> Result<Option<Uuid>> {
        self.load_meta("fork_wanted")
    }

    /// Takes the new branch: what waits is queued again under the same ids, with places of the new branch.
    pub fn take_fork(&self, request: Uuid, facts: &SeatFacts) -> Result<()> {
        if self.fork_wanted()? != Some(request) {
            return Ok(());
        }
        let mut identity = self.identity()?;
        if identity.seat != facts.seat {
            return Err(broken("a branch of another seat"));
        }
        self.log(&format!("branch {} ends, branch {} begins", identity.branch, facts.branch))?;
        identity.branch = facts.branch;
        identity.part = facts.part;
        self.set_identity(&identity)?;
        let mut statement = self.db.prepare("SELECT n FROM outbox WHERE change IS NULL ORDER BY n")?;
        let waiting: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for (at, n) in waiting.iter().enumerate() {
            self.db.execute("UPDATE outbox SET sequence = ?2 WHERE n = ?1", params![n, at as i64 + 1])?;
        }
        self.set_meta("sequence", &(waiting.len() as u64))?;
        self.drop_meta("fork_wanted")?;
        self.note_branches(facts.branch + 1)
    }
}

fn read_wire(row: &rusqlite::Row<'_>, branch: u32) -> Result<WireCommand> {
    let made_at: String = row.get(5)?;
    Ok(WireCommand {
        id: CommandId(read_uuid(row, 0)?),
        branch,
        sequence: row.get(1)?,
        kind: row.get(2)?,
        version: row.get(3)?,
        role: row.get(4)?,
        made_at: made_at.parse::<Instant>().map_err(|why| broken(format!("a time in the outbox: {why}")))?,
        data: ByteBuf::from(row.get::<_, Vec<u8>>(6)?),
    })
}

pub(crate) fn read_uuid(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Uuid> {
    let bytes: Vec<u8> = row.get(at)?;
    Uuid::from_slice(&bytes)
        .map_err(|why| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Blob, Box::new(why)))
}
