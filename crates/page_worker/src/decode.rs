//! Images become pixels; what they say of their size is not believed.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use crate::Why;

/// The longest side, in pixels: A2 at 600 dpi.
pub(crate) const MAX_SIDE: u32 = 14_100;
/// The memory one image may take.
const MAX_ALLOC_BYTES: u64 = 700 << 20;

/// Reads a JPEG, a PNG or the first picture of a TIFF.
pub(crate) fn image(bytes: &[u8]) -> Result<DynamicImage, Why> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "image_damaged")?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Tiff)) {
        return Err("image_kind");
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC_BYTES);
    reader.limits(limits);
    reader.decode().map_err(|why| match why {
        image::ImageError::Limits(_) => "image_too_large",
        image::ImageError::Unsupported(_) => "image_kind",
        _ => "image_damaged",
    })
}

/// Pixels an inch by the head of a JPEG (JFIF) or a PNG (`pHYs`); none where it does not say.
pub(crate) fn dpi(bytes: &[u8]) -> Option<u32> {
    let dpi = if bytes.starts_with(&[0xFF, 0xD8]) { jfif_dpi(bytes) } else { png_dpi(bytes) };
    dpi.filter(|it| (50..=2400).contains(it))
}

fn jfif_dpi(bytes: &[u8]) -> Option<u32> {
    let at = bytes.windows(5).take(64).position(|it| it == b"JFIF\0")?;
    let head = bytes.get(at + 5..at + 12)?;
    let density = u32::from(u16::from_be_bytes([head[3], head[4]]));
    match head[2] {
        1 => Some(density),
        2 => Some((f64::from(density) * 2.54).round() as u32),
        _ => None,
    }
}

fn png_dpi(bytes: &[u8]) -> Option<u32> {
    let at = bytes.windows(4).take(4096).position(|it| it == b"pHYs")?;
    let head = bytes.get(at + 4..at + 13)?;
    let a_metre = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
    (head[8] == 1).then(|| (f64::from(a_metre) * 0.0254).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_head_says_of_its_size_is_read_in_inches_and_in_centimetres() {
        let jfif = |unit: u8, density: u16| {
            let mut head = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16];
            head.extend(b"JFIF\0\x01\x02");
            head.push(unit);
            head.extend(density.to_be_bytes());
            head.extend([0; 4]);
            head
        };
        assert_eq!(dpi(&jfif(1, 300)), Some(300));
        assert_eq!(dpi(&jfif(2, 118)), Some(300));
        assert_eq!(dpi(&jfif(0, 300)), None, "a relation of sides is no resolution");
        assert_eq!(dpi(&jfif(1, 1)), None, "nobody scans so");
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x09pHYs".to_vec();
        png.extend(11_811_u32.to_be_bytes());
        png.extend(11_811_u32.to_be_bytes());
        png.push(1);
        assert_eq!(dpi(&png), Some(300));
        assert_eq!(dpi(b"\xFF\xD8"), None);
    }
}
