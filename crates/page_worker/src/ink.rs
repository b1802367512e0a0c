//! Black and white: a page of text becomes ink on paper, whatever shadows lie on it. A picture does not.

use image::{DynamicImage, GrayImage, Luma};

use crate::lie::brightness_of_paper;

/// The paper around a pixel is that of a square so wide: of A4 at 300 dpi five lines of text.
const AROUND: u32 = 80;
/// Ink is darker than so much of what is around it, in hundredths; clearly dark is ink wherever it stands.
const DARKER: u32 = 86;
const DARK: u32 = 45;
/// Less than this is the grain of the paper.
const GRAIN: u32 = 22;
/// A square of a page so wide that is grey for the most part is a part of a picture, and so many of them are one: less than a photograph for
/// a passport.
const TILE: u32 = 64;
const MOSTLY: usize = 60;
const MAX_GREY_TILES: usize = 6;
/// Channels farther apart than this are a colour, and a page with fewer such pixels, in parts of a million, has none.
const COLOUR_SPREAD: u8 = 24;
const MIN_COLOUR_PPM: usize = 20;

/// Returns the page in black and white, if it is one of text and has no colour.
pub(crate) fn of_text(image: &DynamicImage) -> Option<GrayImage> {
    if is_coloured(image) {
        return None;
    }
    let grey = image.to_luma8();
    is_text(&grey).then(|| bitonal(&grey))
}

/// Returns whether there is colour on a page: a stamp, a signature; not what a device makes of black.
pub(crate) fn is_coloured(image: &DynamicImage) -> bool {
    let Some(rgb) = image.as_rgb8() else { return image.color().has_color() };
    let spread =
        |it: &&[u8]| it.iter().max().zip(it.iter().min()).is_some_and(|(most, least)| most - least > COLOUR_SPREAD);
    let n_coloured = rgb.as_raw().chunks_exact(3).step_by(3).filter(spread).count() * 3;
    n_coloured * 1_000_000 / (rgb.width() as usize * rgb.height() as usize).max(1) >= MIN_COLOUR_PPM
}

fn is_text(grey: &GrayImage) -> bool {
    let paper = u32::from(brightness_of_paper(grey));
    if paper < 130 {
        return false;
    }
    let is_grey = |it: u32| (paper * 35..paper * 75).contains(&(it * 100));
    let is_of_picture = |left: u32, top: u32| {
        let (width, height) = (TILE.min(grey.width() - left), TILE.min(grey.height() - top));
        let rows = (top..top + height).step_by(2);
        let n = rows.flat_map(|y| (left..left + width).step_by(2).map(move |x| (x, y)));
        let (mut n_grey, mut n_all) = (0, 0);
        for (x, y) in n {
            n_all += 1;
            n_grey += usize::from(is_grey(u32::from(grey.get_pixel(x, y).0[0])));
        }
        n_grey * 100 > n_all * MOSTLY
    };
    let lefts = || (0..grey.width()).step_by(TILE as usize);
    let tiles = (0..grey.height()).step_by(TILE as usize).flat_map(|top| lefts().map(move |left| (left, top)));
    tiles.filter(|(left, top)| is_of_picture(*left, *top)).count() <= MAX_GREY_TILES
}

/// Each pixel against the paper around it (the mean of a square, by sums that are kept along).
fn bitonal(grey: &GrayImage) -> GrayImage {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let paper = u32::from(brightness_of_paper(grey));
    let sums = Sums::of(grey);
    let mut ink = GrayImage::from_pixel(grey.width(), grey.height(), Luma([255]));
    let half = AROUND as usize / 2;
    for (y, row) in ink.as_mut().chunks_exact_mut(width.max(1)).enumerate() {
        let (top, bottom) = (y.saturating_sub(half), (y + half).min(height));
        for (x, pixel) in row.iter_mut().enumerate() {
            let (left, right) = (x.saturating_sub(half), (x + half).min(width));
            let mean = sums.between((left, top), (right, bottom)) / ((right - left) * (bottom - top)).max(1) as u64;
            let it = u32::from(grey.as_raw()[y * width + x]);
            let is_ink = it * 100 < paper * DARK
                || (u64::from(it) * 100 < mean * u64::from(DARKER) && u64::from(it + GRAIN) < mean);
            if is_ink {
                *pixel = 0;
            }
        }
    }
    ink
}

/// The sum of all pixels above and left of each: that of any rectangle is had from four of them.
struct Sums {
    sums: Vec<u32>,
    stride: usize,
}

impl Sums {
    fn of(grey: &GrayImage) -> Self {
        let (width, stride) = (grey.width() as usize, grey.width() as usize + 1);
        let mut sums = vec![0_u32; stride * (grey.height() as usize + 1)];
        for (y, row) in grey.as_raw().chunks_exact(width.max(1)).enumerate() {
            let mut of_row = 0_u32;
            for (x, it) in row.iter().enumerate() {
                of_row = of_row.wrapping_add(u32::from(*it));
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1].wrapping_add(of_row);
            }
        }
        Self { sums, stride }
    }

    /// The whole may be more than fits; a square of pixels is not.
    fn between(&self, (left, top): (usize, usize), (right, bottom): (usize, usize)) -> u64 {
        let at = |x: usize, y: usize| self.sums[y * self.stride + x];
        let sum =
            at(right, bottom).wrapping_add(at(left, top)).wrapping_sub(at(right, top)).wrapping_sub(at(left, bottom));
        u64::from(sum)
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    /// Strokes on paper that grows darker to the right.
    fn shadowed() -> GrayImage {
        GrayImage::from_fn(900, 600, |x, y| {
            let paper = 250 - (x / 8) as u8;
            let is_stroke = y % 40 < 6 && x % 13 < 8;
            Luma([if is_stroke { paper - 80 } else { paper - (x * 7 + y * 3) as u8 % 5 }])
        })
    }

    #[test]
    fn strokes_are_ink_also_in_a_shadow() {
        let ink = bitonal(&shadowed());
        for (x, y) in [(13, 42), (429, 202), (845, 402)] {
            assert_eq!(ink.get_pixel(x, y).0[0], 0, "{x}, {y}");
            assert_eq!(ink.get_pixel(x, y + 20).0[0], 255, "{x}, {}", y + 20);
        }
    }

    #[test]
    fn a_picture_and_a_coloured_stamp_stay_as_they_are() {
        let text = DynamicImage::from(GrayImage::from_fn(900, 600, |x, y| {
            Luma([if y % 40 < 6 && x % 13 < 8 { 20 } else { 245 }])
        }));
        assert!(of_text(&text).is_some());
        let picture = GrayImage::from_fn(900, 600, |x, y| Luma([if y < 300 { (x / 4) as u8 } else { 250 }]));
        assert!(of_text(&picture.into()).is_none());
        let stamped =
            RgbImage::from_fn(900, 600, |x, y| Rgb(if x < 60 && y < 20 { [200, 40, 40] } else { [245, 245, 245] }));
        assert!(is_coloured(&stamped.clone().into()) && of_text(&stamped.into()).is_none());
        // A device makes a black that is not quite grey.
        let black = RgbImage::from_fn(900, 600, |_, y| Rgb(if y % 40 < 6 { [28, 20, 24] } else { [245, 243, 240] }));
        assert!(!is_coloured(&black.into()));
    }
}
