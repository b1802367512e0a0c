//! The way to a centre in the same process: real bytes, real signatures, no network.

use server::Centre;
use sync_client::{Signer, Transport};
use sync_protocol::{Reply, Request, decode, encode, sign};
use values::Problem;

/// A request as it lies on the wire.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The last part of the address.
    pub name: &'static str,
    /// The header that says who speaks.
    pub signed_by: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Encodes and signs a request.
pub fn seal(request: &Request, signer: Option<&Signer>) -> Sealed {
    let (name, body) = (request.name(), encode(request));
    let signed_by = signer.map(|it| sign(&it.secret, it.seat, it.branch, name, &body).to_string());
    Sealed { name, signed_by, body }
}

impl Sealed {
    /// Lets the centre receive it and returns the bytes of the reply.
    pub fn deliver(&self, centre: &Centre) -> Vec<u8> {
        centre.receive(self.name, self.signed_by.as_deref(), &self.body)
    }
}

/// Reads a reply's bytes.
pub fn read_reply(bytes: &[u8]) -> Result<Reply, Problem> {
    decode::<Result<Reply, Problem>>(bytes)?
}

/// Carries every request at once and loses none.
pub struct Carrier<'a>(pub &'a Centre);

impl Transport for Carrier<'_> {
    fn call(&self, request: &Request, signer: Option<&Signer>) -> Result<Reply, Problem> {
        read_reply(&seal(request, signer).deliver(self.0))
    }
}
