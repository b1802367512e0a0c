//! Lines the program passed over. Parting a page into lines, it now and then takes the hooks and rings above the letters for a line of their
//! own, and the letters below them for none: the ink is there, and no word. Read by itself, such a line is read well.

use image::imageops::crop_imm;
use image::{GrayImage, Luma};
use page_helper::{Area, PageText, Word};

use crate::Why;
use crate::lie::{brightness_of_paper, shrunk};

/// Lines are looked for in a picture of about so many pixels across.
const MEASURED_WIDTH: u32 = 900;
/// Ink is darker than the paper by so much: what shines through from the back is not.
const INK: u8 = 70;
/// Of fewer words nobody knows how high a line is.
const MIN_WORDS: usize = 10;
/// A line is so many times as long as it is high, at the least: a stamp, a signature and the number of a page are not.
const MIN_LENGTH: u32 = 8;
/// So much of a line's length has ink in it, in hundredths: letters stand close together.
const MIN_INKED: u32 = 40;
/// Where more is missing, none of it is read: that is no page of text with a lost line.
const MAX_LOST: usize = 3;
/// What is read of a lost line must be read so surely: anything is read somehow.
const SURE: u8 = 80;

/// Reads by `read` every line of a page that was passed over, and puts what is read surely where it belongs, in place of what the program
/// made of its hooks and rings. Where that is unsure, or no more than stands there, all stays as it was.
pub(crate) fn read_too(page: &GrayImage, text: &mut PageText, read: impl Fn(&GrayImage) -> Result<Vec<Word>, Why>) {
    let Some(height) = height_of_words(&text.words) else { return };
    for line in passed_over(page, &text.words, height) {
        let around = grown(line, height, page.dimensions());
        let Ok(mut words) = read(&crop_imm(page, around.left, around.top, around.width, around.height).to_image())
        else {
            continue;
        };
        for word in &mut words {
            word.left += around.left;
            word.top += around.top;
        }
        let said = PageText { words, ..PageText::default() };
        let there = text.words.iter().filter(|it| is_within(line, it));
        if said.confidence().is_some_and(|it| it >= SURE) && n_letters(&said.words) > n_letters(there) {
            put(&mut text.words, said.words, line);
        }
    }
}

/// How high most words are; none where there are too few of them.
fn height_of_words(words: &[Word]) -> Option<u32> {
    let mut heights: Vec<u32> = words.iter().map(|it| it.height).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().filter(|it| words.len() >= MIN_WORDS && *it > 0)
}

/// A line with some paper around it: at its sides as much as words are high, above and below a quarter of that, before its neighbours begin.
fn grown(line: Area, height: u32, (width, page_height): (u32, u32)) -> Area {
    let (left, top) = (line.left.saturating_sub(height), line.top.saturating_sub(height / 4));
    let right = (line.left + line.width + height).min(width);
    let bottom = (line.top + line.height + height / 4).min(page_height);
    Area { left, top, width: right - left, height: bottom - top }
}

/// The lines of ink on which no word was read, from above; none where there are more than a page can have lost.
fn passed_over(page: &GrayImage, words: &[Word], height: u32) -> Vec<Area> {
    let factor = (page.width() / MEASURED_WIDTH).max(1);
    let small = unread_ink(page, words, height, factor);
    let height = (height / factor).max(1);
    let lines: Vec<Area> = bands(&small, height)
        .into_iter()
        .filter_map(|(top, bottom)| line(&small, top, bottom, height))
        .map(|it| it.times(factor, page.dimensions()))
        .collect();
    if lines.len() > MAX_LOST { Vec::new() } else { lines }
}

/// The page in smaller pixels, black where there is ink and no word.
fn unread_ink(page: &GrayImage, words: &[Word], height: u32, factor: u32) -> GrayImage {
    let mut small = shrunk(page, factor);
    let limit = brightness_of_paper(&small).saturating_sub(INK);
    for it in small.pixels_mut() {
        it.0[0] = if it.0[0] < limit { 0 } else { 255 };
    }
    // A hook that was read for a word covers itself alone.
    for word in words.iter().filter(|it| it.height * 2 >= height) {
        let around = height / 3;
        let (left, top) = (word.left.saturating_sub(around) / factor, word.top.saturating_sub(around) / factor);
        let right = ((word.left + word.width + around) / factor).min(small.width());
        let bottom = ((word.top + word.height + around) / factor).min(small.height());
        for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
            small.put_pixel(x, y, Luma([255]));
        }
    }
    small
}

