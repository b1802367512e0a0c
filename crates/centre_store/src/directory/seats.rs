//! Seats: one person on one device, with a key, a part of JIDs and branches.

use rusqlite::{OptionalExtension, TransactionBehavior, params};
use sync_protocol::SeatFacts;
use uuid::Uuid;
use values::{Code, Instant, PersonId, Refusal, SeatId};

use super::codes::CodeKind;
use super::{Directory, read_id};
use crate::{Result, broken};

/// The last number of a JID's seat part; the first is the centre's own.
const MAX_PART: u32 = 32 * 32 * 32 - 1;

/// A seat as the directory knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRecord {
    /// Its id.
    pub seat: SeatId,
    /// The tenant's name.
    pub tenant: String,
    /// The person.
    pub person: PersonId,
    /// What the device is called.
    pub device: String,
    /// The key that signs its requests.
    pub public_key: Vec<u8>,
    /// When it was enrolled.
    pub enrolled_at: String,
    /// When it was revoked.
    pub revoked_at: Option<String>,
    /// When it last spoke.
    pub last_seen_at: Option<String>,
    /// How many branches it has.
    pub n_branches: u32,
    /// By how many seconds its clock was ahead when it last spoke.
    pub clock_ahead_s: i64,
}

const COLUMNS: &str = "id, tenant, person, device, public_key, enrolled_at, revoked_at, last_seen_at, clock_ahead_s,
    (SELECT count(*) FROM branch WHERE branch.seat = seat.id)";

impl Directory {
    /// Makes a seat with a one-time code; the same key with the same code gets the same seat again.
    pub fn enrol(
        &mut self,
        code: &str,
        public_key: &[u8],
        device: &str,
        escrow: &[u8],
        new_seat: SeatId,
        now: Instant,
    ) -> Result<(SeatRecord, SeatFacts)> {
        let facts = self.use_code(CodeKind::Desk, code, public_key, None, now)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known: Option<Uuid> = tx
            .query_row("SELECT id FROM seat WHERE public_key = ?1", [public_key], |row| read_id(row, 0))
            .optional()?;
        let seat = match known {
            Some(seat) if facts.is_used_by_same => SeatId(seat),
            Some(_) => return Err(Refusal::new(Code::CodeUsed).at("code").into()),
            None => {
                let sql = "INSERT INTO seat (id, tenant, person, device, public_key, escrow, enrolled_at)
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
                let id = new_seat.0.as_bytes();
                let person = facts.person.0.as_bytes();
                tx.execute(sql, params![id, facts.tenant, person, device, public_key, escrow, now.to_string()])?;
                add_branch(&tx, new_seat, &facts.tenant, 0, new_seat.0)?;
                new_seat
            }
        };
        let part = part_of(&tx, seat, 0)?;
        tx.commit()?;
        let record = self.find_seat(seat)?.ok_or_else(|| broken("a seat vanished while it was made"))?;
        Ok((record, SeatFacts { seat, branch: 0, part }))
    }

    /// Gives a copied desk a branch of its own; the same wish gets the same branch.
    pub fn fork(&mut self, seat: SeatId, request: Uuid) -> Result<SeatFacts> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known: Option<u32> = tx
            .query_row(
                "SELECT branch FROM branch WHERE seat = ?1 AND request = ?2",
                params![seat.0.as_bytes(), request.as_bytes()],
                |row| row.get(0),
            )
            .optional()?;
        let branch = match known {
            Some(branch) => branch,
            None => {
                let (tenant, branch): (String, u32) = tx.query_row(
                    "SELECT tenant, max(branch) + 1 FROM branch WHERE seat = ?1 GROUP BY tenant",
                    [seat.0.as_bytes()],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
                add_branch(&tx, seat, &tenant, branch, request)?;
                branch
            }
        };
        let part = part_of(&tx, seat, branch)?;
        tx.commit()?;
        Ok(SeatFacts { seat, branch, part })
    }

