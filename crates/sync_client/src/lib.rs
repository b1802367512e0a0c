//! How a desk and the centre come together: push, pull once, then files; in rounds that may be cut off anywhere.
//!
//! The core is [`Round`]: it says the next request and takes its reply, and touches nothing but the store.
//! Everything it needs to know is in the database, so a round that dies is simply begun again. The network is
//! behind [`Transport`]; a simulation puts its own there.

mod device;
mod http;
mod round;
mod transport;

pub use device::{DeviceFacts, enrol, reset_password};
pub use http::HttpTransport;
pub use round::{Counts, Round, signer};
pub use transport::{Signer, Transport};