/// The rows with ink that stand together, each from its first to before its last, where they are as high as a line.
fn bands(small: &GrayImage, height: u32) -> Vec<(u32, u32)> {
    let has_ink = |y: u32| (0..small.width()).filter(|x| small.get_pixel(*x, y).0[0] == 0).count() as u32 * 2 >= height;
    let mut bands = Vec::new();
    let mut from = None;
    for y in 0..=small.height() {
        match from {
            None if y < small.height() && has_ink(y) => from = Some(y),
            Some(top) if y == small.height() || !has_ink(y) => {
                bands.push((top, y));
                from = None;
            }
            _ => (),
        }
    }
    bands.retain(|(top, bottom)| (height / 2..=height * 2).contains(&(bottom - top)));
    bands
}

/// A band as the line it is; none where its ink is too short or too thin for one.
fn line(small: &GrayImage, top: u32, bottom: u32, height: u32) -> Option<Area> {
    let has_ink = |x: &u32| (top..bottom).any(|y| small.get_pixel(*x, y).0[0] == 0);
    let inked: Vec<u32> = (0..small.width()).filter(has_ink).collect();
    let (left, right) = (*inked.first()?, *inked.last()? + 1);
    let is_line = right - left >= height * MIN_LENGTH && inked.len() as u32 * 100 >= (right - left) * MIN_INKED;
    is_line.then(|| Area { left, top, width: right - left, height: bottom - top })
}

/// Whether a word stands in a line: its middle does.
fn is_within(line: Area, word: &Word) -> bool {
    line.holds(word.left + word.width / 2, word.top + word.height / 2)
}

fn n_letters<'a>(words: impl IntoIterator<Item = &'a Word>) -> usize {
    words.into_iter().map(|it| it.text.chars().count()).sum()
}

