//! Images become pixels; what they say of their size is not believed.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

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
    let read = reader.decode().map_err(|why| match why {
        image::ImageError::Limits(_) => "image_too_large",
        image::ImageError::Unsupported(_) => "image_kind",
        _ => "image_damaged",
    })?;
    Ok(if read.color().has_alpha() { on_paper(&read) } else { read })
}

/// What can be seen through lies on white paper.
fn on_paper(read: &DynamicImage) -> DynamicImage {
    let through = read.to_rgba8();
    let mixed = |part: u8, alpha: u8| (u16::from(part) * u16::from(alpha) / 255) as u8 + (255 - alpha);
    let paper = RgbImage::from_fn(read.width(), read.height(), |x, y| {
        let [red, green, blue, alpha] = through.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|it| mixed(it, alpha)))
    });
    if read.color().has_color() { paper.into() } else { DynamicImage::from(DynamicImage::from(paper).into_luma8()) }
}

/// Reads an image that is whole: of a JPEG that broke off a reader shows what there is, and grey below.
pub(crate) fn whole(bytes: &[u8]) -> Result<DynamicImage, Why> {
    let read = image(bytes)?;
    if bytes.starts_with(&[0xFF, 0xD8]) && !reaches_its_end(bytes) { Err("image_damaged") } else { Ok(read) }
}

/// Whether a JPEG has its end (EOI, ITU-T T.81 B.1): that of a small picture within a segment is none.
pub(crate) fn reaches_its_end(jpeg: &[u8]) -> bool {
    let mut at = 2;
    let mut is_in_scan = false;
    while let Some(&[mark, kind]) = jpeg.get(at..at + 2) {
        match (mark, kind) {
            (0xFF, 0xD9) => return true,
            // Filled up, or without a length.
            (0xFF, 0xFF) => at += 1,
            (0xFF, 0x01 | 0xD0..=0xD8) => at += 2,
            (0xFF, 0x00) if is_in_scan => at += 1,
            (0xFF, 0x02..) => {
                let Some(length) = jpeg.get(at + 2..at + 4) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                is_in_scan = kind == 0xDA || is_in_scan;
            }
            // Between two segments readers pass over what belongs to none.
            _ => at += 1,
        }
    }
    false
}

/// Pixels an inch by the head of a JPEG (JFIF) or a PNG (`pHYs`); none where it does not say.
pub(crate) fn dpi(bytes: &[u8]) -> Option<u32> {
    let dpi = if bytes.starts_with(&[0xFF, 0xD8]) { jfif_dpi(bytes) } else { png_dpi(bytes) };
    likely_dpi(f64::from(dpi?))
}

/// None where nobody scans so.
pub(crate) fn likely_dpi(said: f64) -> Option<u32> {
    let dpi = said.round();
    (50.0..=2400.0).contains(&dpi).then_some(dpi as u32)
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
    fn what_can_be_seen_through_lies_on_white_paper() {
        // Ink, half of it, and nothing: black, as most programs write what is not there.
        let row = [[0, 0, 0, 255], [0, 0, 0, 128], [0, 0, 0, 0]].map(image::Rgba);
        let coloured = image::RgbaImage::from_fn(3, 1, |x, _| row[x as usize]);
        let grey = image::GrayAlphaImage::from_fn(3, 1, |x, _| image::LumaA([0, row[x as usize].0[3]]));
        for picture in [DynamicImage::from(coloured), DynamicImage::from(grey)] {
            let mut png = Cursor::new(Vec::new());
            picture.write_to(&mut png, ImageFormat::Png).expect("memory takes it");
            let read = image(&png.into_inner()).expect("it is whole");
            assert_eq!(read.color().has_color(), picture.color().has_color());
            assert_eq!(read.into_luma8().into_raw(), [0, 127, 255]);
        }
    }

    #[test]
    fn a_jpeg_is_whole_at_its_own_end_and_nowhere_before() {
        let page = image::GrayImage::from_fn(64, 64, |x, y| image::Luma([(x * y) as u8]));
        let mut jpeg = Cursor::new(Vec::new());
        page.write_to(&mut jpeg, ImageFormat::Jpeg).expect("memory takes it");
        let jpeg = jpeg.into_inner();
        // The end of a small picture in a segment of its own is not the end of this one.
        let mut with_small = jpeg[..2].to_vec();
        with_small.extend([0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9]);
        with_small.extend(&jpeg[2..]);
        for whole in [&jpeg, &with_small] {
            assert!(super::whole(whole).is_ok());
            let n = whole.len();
            assert!(super::whole(&[whole, &b"behind it"[..]].concat()).is_ok(), "what follows it is no matter");
            for cut in [n - 1, n - 2, n - 30, n / 2] {
                assert_eq!(super::whole(&whole[..cut]).err(), Some("image_damaged"), "{cut} of {n}");
            }
        }
    }

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
