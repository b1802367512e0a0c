//! Invisible words over the picture of a page: what a reader finds, marks and copies.
//!
//! The font has no shapes: it is never drawn with. The characters of a file are numbered, and the file says which number stands for which.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Chunk, Content, Name, Rect, Ref, Str};

use crate::blank_font::{ADVANCE, blank_font};

/// The name of the font in the resources of a page.
pub(crate) const FONT: Name<'static> = Name(b"T");
const FONT_NAME: Name<'static> = Name(b"Neviditelne");
/// How wide each character is, in parts of a thousand of the size.
const CHAR_WIDTH: f32 = ADVANCE as f32;
const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
const UNICODE: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"UCS"), supplement: 0 };

/// A word over a page, in pixels from the upper left corner of the page as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedWord {
    /// What it says.
    pub text: String,
    /// From the left edge.
    pub left: u32,
    /// From the upper edge.
    pub top: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// Whether it is the last of its line.
    pub ends_line: bool,
}

/// The font of a file: its number, and the codes of its characters.
pub(crate) struct TextFont {
    /// What pages name it by.
    pub(crate) id: Ref,
    codes: BTreeMap<char, u16>,
}

impl TextFont {
    /// A font without characters yet.
    pub(crate) fn new(id: Ref) -> Self {
        Self { id, codes: BTreeMap::new() }
    }

    /// The number of a character; one that did not come before gets the next.
    fn code(&mut self, it: char) -> u16 {
        let next = u16::try_from(self.codes.len() + 1).unwrap_or(u16::MAX);
        *self.codes.entry(it).or_insert(next)
    }

    /// Returns its objects, each with its number. The last to be written of a file: only then every character is known.
    pub(crate) fn written(&self, [cid, descriptor, cmap, program]: [Ref; 4]) -> Vec<(Ref, Chunk)> {
        let object = |id: Ref, write: &dyn Fn(&mut Chunk)| {
            let mut chunk = Chunk::new();
            write(&mut chunk);
            (id, chunk)
        };
        let font = blank_font(u16::try_from(self.codes.len()).unwrap_or(u16::MAX));
        let length = i32::try_from(font.len()).unwrap_or(i32::MAX);
        let mut unicode = UnicodeCmap::<u16>::new(Name(b"Neviditelne-UCS"), UNICODE);
        let by_code: BTreeMap<u16, char> = self.codes.iter().map(|(it, code)| (*code, *it)).collect();
        for (code, it) in by_code {
            unicode.pair(code, it);
        }
        let unicode = unicode.finish();
        vec![
            object(self.id, &|it| {
                it.type0_font(self.id)
                    .base_font(FONT_NAME)
                    .encoding_predefined(Name(b"Identity-H"))
                    .descendant_font(cid)
                    .to_unicode(cmap);
            }),
            object(cid, &|it| {
                it.cid_font(cid)
                    .subtype(CidFontType::Type2)
                    .base_font(FONT_NAME)
                    .system_info(IDENTITY)
                    .font_descriptor(descriptor)
                    .default_width(CHAR_WIDTH)
                    .cid_to_gid_map_predefined(Name(b"Identity"));
            }),
            object(descriptor, &|it| {
                it.font_descriptor(descriptor)
                    .name(FONT_NAME)
                    .flags(FontFlags::SYMBOLIC)
                    .bbox(Rect::new(0.0, 0.0, CHAR_WIDTH, 1000.0))
                    .italic_angle(0.0)
                    .ascent(1000.0)
                    .descent(0.0)
                    .cap_height(1000.0)
                    .stem_v(80.0)
                    .font_file2(program);
            }),
            object(program, &|it| {
                it.stream(program, &font).pair(Name(b"Length1"), length);
            }),
            object(cmap, &|it| {
                it.cmap(cmap, &unicode);
            }),
        ]
    }

    /// Writes the words of a page. `points` is how many points a pixel has; `size` that of the page as it lies, `quarter_turns` how it is
    /// turned to be read.
    pub(crate) fn draw(
        &mut self,
        into: &mut Content,
        words: &[PlacedWord],
        points: f32,
        size: (f32, f32),
        quarter_turns: u8,
    ) {
        if words.is_empty() {
            return;
        }
        let (width, height) = size;
        // From the page as it is read to the page as it lies.
        let turn = match quarter_turns % 4 {
            0 => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            1 => [0.0, 1.0, -1.0, 0.0, width, 0.0],
            2 => [-1.0, 0.0, 0.0, -1.0, width, height],
            _ => [0.0, -1.0, 1.0, 0.0, 0.0, height],
        };
        let read_height = if quarter_turns.is_multiple_of(2) { height } else { width };
        into.save_state().transform(turn).begin_text().set_text_rendering_mode(TextRenderingMode::Invisible);
        for line in words.split_inclusive(|it| it.ends_line) {
            self.draw_line(into, line, points, read_height);
        }
        into.end_text().restore_state();
    }

    /// Writes the words of a line: all of one size and on one foot, so that readers see one line, whatever letters its words are of.
    fn draw_line(&mut self, into: &mut Content, line: &[PlacedWord], points: f32, page_height: f32) {
        let (top, bottom) = top_and_bottom(line);
        let font_size = (bottom.saturating_sub(top).max(1) as f32 * points).max(1.0);
        let base = page_height - bottom as f32 * points;
        into.set_font(FONT, font_size);
        for word in line {
            let codes: Vec<u8> = word.text.chars().chain([' ']).flat_map(|it| self.code(it).to_be_bytes()).collect();
            let n_chars = word.text.chars().count().max(1) as f32;
            let natural = n_chars * font_size * CHAR_WIDTH / 1000.0;
            let stretch = (word.width.max(1) as f32 * points / natural * 100.0).clamp(1.0, 2000.0);
            into.set_horizontal_scaling(stretch);
            into.set_text_matrix([1.0, 0.0, 0.0, 1.0, word.left as f32 * points, base]);
            into.show(Str(&codes));
        }
    }
}

/// Where a line begins and ends from above: what its words keep within. A stamp or a rule read as a word, much higher than most of its letters
/// are, does not stretch it.
fn top_and_bottom(line: &[PlacedWord]) -> (u32, u32) {
    let mut heights: Vec<u32> = line.iter().flat_map(|it| it.text.chars().map(|_| it.height)).collect();
    heights.sort_unstable();
    let usual = heights.get(heights.len().saturating_sub(1) / 2).copied().unwrap_or_default();
    let words = line.iter().filter(|it| it.height <= usual * 2);
    let ends = words.map(|it| (it.top, it.top + it.height));
    ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, top: u32, height: u32) -> PlacedWord {
        PlacedWord { text: text.to_owned(), left: 0, top, width: 10, height, ends_line: false }
    }

    #[test]
    fn a_line_is_as_high_as_most_of_its_letters() {
        // Small letters, a capital, one with a foot below the line; and a stamp read as a word.
        let line =
            [word("a", 110, 20), word("Věc", 100, 30), word("pro", 110, 28), word("Jp", 100, 38), word("O", 20, 400)];
        assert_eq!(top_and_bottom(&line), (100, 138));
        assert_eq!(top_and_bottom(&line[..1]), (110, 130));
        assert_eq!(top_and_bottom(&[word("Věc", 100, 30), word("|", 20, 400)]), (100, 130));
        assert_eq!(top_and_bottom(&[word("–", 112, 4), word("Věc", 100, 30)]), (100, 130));
        assert_eq!(top_and_bottom(&[]), (0, 0));
    }
}