/// Puts the words of a line in the place of those that lie in it, or else before the first line below it in the same column.
fn put(words: &mut Vec<Word>, line_words: Vec<Word>, line: Area) {
    let is_below = |it: &Word| {
        let is_beside = it.left + it.width <= line.left || it.left >= line.left + line.width;
        !is_beside && it.top >= line.top + line.height / 2
    };
    let first = words.iter().position(|it| is_within(line, it));
    let at = first.or_else(|| words.iter().position(is_below)).unwrap_or(words.len());
    let mut behind = words.split_off(at);
    behind.retain(|it| !is_within(line, it));
    if let Some(before) = words.last_mut() {
        before.ends_line = true;
    }
    words.extend(line_words);
    words.append(&mut behind);
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    const HEIGHT: u32 = 36;
    const LEFT: u32 = 300;

    fn top_of(line: u32) -> u32 {
        300 + line * 70
    }

    fn word(text: &str, left: u32, top: u32, height: u32, confidence: u8) -> Word {
        Word { text: text.into(), left, top, width: 100, height, confidence, ends_line: true }
    }

    /// A page of so many lines of letters, and its words: one for each line but those that were passed over.
    fn lined(n: u32, passed_over: &[u32]) -> (GrayImage, PageText) {
        let page = GrayImage::from_fn(2480, 3508, |x, y| {
            let is_line = (300..top_of(n)).contains(&y) && (y - 300) % 70 < HEIGHT && (LEFT..2100).contains(&x);
            Luma([if is_line && x % 20 < 9 { 30 } else { 246 }])
        });
        let read = (0..n).filter(|it| !passed_over.contains(it));
        let words =
            read.map(|it| Word { width: 1800, ..word(&format!("řádek{it}"), LEFT, top_of(it), HEIGHT, 96) }).collect();
        (page, PageText { words, ..PageText::default() })
    }

    fn said(text: &PageText) -> Vec<&str> {
        text.words.iter().map(|it| it.text.as_str()).collect()
    }

    /// What the page says once a reader this sure has read what was passed over, and how large the pictures it was given are.
    fn read(page: &GrayImage, text: &mut PageText, confidence: u8) -> Vec<(u32, u32)> {
        let given = RefCell::new(Vec::new());
        read_too(page, text, |line| {
            given.borrow_mut().push(line.dimensions());
            Ok(vec![
                Word { ends_line: false, ..word("ztracený", 40, 10, HEIGHT, confidence) },
                word("řádek", 160, 10, HEIGHT, confidence),
            ])
        });
        given.into_inner()
    }

    #[test]
    fn a_line_of_which_only_hooks_were_read_is_read_by_itself_in_their_place() {
        let (page, mut text) = lined(14, &[5]);
        text.words.insert(5, word(">VO", LEFT + 900, top_of(5), 10, 0));
        text.words[4].ends_line = false;
        let given = read(&page, &mut text, 96);
        let [(width, height)] = given.as_slice() else { panic!("{given:?}") };
        assert!((1800..1900).contains(width) && (HEIGHT..70).contains(height), "{width} × {height}");
        assert_eq!(said(&text)[4..8], ["řádek4", "ztracený", "řádek", "řádek6"]);
        let words = &text.words[4..7];
        assert_eq!(words.iter().map(|it| it.ends_line).collect::<Vec<_>>(), [true, false, true]);
        assert!(words[1].left.abs_diff(LEFT) <= 10 && words[1].top.abs_diff(top_of(5)) <= 10, "{:?}", words[1]);
    }

    #[test]
    fn one_of_which_nothing_was_read_goes_before_the_next() {
        for (lost, at) in [(0, 0), (7, 7), (13, 13)] {
            let (page, mut text) = lined(14, &[lost]);
            assert_eq!(read(&page, &mut text, 96).len(), 1);
            assert_eq!(said(&text)[at], "ztracený", "{lost}");
        }
    }

    #[test]
    fn a_line_of_the_right_column_stays_in_it() {
        let is_letter = |x: u32| (LEFT..1100).contains(&x) || (1300..2100).contains(&x);
        let page = GrayImage::from_fn(2480, 3508, |x, y| {
            let is_line = (300..top_of(7)).contains(&y) && (y - 300) % 70 < HEIGHT && is_letter(x);
            Luma([if is_line && x % 20 < 9 { 30 } else { 246 }])
        });
        let column = |name: &'static str, left: u32| {
            (0..7).map(move |it| Word { width: 800, ..word(&format!("{name}{it}"), left, top_of(it), HEIGHT, 96) })
        };
        let all = column("vlevo", LEFT).chain(column("vpravo", 1300));
        let words = all.filter(|it| it.text != "vpravo3").collect();
        let mut text = PageText { words, ..PageText::default() };
        assert_eq!(read(&page, &mut text, 96).len(), 1);
        assert_eq!(said(&text)[7..12], ["vpravo0", "vpravo1", "vpravo2", "ztracený", "řádek"]);
    }

    #[test]
    fn what_was_read_there_stays_where_the_line_by_itself_says_less() {
        let (page, mut text) = lined(14, &[5]);
        // Its middle was read, and what stands beside it was passed over.
        text.words.insert(5, word("prostředníprostřední", LEFT + 900, top_of(5), HEIGHT, 96));
        let before = text.clone();
        assert_eq!(read(&page, &mut text, 96).len(), 1);
        assert_eq!(text, before);
    }

    #[test]
    fn what_is_read_unsurely_or_not_at_all_changes_nothing() {
        let (page, before) = lined(14, &[5]);
        let mut text = before.clone();
        assert_eq!(read(&page, &mut text, SURE - 1).len(), 1);
        assert_eq!(text, before);
        read_too(&page, &mut text, |_| Err("too_slow"));
        assert_eq!(text, before);
    }

    #[test]
    fn stamps_rules_numbers_and_pages_of_something_else_are_no_lost_lines() {
        let none = |page: &GrayImage, mut text: PageText| assert_eq!(read(page, &mut text, 96), []);
        let (page, text) = lined(14, &[]);
        let drawn = |is_ink: &dyn Fn(u32, u32) -> bool| {
            let mut page = page.clone();
            page.enumerate_pixels_mut().filter(|(x, y, _)| is_ink(*x, *y)).for_each(|it| it.2.0[0] = 30);
            page
        };
        none(&page, text.clone());
        let ring = |x: u32, y: u32| (180.0..192.0).contains(&(f64::from(x) - 1600.0).hypot(f64::from(y) - 2900.0));
        none(&drawn(&ring), text.clone());
        none(&drawn(&|x, y| (LEFT..2100).contains(&x) && (2900..2906).contains(&y)), text.clone());
        none(&drawn(&|x, y| (1200..1280).contains(&x) && (3300..3336).contains(&y)), text.clone());
        // Signatures at both sides are no line between them.
        let signed =
            |x: u32, y: u32| (2900..2940).contains(&y) && ((300..420).contains(&x) || (1900..2020).contains(&x));
        none(&drawn(&signed), text);
        // More than a page loses, and too few words to know a line by.
        let (page, text) = lined(14, &[3, 5, 7, 9]);
        none(&page, text);
        let (page, text) = lined(9, &[5]);
        none(&page, text);
        none(&GrayImage::new(0, 0), PageText::default());
    }
}
