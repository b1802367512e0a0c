//! The archive file of one letter: its pages as they were scanned, each at its own size, with what the standard wants around them.
//!
//! Invariant: the picture of a page is carried over bit by bit. A device's JPEG stays its JPEG, a bitonal page is packed without loss;
//! lossy packing of symbols is not written here at all, because it swaps digits.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jiff::tz::TimeZone;
use moxcms::ColorProfile;
use pdf_writer::types::OutputIntentSubtype;
use pdf_writer::writers::Catalog;
use pdf_writer::{Chunk, Content, Filter, Name, Rect, Ref, TextStr};
use sha2::{Digest, Sha256};
use values::Instant;
use xmp_writer::{LangId, XmpWriter};

use crate::text::{self, PlacedWord, TextFont};

/// Points of a PDF in an inch.
const POINTS_PER_INCH: f32 = 72.0;
/// Pixels an inch, where neither the device nor the file says.
pub const DEFAULT_DPI: u32 = 300;
/// The longest side of a page, in points.
const MAX_SIDE_PT: f32 = 14_400.0;
const PRODUCER: &str = "Tajemník";

/// What stands in an archive file besides its pages.
#[derive(Clone, Debug)]
pub struct ArchiveHead {
    /// What it is about; stands in the window's title.
    pub title: String,
    /// The JID of its letter; stands in the metadata as `dc:identifier`.
    pub identifier: String,
    /// The language of what is written, such as `cs`.
    pub language: String,
    /// When the file was made.
    pub made_at: Instant,
}

/// An archive file that is being written: it gives its bytes piece by piece, a page at a time, and holds none of them. The same in gives the
/// same out.
pub struct ArchiveFile {
    head: ArchiveHead,
    refs: Refs,
    /// The tree of its pages.
    tree: Ref,
    pages: Vec<Ref>,
    /// There once a page has words.
    font: Option<TextFont>,
    /// Where each object begins, in bytes from the beginning.
    places: BTreeMap<i32, u64>,
    n_bytes: u64,
    hasher: Sha256,
}

/// One page.
#[derive(Clone, Debug)]
pub struct ArchivePage {
    /// Its picture.
    pub image: PageImage,
    /// Pixels an inch; without it 300.
    pub dpi: Option<u32>,
    /// By how many degrees its lines fall to the right; the page is turned back by as much.
    pub slope: f32,
    /// What is shown of it once its lines are level: left, top, width and height in pixels; all of it without.
    pub shown: Option<[u32; 4]>,
    /// By how many quarters it is turned clockwise then to be read.
    pub quarter_turns: u8,
    /// What was recognised on it; lies over the picture, unseen.
    pub words: Vec<PlacedWord>,
}

/// A picture as it is put into the file.
#[derive(Clone, Debug)]
pub struct PageImage {
    /// How its pixels are coded.
    pub coding: PixelCoding,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// 1 for grey and bitonal, 3 for colour.
    pub n_channels: u8,
    /// Bits a channel: 1 or 8.
    pub n_bits: u8,
    /// The coded pixels.
    pub bytes: Vec<u8>,
}

/// How pixels are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelCoding {
    /// The device's own JPEG.
    Jpeg,
    /// CCITT group 4, white is 1.
    FaxG4,
    /// JBIG2, the segments of one page without a file's head.
    Jbig2,
    /// Deflate (zlib).
    Deflate,
}

/// PDF 1.7, and four bytes by which programs that carry files see that it is no text.
const BEGINNING: &[u8] = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n";

impl ArchiveFile {
    /// Begins a file; returns it with its first bytes.
    pub fn begin(head: ArchiveHead) -> (Self, Vec<u8>) {
        let mut refs = Refs(0);
        let mut hasher = Sha256::new();
        hasher.update(head.identifier.as_bytes());
        hasher.update(head.made_at.to_string().as_bytes());
        let file = Self {
            head,
            tree: refs.next(),
            refs,
            pages: Vec::new(),
            font: None,
            places: BTreeMap::new(),
            n_bytes: BEGINNING.len() as u64,
            hasher,
        };
        (file, BEGINNING.to_vec())
    }

