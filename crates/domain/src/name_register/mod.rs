//! The name register (jmenný rejstřík): senders and addressees (Act 499/2004 § 64(5)–(6)).

pub mod add;
pub mod keep_apart;
pub mod merge;
mod party;
mod proposal;

pub use add::AddParty;
pub use keep_apart::KeepApart;
pub use merge::{MergeParties, forward};
pub use party::{Party, PartyKind};
pub use proposal::{MergeProposal, ProposalState};
