//! Commands on their way up, and the answers.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use values::{Code, CommandId, Instant, Refusal, Sha256};

/// A command as it travels. Who sends it comes from the request's signature, never from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireCommand {
    /// The command's id.
    pub id: CommandId,
    /// The seat's branch: 0, or more after its folder was copied.
    pub branch: u32,
    /// The place in the branch, from 1, without a gap.
    pub sequence: u64,
    /// What is wished.
    pub kind: String,
    /// The version `data` is written in.
    pub version: u32,
    /// The role it is made in.
    pub role: String,
    /// The device's time.
    pub made_at: Instant,
    /// The wish itself.
    pub data: ByteBuf,
}

impl WireCommand {
    /// Returns what makes it the same command: all but its place, which changes when a copied desk queues again.
    pub fn hash(&self) -> Sha256 {
        let fixed = (self.id, &self.kind, self.version, &self.role, self.made_at, &self.data);
        Sha256::of(&rmp_serde::to_vec(&fixed).expect("a command is plain data"))
    }
}

/// Commands in the order they were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// The commands.
    pub commands: Vec<WireCommand>,
}

/// One answer for each command, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushReply {
    /// The answers.
    pub answers: Vec<(CommandId, Answer)>,
}

/// What became of a command. The same command sent again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It was carried out.
    Applied {
        /// Its change number; the desk keeps the command until its cursor has passed it.
        change: u64,
        /// What was left out or needs a person.
        notices: Vec<Refusal>,
    },
    /// A rule said no.
    Refused(Refusal),
    /// Somebody changed the same fields; the conflicts as JSON.
    Conflict(ByteBuf),
    /// It waits for a supervisor.
    Quarantined(Code),
    /// The place was taken by another command: the desk's folder was copied or restored. Not kept as an answer.
    Forked,
    /// Commands before it are missing; this place is expected. Not kept as an answer.
    OutOfOrder {
        /// The next place of the branch.
        expected: u64,
    },
    /// The centre's fault; an incident id. The next command goes on.
    Broken(String),
}
