//! A pile of post as a feeder gives it, from a seed: labelled letters of five pages in several faces, askew, with grain, stamps, and blank
//! backs through which the other side shows. What stands on each page is known.

use std::path::{Path, PathBuf};

use ab_glyph::{Font, FontVec, PxScale, ScaleFont};
use documents::{CodeKind, LabelFormat, LabelWish, Stamp};
use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::{GrayImage, Luma};
use stories::{askew, drawn, write_line};
use testkit::Dice;

use super::words::{heading, sentence};

/// A4 at 300 dpi.
const PAGE: (u32, u32) = (2480, 3508);
const DPI: u16 = 300;
const PAPER: u8 = 246;
/// Pages of a letter; the last of every second one is blank.
pub(super) const PAGES_A_LETTER: usize = 5;
/// So many letters are written; of more, the pages behind the first come again.
const MAX_WRITTEN: usize = 20;
const MAX_SKEW_TENTHS: usize = 25;
/// What darker than this is black in black and white.
const BLACK_BELOW: u8 = 150;
/// Faces with Czech letters, and their sizes at 300 dpi.
const FACES: [(&str, f32); 6] = [
    ("opentype/urw-base35/NimbusRoman-Regular.otf", 52.0),
    ("opentype/urw-base35/NimbusSans-Regular.otf", 46.0),
    ("opentype/urw-base35/P052-Roman.otf", 48.0),
    ("opentype/urw-base35/C059-Roman.otf", 46.0),
    ("truetype/dejavu/DejaVuSans.ttf", 44.0),
    ("truetype/dejavu/DejaVuSerif.ttf", 42.0),
];

/// A page of the pile.
pub(crate) struct Page {
    /// In grey, a JPEG; in black and white, a PNG.
    pub(crate) files: [PathBuf; 2],
    /// What stands on it, word by word; empty on a blank one.
    pub(crate) text: String,
    /// Whether there is more on it than its text: a label, a stamp.
    pub(crate) has_more: bool,
}

/// Draws a pile whose letters have these JIDs.
pub(crate) fn drawn_pile(seed: u64, jids: &[String], to: &Path) -> Vec<Page> {
    std::fs::create_dir_all(to).expect("there is room");
    let mut dice = Dice::new(seed, "pile");
    let faces: Vec<(FontVec, f32)> = FACES.iter().map(|(name, size)| (face(name), *size)).collect();
    let bodies: Vec<Vec<Body>> =
        (0..jids.len().min(MAX_WRITTEN)).map(|at| letter(&mut dice, &faces[at % faces.len()])).collect();
    let mut pages = Vec::new();
    for (at, jid) in jids.iter().enumerate() {
        let label = label(jid, to);
        for (n, body) in bodies[at % bodies.len()].iter().enumerate() {
            let name = if n == 0 { format!("{at:04}-0") } else { format!("{:04}-{n}", at % bodies.len()) };
            let files = [to.join(format!("{name}.jpg")), to.join(format!("{name}.png"))];
            if n == 0 || at < bodies.len() {
                let mut page = body.page.clone();
                if n == 0 {
                    image::imageops::overlay(&mut page, &label, i64::from(PAGE.0 - label.width() - 120), 120);
                }
                write(&scanned(&mut dice, &page), &files);
            }
            pages.push(Page { files, text: body.text.clone(), has_more: n == 0 || body.is_stamped });
        }
    }
    pages
}

/// What is written on a page, before it is scanned.
struct Body {
    page: GrayImage,
    text: String,
    is_stamped: bool,
}

fn letter(dice: &mut Dice, face: &(FontVec, f32)) -> Vec<Body> {
    let has_blank = dice.percent(50);
    let mut bodies: Vec<Body> = Vec::new();
    for n in 0..PAGES_A_LETTER {
        let before = bodies.last().filter(|_| has_blank && n + 1 == PAGES_A_LETTER);
        bodies.push(match before {
            Some(other_side) => Body { page: shown_through(&other_side.page), text: String::new(), is_stamped: false },
            None => written(dice, face, n == 0),
        });
    }
    bodies
}

fn written(dice: &mut Dice, (font, size): &(FontVec, f32), is_first: bool) -> Body {
    let mut page = GrayImage::from_pixel(PAGE.0, PAGE.1, Luma([PAPER]));
    let scaled = font.as_scaled(PxScale::from(*size));
    let (left, right, line_height) = (300.0, PAGE.0 as f32 - 300.0, size * 1.45);
    let mut top = if is_first { 900.0 } else { 300.0 };
    let mut text = Vec::new();
    if is_first {
        let title = heading(dice);
        write_line(&mut page, font, size * 1.5, (left, top), &title);
        text.push(title);
        top += line_height * 2.0;
    }
    let bottom = PAGE.1 as f32 - 500.0 - dice.below(600) as f32;
    while top < bottom {
        let paragraph: Vec<String> = (0..3 + dice.below(3)).map(|_| sentence(dice)).collect();
        let mut so_far = String::new();
        for word in paragraph.join(" ").split(' ') {
            let longer = if so_far.is_empty() { word.to_owned() } else { format!("{so_far} {word}") };
            let width: f32 = longer.chars().map(|it| scaled.h_advance(scaled.glyph_id(it))).sum();
            if left + width > right {
                write_line(&mut page, font, *size, (left, top), &so_far);
                text.push(std::mem::replace(&mut so_far, word.to_owned()));
                top += line_height;
            } else {
                so_far = longer;
            }
        }
        write_line(&mut page, font, *size, (left, top), &so_far);
        text.push(so_far);
        top += line_height * 1.6;
    }
    let is_stamped = dice.percent(25);
    if is_stamped {
        stamp(&mut page, (1500 + dice.below(500) as i32, PAGE.1 as i32 - 330));
    }
    Body { page, text: text.join("\n"), is_stamped }
}

