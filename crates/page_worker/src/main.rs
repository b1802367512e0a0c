//! `tajemnik-pages`, the helper process that reads what comes from outside: images, PDF, barcodes.
//!
//! One mode as its argument, the bytes on its standard input, frames on its standard output. It limits its own memory and time first;
//! whatever a file does to it, the program that asked goes on.

mod archive;
mod codes;
mod decode;
mod split;

use std::io::{Read, Write};
use std::process::ExitCode;

use page_helper::{FrameHead, write_frame};

/// Memory: a page of A3 in colour at 600 dpi takes 200 MB, and some of it stands there twice.
const MAX_MEMORY_BYTES: u64 = 2 << 30;
/// Time of the processor.
const MAX_CPU_S: u64 = 900;
/// The longest file.
const MAX_INPUT_BYTES: u64 = 1 << 30;

/// Why something cannot be read, by its name in a frame.
type Why = &'static str;

fn main() -> ExitCode {
    limit();
    let mut out = std::io::stdout().lock();
    let mut input = Vec::new();
    let is_read = std::io::stdin().lock().take(MAX_INPUT_BYTES + 1).read_to_end(&mut input).is_ok();
    let done = match std::env::args().nth(1).as_deref() {
        _ if !is_read || input.len() as u64 > MAX_INPUT_BYTES => Err("file_too_large"),
        _ if input.is_empty() => Err("empty"),
        Some("look") => look(&input, &mut out),
        Some("split") => split::split(&input, &mut |dpi, page| put(&mut out, &FrameHead::Page { dpi }, page)),
        Some("archive") => archive::image(&input).and_then(|(head, bytes)| put(&mut out, &head, &bytes)),
        _ => Err("usage"),
    };
    let last = match done {
        Ok(()) => FrameHead::End,
        Err(why) => FrameHead::Unreadable { why: why.to_owned() },
    };
    if write_frame(&mut out, &last, &[]).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where the system has no such limits, there are none.
fn limit() {
    #[cfg(unix)]
    for (what, most) in [(rlimit::Resource::AS, MAX_MEMORY_BYTES), (rlimit::Resource::CPU, MAX_CPU_S)] {
        let _ = rlimit::setrlimit(what, most, most);
    }
}

fn put(out: &mut impl Write, head: &FrameHead, bytes: &[u8]) -> Result<(), Why> {
    write_frame(out, head, bytes).map_err(|_| "nobody_reads")
}

fn look(input: &[u8], out: &mut impl Write) -> Result<(), Why> {
    let image = decode::image(input)?.into_luma8();
    let look = page_helper::PageLook {
        width: image.width(),
        height: image.height(),
        dpi: decode::dpi(input),
        codes: codes::read(&image)?,
        ink_ppm: codes::ink_ppm(&image),
    };
    put(out, &FrameHead::Look(look), &[])
}
