//! Components: the computer files of a document.

use serde::{Deserialize, Serialize};
use values::{ComponentId, DocumentId, Instant, PersonId, SeatId, Sha256};

use crate::Extra;

/// The largest file the registry takes, in bytes: 512 MiB.
///
/// Larger things come on a carried medium and are registered as other attachments.
pub const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// A component (komponenta): one computer file of a document. Its bytes never change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Its id.
    pub id: ComponentId,
    /// The document it belongs to.
    pub document: DocumentId,
    /// The file's name as it came, without its folder.
    pub name: String,
    /// What its bytes are called.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub size_bytes: u64,
    /// Its media type as seen from its first bytes or its name.
    pub media_type: String,
    /// Where its bytes are.
    pub state: FileState,
    /// The component it is an output version of (decree § 23): the same content in a format archives take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_of: Option<ComponentId>,
    /// The seat it was attached on: from there it is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached_on: Option<SeatId>,
    /// Who attached it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached_by: Option<PersonId>,
    /// When, by the device.
    pub attached_at: Instant,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The output formats (decree § 23) by their media types. Whether a PDF is PDF/A is not looked at here.
const OUTPUT_FORMATS: [&str; 10] = [
    "application/pdf",
    "image/png",
    "image/tiff",
    "image/jpeg",
    "image/gif",
    "video/mpeg",
    "audio/mpeg",
    "audio/x-wav",
    "application/xml",
    "application/xml-dtd",
];

impl Component {
    /// Returns whether archives take it as it is.
    pub fn is_output_format(&self) -> bool {
        OUTPUT_FORMATS.contains(&self.media_type.as_str())
    }
}

/// Where the bytes of a component are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// On the desk that attached it, on its way to the centre.
    Announced,
    /// At the centre, checked by its hash.
    Stored,
}