/// Two rings, as of a round stamp, in the grey an ink pad leaves.
fn stamp(page: &mut GrayImage, middle: (i32, i32)) {
    for y in -200..200 {
        for x in -200..200 {
            let radius = f64::from(x * x + y * y).sqrt();
            if (180.0..192.0).contains(&radius) || (120.0..126.0).contains(&radius) {
                page.put_pixel((middle.0 + x) as u32, (middle.1 + y) as u32, Luma([110]));
            }
        }
    }
}

/// The blank back of a page: its other side shows through, mirrored and faint.
fn shown_through(page: &GrayImage) -> GrayImage {
    let mut back = image::imageops::flip_horizontal(page);
    back.pixels_mut().for_each(|it| it.0[0] = PAPER - (PAPER - it.0[0]) / 16);
    back
}

/// As a feeder gives it: askew, and with grain.
fn scanned(dice: &mut Dice, page: &GrayImage) -> GrayImage {
    let degrees = (dice.below(2 * MAX_SKEW_TENTHS + 1) as f32 - MAX_SKEW_TENTHS as f32) / 10.0;
    let mut page = askew(page, degrees, PAPER);
    let mut grain = dice.below(usize::MAX) as u64 | 1;
    page.pixels_mut().for_each(|it| {
        // A xorshift: a throw of the dice for each of nine million pixels would take longer than all the rest.
        grain ^= grain << 13;
        grain ^= grain >> 7;
        grain ^= grain << 17;
        let noise = (grain % 13) as i32 - 6;
        let speck = if grain % 60_000 == 7 { -140 } else { 0 };
        it.0[0] = (i32::from(it.0[0]) + noise + speck).clamp(0, 255) as u8;
    });
    page
}

fn write(page: &GrayImage, [grey, bitonal]: &[PathBuf; 2]) {
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 85);
    encoder.set_pixel_density(PixelDensity::dpi(DPI));
    encoder.encode_image(page).expect("memory takes it");
    std::fs::write(grey, jpeg).expect("there is room");
    let mut ink = page.clone();
    ink.pixels_mut().for_each(|it| it.0[0] = if it.0[0] < BLACK_BELOW { 0 } else { 255 });
    std::fs::write(bitonal, one_bit_png(&ink)).expect("there is room");
}

/// A PNG of one bit a pixel, as scanners of black and white write it, with its resolution.
fn one_bit_png(ink: &GrayImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, ink.width(), ink.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let a_metre = (f64::from(DPI) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: a_metre, yppu: a_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header().expect("memory takes it");
    let packed: Vec<u8> = ink
        .rows()
        .flat_map(|row| {
            let bits: Vec<bool> = row.map(|it| it.0[0] > 127).collect();
            bits.chunks(8)
                .map(|it| it.iter().enumerate().fold(0, |byte, (at, is_white)| byte | u8::from(*is_white) << (7 - at)))
                .collect::<Vec<u8>>()
        })
        .collect();
    writer.write_image_data(&packed).expect("memory takes it");
    writer.finish().expect("memory takes it");
    bytes
}

fn face(name: &str) -> FontVec {
    let path = Path::new("/usr/share/fonts").join(name);
    let bytes = std::fs::read(&path)
        .unwrap_or_else(|why| panic!("{}: {why}; it is in fonts-urw-base35 and fonts-dejavu", path.display()));
    FontVec::try_from_vec(bytes).expect("it is a font")
}

fn label(jid: &str, folder: &Path) -> GrayImage {
    let stamp = Stamp {
        office: "Město Hlučín (ukázka)".to_owned(),
        delivered_at: None,
        jid: serde_json::from_value(jid.into()).expect("the desk gives JIDs"),
        reference: None,
        emergency: None,
        copy: None,
        is_unopened: false,
        sheets: None,
        paper_attachments: None,
        other_attachments: None,
    };
    let format = LabelFormat::named("roll-62x29").expect("it is a format of the beginning");
    let labels = documents::labels(&[stamp], &LabelWish { format, code: CodeKind::DataMatrix, first: 1 });
    let pdf = folder.join("label.pdf");
    std::fs::write(&pdf, labels.expect("one label has room")).expect("there is room");
    drawn(&pdf, u32::from(DPI)).remove(0).into_luma8()
}
