//! The label on a letter: the receipt stamp and the JID to be read by a person and by a scanner.

use domain::numbering::Jid;
use domain::registry::{Document, OtherAttachments};
use values::{Code, Instant, Refusal, local_text};

use crate::LabelFormat;
use crate::barcode::{Code as Barcode, CodeKind};
use crate::paper::{Face, Field, Paper, line_height};

/// The most labels of one print: a clerk who chose more meant something else.
const MAX_LABELS: usize = 5_000;
/// Kept free inside a label's edge, for printers are not exact.
const MARGIN_MM: f32 = 2.0;
/// The side of a Data Matrix module: five dots at 200 dpi.
const MODULE_MM: f32 = 0.64;
/// The narrowest bar of Code 128: two dots of a label printer of 203 dpi, fewer of which neither label printers nor readers hold apart.
const MIN_BAR_MM: f32 = 0.25;
/// Light modules that Code 128 needs before and behind it.
const QUIET_BARS: usize = 10;
const BARS_HEIGHT_MM: f32 = 8.0;
const SIZES_PT: [f32; 7] = [9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0];

/// What the receipt stamp (podací razítko) says, decree 259/2012 § 3(3).
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// (a) The office's name.
    pub office: String,
    /// (b) When it was delivered; an own document was not.
    pub delivered_at: Option<Instant>,
    /// (c) The unique identifier.
    pub jid: Jid,
    /// The reference number, where it is known already. The stamp does not need it.
    pub reference: Option<String>,
    /// The number in a substitute register; said while there is no reference number.
    pub emergency: Option<String>,
    /// Which of how many copies of one letter it is for.
    pub copy: Option<(u32, u32)>,
    /// Whether it stands on an envelope that stays closed.
    pub is_unopened: bool,
    /// (d) Sheets, without those of attachments.
    pub sheets: Option<u32>,
    /// (e) Paper attachments.
    pub paper_attachments: Option<u32>,
    /// (f) Attachments that are not paper.
    pub other_attachments: Option<OtherAttachments>,
}

/// Which labels on which format.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelWish {
    /// Where they lie.
    pub format: LabelFormat,
    /// How the JID is written for scanners.
    pub code: CodeKind,
    /// The first free label of the first page, counted from 1.
    pub first: u32,
}

impl Stamp {
    /// Returns the stamp of a document of the office.
    pub fn of(document: &Document, office: &str) -> Self {
        Self {
            office: office.to_owned(),
            delivered_at: document.delivered_at,
            jid: document.jid.clone(),
            reference: document.reference.as_ref().map(|it| it.text.clone()),
            emergency: document.emergency.as_ref().map(|it| it.text.clone()),
            copy: None,
            is_unopened: document.unopened,
            sheets: document.sheets,
            paper_attachments: document.paper_attachments,
            other_attachments: document.other_attachments.clone(),
        }
    }

    /// Returns a stamp for each copy of the letter.
    pub fn of_copies(document: &Document, office: &str) -> Vec<Self> {
        let stamp = Self::of(document, office);
        match document.copies {
            Some(n) if n > 1 => (1..=n).map(|nth| Self { copy: Some((nth, n)), ..stamp.clone() }).collect(),
            _ => vec![stamp],
        }
    }

    /// Its lines; `of_names` is what the office's name and the description of other attachments suffer.
    fn lines(&self, of_names: Room) -> Vec<Line> {
        let mut lines = vec![Line::new(Face::Bold, of_names, self.office.clone())];
        if let Some(at) = self.delivered_at {
            lines.push(Line::new(Face::Regular, Room::Broken, format!("Doručeno: {}", delivered_text(at))));
        }
        if let Some(reference) = &self.reference {
            lines.push(Line::new(Face::Regular, Room::BrokenOrCut, format!("Č. j.: {reference}")));
        } else if let Some(number) = &self.emergency {
            lines.push(Line::new(Face::Regular, Room::BrokenOrCut, format!("Náhradní evidence: {number}")));
        }
        let count = |it: Option<u32>| it.map_or("–".to_owned(), |it| it.to_string());
        let (sheets, attachments) = (count(self.sheets), count(self.paper_attachments));
        let inside = if self.is_unopened && self.sheets.is_none() {
            "Neotevřená obálka".to_owned()
        } else {
            format!("Listů: {sheets}   Listinných příloh: {attachments}")
        };
        let copy = self.copy.map(|(nth, of)| format!("   Vyhotovení {nth}/{of}")).unwrap_or_default();
        lines.push(Line::new(Face::Regular, Room::Broken, format!("{inside}{copy}")));
        if let Some(other) = &self.other_attachments {
            let what = if other.description.is_empty() { "" } else { ", " };
            lines.push(Line::new(
                Face::Regular,
                of_names,
                format!("Jiné přílohy: {}{what}{}", other.count, other.description),
            ));
        }
        lines.push(Line::new(Face::Bold, Room::Broken, self.jid.as_str().to_owned()));
        lines
    }
}

/// What a line may suffer where the label is narrower than it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// It is broken between words; a word without room refuses the label. What the decree asks.
    Broken,
    /// It is broken between words, and a word without room loses its end: the reference number, which the stamp does not need.
    BrokenOrCut,
    /// It stays one line and loses its end: the office's name and what other attachments are, where they have no room whole.
    Cut,
}

/// A line of a stamp.
struct Line {
    face: Face,
    text: String,
    room: Room,
}

impl Line {
    fn new(face: Face, room: Room, text: String) -> Self {
        Self { face, text, room }
    }

