//! A proposal that two records are one.

use serde::{Deserialize, Serialize};
use values::{MergeProposalId, PartyId};

use crate::Extra;

/// Two records that look like the same person or company; a clerk decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeProposal {
    /// Its id: that of the command that made the newer record.
    pub id: MergeProposalId,
    /// The record that was there.
    pub older: PartyId,
    /// The record that was made.
    pub newer: PartyId,
    /// Whether it waits.
    pub state: ProposalState,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// It waits.
    Open,
    /// The records were merged.
    Merged,
    /// They are two, after all.
    Apart,
}
