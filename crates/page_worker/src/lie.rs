//! How a page lies in its picture: how far its lines slope, and where the paper ends and the black of the device begins.
//!
//! Both are only measured. The picture stays as it came; the archive file straightens it by the matrix of its page, and a copy of it is
//! turned before it is read.

use image::{DynamicImage, GrayImage, Luma, RgbImage};
use page_helper::{Area, Lie};

/// Lines are looked for in a picture of about so many pixels across: of A4 about 100 an inch.
const MEASURED_WIDTH: u32 = 900;
/// A slope above this is no skew of a feeder, and one below is not seen.
const MAX_SLOPE: f32 = 6.0;
const MIN_SLOPE: f32 = 0.06;
const COARSE_STEP: f32 = 0.2;
const FINE_STEP: f32 = 0.02;
/// Fewer feet of letters than this are no lines.
const MIN_FEET: usize = 150;
/// More of them say nothing more.
const MAX_FEET: usize = 60_000;
/// How much better than most slopes the best must be: of a page without lines all are alike.
const MIN_GAIN: f64 = 1.15;
/// Darker than this is the inside of a device, where the paper beside it is bright.
const BORDER_DARK: u8 = 60;
/// Darker than this is no paper.
pub(crate) const PAPER_BRIGHT: u8 = 130;
/// So much of a row is dark where the paper has ended, in hundredths: a dark band with a name on it is a letter's head. And so much of a side
/// a border takes at the most.
const BORDER_SHARE: u32 = 95;
const MAX_BORDER_SHARE: u32 = 25;
const MAX_BRIGHT_LINES: u32 = 3;

/// Returns by how many hundredths of a degree the lines fall to the right, and where the paper lies once they are level; none where it
/// is the whole page.
pub(crate) fn measured(page: &GrayImage) -> (i16, Option<Area>) {
    let factor = (page.width() / MEASURED_WIDTH).max(1);
    let small = shrunk(page, factor);
    let paper = brightness_of_paper(&small);
    let slope = slope(&small, paper);
    let area = paper_area(&straightened(&small, slope, None), paper).map(|it| it.times(factor, page.dimensions()));
    ((slope * 100.0).round() as i16, area)
}

/// The brightness of the paper: that of most pixels.
pub(crate) fn brightness_of_paper(page: &GrayImage) -> u8 {
    let mut counts = [0_u32; 256];
    for it in page.as_raw().iter().step_by(7) {
        counts[usize::from(*it)] += 1;
    }
    let most = counts.iter().enumerate().max_by_key(|(_, n)| **n).map_or(255, |(at, _)| at);
    u8::try_from(most).unwrap_or(255)
}

/// The page in smaller pixels, each the mean of those it covers.
pub(crate) fn shrunk(page: &GrayImage, factor: u32) -> GrayImage {
    if factor == 1 {
        return page.clone();
    }
    let (width, height) = (page.width() / factor, page.height() / factor);
    let mut small = Vec::with_capacity((width * height) as usize);
    let mut sums = vec![0_u32; width as usize];
    for rows in page.as_raw().chunks_exact((page.width() * factor) as usize).take(height as usize) {
        sums.fill(0);
        for row in rows.chunks_exact(page.width() as usize) {
            for (sum, pixels) in sums.iter_mut().zip(row.chunks_exact(factor as usize)) {
                *sum += pixels.iter().map(|it| u32::from(*it)).sum::<u32>();
            }
        }
        small.extend(sums.iter().map(|it| u8::try_from(it / (factor * factor)).unwrap_or(255)));
    }
    GrayImage::from_raw(width, height, small).unwrap_or_default()
}

