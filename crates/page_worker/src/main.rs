//! `tajemnik-pages`, the helper process that reads what comes from outside: images, PDF, barcodes.
//!
//! One mode as its argument, the bytes on its standard input, frames on its standard output. It limits its own memory and time first;
//! whatever a file does to it, the program that asked goes on.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use page_helper::{FrameHead, Languages, Lie, Packing, PageText, write_frame};
use page_worker::{Reader, Why};

/// Memory: a page of A3 in colour at 600 dpi takes 200 MB, and some of it stands there twice.
const MAX_MEMORY_BYTES: u64 = 2 << 30;
/// Time of the processor.
const MAX_CPU_S: u64 = 900;
/// Of a page that is recognised, and of the program that does it, also by the clock: a little less than whoever asked waits for it.
const MAX_RECOGNISING_S: u64 = 100;
/// What recognises text.
const PROGRAM: &str = "tesseract";
/// The longest file.
const MAX_INPUT_BYTES: u64 = 1 << 30;

fn main() -> ExitCode {
    let mode = std::env::args().nth(1).unwrap_or_default();
    limit(if matches!(mode.as_str(), "recognise" | "languages") { MAX_RECOGNISING_S } else { MAX_CPU_S });
    let mut out = std::io::stdout().lock();
    let mut input = Vec::new();
    let is_read = std::io::stdin().lock().take(MAX_INPUT_BYTES + 1).read_to_end(&mut input).is_ok();
    let done = match mode.as_str() {
        _ if !is_read || input.len() as u64 > MAX_INPUT_BYTES => Err("file_too_large"),
        "languages" => languages().and_then(|it| put(&mut out, &FrameHead::Languages(it), &[])),
        _ if input.is_empty() => Err("empty"),
        "look" => page_worker::look(&input).and_then(|it| put(&mut out, &FrameHead::Look(it), &[])),
        "split" => page_worker::split(&input, &mut |dpi, page| put(&mut out, &FrameHead::Page { dpi }, page)),
        "recognise" => recognise(&input).and_then(|it| put(&mut out, &FrameHead::Text(it), &[])),
        "preview" => preview(&input).and_then(|page| put(&mut out, &FrameHead::Page { dpi: None }, &page)),
        "archive" => archive(&input).and_then(|(head, bytes)| put(&mut out, &head, &bytes)),
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

fn languages() -> Result<BTreeSet<String>, Why> {
    page_worker::languages(PROGRAM, Instant::now() + Duration::from_secs(MAX_RECOGNISING_S))
}

/// The further arguments: how it lies, quarters, whether up is looked for, pixels an inch, languages.
fn recognise(input: &[u8]) -> Result<PageText, Why> {
    let arguments = arguments();
    let [lie, quarters, finds_up, dpi, languages] = arguments.as_slice() else { return Err("usage") };
    let (Some(lie), Some(languages)) = (Lie::of_argument(lie), Languages::named(languages)) else {
        return Err("usage");
    };
    let (Ok(quarters), Ok(finds_up), Ok(dpi)) = (quarters.parse(), finds_up.parse(), dpi.parse()) else {
        return Err("usage");
    };
    let until = Instant::now() + Duration::from_secs(MAX_RECOGNISING_S);
    let reader = Reader { program: PROGRAM.into(), languages: languages.names(), finds_up, dpi, until };
    page_worker::recognise(input, lie, quarters, &reader)
}

/// The further arguments: whether text becomes black and white, and how that is packed.
fn archive(input: &[u8]) -> Result<(FrameHead, Vec<u8>), Why> {
    let arguments = arguments();
    let [ink, packing] = arguments.as_slice() else { return Err("usage") };
    page_worker::archive(input, ink == "bitonal", Packing::named(packing).ok_or("usage")?)
}

/// The further arguments: how long no side of it is, how it lies.
fn preview(input: &[u8]) -> Result<Vec<u8>, Why> {
    let arguments = arguments();
    let [max_side, lie] = arguments.as_slice() else { return Err("usage") };
    let (Ok(max_side), Some(lie)) = (max_side.parse(), Lie::of_argument(lie)) else { return Err("usage") };
    page_worker::preview(input, max_side, lie)
}
