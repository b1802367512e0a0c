//! From bytes to a request somebody signed, and back to bytes.

use sync_protocol::{PublicKey, Request, decode, encode};
use values::{Code, Problem};

use crate::{Caller, Centre};

/// What a code and a key need, and more than enough.
const MAX_UNSIGNED_BYTES: usize = 64 * 1024;

impl Centre {
    /// Receives a request: `name` from the address, `signed_by` from the header, `body` from the wire.
    ///
    /// Returns the encoded `Result<Reply, Problem>`; nothing a caller sends makes this panic or fail otherwise.
    pub fn receive(&self, name: &str, signed_by: Option<&str>, body: &[u8]) -> Vec<u8> {
        let answer =
            self.read(name, signed_by, body).and_then(|(caller, request)| self.answer(caller.as_ref(), request));
        encode(&answer.map_err(for_desk))
    }

    /// Finds out what is asked and who asks.
    pub(crate) fn read(
        &self,
        name: &str,
        signed_by: Option<&str>,
        body: &[u8],
    ) -> Result<(Option<Caller>, Request), Problem> {
        let caller = match Request::is_signed(name) {
            None => return Err(Problem::refused(Code::RequestNotUnderstood)),
            Some(false) if body.len() > MAX_UNSIGNED_BYTES => return Err(Problem::refused(Code::TooLarge)),
            Some(false) => None,
            // Nothing of a stranger's is unpacked.
            Some(true) => Some(self.caller(name, signed_by, body)?),
        };
        let request: Request = decode(body).map_err(|problem| match problem.code() {
            Code::TooLarge => problem,
            _ => Problem::refused(Code::RequestNotUnderstood),
        })?;
        if request.name() != name {
            return Err(Problem::refused(Code::RequestNotUnderstood));
        }
        Ok((caller, request))
    }

    fn caller(&self, name: &str, signed_by: Option<&str>, body: &[u8]) -> Result<Caller, Problem> {
        // Whoever is not known, is known under another key, or signed something else gets the same answer.
        let unknown = || Problem::refused(Code::SeatUnknown);
        let said: sync_protocol::Caller = signed_by.and_then(|it| it.parse().ok()).ok_or_else(unknown)?;
        let seat = self.directory().find_seat(said.seat)?.ok_or_else(unknown)?;
        let key = PublicKey::from_bytes(&seat.public_key).ok_or_else(unknown)?;
        if !said.is_signed_by(&key, name, body) {
            return Err(unknown());
        }
        Ok(Caller { seat, branch: said.branch })
    }
}

/// Returns what a desk is to hear of a problem: a refusal as it is. What ails the centre stands in the centre's own log:
/// a clerk can do nothing about its disk, and must not take it for hers.
pub(crate) fn for_desk(problem: Problem) -> Problem {
    if matches!(problem, Problem::Refused(_)) {
        return problem;
    }
    tracing::error!(%problem, "a request could not be answered");
    Problem::unavailable(Code::CentreAiling)
}
