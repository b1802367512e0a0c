//! JIDs and reference numbers (decree 259/2012 §§ 7, 10, 11).

mod grant;
mod jid;
mod mask;

pub use grant::{ReferenceNumber, file_mark, grant, number_in_sheet};
pub use jid::{Jid, SeatPart};
pub(crate) use mask::MAX_UNIT_CHARS;
pub use mask::{Mask, MaskKind, MaskValues};
