//! `tajemnik-pages`, the helper process that reads what comes from outside: images, PDF, barcodes.
//!
//! One mode as its argument, the bytes on its standard input, frames on its standard output. It limits its own memory and time first;
//! whatever a file does to it, the program that asked goes on.

mod archive;
mod codes;
mod decode;
mod ink;
mod jbig2;
mod lie;
mod recognise;
mod split;

use std::io::{Read, Write};
use std::process::ExitCode;

use page_helper::{FrameHead, Languages, Lie, Packing, PageText, write_frame};
use recognise::Reader;

/// Memory: a page of A3 in colour at 600 dpi takes 200 MB, and some of it stands there twice.
const MAX_MEMORY_BYTES: u64 = 2 << 30;
/// Time of the processor.
const MAX_CPU_S: u64 = 900;
/// Of a page that is recognised, and of the program that does it: whoever asked has given up by then.
const MAX_RECOGNISING_S: u64 = 100;
/// Good enough to read small print by.
const PREVIEW_QUALITY: u8 = 80;
/// The longest file.
const MAX_INPUT_BYTES: u64 = 1 << 30;

/// Why something cannot be read, by its name in a frame.
type Why = &'static str;

fn main() -> ExitCode {
    limit(if std::env::args().nth(1).as_deref() == Some("recognise") { MAX_RECOGNISING_S } else { MAX_CPU_S });
    let mut out = std::io::stdout().lock();
    let mut input = Vec::new();
    let is_read = std::io::stdin().lock().take(MAX_INPUT_BYTES + 1).read_to_end(&mut input).is_ok();
    let done = match std::env::args().nth(1).as_deref() {
        _ if !is_read || input.len() as u64 > MAX_INPUT_BYTES => Err("file_too_large"),
        _ if input.is_empty() => Err("empty"),
        Some("look") => look(&input, &mut out),
        Some("split") => split::split(&input, &mut |dpi, page| put(&mut out, &FrameHead::Page { dpi }, page)),
        Some("recognise") => recognise(&input).and_then(|it| put(&mut out, &FrameHead::Text(it), &[])),
        Some("preview") => preview(&input).and_then(|page| put(&mut out, &FrameHead::Page { dpi: None }, &page)),
        Some("archive") => archive(&input).and_then(|(head, bytes)| put(&mut out, &head, &bytes)),
        _ => Err("usage"),
    };
    let last = match done {
        Ok(()) => FrameHead::End,
        Err(why) => FrameHead::Unreadable { why: why.to_owned() },
    };
    if write_frame(&mut out, &last, &[]).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where the system has no such limits, there are none.
fn limit(max_cpu_s: u64) {
    #[cfg(unix)]
    for (what, most) in [(rlimit::Resource::AS, MAX_MEMORY_BYTES), (rlimit::Resource::CPU, max_cpu_s)] {
        let _ = rlimit::setrlimit(what, most, most);
    }
}

fn put(out: &mut impl Write, head: &FrameHead, bytes: &[u8]) -> Result<(), Why> {
    write_frame(out, head, bytes).map_err(|_| "nobody_reads")
}

/// What follows the mode.
fn arguments() -> Vec<String> {
    std::env::args().skip(2).collect()
}

/// The further arguments: how it lies, quarters, pixels an inch, languages.
fn recognise(input: &[u8]) -> Result<PageText, Why> {
    let arguments = arguments();
    let [lie, quarters, dpi, languages] = arguments.as_slice() else { return Err("usage") };
    let (Some(lie), Some(languages)) = (Lie::of_argument(lie), Languages::named(languages)) else {
        return Err("usage");
    };
    let (Ok(quarters), Ok(dpi)) = (quarters.parse(), dpi.parse()) else { return Err("usage") };
    recognise::text(input, lie, quarters, &Reader { languages: languages.names(), dpi })
}

/// The further arguments: whether text becomes black and white, and how that is packed.
fn archive(input: &[u8]) -> Result<(FrameHead, Vec<u8>), Why> {
    let arguments = arguments();
    let [ink, packing] = arguments.as_slice() else { return Err("usage") };
    archive::image(input, ink == "bitonal", Packing::named(packing).ok_or("usage")?)
}

/// A page as a person looks at it, made straight. The further arguments: how long no side of it is, how it lies.
fn preview(input: &[u8]) -> Result<Vec<u8>, Why> {
    let arguments = arguments();
    let [max_side, lie] = arguments.as_slice() else { return Err("usage") };
    let (Ok(max_side), Some(lie)) = (max_side.parse(), Lie::of_argument(lie)) else { return Err("usage") };
    let image = decode::image(input)?;
    let is_small = image.width().max(image.height()) <= max_side;
    let (width, small) = (image.width(), if is_small { image } else { image.thumbnail(max_side, max_side) });
    let small = lie::made_straight(small, lie, width);
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, PREVIEW_QUALITY);
    let written = if small.color().has_color() {
        small.into_rgb8().write_with_encoder(encoder)
    } else {
        small.into_luma8().write_with_encoder(encoder)
    };
    written.map(|()| jpeg).map_err(|_| "image_damaged")
}

fn look(input: &[u8], out: &mut impl Write) -> Result<(), Why> {
    let image = decode::image(input)?.into_luma8();
    let (slope, paper) = lie::measured(&image);
    // The black around the paper is no ink.
    let inside = paper.map(|it| image::imageops::crop_imm(&image, it.left, it.top, it.width, it.height).to_image());
    let look = page_helper::PageLook {
        width: image.width(),
        height: image.height(),
        dpi: decode::dpi(input),
        codes: codes::read(&image)?,
        ink_ppm: codes::ink_ppm(inside.as_ref().unwrap_or(&image)),
        slope,
        paper,
    };
    put(out, &FrameHead::Look(look), &[])
}
