//! Merges two records of the name register; the merged id forwards for ever.

use serde::{Deserialize, Serialize};
use values::{Code, MergeProposalId, PartyId, Refusal};

use super::{Party, ProposalState};
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, View};

/// How many merges an id is followed through.
const MAX_FORWARDS: usize = 64;

/// Merges one record into another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeParties {
    /// The record that stays.
    pub keep: PartyId,
    /// The record that forwards from now on.
    pub merge: PartyId,
    /// The proposal this answers, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<MergeProposalId>,
}

/// Refuses two ids that are one record already: a circle would forward for ever.
pub(crate) fn decide(wish: &MergeParties, view: &dyn View) -> Decision {
    let find = |id| view.party(id).found();
    let keep = forward(wish.keep, &find).ok_or_else(|| Refusal::new(Code::NotFound))?;
    let mut merged = forward(wish.merge, &find).ok_or_else(|| Refusal::new(Code::NotFound))?;
    if keep.id == merged.id {
        return Err(Refusal::new(Code::AlreadyMerged).into());
    }
    merged.merged_into = Some(keep.id);
    let key = EntityKey::party(merged.id);
    let mut changes = Changes::new().entity(merged).log("Uprava", key);
    if let Some(proposal) = wish.proposal {
        changes = answer_proposal(changes, proposal, ProposalState::Merged, view);
    }
    Ok(changes)
}

/// Follows merges from `id` to the record that stands for it now.
pub fn forward(id: PartyId, find: &dyn Fn(PartyId) -> Option<Party>) -> Option<Party> {
    let mut party = find(id)?;
    for _ in 0..MAX_FORWARDS {
        match party.merged_into {
            None => return Some(party),
            Some(next) => party = find(next)?,
        }
    }
    None
}

pub(super) fn answer_proposal(changes: Changes, id: MergeProposalId, state: ProposalState, view: &dyn View) -> Changes {
    let key = EntityKey { kind: EntityKind::MergeProposal, id: id.0 };
    match view.find(key).found() {
        Some(Entity::MergeProposal(mut it)) if it.state == ProposalState::Open => {
            it.state = state;
            changes.entity(*it)
        }
        _ => changes,
    }
}
