//! The archive file of one letter: its pages as they were scanned, each at its own size, with what the standard wants around them.
//!
//! Invariant: the picture of a page is carried over bit by bit. A device's JPEG stays its JPEG, a bitonal page is packed without loss;
//! lossy packing of symbols is not written here at all, because it swaps digits.

use jiff::tz::TimeZone;
use moxcms::ColorProfile;
use pdf_writer::types::OutputIntentSubtype;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};
use sha2::{Digest, Sha256};
use values::Instant;
use xmp_writer::{LangId, XmpWriter};

use crate::text::{self, PlacedWord, TextFont};

/// Points of a PDF in an inch.
const POINTS_PER_INCH: f32 = 72.0;
/// Pixels an inch, where neither the device nor the file says.
const DEFAULT_DPI: u32 = 300;
const PRODUCER: &str = "Tajemník";

/// What becomes one archive file.
#[derive(Clone, Debug)]
pub struct ArchiveFile {
    /// What it is about; stands in the window's title.
    pub title: String,
    /// The JID of its letter; stands in the metadata as `dc:identifier`.
    pub identifier: String,
    /// The language of what is written, such as `cs`.
    pub language: String,
    /// When the file was made.
    pub made_at: Instant,
    /// Its pages in their order.
    pub pages: Vec<ArchivePage>,
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

impl ArchiveFile {
    /// Returns the bytes of the file. The same in gives the same out.
    pub fn write(&self) -> Vec<u8> {
        let mut refs = Refs(0);
        let [catalog, tree, metadata, intent] = [refs.next(), refs.next(), refs.next(), refs.next()];
        let mut pdf = Pdf::new();
        pdf.set_version(1, 7);
        let mut kids = Vec::with_capacity(self.pages.len());
        let words = || self.pages.iter().flat_map(|it| &it.words);
        let font = words().next().map(|_| TextFont::of(refs.next(), words()));
        if let Some(font) = &font {
            font.write(&mut pdf, [refs.next(), refs.next(), refs.next(), refs.next()]);
        }
        for page in &self.pages {
            let place = [refs.next(), refs.next(), refs.next()];
            kids.push(place[0]);
            page.write(&mut pdf, tree, place, font.as_ref());
        }
        pdf.pages(tree).count(i32::try_from(kids.len()).unwrap_or(i32::MAX)).kids(kids);
        self.write_catalog(&mut pdf, [catalog, tree, metadata, intent]);
        let profile = ColorProfile::new_srgb().encode().expect("the profile of sRGB can be written");
        pdf.icc_profile(intent, &profile).n(3);
        let xmp = self.xmp();
        pdf.metadata(metadata, xmp.as_bytes());
        let hash = self.hash();
        pdf.set_file_id((hash.clone(), hash));
        pdf.finish()
    }

    fn write_catalog(&self, pdf: &mut Pdf, [catalog, tree, metadata, intent]: [Ref; 4]) {
        let mut root = pdf.catalog(catalog);
        root.pages(tree).metadata(metadata).lang(TextStr(&self.language));
        root.viewer_preferences().display_doc_title(true);
        let mut intents = root.output_intents();
        let mut srgb = intents.push();
        srgb.subtype(OutputIntentSubtype::PDFA);
        srgb.output_condition_identifier(TextStr("sRGB"))
            .info(TextStr("sRGB IEC61966-2.1"))
            .dest_output_profile(intent);
    }

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

    fn hash(&self) -> Vec<u8> {
        let mut hasher = Sha256::new();
        hasher.update(self.identifier.as_bytes());
        hasher.update(self.made_at.to_string().as_bytes());
        for page in &self.pages {
            hasher.update(&page.image.bytes);
        }
        hasher.finalize()[..16].to_vec()
    }
}

impl ArchivePage {
    fn write(&self, pdf: &mut Pdf, tree: Ref, [page, content, image]: [Ref; 3], font: Option<&TextFont>) {
        let dpi = self.dpi.filter(|it| *it > 0).unwrap_or(DEFAULT_DPI) as f32;
        let points = |pixels: u32| pixels as f32 * POINTS_PER_INCH / dpi;
        let (width, height) = (points(self.image.width), points(self.image.height));
        let mut leaf = pdf.page(page);
        leaf.parent(tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(content);
        if let Some([left, top, shown_width, shown_height]) = self.shown {
            // Nothing is thrown away: what lies beside the paper is in the picture still.
            let (left, upper) = (points(left), height - points(top));
            leaf.crop_box(Rect::new(left, upper - points(shown_height), left + points(shown_width), upper));
        }
        if !self.quarter_turns.is_multiple_of(4) {
            leaf.rotate(i32::from(self.quarter_turns % 4) * 90);
        }
        let mut resources = leaf.resources();
        resources.x_objects().pair(Name(b"S"), image);
        if let Some(font) = font {
            resources.fonts().pair(text::FONT, font.id);
        }
        resources.finish();
        leaf.finish();
        let mut drawn = Content::new();
        drawn.save_state().transform(level(width, height, self.slope)).x_object(Name(b"S")).restore_state();
        if let Some(font) = font {
            font.draw(&mut drawn, &self.words, POINTS_PER_INCH / dpi, (width, height), self.quarter_turns);
        }
        pdf.stream(content, &drawn.finish());
        self.image.write(pdf, image);
    }
}

impl PageImage {
    fn write(&self, pdf: &mut Pdf, id: Ref) {
        let side = |it: u32| i32::try_from(it).unwrap_or(i32::MAX);
        let mut object = pdf.image_xobject(id, &self.bytes);
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