    /// Returns the bytes of the next page.
    pub fn page(&mut self, page: &ArchivePage) -> Vec<u8> {
        self.hasher.update(&page.image.bytes);
        let [id, content, image] = [self.refs.next(), self.refs.next(), self.refs.next()];
        if !page.words.is_empty() && self.font.is_none() {
            self.font = Some(TextFont::new(self.refs.next()));
        }
        let mut font = self.font.as_mut().filter(|_| !page.words.is_empty());
        let tree = self.tree;
        let drawn = packed(&page.drawn(font.as_deref_mut()));
        let font = font.map(|it| it.id);
        let mut bytes = self.object(id, |it| page.write(it, (id, tree), (content, image), font));
        bytes.extend(self.object(content, |it| {
            it.stream(content, &drawn).filter(Filter::FlateDecode);
        }));
        bytes.extend(self.object(image, |it| page.image.write(it, image)));
        self.pages.push(id);
        bytes
    }

    /// Returns the last bytes.
    pub fn finish(mut self) -> Vec<u8> {
        let [catalog, metadata, intent] = [self.refs.next(), self.refs.next(), self.refs.next()];
        let mut bytes = Vec::new();
        if let Some(font) = self.font.take() {
            let parts = [self.refs.next(), self.refs.next(), self.refs.next(), self.refs.next()];
            for (id, part) in font.written(parts) {
                bytes.extend(self.placed(id, part.as_bytes()));
            }
        }
        let (tree, kids) = (self.tree, std::mem::take(&mut self.pages));
        let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
        bytes.extend(self.object(tree, |it| {
            it.pages(tree).count(count).kids(kids);
        }));
        let language = self.head.language.clone();
        bytes.extend(self.object(catalog, |it| write_catalog(it, &language, [catalog, tree, metadata, intent])));
        let profile = ColorProfile::new_srgb().encode().expect("the profile of sRGB can be written");
        let profile = packed(&profile);
        bytes.extend(self.object(intent, |it| {
            it.icc_profile(intent, &profile).n(3).filter(Filter::FlateDecode);
        }));
        let xmp = self.head.xmp();
        bytes.extend(self.object(metadata, |it| {
            it.metadata(metadata, xmp.as_bytes());
        }));
        bytes.extend(self.end(catalog));
        bytes
    }

    /// An object by itself, and where it begins.
    fn object(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) -> Vec<u8> {
        let mut chunk = Chunk::new();
        write(&mut chunk);
        self.placed(id, chunk.as_bytes())
    }

    fn placed(&mut self, id: Ref, bytes: &[u8]) -> Vec<u8> {
        self.places.insert(id.get(), self.n_bytes);
        self.n_bytes += bytes.len() as u64;
        bytes.to_vec()
    }

    /// Where every object begins, and where to begin reading (ISO 32000-1, 7.5.4 and 7.5.5). Every number was given to an object.
    fn end(self, catalog: Ref) -> Vec<u8> {
        let n = self.places.len() + 1;
        let mut end = format!("xref\n0 {n}\n0000000000 65535 f\r\n");
        for place in self.places.values() {
            end.push_str(&format!("{place:010} 00000 n\r\n"));
        }
        let id: String = self.hasher.finalize()[..16].iter().map(|it| format!("{it:02x}")).collect();
        let root = catalog.get();
        end.push_str(&format!("trailer\n<<\n/Size {n}\n/Root {root} 0 R\n/ID [<{id}> <{id}>]\n>>\n"));
        end.push_str(&format!("startxref\n{}\n%%EOF", self.n_bytes));
        end.into_bytes()
    }
}

fn write_catalog(into: &mut Chunk, language: &str, [catalog, tree, metadata, intent]: [Ref; 4]) {
    let mut root = into.indirect(catalog).start::<Catalog<'_>>();
    root.pages(tree).metadata(metadata).lang(TextStr(language));
    root.viewer_preferences().display_doc_title(true);
    let mut intents = root.output_intents();
    let mut srgb = intents.push();
    srgb.subtype(OutputIntentSubtype::PDFA);
    srgb.output_condition_identifier(TextStr("sRGB")).info(TextStr("sRGB IEC61966-2.1")).dest_output_profile(intent);
}

impl ArchiveHead {
    fn xmp(&self) -> String {
        let mut xmp = XmpWriter::new();
        xmp.pdfa_part(2).pdfa_conformance("B");
        xmp.title([(Some(LangId("x-default")), self.title.as_str())]);
        xmp.identifier(&self.identifier).language([LangId(&self.language)]).format("application/pdf");
        xmp.producer(PRODUCER).creator_tool(PRODUCER);
        let made_at = xmp_time(self.made_at);
        xmp.create_date(made_at).modify_date(made_at).metadata_date(made_at);
        xmp.finish(None)
    }
}

