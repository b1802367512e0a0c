//! What is on a page: its codes, and how much ink.

use image::GrayImage;
use page_helper::FoundCode;
use zxingcpp::{Barcode, BarcodeError, BarcodeFormat, ImageFormat, ImageView};

use crate::Why;
use crate::lie::{PAPER_BRIGHT, brightness_of_paper};

/// Labels lie in the upper right of the first page; there is looked first.
const LABEL_ZONE: (f32, f32) = (0.5, 0.35);

/// The smallest label has a code of a tenth of the place of labels; what is smaller than a twenty-fifth, 4 mm of A4, is none.
const SMALLEST: u32 = 25;

/// What codes are on a page.
pub(crate) struct Codes {
    /// Those that can be read.
    pub(crate) found: Vec<FoundCode>,
    /// See [`page_helper::PageLook::has_broken_label`].
    pub(crate) is_label_broken: bool,
}

/// Reads every code of the kinds that stand on labels and separator sheets, the label's place first.
pub(crate) fn read(page: &GrayImage) -> Result<Codes, Why> {
    let (width, height) = page.dimensions();
    let zone = ((width as f32 * LABEL_ZONE.0) as u32, (height as f32 * LABEL_ZONE.1) as u32);
    let place = image::imageops::crop_imm(page, width - zone.0, 0, zone.0, zone.1).to_image();
    let mut found = valid(&read_from(&place, false)?);
    // A sender's code beside it says nothing of the label. Looked for by itself: errors would stand in the way of what can be read.
    let is_label_broken =
        !found.iter().any(looks_like_label) && read_from(&place, true)?.iter().any(|it| is_broken(it, zone.0));
    for code in valid(&read_from(page, false)?) {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    Ok(Codes { found, is_label_broken })
}

fn read_from(page: &GrayImage, with_errors: bool) -> Result<Vec<Barcode>, Why> {
    let view = ImageView::from_slice(page.as_raw(), page.width(), page.height(), ImageFormat::Lum)
        .map_err(|_| "image_damaged")?;
    let formats = [BarcodeFormat::DataMatrix, BarcodeFormat::Code128, BarcodeFormat::QRCode];
    let reader = zxingcpp::read().formats(formats).try_invert(false).try_downscale(false).return_errors(with_errors);
    reader.from(&view).map_err(|_| "codes_unreadable")
}

fn valid(codes: &[Barcode]) -> Vec<FoundCode> {
    let valid = codes.iter().filter(|it| it.is_valid());
    valid.map(|it| FoundCode { kind: it.format().to_string(), text: it.text() }).collect()
}

/// As long as an identifier of any office, and written as one.
fn looks_like_label(code: &FoundCode) -> bool {
    (12..=50).contains(&code.text.len()) && code.text.bytes().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase())
}

/// What only looks like a code fails in its form; a code that is there, in its sum. Some letters are taken for tiny ones.
fn is_broken(code: &Barcode, width: u32) -> bool {
    matches!(code.error(), BarcodeError::Checksum(_)) && longest(code) > width / SMALLEST
}

/// How long a code is from corner to corner, in pixels across or down.
fn longest(code: &Barcode) -> u32 {
    let (from, to) = (code.position().top_left, code.position().bottom_right);
    from.x.abs_diff(to.x).max(from.y.abs_diff(to.y))
}

/// The part of a page, in parts of a million, that is clearly darker than its paper. The edges do not count, where feeders leave
/// shadows; neither do single dark pixels, nor what shows through from the other side.
pub(crate) fn ink_ppm(page: &GrayImage) -> u32 {
    let (width, height) = page.dimensions();
    let (left, top) = (width / 25, height / 25);
    let paper = brightness_of_paper(page);
    // Of a page that is dark for the most part nobody says that it is blank: a cover, a photograph.
    if paper < PAPER_BRIGHT {
        return 1_000_000;
    }
    let limit = paper.saturating_sub(90);
    let (mut n_dark, mut n) = (0_u64, 0_u64);
    for y in (top..height.saturating_sub(top + 1)).step_by(2) {
        for x in (left..width.saturating_sub(left + 1)).step_by(2) {
            let sum = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .iter()
                .map(|(dx, dy)| u32::from(page.get_pixel(x + dx, y + dy).0[0]))
                .sum::<u32>();
            n += 1;
            n_dark += u64::from(sum / 4 < u32::from(limit));
        }
    }
    u32::try_from(n_dark * 1_000_000 / n.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white page of A4 at 100 dpi with a code of that kind in the upper right.
    fn page_with(kind: BarcodeFormat, text: &str) -> GrayImage {
        let code = zxingcpp::create(kind).from_str(text).expect("the text fits the code");
        let drawn = code.to_image_with(&zxingcpp::write().scale(4)).expect("memory takes it");
        let side = |it: i32| u32::try_from(it).expect("a code has sides");
        let drawn =
            GrayImage::from_raw(side(drawn.width()), side(drawn.height()), drawn.data()).expect("one byte a pixel");
        let mut page = GrayImage::from_pixel(827, 1169, image::Luma([255]));
        image::imageops::overlay(&mut page, &drawn, 827 - i64::from(drawn.width()) - 40, 40);
        page
    }

    #[test]
    fn codes_of_each_kind_are_read_and_others_left_alone() {
        for kind in [BarcodeFormat::DataMatrix, BarcodeFormat::Code128, BarcodeFormat::QRCode, BarcodeFormat::Aztec] {
            let codes = read(&page_with(kind, "HLUC00100015HRS")).expect("it is looked at");
            let texts: Vec<&str> = codes.found.iter().map(|it| it.text.as_str()).collect();
            let expected: &[&str] = if kind == BarcodeFormat::Aztec { &[] } else { &["HLUC00100015HRS"] };
            assert_eq!((texts.as_slice(), codes.is_label_broken), (expected, false), "{kind}");
        }
    }

    #[test]
    fn what_shines_through_grain_and_shadows_at_the_edges_are_no_ink_and_a_word_is() {
        let page = |dark: &dyn Fn(u32, u32) -> u8| GrayImage::from_fn(1240, 1754, |x, y| image::Luma([dark(x, y)]));
        let is_blank = |page: &GrayImage| {
            let look = page_helper::PageLook { ink_ppm: ink_ppm(page), ..Default::default() };
            look.is_blank()
        };
        let is_line = |x: u32, y: u32| y % 44 < 18 && !(x / 9 + y / 44).is_multiple_of(5);
        assert!(is_blank(&page(&|_, _| 246)));
        assert!(is_blank(&page(&|x, y| if is_line(x, y) { 210 } else { 246 })), "the other side shines through");
        assert!(is_blank(&page(&|x, y| 240 - (x * 7 + y * 3) as u8 % 9)), "grain");
        assert!(is_blank(&page(&|x, y| if x % 97 == 0 && y % 89 == 0 { 20 } else { 246 })), "specks");
        assert!(is_blank(&page(&|x, _| if x < 40 { 30 } else { 246 })), "the shadow of a feeder");
        let word = |x: u32, y: u32| (300..330).contains(&y) && (200..320).contains(&x) && x % 12 < 5;
        assert!(!is_blank(&page(&|x, y| if word(x, y) { 30 } else { 246 })), "a signature");
        assert!(!is_blank(&page(&|_, _| 60)), "a cover");
    }
}
