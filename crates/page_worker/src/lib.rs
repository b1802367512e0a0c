//! What `tajemnik-pages` does with bytes that come from outside: images, TIFF and PDF files, barcodes, text.
//!
//! Native code reads them, so this runs in a process of its own alone (`main.rs`), with limits of memory and time. It is a library so that
//! it can be fed whatever anybody thinks of (`tests/fuzz`).

mod archive;
mod codes;
mod decode;
mod ink;
mod jbig2;
mod lie;
mod lost_lines;
mod program;
mod recognise;
mod split;

pub use archive::image as archive;
use image::codecs::jpeg::JpegEncoder;
use page_helper::{Lie, PageLook};
pub use recognise::{Reader, languages, text as recognise};
pub use split::{EachPage, split};

/// Good enough to read small print by.
const PREVIEW_QUALITY: u8 = 80;

/// Why something cannot be read, by its name in a frame (`page_helper::FrameHead::Unreadable`).
pub type Why = &'static str;

/// Looks at a page: its codes, how it lies, how much of it is ink.
///
/// # Errors
/// When it is no image that is read here, or a damaged or too large one.
pub fn look(input: &[u8]) -> Result<PageLook, Why> {
    let image = decode::whole(input)?.into_luma8();
    let (slope, paper) = lie::measured(&image);
    let codes = codes::read(&image)?;
    // The black around the paper is no ink.
    let inside = paper.map(|it| image::imageops::crop_imm(&image, it.left, it.top, it.width, it.height).to_image());
    Ok(PageLook {
        width: image.width(),
        height: image.height(),
        dpi: decode::dpi(input),
        codes: codes.found,
        has_broken_label: codes.is_label_broken,
        ink_ppm: codes::ink_ppm(inside.as_ref().unwrap_or(&image)),
        slope,
        paper,
    })
}

/// Returns a page as a person looks at it, as a JPEG: made straight, no side of it longer than `max_side` pixels.
///
/// # Errors
/// As [`look`].
pub fn preview(input: &[u8], max_side: u32, lie: Lie) -> Result<Vec<u8>, Why> {
    let image = decode::image(input)?;
    let is_small = image.width().max(image.height()) <= max_side;
    let (width, small) = (image.width(), if is_small { image } else { image.thumbnail(max_side, max_side) });
    let small = lie::made_straight(small, lie, width);
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, PREVIEW_QUALITY);
    let written = if small.color().has_color() {
        small.into_rgb8().write_with_encoder(encoder)
    } else {
        small.into_luma8().write_with_encoder(encoder)
    };
    written.map(|()| jpeg).map_err(|_| "image_damaged")
}
