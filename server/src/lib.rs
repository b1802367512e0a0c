//! The technology centre: answers desks, and does what its admin says.
//!
//! The walk of a request: [`http`] takes the bytes, [`receive`](Centre::receive) finds out who speaks and unpacks,
//! [`answer`] does it in the tenant's store. Everything but [`http`] runs without a network, so that the
//! simulation drives the same code.

pub mod admin;
mod answer;
mod centre;
pub mod http;
mod internal_post;
mod receive;
mod tls;

pub use centre::{Caller, Centre};
pub use tls::{Tls, ca_key_hash};
