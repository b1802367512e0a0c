//! The pages of a file: a JPEG or a PNG is one, a TIFF has its pictures, a PDF its pages as poppler draws them.

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use image::{DynamicImage, GrayImage, ImageBuffer, ImageFormat, Pixel};
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
/// How many times more dots to the inch a picture has in one direction than in the other, where that is made up for: a fax has twice as
/// many, and a file that says more says nothing.
const MIN_UNEVEN: f64 = 1.1;
const MAX_UNEVEN: f64 = 4.0;

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
        let [across, down] = [Tag::XResolution, Tag::YResolution].map(|it| resolution(&mut decoder, it));
        let image = tiff_page(&mut decoder)?;
        let (dots, image) = match (across, down) {
            (Some(across), Some(down)) => with_square_dots(image, across, down)?,
            _ => (across, image),
        };
        let dpi = dots.and_then(|it| dpi_of(&mut decoder, it));
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

/// How many dots of a line, or lines, go to the unit (TIFF 6.0, XResolution and YResolution); without a unit they say a relation.
fn resolution(decoder: &mut Decoder<Cursor<&[u8]>>, direction: Tag) -> Option<f64> {
    let said = match decoder.get_tag(direction).ok()? {
        Value::Rational(over, under) if under > 0 => f64::from(over) / f64::from(under),
        other => f64::from(other.into_u32().ok()?),
    };
    (said > 0.0).then_some(said)
}

/// Dots an inch, where the file says its unit (TIFF 6.0, ResolutionUnit; left out it is the inch).
fn dpi_of(decoder: &mut Decoder<Cursor<&[u8]>>, dots: f64) -> Option<u32> {
    const CENTIMETRE: u32 = 3;
    match decoder.get_tag_u32(Tag::ResolutionUnit).unwrap_or(2) {
        2 => decode::likely_dpi(dots),
        CENTIMETRE => decode::likely_dpi(dots * 2.54),
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

/// A coarse fax has lines of 204 dots an inch, and 98 of them an inch: each is repeated until its dots are as high as they are wide, so that
/// no dot is lost or mixed with another. What nobody sees, such as 204 by 196, stays. Returns the dots to the unit of both directions.
fn with_square_dots(image: DynamicImage, across: f64, down: f64) -> Result<(Option<f64>, DynamicImage), Why> {
    let (more, fewer) = (across.max(down), across.min(down));
    if !(MIN_UNEVEN..=MAX_UNEVEN).contains(&(more / fewer)) {
        return Ok((Some(across), image));
    }
    let longer = |side: u32, of: f64| (f64::from(side) * more / of).round() as u32;
    let size = (longer(image.width(), across), longer(image.height(), down));
    if size.0.max(size.1) > MAX_SIDE {
        return Err("image_too_large");
    }
    let image = match image {
        DynamicImage::ImageLuma8(it) => stretched(&it, size).map(DynamicImage::ImageLuma8),
        other => stretched(&other.into_rgb8(), size).map(DynamicImage::ImageRgb8),
    };
    Ok((Some(more), image.ok_or("image_too_large")?))
}

/// Repeats dots and lines.
fn stretched<P: Pixel<Subpixel = u8>>(
    image: &ImageBuffer<P, Vec<u8>>,
    (width, height): (u32, u32),
) -> Option<ImageBuffer<P, Vec<u8>>> {
    let n = usize::from(P::CHANNEL_COUNT);
    let at = |place: u32, of: u32, was: u32| (u64::from(place) * u64::from(was) / u64::from(of)) as usize;
    let mut bytes = Vec::with_capacity(width as usize * height as usize * n);
    let line = image.width() as usize * n;
    for y in 0..height {
        let row = image.as_raw().get(at(y, height, image.height()) * line..)?.get(..line)?;
        for x in 0..width {
            let dot = at(x, width, image.width()) * n;
            bytes.extend_from_slice(row.get(dot..dot + n)?);
        }
    }
    ImageBuffer::from_raw(width, height, bytes)
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
    let (n_pages, longest) = longest_sides(&said).ok_or("pdf_damaged")?;
    if n_pages > MAX_PAGES {
        return Err("too_many_pages");
    }
    let mut longest = longest.into_iter();
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

/// Reads how many pages there are, and how long the longer side of each is, in points. The file's own words, its title among them, are printed
/// before these lines and may look like them.
fn longest_sides(said: &str) -> Option<(u32, Vec<f32>)> {
    let n_pages = said.lines().rev().find_map(|it| it.strip_prefix("Pages:")?.trim().parse::<u32>().ok())?;
    let sizes = said.lines().rev().filter(|it| it.starts_with("Page ") && it.contains(" size:"));
    let mut longest: Vec<f32> =
        sizes.take(n_pages as usize).map(|it| sides_pt(it).into_iter().fold(0.0, f32::max)).collect();
    longest.reverse();
    Some((n_pages, longest))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a picture two dots wide that was said to have so many dots to the unit across and down, and what it has after that.
    fn square(lines: &[u8], across: f64, down: f64) -> Result<(Option<f64>, Vec<u8>), Why> {
        let height = u32::try_from(lines.len()).expect("a few lines");
        let image = GrayImage::from_fn(2, height, |_, y| image::Luma([lines[y as usize]]));
        let (dots, image) = with_square_dots(image.into(), across, down)?;
        Ok((dots, image.into_luma8().rows().map(|mut it| it.next().expect("a dot").0[0]).collect()))
    }

    #[test]
    fn lines_of_a_coarse_fax_are_repeated_and_those_of_other_pictures_stay() {
        assert_eq!(square(&[1, 2], 200.0, 100.0), Ok((Some(200.0), vec![1, 1, 2, 2])));
        assert_eq!(square(&[1, 2], 204.0, 196.0), Ok((Some(204.0), vec![1, 2])), "nobody sees it");
        assert_eq!(square(&[1, 2], 600.0, 1.0), Ok((Some(600.0), vec![1, 2])), "nothing is so");
        let (dots, lines) = square(&[1, 2, 3], 100.0, 200.0).expect("it is small");
        assert_eq!((dots, lines), (Some(200.0), vec![1, 2, 3]), "its dots are repeated, and no line is lost");
        assert_eq!(square(&vec![0; MAX_SIDE as usize], 200.0, 100.0).err(), Some("image_too_large"));
    }

    #[test]
    fn a_title_says_nothing_of_the_pages() {
        let title = "Title:           x\nPages:           1\nPage    1 size:  1 x 1 pts\n";
        let true_lines = "Pages:           2\nEncrypted:       no\nPage    1 size:  595.3 x 841.9 pts (A4)\nPage    2 size:  20000 x 100 pts\n";
        assert_eq!(longest_sides(&format!("{title}{true_lines}")), Some((2, vec![841.9, 20_000.0])));
        assert_eq!(longest_sides("Title:           x\n"), None);
    }
}
