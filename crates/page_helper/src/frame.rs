//! What the helper process answers: frames of a head in JSON and bytes behind it.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::{PageLook, PageText};

/// The longest head, and the most bytes behind it: a page of A3 in colour at 600 dpi, not packed at all.
const MAX_HEAD_BYTES: usize = 1 << 20;
/// See above.
pub const MAX_FRAME_BYTES: usize = 300 << 20;

/// The head of a frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameHead {
    /// What is on a page.
    Look(PageLook),
    /// A page of a file; its bytes are a JPEG or a PNG.
    Page {
        /// Pixels an inch, where they are known.
        dpi: Option<u32>,
    },
    /// What was recognised on a page.
    Text(PageText),
    /// The languages text can be recognised in, by the program's names.
    Languages(BTreeSet<String>),
    /// A page as it is put into an archive file.
    Image {
        /// `jpeg`, `jbig2`, `fax_g4` or `deflate`.
        coding: String,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// 1 or 3.
        n_channels: u8,
        /// Bits a channel.
        n_bits: u8,
    },
    /// It cannot be read: a reason by its name.
    Unreadable {
        /// `image_damaged`, `image_too_large`, `image_kind`, `pdf_damaged`, `pdf_protected`, `too_many_pages`, `program_missing`,
        /// `not_recognised`, `too_slow`.
        why: String,
    },
    /// Nothing more comes.
    End,
}

/// A frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What it is.
    pub head: FrameHead,
    /// What belongs to it.
    pub bytes: Vec<u8>,
}

/// Writes a frame.
///
/// # Errors
/// When nobody reads any more.
pub fn write_frame(to: &mut impl Write, head: &FrameHead, bytes: &[u8]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let length = |it: usize| u32::try_from(it).map_err(|_| io::Error::other("a frame is too long"));
    to.write_all(&length(head.len())?.to_le_bytes())?;
    to.write_all(&length(bytes.len())?.to_le_bytes())?;
    to.write_all(&head)?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads a frame.
///
/// # Errors
/// When the process ended, or wrote what is no frame.
pub fn read_frame(from: &mut impl Read) -> io::Result<Frame> {
    let mut lengths = [0; 8];
    from.read_exact(&mut lengths)?;
    let length =
        |at: usize| u32::from_le_bytes([lengths[at], lengths[at + 1], lengths[at + 2], lengths[at + 3]]) as usize;
    let (n_head, n_bytes) = (length(0), length(4));
    if n_head > MAX_HEAD_BYTES || n_bytes > MAX_FRAME_BYTES {
        return Err(io::Error::other("a frame is too long"));
    }
    let head = read_exactly(from, n_head)?;
    Ok(Frame { head: serde_json::from_slice(&head)?, bytes: read_exactly(from, n_bytes)? })
}

/// What is said to be long takes memory only as it comes.
fn read_exactly(from: &mut impl Read, n: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(n as u64).read_to_end(&mut bytes)?;
    if bytes.len() == n { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
