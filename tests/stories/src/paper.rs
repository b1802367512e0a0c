//! Pages as a scanner gives them.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use image::{GrayImage, Luma};

/// A4 at 200 dpi.
const PAGE: (u32, u32) = (1654, 2339);

/// A page with lines as of writing, and a label in its corner.
pub fn page(label: Option<&GrayImage>, n_lines: u32) -> GrayImage {
    let mut page = GrayImage::from_pixel(PAGE.0, PAGE.1, Luma([245]));
    for line in 0..n_lines {
        for x in 200..1400 {
            // Words with gaps between them.
            let is_ink = (x / 9 + line * 7) % 5 != 0;
            for y in 0..6 {
                page.put_pixel(x, 700 + line * 40 + y, Luma([if is_ink { 30 } else { 245 }]));
            }
        }
    }
    if let Some(label) = label {
        image::imageops::overlay(&mut page, label, i64::from(PAGE.0 - label.width() - 60), 60);
    }
    page
}

/// The same with this written on it, line by line.
pub fn written(label: Option<&GrayImage>, lines: &[&str]) -> GrayImage {
    const SIZE: f32 = 34.0;
    let font = FontRef::try_from_slice(dejavu::sans_condensed::regular()).expect("the font is compiled in");
    let mut page = page(label, 0);
    for (n, line) in lines.iter().enumerate() {
        write_line(&mut page, &font, SIZE, (200.0, 700.0 + n as f32 * SIZE * 1.3), line);
    }
    page
}

/// Writes a line from here to the right and down, in pixels.
pub fn write_line(page: &mut GrayImage, font: &impl Font, size: f32, (left, top): (f32, f32), text: &str) {
    let (paper, ink) = (246.0, 28.0);
    let scaled = font.as_scaled(PxScale::from(size));
    let mut at = left;
    for letter in text.chars() {
        let glyph = scaled
            .glyph_id(letter)
            .with_scale_and_position(PxScale::from(size), ab_glyph::point(at, top + scaled.ascent()));
        at += scaled.h_advance(glyph.id);
        let Some(outline) = font.outline_glyph(glyph) else { continue };
        let bounds = outline.px_bounds();
        outline.draw(|x, y, covered| {
            let (x, y) = (bounds.min.x as u32 + x, bounds.min.y as u32 + y);
            if x < page.width() && y < page.height() {
                let pixel = &mut page.get_pixel_mut(x, y).0[0];
                *pixel = (*pixel).min((paper - covered * (paper - ink)) as u8);
            }
        });
    }
}

/// A label with a stain on its code, so that nobody can read it.
pub fn stained(mut label: GrayImage) -> GrayImage {
    // The code stands at the left.
    let dark = |x: u32, y: u32| label.get_pixel(x, y).0[0] < 128;
    let place: Vec<(u32, u32)> = (0..label.width() / 5)
        .flat_map(|x| (0..label.height()).map(move |y| (x, y)))
        .filter(|(x, y)| dark(*x, *y))
        .collect();
    let ends = |of: &dyn Fn(&(u32, u32)) -> u32| {
        let (least, most) = (place.iter().map(of).min(), place.iter().map(of).max());
        least.zip(most).expect("a label has a code")
    };
    let ((left, right), (top, bottom)) = (ends(&|it| it.0), ends(&|it| it.1));
    let radius = (right - left) * 28 / 100;
    let (middle_x, middle_y) = ((left + right) / 2, (top + bottom) / 2);
    for (x, y, pixel) in label.enumerate_pixels_mut() {
        if x.abs_diff(middle_x).pow(2) + y.abs_diff(middle_y).pow(2) < radius.pow(2) {
            pixel.0[0] = 30;
        }
    }
    label
}

/// The page as a scanner packs it.
pub fn jpeg(page: &GrayImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    page.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("memory takes it");
    bytes.into_inner()
}

/// The page as a feeder pulls it in askew: its lines fall by so many degrees to the right, and beyond its edge lies `around`.
pub fn askew(page: &GrayImage, degrees: f32, around: u8) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (page.width() as f32 / 2.0, page.height() as f32 / 2.0);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let (right, down) = (x as f32 - middle_x, y as f32 - middle_y);
        let (from_x, from_y) = (middle_x + right * cos + down * sin, middle_y - right * sin + down * cos);
        let is_inside = from_x >= 0.0 && from_y >= 0.0 && from_x < page.width() as f32 && from_y < page.height() as f32;
        if is_inside { *page.get_pixel(from_x as u32, from_y as u32) } else { Luma([around]) }
    })
}
