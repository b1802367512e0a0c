//! Pages as a scanner gives them.

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
