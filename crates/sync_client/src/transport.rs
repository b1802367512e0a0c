//! The way to the centre.

use sync_protocol::{Reply, Request, SecretKey};
use values::{Problem, SeatId};

/// Who signs a request.
pub struct Signer {
    /// The seat.
    pub seat: SeatId,
    /// Its branch.
    pub branch: u32,
    /// Its key.
    pub secret: SecretKey,
}

/// Carries a request to the centre and its reply back.
pub trait Transport {
    /// Sends `request`, signed unless it needs no signature.
    ///
    /// `Unavailable` when nothing, or only a part, came back: whether the centre took the request is then unknown.
    fn call(&self, request: &Request, signer: Option<&Signer>) -> Result<Reply, Problem>;
}
