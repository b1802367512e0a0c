//! A desk enrolled in the same process.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use server::Centre;
use store::{DatabaseKey, Desk, OpenHow, open_escrow};
use sync_client::{DeviceFacts, Signer, Transport, enrol};
use sync_protocol::{EnrolLine, Reply, Request};
use values::{Clock, Problem, Randomness};

use crate::Carrier;

/// The password of every desk in a test.
pub const PASSWORD: &str = "heslo do zkoušky";

/// A desk that was enrolled a moment ago.
pub struct Enrolment {
    /// The desk, open.
    pub desk: Desk,
    /// Its folder.
    pub folder: PathBuf,
    /// Its key, so that a test that opens it a hundred times need not stretch the password a hundred times.
    pub key: DatabaseKey,
}

/// Enrols a desk on the device in `device`; its first sync is the caller's.
pub fn enrol_desk(
    centre: &Centre,
    device: &Path,
    line: &EnrolLine,
    clock: Arc<dyn Clock>,
    randomness: Box<dyn Randomness>,
    how: OpenHow,
) -> Result<Enrolment, Problem> {
    let listener = Listener { carrier: Carrier(centre), escrow: RefCell::default() };
    let facts = DeviceFacts { name: "zkouška".to_owned(), clock, how };
    let desk = enrol(device, line, PASSWORD, &listener, &facts, randomness)?;
    let folder = desk.folder().path().to_owned();
    let secret = HEXLOWER
        .decode(desk.folder().header()?.escrow_secret.as_bytes())
        .map_err(|why| Problem::Broken(why.to_string()))?;
    let key = open_escrow(&listener.escrow.borrow(), &secret)?;
    Ok(Enrolment { desk, folder, key })
}

/// Keeps what the desk gave the centre in escrow: with the secret on the device it is the desk's key.
struct Listener<'a> {
    carrier: Carrier<'a>,
    escrow: RefCell<Vec<u8>>,
}

impl Transport for Listener<'_> {
    fn call(&self, request: &Request, signer: Option<&Signer>) -> Result<Reply, Problem> {
        if let Request::Enrol(it) = request {
            *self.escrow.borrow_mut() = it.escrow.to_vec();
        }
        self.carrier.call(request, signer)
    }
}
