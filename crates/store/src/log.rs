//! The device's own log: what was done here, in a chain of hashes.
//!
//! It holds ids and salted hashes, not values, so that it may stay when what it speaks of is forgotten.

use rusqlite::{OptionalExtension, params};
use values::{Code, Problem, Refusal, Sha256};

use crate::{Result, Tx};

impl Tx<'_> {
    /// Adds a line.
    pub(crate) fn log(&self, event: &str) -> Result<()> {
        let last: Option<(i64, Vec<u8>)> = self
            .db
            .prepare_cached("SELECT n, hash FROM log ORDER BY n DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (n, before) = last.map_or((1, Vec::new()), |(n, hash)| (n + 1, hash));
        let at = self.desk.now().to_string();
        let hash = line_hash(&before, n, &at, event);
        self.db
            .prepare_cached("INSERT INTO log (n, at, event, hash) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![n, at, event, hash.0])?;
        Ok(())
    }

    /// Checks the chain and returns how many lines it has.
    pub(crate) fn check_log(&self) -> Result<u64> {
        let mut statement = self.db.prepare("SELECT n, at, event, hash FROM log ORDER BY n")?;
        let mut rows = statement.query([])?;
        let mut before = Vec::new();
        let mut n_lines = 0;
        while let Some(row) = rows.next()? {
            let (n, at, event, hash): (i64, String, String, Vec<u8>) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            n_lines += 1;
            if n != n_lines || line_hash(&before, n, &at, &event).0.as_slice() != hash {
                return Err(Problem::Damaged(Refusal::new(Code::LogChainBroken).with("line", n)).into());
            }
            before = hash;
        }
        Ok(n_lines as u64)
    }

    /// Returns a hash that says nothing to who does not have the desk's salt.
    pub(crate) fn salted(&self, bytes: &[u8]) -> Result<Sha256> {
        let salt: [u8; 16] = match self.load_meta("log_salt")? {
            Some(salt) => salt,
            None => {
                let salt = self.desk.with_randomness(|it| it.sixteen());
                self.set_meta("log_salt", &salt)?;
                salt
            }
        };
        Ok(Sha256::of(&[salt.as_slice(), bytes].concat()))
    }
}

fn line_hash(before: &[u8], n: i64, at: &str, event: &str) -> Sha256 {
    Sha256::of(&[before, format!("\n{n}\n{at}\n{event}").as_bytes()].concat())
}