    /// Returns the wrapped database key for the admin's code.
    pub fn reset(&mut self, seat: SeatId, code: &str, now: Instant) -> Result<Vec<u8>> {
        self.use_code(CodeKind::Reset, code, seat.0.as_bytes(), Some(seat), now)?;
        let sql = "SELECT escrow FROM seat WHERE id = ?1 AND revoked_at IS NULL";
        let escrow = self.db.query_row(sql, [seat.0.as_bytes()], |row| row.get(0)).optional()?;
        escrow.ok_or_else(|| Refusal::new(Code::SeatRevoked).into())
    }

    /// Returns a seat.
    pub fn find_seat(&self, seat: SeatId) -> Result<Option<SeatRecord>> {
        let sql = format!("SELECT {COLUMNS} FROM seat WHERE id = ?1");
        Ok(self.db.prepare_cached(&sql)?.query_row([seat.0.as_bytes()], read_seat).optional()?)
    }

    /// Returns the seats of a tenant in the order they were enrolled.
    pub fn list_seats(&self, tenant: &str) -> Result<Vec<SeatRecord>> {
        let sql = format!("SELECT {COLUMNS} FROM seat WHERE tenant = ?1 ORDER BY enrolled_at, id");
        let mut statement = self.db.prepare(&sql)?;
        let rows = statement.query_map([tenant], read_seat)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes a seat's right to speak away. What it still hands over waits for a supervisor. Refuses a seat that is not
    /// there: who revokes a stolen device must know that it was the right one.
    pub fn revoke_seat(&mut self, seat: SeatId, now: Instant) -> Result<()> {
        let sql = "UPDATE seat SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1";
        match self.db.execute(sql, params![seat.0.as_bytes(), now.to_string()])? {
            0 => Err(Refusal::new(Code::SeatUnknown).at("seat").into()),
            _ => Ok(()),
        }
    }

    /// Notes that a seat spoke, and how its clock stands.
    pub fn note_seen(&mut self, seat: SeatId, now: Instant, clock_ahead_s: i64) -> Result<()> {
        let sql = "UPDATE seat SET last_seen_at = ?2, clock_ahead_s = ?3 WHERE id = ?1";
        self.db.prepare_cached(sql)?.execute(params![seat.0.as_bytes(), now.to_string(), clock_ahead_s])?;
        Ok(())
    }
}

fn add_branch(tx: &rusqlite::Transaction<'_>, seat: SeatId, tenant: &str, branch: u32, request: Uuid) -> Result<()> {
    let part: u32 =
        tx.query_row("SELECT coalesce(max(part), 0) + 1 FROM branch WHERE tenant = ?1", [tenant], |row| row.get(0))?;
    if part > MAX_PART {
        return Err(broken("the parts of JIDs are used up"));
    }
    let sql = "INSERT INTO branch (seat, branch, tenant, part, request) VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.execute(sql, params![seat.0.as_bytes(), branch, tenant, part, request.as_bytes()])?;
    Ok(())
}

fn part_of(tx: &rusqlite::Transaction<'_>, seat: SeatId, branch: u32) -> Result<u32> {
    let sql = "SELECT part FROM branch WHERE seat = ?1 AND branch = ?2";
    Ok(tx.query_row(sql, params![seat.0.as_bytes(), branch], |row| row.get(0))?)
}

fn read_seat(row: &rusqlite::Row<'_>) -> rusqlite::Result<SeatRecord> {
    Ok(SeatRecord {
        seat: SeatId(read_id(row, 0)?),
        tenant: row.get(1)?,
        person: PersonId(read_id(row, 2)?),
        device: row.get(3)?,
        public_key: row.get(4)?,
        enrolled_at: row.get(5)?,
        revoked_at: row.get(6)?,
        last_seen_at: row.get(7)?,
        clock_ahead_s: row.get(8)?,
        n_branches: row.get(9)?,
    })
}
