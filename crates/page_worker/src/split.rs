//! The pages of a file: a JPEG or a PNG is one, a TIFF has its pictures, a PDF its pages as poppler draws them.

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, ImageBuffer, ImageFormat};
use tiff::ColorType;
use tiff::decoder::ifd::Value;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use crate::decode::MAX_SIDE;
use crate::program::output_of;
use crate::{Why, decode};

/// More pages than any letter has.
const MAX_PAGES: u32 = 5_000;
/// At which pages of a PDF are drawn.
const PDF_DPI: u32 = 300;
/// How long a program of poppler may take. Two of them run before the first page comes; together they take less than whoever asked waits.
const PROGRAM_TIME: Duration = Duration::from_secs(55);
const POINTS_PER_INCH: f32 = 72.0;
/// How many times more dots an inch a picture may have in one direction than in the other; a fax has twice as many.
const MAX_UNEVEN: u32 = 4;

/// Hears of each page: pixels an inch where they are known, and its bytes.
pub type EachPage<'a> = dyn FnMut(Option<u32>, &[u8]) -> Result<(), Why> + 'a;

/// Gives each page of `input` to `page`.
///
/// # Errors
/// When it is none of these files, a damaged, protected or too large one, and what `page` fails with.
pub fn split(input: &[u8], page: &mut EachPage<'_>) -> Result<(), Why> {
    if input.starts_with(b"II*\0") || input.starts_with(b"MM\0*") {
        return split_tiff(input, page);
    }
    // A PDF may have something before its head.
    if input.windows(5).take(1024).any(|it| it == b"%PDF-") {
        return split_pdf(input, page);
    }
    // Its ending says nothing: what can be read as an image is one.
    decode::whole(input)?;
    page(decode::dpi(input), input)
}

fn split_tiff(input: &[u8], page: &mut EachPage<'_>) -> Result<(), Why> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = 700 << 20;
    limits.intermediate_buffer_size = 700 << 20;
    let mut decoder = Decoder::new(Cursor::new(input)).map_err(damaged)?.with_limits(limits);
    for _ in 0..MAX_PAGES {
        let [across, down] = [Tag::XResolution, Tag::YResolution].map(|it| tiff_dpi(&mut decoder, it));
        let image = tiff_page(&mut decoder)?;
        let (dpi, image) = match (across, down) {
            (Some(across), Some(down)) if across != down => with_square_dots(image, across, down),
            _ => (across, image),
        };
        let mut png = Cursor::new(Vec::new());
        image.write_to(&mut png, ImageFormat::Png).map_err(|_| "image_damaged")?;
        page(dpi, png.get_ref())?;
        if !decoder.more_images() {
            return Ok(());
        }
        decoder.next_image().map_err(damaged)?;
    }
    Err("too_many_pages")
}

/// Pixels an inch across or down, where the file says them (TIFF 6.0, XResolution, YResolution and ResolutionUnit; without a unit they are inches).
fn tiff_dpi(decoder: &mut Decoder<Cursor<&[u8]>>, direction: Tag) -> Option<u32> {
    const CENTIMETRE: u32 = 3;
    let unit = decoder.get_tag_u32(Tag::ResolutionUnit).unwrap_or(2);
    let said = match decoder.get_tag(direction).ok()? {
        Value::Rational(over, under) if under > 0 => f64::from(over) / f64::from(under),
        other => f64::from(other.into_u32().ok()?),
    };
    match unit {
        2 => decode::likely_dpi(said),
        CENTIMETRE => decode::likely_dpi(said * 2.54),
        _ => None,
    }
}

fn tiff_page(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<DynamicImage, Why> {
    let (width, height) = decoder.dimensions().map_err(damaged)?;
    let color = decoder.colortype().map_err(damaged)?;
    let read = decoder.read_image().map_err(damaged)?;
    let bytes = match read {
        DecodingResult::U8(it) => it,
        // The upper half of sixteen bits is what is seen.
        DecodingResult::U16(it) => it.into_iter().map(|it| (it >> 8) as u8).collect(),
        _ => return Err("image_kind"),
    };
    let image = match color {
        ColorType::Gray(1) => {
            GrayImage::from_raw(width, height, unpacked(&bytes, width, height)?).map(DynamicImage::from)
        }
        ColorType::Gray(8 | 16) => GrayImage::from_raw(width, height, bytes).map(DynamicImage::from),
        ColorType::RGB(8 | 16) => ImageBuffer::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8),
        ColorType::RGBA(8 | 16) => ImageBuffer::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
        ColorType::CMYK(8) => ImageBuffer::from_raw(width, height, rgb_of(&bytes)).map(DynamicImage::ImageRgb8),
        _ => return Err("image_kind"),
    };
    image.ok_or("image_damaged")
}

