//! Who this desk is, and its counters.

use domain::numbering::{Jid, SeatPart};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use values::{Instant, PersonId, SeatId, TenantId};

use crate::problem::broken;
use crate::{Result, Tx};

/// Who this desk is; everything secret about it stands here, in the encrypted database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The seat.
    pub seat: SeatId,
    /// Its branch.
    pub branch: u32,
    /// The number of its part in JIDs.
    pub part: u32,
    /// The tenant.
    pub tenant: TenantId,
    /// The person.
    pub person: PersonId,
    /// What its JIDs begin with.
    pub jid_prefix: String,
    /// The 32 bytes of the key that signs its requests.
    pub secret_key: Vec<u8>,
}

impl Tx<'_> {
    /// Returns who this desk is.
    pub fn identity(&self) -> Result<Identity> {
        self.load_meta("identity")?.ok_or_else(|| broken("a desk without an identity"))
    }

    /// Writes who this desk is.
    pub fn set_identity(&self, identity: &Identity) -> Result<()> {
        self.set_meta("identity", identity)
    }

    /// Issues a JID. The counter is taken inside the transaction, so no two processes issue the same.
    pub fn issue_jid(&self) -> Result<Jid> {
        let identity = self.identity()?;
        let counter: u64 = self.load_meta("jid_counter")?.unwrap_or(0) + 1;
        self.set_meta("jid_counter", &counter)?;
        let part = SeatPart::numbered(identity.part).ok_or_else(|| broken("a part of JIDs that does not exist"))?;
        Ok(self.desk.with_randomness(|it| Jid::issue(&identity.jid_prefix, &part, counter, it)))
    }

    /// Returns the present instant by this device.
    pub fn now(&self) -> values::Instant {
        self.desk.now()
    }

    /// Makes a new id.
    pub fn new_id<T>(&self, of: impl FnOnce(uuid::Uuid) -> T) -> T {
        self.desk.new_id(of)
    }

    /// Returns the change number of the centre that all of this desk has seen.
    pub fn seen_head(&self) -> Result<u64> {
        Ok(self.load_meta("head")?.unwrap_or(0))
    }

    /// Returns whether the first sync is complete.
    pub fn is_complete(&self) -> Result<bool> {
        Ok(self.load_meta("is_complete")?.unwrap_or(false))
    }

    /// Returns by how many seconds this device's clock was ahead of the centre's.
    pub fn clock_ahead_s(&self) -> Result<i64> {
        Ok(self.load_meta("clock_ahead_s")?.unwrap_or(0))
    }

    /// Notes how the clock stands and that an exchange ended well.
    pub fn note_exchange(&self, clock_ahead_s: i64) -> Result<()> {
        self.set_meta("clock_ahead_s", &clock_ahead_s)?;
        self.set_meta("last_exchange_at", &self.desk.now())
    }

    /// Returns when the last exchange ended well.
    pub fn last_exchange_at(&self) -> Result<Option<Instant>> {
        self.load_meta("last_exchange_at")
    }

    /// Returns a small thing kept by name.
    pub fn load_meta<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        let bytes: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT value FROM meta WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        bytes.map(|it| serde_json::from_slice(&it).map_err(|why| broken(format!("meta {name}: {why}")))).transpose()
    }

    /// Keeps a small thing by name.
    pub fn set_meta<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let bytes = serde_json::to_vec(value).map_err(|why| broken(why.to_string()))?;
        self.db
            .prepare_cached(
                "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            )?
            .execute(params![name, bytes])?;
        Ok(())
    }

    /// Drops a small thing.
    pub fn drop_meta(&self, name: &str) -> Result<()> {
        self.db.execute("DELETE FROM meta WHERE name = ?1", [name])?;
        Ok(())
    }
}
