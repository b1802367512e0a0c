//! Every request and its reply, in one table.

use serde::{Deserialize, Serialize};

use crate::{
    Download, DownloadReply, Enrol, Enrolled, Fork, Forked, Pull, PullReply, Push, PushReply, Reset, ResetReply,
    Upload, UploadReply, Wait, WaitReply,
};

macro_rules! requests {
    ($($kind:ident = $name:literal, signed: $signed:literal, -> $reply:ident;)+) => {
        /// What a desk asks.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Request {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind($kind),)+
        }

        /// What the centre replies; the variant is named after the request.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Reply {
            $(#[doc = concat!("To [`Request::", stringify!($kind), "`].")] $kind($reply),)+
        }

        impl Request {
            /// The names of all requests: the centre's endpoints.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];

            /// Returns the name: the last part of the address it is sent to.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$kind(_) => $name,)+ }
            }

            /// Returns whether the request of this name must be signed by a seat; `None` for no name of ours.
            pub fn is_signed(name: &str) -> Option<bool> {
                match name { $($name => Some($signed),)+ _ => None }
            }
        }

        $(impl From<$kind> for Request {
            fn from(it: $kind) -> Self { Self::$kind(it) }
        })+
    };
}

requests! {
    Enrol = "enrol", signed: false, -> Enrolled;
    Reset = "reset", signed: false, -> ResetReply;
    Push = "push", signed: true, -> PushReply;
    Pull = "pull", signed: true, -> PullReply;
    Wait = "wait", signed: true, -> WaitReply;
    Fork = "fork", signed: true, -> Forked;
    Upload = "upload", signed: true, -> UploadReply;
    Download = "download", signed: true, -> DownloadReply;
}
