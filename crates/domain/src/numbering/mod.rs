//! JIDs and reference numbers (DOMAIN 1.3, 1.4, 1.18).

mod grant;
mod jid;
mod mask;

pub use grant::{ReferenceNumber, grant};
pub use jid::{Jid, SeatPart};
pub use mask::{Mask, MaskValues};
