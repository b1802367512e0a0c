//! The certificates of scanners, as they were seen first.

use values::Sha256;

use crate::{Result, Tx};

impl Tx<'_> {
    /// Returns the hash of the certificate a device at this address showed first; an address is always written the same.
    pub fn pinned_certificate(&self, address: &str) -> Result<Option<Sha256>> {
        self.load_meta(&name(address))
    }

    /// Keeps the hash of the certificate a device at this address shows from now on.
    pub fn pin_certificate(&self, address: &str, certificate: &Sha256) -> Result<()> {
        self.set_meta(&name(address), certificate)
    }
}

fn name(address: &str) -> String {
    format!("certificate_of {address}")
}
