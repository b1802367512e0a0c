//! One-time codes: for a new desk, for a forgotten password.

use rusqlite::{OptionalExtension, TransactionBehavior, params};
use values::{Code, Instant, PersonId, Refusal, SeatId, Sha256};

use super::{Directory, read_id, read_instant};
use crate::Result;

/// After this many wrong codes within [`WRONG_CODE_WINDOW_S`] the centre takes none for a while.
const MAX_WRONG_CODES: i64 = 30;
const WRONG_CODE_WINDOW_S: i64 = 600;
/// How long the answer to a reset may be asked for again; after that a used code is worth nothing.
const RESET_ANSWER_S: i64 = 900;

/// What a code is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A new desk.
    Desk,
    /// A new password for a desk.
    Reset,
}

impl CodeKind {
    fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Reset => "reset",
        }
    }
}

/// A code to be kept; only its hash is.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// The code.
    pub code: String,
    /// What it is good for.
    pub kind: CodeKind,
    /// The tenant.
    pub tenant: String,
    /// The person.
    pub person: PersonId,
    /// The seat, for a reset.
    pub seat: Option<SeatId>,
    /// Until when.
    pub expires_at: Instant,
}

/// What a valid code stands for.
pub(super) struct CodeFacts {
    pub(super) tenant: String,
    pub(super) person: PersonId,
    pub(super) seat: Option<SeatId>,
    /// What used it before, if the same one asks again.
    pub(super) is_used_by_same: bool,
}

impl Directory {
    /// Keeps a code.
    pub fn add_code(&mut self, code: &NewCode) -> Result<()> {
        self.db.execute(
            "INSERT INTO code (hash, kind, tenant, person, seat, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                Sha256::of(code.code.as_bytes()).0,
                code.kind.name(),
                code.tenant,
                code.person.0.as_bytes(),
                code.seat.map(|it| *it.0.as_bytes()),
                code.expires_at.to_string(),
            ],
        )?;
        Ok(())
    }

    /// Uses a code up. The same user (a device's public key) may use it again and gets the same facts: its first
    /// answer may have been lost.
    ///
    /// A code for one seat is not used up by another.
    pub(super) fn use_code(
        &mut self,
        kind: CodeKind,
        code: &str,
        user: &[u8],
        seat: Option<SeatId>,
        now: Instant,
    ) -> Result<CodeFacts> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let since = now - jiff::SignedDuration::from_secs(WRONG_CODE_WINDOW_S);
        tx.execute("DELETE FROM wrong_code WHERE at < ?1", [since.to_string()])?;
        let n_wrong: i64 = tx.query_row("SELECT count(*) FROM wrong_code", [], |row| row.get(0))?;
        if n_wrong >= MAX_WRONG_CODES {
            return Err(Refusal::new(Code::TooManyTries).into());
        }
        let hash = Sha256::of(code.as_bytes()).0;
        let sql = "SELECT tenant, person, seat, expires_at, used_at, used_by FROM code WHERE hash = ?1 AND kind = ?2";
        let found = tx
            .query_row(sql, params![hash, kind.name()], |row| {
                let seat: Option<Vec<u8>> = row.get(2)?;
                let facts = CodeFacts {
                    tenant: row.get(0)?,
                    person: PersonId(read_id(row, 1)?),
                    seat: seat.and_then(|it| uuid::Uuid::from_slice(&it).ok()).map(SeatId),
                    is_used_by_same: row.get::<_, Option<Vec<u8>>>(5)?.as_deref() == Some(user),
                };
                let used_at: Option<String> = row.get(4)?;
                Ok((facts, read_instant(row, 3)?, used_at.map(|it| it.parse::<Instant>())))
            })
            .optional()?;
        let Some((facts, expires_at, used_at)) = found.filter(|it| it.0.seat == seat) else {
            tx.execute("INSERT INTO wrong_code (at) VALUES (?1)", [now.to_string()])?;
            tx.commit()?;
            return Err(Refusal::new(Code::CodeNotValid).at("code").into());
        };
        let used_s = used_at.and_then(std::result::Result::ok).map(|it| now.duration_since(it).as_secs());
        let may_ask_again = kind == CodeKind::Desk || used_s.is_some_and(|it| it < RESET_ANSWER_S);
        if facts.is_used_by_same && may_ask_again {
            return Ok(facts);
        }
        if used_s.is_some() {
            return Err(Refusal::new(Code::CodeUsed).at("code").into());
        }
        if expires_at < now {
            return Err(Refusal::new(Code::CodeTooOld).at("code").into());
        }
        tx.execute("UPDATE code SET used_at = ?2, used_by = ?3 WHERE hash = ?1", params![hash, now.to_string(), user])?;
        tx.commit()?;
        Ok(facts)
    }
}