/// The slope at which the feet of the letters gather best into lines, in degrees; 0 where they gather at none.
fn slope(small: &GrayImage, paper: u8) -> f32 {
    let feet = feet(small, paper);
    if feet.len() < MIN_FEET {
        return 0.0;
    }
    let mut rows = Vec::new();
    let mut gathered = |degrees: f32| gathered(&feet, degrees, small, &mut rows);
    let steps = (2.0 * MAX_SLOPE / COARSE_STEP).round() as i32;
    let coarse: Vec<(f32, f64)> =
        (0..=steps).map(|it| -MAX_SLOPE + it as f32 * COARSE_STEP).map(|it| (it, gathered(it))).collect();
    let best = |of: &[(f32, f64)]| of.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
    let (around, most) = best(&coarse);
    let mut sorted: Vec<f64> = coarse.iter().map(|it| it.1).collect();
    sorted.sort_by(f64::total_cmp);
    // At the end of what was looked at, the best may lie beyond.
    if most < MIN_GAIN * sorted[sorted.len() / 2] || around.abs() > MAX_SLOPE - COARSE_STEP {
        return 0.0;
    }
    let n_fine = (COARSE_STEP / FINE_STEP).round() as i32;
    let fine: Vec<(f32, f64)> =
        (-n_fine..=n_fine).map(|it| around + it as f32 * FINE_STEP).map(|it| (it, gathered(it))).collect();
    let slope = best(&fine).0;
    if slope.abs() < MIN_SLOPE { 0.0 } else { slope }
}

/// Where something dark ends downwards: letters of a line have their feet side by side. The edges of the page do not count.
fn feet(small: &GrayImage, paper: u8) -> Vec<(f32, f32)> {
    let limit = paper.saturating_sub(70);
    let (width, height) = small.dimensions();
    let (left, top) = (width / 20, height / 20);
    let dark = |x, y| small.get_pixel(x, y).0[0] < limit;
    let mut feet = Vec::new();
    for y in top..height.saturating_sub(top + 1) {
        for x in left..width.saturating_sub(left) {
            if dark(x, y) && !dark(x, y + 1) {
                feet.push((x as f32, y as f32));
            }
        }
    }
    let step = feet.len().div_ceil(MAX_FEET).max(1);
    feet.into_iter().step_by(step).collect()
}

/// How well they gather: the sum of the squares of how many lie in each row of that slope.
fn gathered(feet: &[(f32, f32)], degrees: f32, small: &GrayImage, rows: &mut Vec<u32>) -> f64 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let shift = small.width() as f32 * sin.abs() + 1.0;
    rows.clear();
    rows.resize((small.height() as f32 + 2.0 * shift) as usize + 2, 0);
    for (x, y) in feet {
        rows[(y * cos - x * sin + shift) as usize] += 1;
    }
    rows.iter().map(|it| f64::from(*it) * f64::from(*it)).sum()
}

/// Where the paper lies in the straightened page; none where nothing dark lies around it.
fn paper_area(page: &GrayImage, paper: u8) -> Option<Area> {
    if paper < PAPER_BRIGHT {
        return None;
    }
    let (width, height) = page.dimensions();
    let is_dark = |n_dark: u32, n: u32| n_dark * 100 > n * BORDER_SHARE;
    let dark = |it: &Luma<u8>| it.0[0] < BORDER_DARK;
    let row = |y: u32| is_dark((0..width).filter(|x| dark(page.get_pixel(*x, y))).count() as u32, width);
    let column = |x: u32| is_dark((0..height).filter(|y| dark(page.get_pixel(x, *y))).count() as u32, height);
    // From the edge on, so that a dark bar in the page is none. Some lines of it may be bright: feeders draw them.
    let border = |most: u32, is_border: &dyn Fn(u32) -> bool| {
        let mut end = 0;
        for it in 0..most {
            if is_border(it) {
                end = it + 1;
            } else if it >= end + MAX_BRIGHT_LINES {
                break;
            }
        }
        end
    };
    let (most_x, most_y) = (width * MAX_BORDER_SHARE / 100, height * MAX_BORDER_SHARE / 100);
    let left = border(most_x, &column);
    let right = border(most_x, &|it| column(width - 1 - it));
    let top = border(most_y, &row);
    let bottom = border(most_y, &|it| row(height - 1 - it));
    (left + right + top + bottom > 0).then(|| Area {
        left,
        top,
        width: width - left - right,
        height: height - top - bottom,
    })
}

