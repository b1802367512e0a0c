//! Says that two records that look alike are two.

use serde::{Deserialize, Serialize};
use values::{Code, MergeProposalId, Refusal};

use super::ProposalState;
use crate::{Changes, Decision, View};

/// Declines a proposed merge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeepApart {
    /// Which proposal.
    pub proposal: MergeProposalId,
}

pub(crate) fn decide(wish: &KeepApart, view: &dyn View) -> Decision {
    let changes = super::merge::answer_proposal(Changes::new(), wish.proposal, ProposalState::Apart, view);
    if changes.entities.is_empty() { Err(Refusal::new(Code::AlreadyDecided).into()) } else { Ok(changes) }
}
