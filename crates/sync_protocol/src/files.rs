//! Files, piece by piece. A file is named by the component it belongs to: knowing a hash gives nothing.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use values::ComponentId;

/// How many bytes of a file travel in one request.
pub const FILE_CHUNK_BYTES: usize = 1024 * 1024;

/// Sends a piece of a file this seat attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Which.
    pub component: ComponentId,
    /// Where the piece begins.
    pub offset: u64,
    /// The piece; empty to ask how much has arrived.
    pub bytes: ByteBuf,
}

/// How much has arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReply {
    /// Bytes the centre holds; the next piece begins there.
    pub received: u64,
    /// Whether the file is stored, its hash checked.
    pub is_stored: bool,
}

/// Asks for a piece of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Download {
    /// Which.
    pub component: ComponentId,
    /// Where the piece begins.
    pub offset: u64,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadReply {
    /// The piece; empty at the end.
    pub bytes: ByteBuf,
}
