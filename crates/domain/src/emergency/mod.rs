//! The substitute register (náhradní evidence, decree 259/2012 § 26): where a desk registers while an extraordinary situation
//! makes the office's register impossible.
//!
//! A supervisor declares the emergency on a desk; from then on that desk gives numbers of a series of its own. When it is over, the
//! register is closed for good: either all of it is registered again in the office's register, or it stays, and what cannot be
//! settled there is registered again one by one. Both registers point at each other.

pub mod declare;
pub mod end;
mod register;
pub mod reregister;

pub use declare::DeclareEmergency;
pub use end::EndEmergency;
pub use register::{Afterwards, EmergencyEnd, EmergencyRegister, InEmergency};
pub use reregister::ReregisterDocument;