/// The page with its lines level, and white beside its paper.
pub(crate) fn straightened(page: &GrayImage, degrees: f32, paper: Option<Area>) -> GrayImage {
    let mut level = match degrees == 0.0 {
        true => page.clone(),
        false => {
            let raw = turned::<1>(page.as_raw(), page.dimensions(), degrees);
            GrayImage::from_raw(page.width(), page.height(), raw).unwrap_or_default()
        }
    };
    if let Some(area) = paper {
        for (x, y, pixel) in level.enumerate_pixels_mut() {
            if !area.holds(x, y) {
                pixel.0[0] = 255;
            }
        }
    }
    level
}

/// A picture of a page as a person looks at it: level, and nothing but its paper. `width` is that of the page it was made smaller from.
pub(crate) fn made_straight(picture: DynamicImage, lie: Lie, width: u32) -> DynamicImage {
    if lie == Lie::default() {
        return picture;
    }
    let size = (picture.width(), picture.height());
    let level = match picture.color().has_color() {
        true => {
            let raw = turned::<3>(picture.into_rgb8().as_raw(), size, lie.degrees());
            RgbImage::from_raw(size.0, size.1, raw).map(DynamicImage::from)
        }
        false => {
            let raw = turned::<1>(picture.into_luma8().as_raw(), size, lie.degrees());
            GrayImage::from_raw(size.0, size.1, raw).map(DynamicImage::from)
        }
    };
    let level = level.unwrap_or_default();
    let Some(paper) = lie.paper else { return level };
    let scaled = |it: u32| (u64::from(it) * u64::from(size.0) / u64::from(width.max(1))) as u32;
    level.crop_imm(scaled(paper.left), scaled(paper.top), scaled(paper.width).max(1), scaled(paper.height).max(1))
}

/// Turned about its middle so that what fell by so many degrees to the right is level; each pixel of `N` bytes is mixed from the four it lies
/// between (text is read no better of a sharper mixture), and where the page does not reach it goes on as it is at its edge.
fn turned<const N: usize>(raw: &[u8], (width, height): (u32, u32), degrees: f32) -> Vec<u8> {
    if width < 2 || height < 2 || degrees == 0.0 {
        return raw.to_vec();
    }
    let (sin, cos) = f64::from(degrees).to_radians().sin_cos();
    let (middle_x, middle_y) = (f64::from(width - 1) / 2.0, f64::from(height - 1) / 2.0);
    // A little before the last pixel: there are always two to mix.
    let (last_x, last_y) = ((i64::from(width - 1) << PART_BITS) - 1, (i64::from(height - 1) << PART_BITS) - 1);
    let stride = width as usize * N;
    let mut level = vec![255_u8; raw.len()];
    for (y, row) in level.chunks_exact_mut(stride).enumerate() {
        let down = y as f64 - middle_y;
        let mut from_x = parts(middle_x - middle_x * cos - down * sin);
        let mut from_y = parts(middle_y - middle_x * sin + down * cos);
        for pixel in row.chunks_exact_mut(N) {
            let (left, part_x) = pixel_and_part(from_x.clamp(0, last_x));
            let (top, part_y) = pixel_and_part(from_y.clamp(0, last_y));
            let at = top * stride + left * N;
            let mix = |at: usize| u32::from(raw[at]) * (256 - part_x) + u32::from(raw[at + N]) * part_x;
            for (channel, pixel) in pixel.iter_mut().enumerate() {
                let mixed = mix(at + channel) * (256 - part_y) + mix(at + stride + channel) * part_y;
                *pixel = (mixed >> 16) as u8;
            }
            from_x += parts(cos);
            from_y += parts(sin);
        }
    }
    level
}

/// Places between pixels are counted in parts of one: so many bits of them.
const PART_BITS: u32 = 32;

fn parts(it: f64) -> i64 {
    (it * f64::from(PART_BITS).exp2()).round() as i64
}