/// A fax has lines of 204 dots an inch, and 98 of them an inch: each is repeated until its dots are as high as they are wide, so that no
/// dot is lost or mixed with another. Returns the dots an inch of both directions.
fn with_square_dots(image: DynamicImage, across: u32, down: u32) -> (Option<u32>, DynamicImage) {
    let dpi = across.max(down);
    let longer = |side: u32, of: u32| (f64::from(side) * f64::from(dpi) / f64::from(of)).round() as u32;
    let (width, height) = (longer(image.width(), across), longer(image.height(), down));
    // Nobody scans so; and a file of a few bytes must not grow.
    if dpi > MAX_UNEVEN * across.min(down) || width.max(height) > MAX_SIDE {
        return (Some(across), image);
    }
    (Some(dpi), image.resize_exact(width, height, FilterType::Nearest))
}

fn unpacked(bytes: &[u8], width: u32, height: u32) -> Result<Vec<u8>, Why> {
    let (width, stride) = (width as usize, (width as usize).div_ceil(8));
    let rows = bytes.chunks_exact(stride.max(1)).take(height as usize);
    let pixels: Vec<u8> =
        rows.flat_map(|row| (0..width).map(|x| if row[x / 8] >> (7 - x % 8) & 1 == 1 { 255 } else { 0 })).collect();
    if pixels.len() == width * height as usize { Ok(pixels) } else { Err("image_damaged") }
}

fn rgb_of(cmyk: &[u8]) -> Vec<u8> {
    let part = |ink: u8, black: u8| ((255 - u16::from(ink)) * (255 - u16::from(black)) / 255) as u8;
    cmyk.chunks_exact(4).flat_map(|it| [part(it[0], it[3]), part(it[1], it[3]), part(it[2], it[3])]).collect()
}

fn damaged(why: tiff::TiffError) -> Why {
    match why {
        tiff::TiffError::LimitsExceeded => "image_too_large",
        tiff::TiffError::UnsupportedError(_) => "image_kind",
        _ => "image_damaged",
    }
}

fn split_pdf(input: &[u8], page: &mut EachPage<'_>) -> Result<(), Why> {
    let said = run("pdfinfo", &["-f", "1", "-l", &MAX_PAGES.to_string(), "-"], input)?;
    let said = String::from_utf8_lossy(&said);
    let n_pages = said.lines().find_map(|it| it.strip_prefix("Pages:")?.trim().parse::<u32>().ok());
    let n_pages = n_pages.ok_or("pdf_damaged")?;
    if n_pages > MAX_PAGES {
        return Err("too_many_pages");
    }
    let sizes = said.lines().filter(|it| it.starts_with("Page ") && it.contains(" size:"));
    let mut longest = sizes.map(|it| sides_pt(it).into_iter().fold(0.0, f32::max));
    let dpi = PDF_DPI.to_string();
    for n in 1..=n_pages {
        // What is larger than any image may be is not drawn: of that the program makes a single dot.
        if longest.next().is_some_and(|it| it * PDF_DPI as f32 / POINTS_PER_INCH > MAX_SIDE as f32) {
            return Err("image_too_large");
        }
        let n = n.to_string();
        let png = run("pdftoppm", &["-r", &dpi, "-png", "-cropbox", "-f", &n, "-l", &n, "-"], input)?;
        // Whatever it drew is a page only when it can be read as one.
        decode::image(&png)?;
        page(Some(PDF_DPI), &png)?;
    }
    if n_pages == 0 { Err("pdf_damaged") } else { Ok(()) }
}

/// Reads `Page    1 size: 595.3 x 841.9 pts (A4)`.
fn sides_pt(line: &str) -> Vec<f32> {
    let sizes = line.split(" size:").nth(1).unwrap_or_default();
    sizes.split_whitespace().filter_map(|it| it.parse().ok()).collect()
}

/// Runs a program of poppler on the PDF; it shares the limits of this process.
fn run(program: &str, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Why> {
    let spawned = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = spawned.map_err(|_| "program_missing")?;
    let mut stdin = child.stdin.take().ok_or("program_missing")?;
    let ended = std::thread::scope(|scope| {
        // It may end without reading everything.
        scope.spawn(move || drop(stdin.write_all(input)));
        output_of(child, Instant::now() + PROGRAM_TIME)
    });
    let ended = ended.map_err(|why| if why == "crashed" { "pdf_damaged" } else { why })?;
    if ended.status.success() {
        return Ok(ended.stdout);
    }
    let is_protected = String::from_utf8_lossy(&ended.stderr).contains("Incorrect password");
    Err(if is_protected { "pdf_protected" } else { "pdf_damaged" })
}
