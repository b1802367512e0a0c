//! A page as it is put into an archive file: the device's JPEG as it is, everything else packed without loss.

use std::io::Write;

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::DynamicImage;
use page_helper::FrameHead;

use crate::{Why, decode};

/// Returns the head and the bytes.
pub(crate) fn image(input: &[u8]) -> Result<(FrameHead, Vec<u8>), Why> {
    let image = decode::image(input)?;
    let (width, height) = (image.width(), image.height());
    let head = |coding: &str, n_channels, n_bits| FrameHead::Image {
        coding: coding.to_owned(),
        width,
        height,
        n_channels,
        n_bits,
    };
    if let Some(n_channels) = jpeg_channels(input).filter(|it| matches!(it, 1 | 3)) {
        return Ok((head("jpeg", n_channels, 8), input.to_vec()));
    }
    if let Some(grey) = as_grey(&image) {
        if grey.as_raw().iter().all(|it| matches!(it, 0 | 255)) {
            return Ok((head("fax_g4", 1, 1), fax_g4(&grey)));
        }
        return Ok((head("deflate", 1, 8), deflate(grey.as_raw())?));
    }
    Ok((head("deflate", 3, 8), deflate(image.into_rgb8().as_raw())?))
}

/// The channels of a JPEG by its frame header; none when it is none, or its bits are not eight.
fn jpeg_channels(bytes: &[u8]) -> Option<u8> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let (head, after) = rest.split_at_checked(4)?;
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        match head[1] {
            0xFF => rest = &rest[1..],
            // The frames PDF takes: baseline, extended, progressive.
            0xC0..=0xC2 => return (after.first() == Some(&8)).then(|| after.get(5).copied()).flatten(),
            0xC3..=0xCF if head[1] != 0xC4 && head[1] != 0xC8 && head[1] != 0xCC => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

fn as_grey(image: &DynamicImage) -> Option<image::GrayImage> {
    if !image.color().has_color() {
        return Some(image.to_luma8());
    }
    let rgb = image.to_rgb8();
    let is_grey = rgb.pixels().all(|it| it.0[0] == it.0[1] && it.0[1] == it.0[2]);
    is_grey.then(|| image.to_luma8())
}

fn fax_g4(grey: &image::GrayImage) -> Vec<u8> {
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
