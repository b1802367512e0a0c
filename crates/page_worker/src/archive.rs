//! A page as it is put into an archive file: the device's JPEG as it is, everything else packed without loss, in colour only where there is colour.

use std::io::Write;

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::GrayImage;
use page_helper::{FrameHead, Packing};

use crate::{Why, decode, ink, jbig2};

/// Returns a page as it is put into an archive file: the head and the bytes. With `is_bitonal` a page of text without colour becomes black and white; otherwise only what came so is.
///
/// # Errors
/// When it is no image that is read here, or a damaged or too large one.
pub fn image(input: &[u8], is_bitonal: bool, packing: Packing) -> Result<(FrameHead, Vec<u8>), Why> {
    // What a device packed stays byte by byte; it was decoded once, when it was looked at.
    let jpeg = Jpeg::read(input).filter(|it| matches!(it.n_channels, 1 | 3));
    if let Some(it) = jpeg.as_ref().filter(|_| !is_bitonal && decode::reaches_its_end(input)) {
        return Ok((it.head(), input.to_vec()));
    }
    let image = decode::whole(input)?;
    if let Some(ink) = is_bitonal.then(|| ink::of_text(&image)).flatten() {
        return packed(&ink, packing);
    }
    if let Some(it) = jpeg {
        return Ok((it.head(), input.to_vec()));
    }
    if ink::is_coloured(&image) {
        let bytes = deflate(image.to_rgb8().as_raw())?;
        return Ok((head("deflate", (image.width(), image.height()), (3, 8)), bytes));
    }
    let grey = image.into_luma8();
    if grey.as_raw().iter().all(|it| matches!(it, 0 | 255)) {
        return packed(&grey, packing);
    }
    let bytes = deflate(grey.as_raw())?;
    Ok((head("deflate", grey.dimensions(), (1, 8)), bytes))
}

fn head(coding: &str, (width, height): (u32, u32), (n_channels, n_bits): (u8, u8)) -> FrameHead {
    FrameHead::Image { coding: coding.to_owned(), width, height, n_channels, n_bits }
}

/// Packs a page of nothing but black and white.
fn packed(ink: &GrayImage, packing: Packing) -> Result<(FrameHead, Vec<u8>), Why> {
    let bytes = match packing {
        Packing::Jbig2 => jbig2::packed(ink)?,
        Packing::FaxG4 => fax_g4(ink),
    };
    Ok((head(packing.name(), ink.dimensions(), (1, 1)), bytes))
}

/// What a JPEG says of itself in its frame header.
struct Jpeg {
    width: u32,
    height: u32,
    n_channels: u8,
}

impl Jpeg {
    /// None when it is none, its bits are not eight, or PDF does not take its frames.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
        loop {
            let (head, after) = rest.split_at_checked(4)?;
            if head[0] != 0xFF {
                return None;
            }
            let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
            match head[1] {
                0xFF => rest = &rest[1..],
                // The frames PDF takes: baseline, extended, progressive.
                0xC0..=0xC2 => {
                    let [8, high, low, left, right, n_channels] = *after.first_chunk()? else { return None };
                    let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                    return Some(Self { width: side(left, right), height: side(high, low), n_channels });
                }
                0xC3..=0xCF if head[1] != 0xC4 && head[1] != 0xC8 && head[1] != 0xCC => return None,
                _ => rest = rest.get(2 + length..)?,
            }
        }
    }

    fn head(&self) -> FrameHead {
        head("jpeg", (self.width, self.height), (self.n_channels, 8))
    }
}

fn fax_g4(grey: &GrayImage) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    for row in grey.rows() {
        let line = row.map(|it| if it.0[0] == 0 { Color::Black } else { Color::White });
        let Ok(()) = encoder.encode_line(line, grey.width());
    }
    let Ok(writer) = encoder.finish();
    writer.finish()
}

fn deflate(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|_| "image_damaged")
}
