//! A sheet of A4 or A5 that is filled from above: headings, facts, tables, and a foot on every page.
//!
//! Invariant: nothing is written outside the margins; a cell that is too long is wrapped, never cut.

use crate::barcode::{Code as Barcode, CodeKind};
use crate::paper::{Face, Field, Paper, line_height};
use domain::numbering::Jid;

const MARGIN_MM: f32 = 15.0;
const FOOT_MM: f32 = 8.0;
const FOOT_PT: f32 = 7.5;
const CELL_PADDING_MM: f32 = 1.0;
const RULE_MM: f32 = 0.15;
const BODY_PT: f32 = 10.0;

/// The formats of office paper, width and height in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    A4,
    A4Landscape,
    A5,
}

impl Format {
    fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A4Landscape => (297.0, 210.0),
            Self::A5 => (148.0, 210.0),
        }
    }
}

/// A column of a table: its title, and its share of the width.
pub(crate) struct Column {
    pub(crate) title: &'static str,
    pub(crate) share: f32,
}

/// A print in the making.
pub(crate) struct Sheet {
    paper: Paper,
    size: (f32, f32),
    /// Where the next thing begins, from the page's upper edge.
    top: f32,
}

impl Sheet {
    pub(crate) fn new(title: &str, format: Format) -> Self {
        let mut sheet = Self { paper: Paper::new(title), size: format.size(), top: MARGIN_MM };
        sheet.begin_page();
        sheet
    }

    /// Writes lines of text, wrapped.
    pub(crate) fn text(&mut self, face: Face, size_pt: f32, text: &str) {
        for line in self.paper.wrapped(face, size_pt, text, self.width()) {
            self.need(line_height(size_pt));
            self.paper.write(face, size_pt, MARGIN_MM, self.top + line_height(size_pt) * 0.8, &line);
            self.top += line_height(size_pt);
        }
    }

    /// Leaves room.
    pub(crate) fn space(&mut self, height: f32) {
        self.top += height;
    }

    /// Writes names and what they stand for, one below the other; an empty value is a dash.
    pub(crate) fn facts(&mut self, facts: &[(&str, String)]) {
        let name_width = 45.0_f32.min(self.width() * 0.4);
        for (name, value) in facts {
            let value = if value.is_empty() { "–" } else { value };
            let lines = self.paper.wrapped(Face::Regular, BODY_PT, value, self.width() - name_width);
            self.need(line_height(BODY_PT) * lines.len() as f32);
            let base = |nth: usize, top: f32| top + line_height(BODY_PT) * (nth as f32 + 0.8);
            self.paper.write(Face::Bold, BODY_PT, MARGIN_MM, base(0, self.top), name);
            for (nth, line) in lines.iter().enumerate() {
                self.paper.write(Face::Regular, BODY_PT, MARGIN_MM + name_width, base(nth, self.top), line);
            }
            self.top += line_height(BODY_PT) * lines.len() as f32 + 0.8;
        }
    }

    /// Draws the JID for scanners in the upper right corner of the page.
    pub(crate) fn corner_code(&mut self, jid: &Jid) {
        let code = Barcode::of(jid, CodeKind::DataMatrix);
        let side = code.columns as f32 * 0.64;
        let left = self.size.0 - MARGIN_MM - side;
        self.paper.darken(code.over(Field { left, top: MARGIN_MM, width: side, height: side }));
    }

    /// Draws a code as large as that, in the middle.
    pub(crate) fn large_code(&mut self, code: &Barcode, side: f32) {
        self.need(side);
        let left = (self.size.0 - side) / 2.0;
        self.paper.darken(code.over(Field { left, top: self.top, width: side, height: side }));
        self.top += side;
    }

    /// Writes a table; its head stands on every page.
    pub(crate) fn table(&mut self, columns: &[Column], size_pt: f32, rows: impl IntoIterator<Item = Vec<String>>) {
        let shares: f32 = columns.iter().map(|it| it.share).sum();
        let widths: Vec<f32> = columns.iter().map(|it| it.share / shares * self.width()).collect();
        let head: Vec<String> = columns.iter().map(|it| it.title.to_owned()).collect();
        self.row(Face::Bold, size_pt, &widths, &head);
        for row in rows {
            let height = self.row_height(Face::Regular, size_pt, &widths, &row);
            if self.top + height > self.bottom() && height < self.bottom() - 2.0 * MARGIN_MM {
                self.begin_page();
                self.row(Face::Bold, size_pt, &widths, &head);
            }
            self.row(Face::Regular, size_pt, &widths, &row);
        }
    }

    /// Ends it: writes `foot` and the page's number on every page, and returns the PDF.
    pub(crate) fn finish(mut self, foot: &str) -> Vec<u8> {
        let (width, height) = self.size;
        let base = height - FOOT_MM;
        let n_pages = self.paper.n_pages();
        for nth in 0..n_pages {
            let number = format!("strana {} z {n_pages}", nth + 1);
            let number_width = self.paper.width_of(Face::Regular, FOOT_PT, &number);
            let room = width - 2.0 * MARGIN_MM - number_width - 3.0;
            let foot = self.paper.shortened(Face::Regular, FOOT_PT, foot, room);
            self.paper.turn_to(nth);
            self.paper.write(Face::Regular, FOOT_PT, MARGIN_MM, base, &foot);
            self.paper.write(Face::Regular, FOOT_PT, width - MARGIN_MM - number_width, base, &number);
        }
        self.paper.finish()
    }

    fn row(&mut self, face: Face, size_pt: f32, widths: &[f32], cells: &[String]) {
        let cells: Vec<Vec<String>> =
            widths.iter().zip(cells).map(|(width, it)| self.cell(face, size_pt, *width, it)).collect();
        let n_lines = cells.iter().map(Vec::len).max().unwrap_or(0);
        // Line by line, so that a cell longer than a page goes on on the next one.
        for nth in 0..n_lines {
            self.need(line_height(size_pt) + CELL_PADDING_MM);
            let mut left = MARGIN_MM;
            for (width, lines) in widths.iter().zip(&cells) {
                if let Some(line) = lines.get(nth) {
                    self.paper.write(face, size_pt, left, self.top + line_height(size_pt) * 0.8, line);
                }
                left += width;
            }
            self.top += line_height(size_pt);
        }
        self.top += CELL_PADDING_MM / 2.0;
        let rule = Field { left: MARGIN_MM, top: self.top, width: self.width(), height: RULE_MM };
        self.paper.darken([rule]);
        self.top += CELL_PADDING_MM / 2.0 + RULE_MM;
    }

    fn row_height(&self, face: Face, size_pt: f32, widths: &[f32], cells: &[String]) -> f32 {
        let lines = widths.iter().zip(cells).map(|(width, it)| self.cell(face, size_pt, *width, it).len());
        line_height(size_pt) * lines.max().unwrap_or(0) as f32 + CELL_PADDING_MM + RULE_MM
    }

    fn cell(&self, face: Face, size_pt: f32, width: f32, text: &str) -> Vec<String> {
        self.paper.wrapped(face, size_pt, text, width - CELL_PADDING_MM)
    }

    pub(crate) fn begin_page(&mut self) {
        self.paper.begin_page(self.size.0, self.size.1);
        self.top = MARGIN_MM;
    }

    fn need(&mut self, height: f32) {
        if self.top + height > self.bottom() {
            self.begin_page();
        }
    }

    fn width(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN_MM
    }

    fn bottom(&self) -> f32 {
        self.size.1 - MARGIN_MM
    }
}
