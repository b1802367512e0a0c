//! A TrueType font whose glyphs are all empty and equally wide: what is never drawn needs no shapes, but PDF/A wants every font in its file
//! (ISO 19005-2, 6.2.11.4.1).

/// Units of an em, and how wide each glyph is.
pub(crate) const UNITS_PER_EM: u16 = 1000;
pub(crate) const ADVANCE: u16 = 500;
/// What the checksum of a whole font adds up to (OpenType, `head`).
const WHOLE: u32 = 0xB1B0_AFBA;

/// Returns the font with so many glyphs besides the one for what is missing.
pub(crate) fn blank_font(n_glyphs: u16) -> Vec<u8> {
    let n = n_glyphs.saturating_add(1);
    // In the order of their names, as the format wants it.
    let tables: [(&[u8; 4], Vec<u8>); 6] = [
        (b"glyf", vec![0; 4]),
        (b"head", head()),
        (b"hhea", hhea()),
        (b"hmtx", hmtx(n)),
        (b"loca", vec![0; 2 * (usize::from(n) + 1)]),
        (b"maxp", maxp(n)),
    ];
    let mut font = Vec::new();
    // Of the largest power of two among six: four.
    words(&mut font, &[0, 1, 6, 4 * 16, 2, (6 - 4) * 16]);
    font.splice(0..4, 0x0001_0000_u32.to_be_bytes());
    let mut offset = 12 + 16 * tables.len();
    let mut bodies = Vec::new();
    for (name, body) in &tables {
        font.extend_from_slice(*name);
        font.extend(checksum(body).to_be_bytes());
        font.extend(to_u32(offset).to_be_bytes());
        font.extend(to_u32(body.len()).to_be_bytes());
        bodies.extend_from_slice(body);
        bodies.resize(bodies.len().next_multiple_of(4), 0);
        offset += body.len().next_multiple_of(4);
    }
    font.extend_from_slice(&bodies);
    let adjustment = WHOLE.wrapping_sub(checksum(&font)).to_be_bytes();
    let place = 12 + 16 * tables.len() + 4 + 8;
    font[place..place + 4].copy_from_slice(&adjustment);
    font
}

fn words(into: &mut Vec<u8>, words: &[u16]) {
    into.extend(words.iter().flat_map(|it| it.to_be_bytes()));
}

fn to_u32(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn head() -> Vec<u8> {
    let mut head = Vec::new();
    // Version 1.0, revision 1.0, the adjustment that is filled in last, the magic number.
    words(&mut head, &[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5]);
    // Flags, units of an em, two moments of no meaning, the box of all glyphs.
    words(&mut head, &[0, UNITS_PER_EM, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ADVANCE, UNITS_PER_EM]);
    // Style, smallest size, direction, short places, the only format of glyphs.
    words(&mut head, &[0, 8, 2, 0, 0]);
    head
}

fn hhea() -> Vec<u8> {
    let mut hhea = Vec::new();
    // Version 1.0, ascent, descent, gap, widest advance; bearings and extent of nothing; an upright caret; one width for all.
    words(&mut hhea, &[1, 0, UNITS_PER_EM, 0, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    hhea
}

/// One advance for all, and no bearing of any.
fn hmtx(n_glyphs: u16) -> Vec<u8> {
    let mut hmtx = Vec::new();
    words(&mut hmtx, &[ADVANCE, 0]);
    hmtx.resize(4 + 2 * (usize::from(n_glyphs) - 1), 0);
    hmtx
}

fn maxp(n_glyphs: u16) -> Vec<u8> {
    let mut maxp = Vec::new();
    // Version 1.0, and of an empty glyph no points, contours or instructions; one zone.
    words(&mut maxp, &[1, 0, n_glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    maxp
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_font_adds_up_as_the_format_wants_it() {
        for n in [0, 1, 7, 300] {
            let font = blank_font(n);
            assert_eq!(checksum(&font), WHOLE, "{n} glyphs");
            assert_eq!(font.len() % 4, 0);
        }
    }
}
