//! Paper to print on: text, rules and dark fields, page after page.

use printpdf::{
    FontId, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point,
    Polygon, PolygonRing, Pt, TextItem, WindingOrder,
};

const MM_PER_PT: f32 = 25.4 / 72.0;

/// How text looks. Condensed, because labels are narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
}

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

struct Font {
    id: FontId,
    parsed: ParsedFont,
}

/// A stack of pages in the making.
pub(crate) struct Paper {
    document: PdfDocument,
    fonts: [Font; 2],
    pages: Vec<(f32, f32, Vec<Op>)>,
    /// The page that is written on.
    at: usize,
}

impl Paper {
    pub(crate) fn new(title: &str) -> Self {
        let mut document = PdfDocument::new(title);
        let fonts = [dejavu::sans_condensed::regular(), dejavu::sans_condensed::bold()].map(|bytes| {
            let parsed = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).expect("the font is compiled in");
            Font { id: document.add_font(&parsed), parsed }
        });
        Self { document, fonts, pages: Vec::new(), at: 0 }
    }

    /// Begins a page.
    pub(crate) fn begin_page(&mut self, width: f32, height: f32) {
        self.pages.push((width, height, Vec::new()));
        self.at = self.pages.len() - 1;
    }

    /// Returns how many pages there are.
    pub(crate) fn n_pages(&self) -> usize {
        self.pages.len()
    }

    /// Goes back to a page that was begun, counted from 0.
    pub(crate) fn turn_to(&mut self, page: usize) {
        self.at = page;
    }

    /// Writes a line whose letters stand on `base`.
    pub(crate) fn write(&mut self, face: Face, size_pt: f32, left: f32, base: f32, text: &str) {
        let font = PdfFontHandle::External(self.fonts[face as usize].id.clone());
        let (_, height, ops) = self.page();
        let pos = Point { x: Mm(left).into(), y: Mm(height - base).into() };
        ops.extend([
            Op::StartTextSection,
            Op::SetTextCursor { pos },
            Op::SetFont { font, size: Pt(size_pt) },
            Op::ShowText { items: vec![TextItem::Text(text.to_owned())] },
            Op::EndTextSection,
        ]);
    }

    /// Makes fields dark, all in one stroke, so that no seam shows between them.
    pub(crate) fn darken(&mut self, fields: impl IntoIterator<Item = Field>) {
        let (_, height, ops) = self.page();
        let corner =
            |x: f32, y: f32| LinePoint { p: Point { x: Mm(x).into(), y: Mm(height - y).into() }, bezier: false };
        let ring = |it: Field| PolygonRing {
            points: vec![
                corner(it.left, it.top),
                corner(it.left + it.width, it.top),
                corner(it.left + it.width, it.top + it.height),
                corner(it.left, it.top + it.height),
            ],
        };
        let rings = fields.into_iter().map(ring).collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        ops.push(Op::DrawPolygon { polygon });
    }

    /// Returns how wide a line is.
    pub(crate) fn width_of(&self, face: Face, size_pt: f32, text: &str) -> f32 {
        let font = &self.fonts[face as usize].parsed;
        let units = f32::from(font.pdf_font_metrics.units_per_em.max(1));
        let advance = |it: char| font.lookup_glyph_index(u32::from(it)).and_then(|it| font.get_glyph_width(it));
        let width: f32 = text.chars().filter_map(advance).map(f32::from).sum();
        width / units * size_pt * MM_PER_PT
    }

    /// Returns the beginning of a line that fits, with an ellipsis when something is left out.
    pub(crate) fn shortened(&self, face: Face, size_pt: f32, text: &str, width: f32) -> String {
        if self.width_of(face, size_pt, text) <= width {
            return text.to_owned();
        }
        let mut text: Vec<char> = text.chars().collect();
        while text.pop().is_some() {
            let shorter = format!("{}…", text.iter().collect::<String>().trim_end());
            if self.width_of(face, size_pt, &shorter) <= width {
                return shorter;
            }
        }
        String::new()
    }

    /// Returns a text in lines that fit: broken between words, and inside a word that is longer than a line.
    pub(crate) fn wrapped(&self, face: Face, size_pt: f32, text: &str, width: f32) -> Vec<String> {
        let fits = |line: &str| self.width_of(face, size_pt, line) <= width;
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if line.chars().count() > 1 && !fits(&line) {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Ends it and returns the PDF.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let pages = self.pages.into_iter().map(|(width, height, ops)| PdfPage::new(Mm(width), Mm(height), ops));
        self.document.with_pages(pages.collect()).save(&PdfSaveOptions::default(), &mut Vec::new())
    }

    fn page(&mut self) -> (f32, f32, &mut Vec<Op>) {
        let (width, height, ops) = self.pages.get_mut(self.at).expect("a page was begun");
        (*width, *height, ops)
    }
}

/// Returns how high a line of text is, with the space to the next.
pub(crate) fn line_height(size_pt: f32) -> f32 {
    size_pt * MM_PER_PT * 1.18
}