    /// Returns it as it stands in a field so wide; `None` where a word of what the decree asks has no room.
    fn laid_out(&self, paper: &Paper, size: f32, width: f32) -> Option<Vec<String>> {
        let fits = |text: &str| paper.width_of(self.face, size, text) <= width;
        if fits(&self.text) {
            return Some(vec![self.text.clone()]);
        }
        let is_breakable = self.text.split_whitespace().all(fits);
        match self.room {
            Room::Broken | Room::BrokenOrCut if is_breakable => Some(paper.wrapped(self.face, size, &self.text, width)),
            Room::Broken => None,
            Room::BrokenOrCut | Room::Cut => Some(vec![paper.shortened(self.face, size, &self.text, width)]),
        }
    }
}

/// Prints the stamps as labels and returns the PDF.
///
/// Refuses a format that does not fit its page, a first label the page does not have, a label with too little room for
/// what the decree asks, and more than 5 000 labels.
pub fn labels(stamps: &[Stamp], wish: &LabelWish) -> Result<Vec<u8>, Refusal> {
    let format = &wish.format;
    format.check()?;
    if !(1..=format.n_labels()).contains(&wish.first) {
        let refusal = Refusal::new(Code::NumberOutOfRange).at("first");
        return Err(refusal.with("min", 1).with("max", format.n_labels()));
    }
    if stamps.len() > MAX_LABELS {
        return Err(Refusal::new(Code::TooManyChosen).with("max", MAX_LABELS).with("n", stamps.len()));
    }
    let mut paper = Paper::new("Štítky");
    let mut at = wish.first - 1;
    for (nth, stamp) in stamps.iter().enumerate() {
        if nth == 0 || at == format.n_labels() {
            paper.begin_page(format.page_width, format.page_height);
        }
        if at == format.n_labels() {
            at = 0;
        }
        draw(&mut paper, stamp, wish.code, format.place(at))?;
        at += 1;
    }
    Ok(paper.finish())
}

fn draw(paper: &mut Paper, stamp: &Stamp, kind: CodeKind, label: Field) -> Result<(), Refusal> {
    let inside = Field {
        left: label.left + MARGIN_MM,
        top: label.top + MARGIN_MM,
        width: label.width - 2.0 * MARGIN_MM,
        height: label.height - 2.0 * MARGIN_MM,
    };
    let code = Barcode::of(&stamp.jid, kind);
    let (code_field, text_field) = match kind {
        CodeKind::DataMatrix => beside(&code, inside),
        CodeKind::Code128 => below(&code, inside)?,
    };
    // Names are said whole where the label has room for them.
    write_lines(paper, &stamp.lines(Room::Broken), text_field)
        .or_else(|_| write_lines(paper, &stamp.lines(Room::Cut), text_field))?;
    paper.darken(code.over(code_field));
    Ok(())
}

/// A Data Matrix stands left of the text, in the middle.
fn beside(code: &Barcode, inside: Field) -> (Field, Field) {
    let side = (code.columns as f32 * MODULE_MM).min(inside.height);
    let code_field = Field { top: inside.top + (inside.height - side) / 2.0, width: side, height: side, ..inside };
    let taken = side + MARGIN_MM;
    (code_field, Field { left: inside.left + taken, width: inside.width - taken, ..inside })
}

/// Bars lie under the text.
fn below(code: &Barcode, inside: Field) -> Result<(Field, Field), Refusal> {
    // The margin is light, too, and counts to the quiet zone.
    let bar = ((inside.width + 2.0 * MARGIN_MM) / (code.columns + 2 * QUIET_BARS) as f32).min(0.33);
    if bar < MIN_BAR_MM {
        return Err(Refusal::new(Code::LabelTooSmall));
    }
    let width = bar * code.columns as f32;
    let code_field = Field {
        left: inside.left + (inside.width - width) / 2.0,
        top: inside.top + inside.height - BARS_HEIGHT_MM,
        width,
        height: BARS_HEIGHT_MM,
    };
    Ok((code_field, Field { height: inside.height - BARS_HEIGHT_MM - 1.0, ..inside }))
}

/// Writes the lines as large as they fit: each in one, or, where the label is narrow, broken between words.
fn write_lines(paper: &mut Paper, lines: &[Line], field: Field) -> Result<(), Refusal> {
    let laid_out = |size: f32| {
        let rows =
            |it: &Line| Some(it.laid_out(paper, size, field.width)?.into_iter().map(|text| (it.face, text)).collect());
        let rows: Vec<Vec<(Face, String)>> = lines.iter().map(rows).collect::<Option<_>>()?;
        Some(rows.concat()).filter(|it| line_height(size) * it.len() as f32 <= field.height)
    };
    // What says most is taken, and of those the one with the fewest breaks, the largest first.
    let said = |rows: &[(Face, String)]| {
        let n_chars: usize =
            rows.iter().map(|it| it.1.chars().filter(|it| !it.is_whitespace() && *it != '…').count()).sum();
        (n_chars, std::cmp::Reverse(rows.len()))
    };
    let candidates = SIZES_PT.into_iter().rev().filter_map(|size| Some((size, laid_out(size)?)));
    let best = candidates.max_by_key(|it| said(&it.1));
    let Some((size, rows)) = best else { return Err(Refusal::new(Code::LabelTooSmall)) };
    for (nth, (face, text)) in rows.iter().enumerate() {
        let base = field.top + line_height(size) * (nth as f32 + 0.8);
        paper.write(*face, size, field.left, base, text);
    }
    Ok(())
}

/// The day, and the time where it is known: midnight to the second means that only the day is.
fn delivered_text(at: Instant) -> String {
    let text = local_text(at);
    match text.strip_suffix(" 0:00:00") {
        Some(day) => day.to_owned(),
        None => text.rsplit_once(':').map_or(text.clone(), |it| it.0.to_owned()),
    }
}
