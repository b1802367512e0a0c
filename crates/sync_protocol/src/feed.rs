//! The feed: what changed in the scopes of a person, page by page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use uuid::Uuid;
use values::{Instant, Sha256};

/// How far a scope was read. Several entities share a change number, hence the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cursor {
    /// The change number.
    pub change: u64,
    /// The kind of the last entity.
    pub kind: u8,
    /// The id of the last entity.
    pub id: Uuid,
}

impl Cursor {
    /// After everything of `change`.
    pub fn after(change: u64) -> Self {
        Self { change, kind: u8::MAX, id: Uuid::max() }
    }
}

/// Asks for the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// How far each scope was read. Scopes left out are read from the beginning; scopes the person does not have
    /// are not answered.
    pub scopes: BTreeMap<String, Cursor>,
    /// About how many bytes a page may have before it is compressed.
    pub max_bytes: u32,
    /// The device's time, so that a wrong clock is noticed.
    pub device_time: Instant,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullReply {
    /// The rows.
    pub page: Page,
    /// Every scope the person has, as far as this page reads it.
    pub scopes: BTreeMap<String, ScopeHead>,
    /// Whether all scopes are read to their heads: only then are pages shown.
    pub is_at_head: bool,
    /// The tenant's change number all of this is seen at.
    pub head: u64,
    /// How many rows follow after this page.
    pub rows_ahead: u64,
    /// The centre's time.
    pub centre_time: Instant,
    /// How many branches the seat has; more than one means its folder was copied.
    pub branches: u32,
    /// The last number of each year's series: a register ends with it, whoever may see what stands under it.
    #[serde(default)]
    pub last_numbers: BTreeMap<i16, u64>,
}

/// Rows with the hash of their bytes, so that a page damaged on the way is seen before it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The rows, encoded.
    rows: ByteBuf,
    /// Their hash.
    hash: ByteBuf,
}

impl Page {
    /// Packs rows.
    pub fn of(rows: &[Row]) -> Self {
        let rows = rmp_serde::to_vec_named(rows).expect("rows are plain data");
        let hash = ByteBuf::from(Sha256::of(&rows).0);
        Self { rows: ByteBuf::from(rows), hash }
    }

    /// Unpacks the rows; `None` when the bytes are not those that were sent.
    pub fn rows(&self) -> Option<Vec<Row>> {
        if Sha256::of(&self.rows).0.as_slice() != self.hash.as_slice() {
            return None;
        }
        rmp_serde::from_slice(&self.rows).ok()
    }

    /// The page with one byte turned, for the tests of what is done about it.
    #[doc(hidden)]
    pub fn damaged(mut self) -> Self {
        match self.rows.last_mut() {
            Some(byte) => *byte ^= 1,
            None => self.rows.push(0),
        }
        self
    }
}

/// One entity in one scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The scope.
    pub scope: String,
    /// The change that put it there, changed it, or took it out.
    pub change: u64,
    /// The kind's number.
    pub kind: u8,
    /// Its id.
    pub id: Uuid,
    /// The version its body is written in.
    pub version: u32,
    /// Its body; none when it left the scope.
    pub body: Option<ByteBuf>,
}

/// How a scope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeHead {
    /// How far this page reads it.
    pub cursor: Cursor,
    /// How many entities it has.
    pub n_entities: u64,
    /// The sum of their digests.
    pub hash: u128,
}

/// Returns the digest of one entity; a scope's hash is the wrapping sum of them.
///
/// Half of a SHA-256 is enough here: it finds mistakes, it does not guard against an enemy who owns the centre.
pub fn digest(kind: u8, id: Uuid, body: &[u8]) -> u128 {
    let mut bytes = Vec::with_capacity(17 + body.len());
    bytes.push(kind);
    bytes.extend_from_slice(id.as_bytes());
    bytes.extend_from_slice(body);
    let hash = Sha256::of(&bytes).0;
    u128::from_be_bytes(hash[..16].try_into().expect("a SHA-256 has 32 bytes"))
}

/// Asks to be told when something changes in the person's scopes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The tenant's change number the desk has seen.
    pub head: u64,
}

/// Something may have changed, or the time is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitReply {
    /// Whether there is something to pull.
    pub has_news: bool,
}