impl ArchivePage {
    /// How many points a pixel has.
    fn point(&self) -> f32 {
        let longest = self.image.width.max(self.image.height).max(1) as f32;
        let by_dpi = POINTS_PER_INCH / self.dpi.filter(|it| *it > 0).unwrap_or(DEFAULT_DPI) as f32;
        // No page may be longer (ISO 19005-2, 6.1.13).
        by_dpi.min(MAX_SIDE_PT / longest)
    }

    /// Its width and height in points.
    fn size(&self) -> (f32, f32) {
        (self.image.width as f32 * self.point(), self.image.height as f32 * self.point())
    }

    fn write(&self, into: &mut Chunk, (id, tree): (Ref, Ref), (content, image): (Ref, Ref), font: Option<Ref>) {
        let (width, height) = self.size();
        let mut leaf = into.page(id);
        leaf.parent(tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(content);
        if let Some(shown) = self.shown {
            // Nothing is thrown away: what lies beside the paper is in the picture still.
            let [left, top, shown_width, shown_height] = shown.map(|it| it as f32 * self.point());
            let upper = height - top;
            leaf.crop_box(Rect::new(left, upper - shown_height, left + shown_width, upper));
        }
        if !self.quarter_turns.is_multiple_of(4) {
            leaf.rotate(i32::from(self.quarter_turns % 4) * 90);
        }
        let mut resources = leaf.resources();
        resources.x_objects().pair(Name(b"S"), image);
        if let Some(font) = font {
            resources.fonts().pair(text::FONT, font);
        }
    }

    /// The picture, level, and the words over it.
    fn drawn(&self, font: Option<&mut TextFont>) -> Vec<u8> {
        let (width, height) = self.size();
        let mut drawn = Content::new();
        drawn.save_state().transform(level(width, height, self.slope)).x_object(Name(b"S")).restore_state();
        if let Some(font) = font {
            font.draw(&mut drawn, &self.words, self.point(), (width, height), self.quarter_turns);
        }
        drawn.finish().into_vec()
    }
}

impl PageImage {
    fn write(&self, into: &mut Chunk, id: Ref) {
        let side = |it: u32| i32::try_from(it).unwrap_or(i32::MAX);
        let mut object = into.image_xobject(id, &self.bytes);
        object.width(side(self.width)).height(side(self.height)).bits_per_component(i32::from(self.n_bits));
        object.color_space_name(if self.n_channels == 1 { Name(b"DeviceGray") } else { Name(b"DeviceRGB") });
        match self.coding {
            PixelCoding::Jpeg => drop(object.filter(Filter::DctDecode)),
            PixelCoding::Jbig2 => drop(object.filter(Filter::Jbig2Decode)),
            PixelCoding::Deflate => drop(object.filter(Filter::FlateDecode)),
            PixelCoding::FaxG4 => {
                object.filter(Filter::CcittFaxDecode);
                object.decode_parms().k(-1).columns(side(self.width)).rows(side(self.height));
            }
        }
    }
}

/// A page of words is a tenth as long when it is packed.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes it")
}

/// The matrix that draws a picture so large, turned about its middle against the slope of its lines: no pixel is changed.
fn level(width: f32, height: f32, slope: f32) -> [f32; 6] {
    let (sin, cos) = slope.to_radians().sin_cos();
    let (half_width, half_height) = (width / 2.0, height / 2.0);
    let left = half_width - (half_width * cos - half_height * sin);
    let base = half_height - (half_width * sin + half_height * cos);
    [width * cos, width * sin, -height * sin, height * cos, left, base]
}

fn xmp_time(at: Instant) -> xmp_writer::DateTime {
    let utc = at.to_zoned(TimeZone::UTC);
    let two = |it: i8| Some(u8::try_from(it).unwrap_or(0));
    xmp_writer::DateTime {
        year: u16::try_from(utc.year()).unwrap_or(0),
        month: two(utc.month()),
        day: two(utc.day()),
        hour: two(utc.hour()),
        minute: two(utc.minute()),
        second: two(utc.second()),
        timezone: Some(xmp_writer::Timezone::Utc),
    }
}

struct Refs(i32);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}
