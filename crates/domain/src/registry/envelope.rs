//! The envelope a letter came in.

use serde::{Deserialize, Serialize};

/// Why the envelope is kept with the letter (decree 259/2012 § 5). Of several reasons the first one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeKept {
    /// It was delivered into the addressee's own hands.
    OwnHands,
    /// It proves when the letter was posted or delivered.
    PostingTime,
    /// It alone bears the sender's address.
    SenderAddress,
    /// It bears the receipt stamp.
    Stamped,
}

impl EnvelopeKept {
    /// Every reason, in the order of the decree.
    pub const ALL: [Self; 4] = [Self::OwnHands, Self::PostingTime, Self::SenderAddress, Self::Stamped];

    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::OwnHands => "own_hands",
            Self::PostingTime => "posting_time",
            Self::SenderAddress => "sender_address",
            Self::Stamped => "stamped",
        }
    }
}