/// The pixel before a place, and how far the place is beyond it, in parts of 256.
fn pixel_and_part(it: i64) -> (usize, u32) {
    ((it >> PART_BITS) as usize, ((it >> (PART_BITS - 8)) & 255) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines of words that fall by so many degrees to the right.
    fn lined(degrees: f32) -> GrayImage {
        let level = GrayImage::from_fn(1240, 1754, |x, y| {
            let is_line = (150..1600).contains(&y) && y % 44 < 18 && (120..1120).contains(&x);
            let is_gap = (x / 9 + y / 44) % 5 == 0;
            Luma([if is_line && !is_gap { 30 } else { 245 }])
        });
        straightened(&level, -degrees, None)
    }

    #[test]
    fn the_slope_of_lines_is_measured_and_taken_back() {
        for degrees in [-2.5_f32, -0.7, 0.0, 0.3, 1.1, 2.5, 4.0] {
            let page = lined(degrees);
            let (hundredths, _) = measured(&page);
            let found = f32::from(hundredths) / 100.0;
            assert!((found - degrees).abs() < 0.06, "{degrees} was measured as {found}");
            let (left, _) = measured(&straightened(&page, found, None));
            assert!(left.abs() <= 8, "{degrees}: {left} hundredths are left");
        }
    }

    #[test]
    fn a_picture_for_a_person_is_level_in_its_colours_and_cropped_to_the_paper() {
        let grey = lined(1.5);
        let coloured = DynamicImage::from(grey.clone()).into_rgb8();
        let paper = Some(Area { left: 124, top: 0, width: 1116, height: 1754 });
        let lie = Lie { slope: 150, paper };
        // Half as large as the page it was made from.
        let half = |it: DynamicImage| it.resize_exact(620, 877, image::imageops::FilterType::Triangle);
        for (picture, is_coloured) in [(DynamicImage::from(grey), false), (DynamicImage::from(coloured), true)] {
            let straight = made_straight(half(picture), lie, 1240);
            assert_eq!((straight.width(), straight.height(), straight.color().has_color()), (558, 877, is_coloured));
            let (left, _) = measured(&straight.into_luma8());
            assert!(left.abs() <= 15, "{left} hundredths are left, coloured: {is_coloured}");
        }
    }

    #[test]
    fn what_has_no_lines_has_no_slope() {
        let white = GrayImage::from_pixel(1240, 1754, Luma([250]));
        assert_eq!(measured(&white), (0, None));
        // Grain, without a direction.
        let grain = GrayImage::from_fn(1240, 1754, |x, y| {
            let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_add(x >> 3).wrapping_mul(97);
            Luma([if mixed % 31 == 0 { 20 } else { 240 }])
        });
        assert_eq!(measured(&grain).0, 0);
        assert_eq!(measured(&GrayImage::new(1, 1)), (0, None));
    }

    #[test]
    fn black_around_the_paper_is_seen_also_beside_a_sloping_page() {
        let mut page = lined(0.0);
        for (x, y, pixel) in page.enumerate_pixels_mut() {
            if x < 60 || y >= 1700 {
                pixel.0[0] = 10;
            }
        }
        let (_, area) = measured(&page);
        let area = area.expect("a border");
        assert!(area.left.abs_diff(60) <= 2 && area.top == 0, "{area:?}");
        assert!((area.top + area.height).abs_diff(1700) <= 2 && area.left + area.width == 1240, "{area:?}");
        let (slope, area) = measured(&straightened(&page, -1.5, None));
        let area = area.expect("a border");
        assert!((slope - 150).abs() <= 6 && area.left.abs_diff(60) <= 6, "{slope} {area:?}");
        // Nor does a head printed up to the edges, in a colour or with white letters on black.
        for (ink, letters) in [(70, 70), (10, 250)] {
            let mut page = lined(0.0);
            for (x, y, pixel) in page.enumerate_pixels_mut().filter(|it| it.1 < 100) {
                pixel.0[0] = if y > 0 && x % 12 == 0 { letters } else { ink };
            }
            assert!(measured(&page).1.is_none_or(|it| it.top <= 4), "{ink}");
        }
        // A letter that is dark itself has no border.
        assert_eq!(measured(&GrayImage::from_pixel(1240, 1754, Luma([30]))), (0, None));
    }
}
