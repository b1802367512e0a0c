//! What desk and centre say to each other: wire types only, versioned.
//!
//! Invariant: this crate knows `values` alone. Commands and entities travel as (kind, version, bytes); what they
//! mean is `domain`'s business. Bodies are MessagePack with named fields, so that a newer side may add some,
//! compressed with zstd.

mod command;
mod enrolment;
mod feed;
mod files;
mod frame;
mod request;
mod signature;

pub use command::{Answer, Push, PushReply, WireCommand};
pub use enrolment::{Enrol, EnrolLine, Enrolled, Fork, Forked, Reset, ResetReply, SeatFacts};
pub use feed::{Cursor, Page, Pull, PullReply, Row, ScopeHead, Wait, WaitReply, digest};
pub use files::{Download, DownloadReply, FILE_CHUNK_BYTES, Upload, UploadReply};
pub use frame::{MAX_BODY_BYTES, MAX_UNPACKED_BYTES, decode, encode};
pub use request::{Reply, Request};
pub use signature::{Caller, PublicKey, SecretKey, sign};
