//! Masks: how a tenant writes its reference numbers (decree § 11(2)).

use values::{Code, Refusal};

/// The longest reference number the standard's schema takes.
const MAX_CHARS: usize = 50;
/// How much of a unit's mark and of a surname goes into a number, so that the whole stays within the limit.
pub(crate) const MAX_UNIT_CHARS: usize = 10;
const MAX_SURNAME_CHARS: usize = 20;

/// A mask such as `{abbr}/{seq:5}/{year}/{unit}`, read and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Abbreviation,
    Sequence { n_digits: usize },
    Year,
    ShortYear,
    Unit,
    UnitSequence { n_digits: usize },
    Clerk,
    Surname,
    Order,
}

/// What a mask is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskKind {
    /// Reference numbers of the year's series.
    Document,
    /// File marks.
    CaseFile,
    /// Reference numbers in a collecting sheet; they need the order in it.
    InSheet,
}

/// What is put into a mask.
#[derive(Clone, Debug, Default)]
pub struct MaskValues<'a> {
    /// The tenant's abbreviation.
    pub abbreviation: &'a str,
    /// The number in the series of the period.
    pub sequence: u64,
    /// The year of registration in Prague.
    pub year: i16,
    /// The mark of the unit, if the document has one.
    pub unit: Option<&'a str>,
    /// The number in the unit's own series of the period, if the mask asks for one and the document has a unit.
    pub unit_sequence: Option<u64>,
    /// The surname of the person, if the document has one.
    pub surname: Option<&'a str>,
    /// The order in a collecting sheet.
    pub order: Option<u32>,
}

impl Mask {
    /// Reads a mask; a brace without its pair or a word it does not know is refused with the reason.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('{') {
                let (token, after) = inside.split_once('}').ok_or_else(|| wrong("unpaired_brace", text))?;
                pieces.push(token_piece(token)?);
                rest = after;
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                let (literal, after) = rest.split_at(end);
                if literal.contains('}') || literal.chars().any(char::is_control) {
                    return Err(wrong("unpaired_brace", text));
                }
                pieces.push(Piece::Literal(literal.to_owned()));
                rest = after;
            }
        }
        Ok(Self(pieces))
    }

    /// Refuses a mask whose numbers would not be lawful or would repeat.
    ///
    /// The decree (§ 11(2)) wants the originator's abbreviation, the sequence and the period; two numbers in a row
    /// would run together without something between them.
    pub fn check(&self, kind: MaskKind, abbreviation: &str) -> Result<(), Refusal> {
        let has = |wanted: fn(&Piece) -> bool| self.0.iter().filter(|it| wanted(it)).count();
        if has(|it| matches!(it, Piece::Sequence { .. })) != 1 {
            return Err(wrong("one_sequence", ""));
        }
        match (kind, has(|it| matches!(it, Piece::Order))) {
            (MaskKind::InSheet, 1) | (MaskKind::Document | MaskKind::CaseFile, 0) => {}
            (MaskKind::InSheet, _) => return Err(wrong("one_order", "")),
            _ => return Err(wrong("no_order", "")),
        }
        // A file's mark is made once, from the number of its first document; nothing is counted by unit there.
        if kind != MaskKind::Document && self.counts_by_unit() {
            return Err(wrong("unknown_word", "unit_seq"));
        }
        if has(|it| matches!(it, Piece::Year | Piece::ShortYear)) == 0 {
            return Err(wrong("no_year", ""));
        }
        if has(|it| matches!(it, Piece::Abbreviation)) == 0 {
            return Err(wrong("no_abbreviation", ""));
        }
        let is_number = |it: &Piece| {
            matches!(
                it,
                Piece::Sequence { .. } | Piece::UnitSequence { .. } | Piece::Year | Piece::ShortYear | Piece::Order
            )
        };
        for pair in self.0.windows(2) {
            // A literal that begins or ends with a digit would run into the number, too.
            let touches = match (&pair[0], &pair[1]) {
                (left, right) if is_number(left) && is_number(right) => true,
                (left, Piece::Literal(text)) if is_number(left) => text.starts_with(|it: char| it.is_ascii_digit()),
                (Piece::Literal(text), right) if is_number(right) => text.ends_with(|it: char| it.is_ascii_digit()),
                // Without something between, a unit named "1" and number 2 read like unit 12.
                (left, right) if is_number(left) || is_number(right) => true,
                _ => false,
            };
            if touches {
                return Err(wrong("runs_together", ""));
            }
        }
        let longest = MaskValues {
            abbreviation,
            sequence: 9_999_999,
            year: 2026,
            unit: Some(&"X".repeat(MAX_UNIT_CHARS)),
            unit_sequence: Some(9_999_999),
            surname: Some(&"X".repeat(MAX_SURNAME_CHARS)),
            order: Some(99_999),
        };
        let n_chars = self.render(&longest).chars().count();
        if n_chars > MAX_CHARS { Err(wrong("too_long", &n_chars.to_string())) } else { Ok(()) }
    }

    /// Returns whether the numbers of each unit are counted, too.
    pub fn counts_by_unit(&self) -> bool {
        self.0.iter().any(|it| matches!(it, Piece::UnitSequence { .. }))
    }

    /// Writes a number. A unit or person that is missing takes the separator before it along.
    pub fn render(&self, values: &MaskValues<'_>) -> String {
        let mut text = String::new();
        let mut pending_literal = "";
        for piece in &self.0 {
            let value = match piece {
                Piece::Literal(literal) => {
                    text.push_str(pending_literal);
                    pending_literal = literal;
                    continue;
                }
                Piece::Abbreviation => Some(values.abbreviation.to_owned()),
                Piece::Sequence { n_digits } => Some(format!("{:0>n_digits$}", values.sequence)),
                Piece::Year => Some(values.year.to_string()),
                Piece::ShortYear => Some(format!("{:02}", values.year % 100)),
                Piece::Unit => values.unit.map(|it| it.chars().take(MAX_UNIT_CHARS).collect()),
                Piece::UnitSequence { n_digits } => values.unit_sequence.map(|it| format!("{it:0>n_digits$}")),
                Piece::Clerk => values.surname.map(|it| it.chars().take(3).collect()),
                Piece::Order => values.order.map(|it| it.to_string()),
                Piece::Surname => values.surname.map(|it| it.chars().take(MAX_SURNAME_CHARS).collect()),
            };
            if let Some(value) = value {
                text.push_str(pending_literal);
                text.push_str(&value);
            }
            pending_literal = "";
        }
        text.push_str(pending_literal);
        text
    }
}

fn token_piece(token: &str) -> Result<Piece, Refusal> {
    let (name, width) = match token.split_once(':') {
        None => (token, None),
        Some((name, width)) => (name, Some(width.parse::<usize>().map_err(|_| wrong("unknown_word", token))?)),
    };
    match (name, width) {
        ("abbr", None) => Ok(Piece::Abbreviation),
        ("seq", None) => Ok(Piece::Sequence { n_digits: 1 }),
        ("seq", Some(n_digits @ 1..=9)) => Ok(Piece::Sequence { n_digits }),
        ("year", None) => Ok(Piece::Year),
        ("yy", None) => Ok(Piece::ShortYear),
        ("unit", None) => Ok(Piece::Unit),
        ("unit_seq", None) => Ok(Piece::UnitSequence { n_digits: 1 }),
        ("unit_seq", Some(n_digits @ 1..=9)) => Ok(Piece::UnitSequence { n_digits }),
        ("clerk", None) => Ok(Piece::Clerk),
        ("surname", None) => Ok(Piece::Surname),
        ("order", None) => Ok(Piece::Order),
        _ => Err(wrong("unknown_word", token)),
    }
}

fn wrong(why: &str, what: &str) -> Refusal {
    let refusal = Refusal::new(Code::MaskWrong).at("mask").with("why", why);
    if what.is_empty() { refusal } else { refusal.with("what", what) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(sequence: u64) -> MaskValues<'static> {
        MaskValues {
            abbreviation: "HLUC",
            sequence,
            year: 2026,
            unit: Some("OŽP"),
            unit_sequence: Some(12),
            surname: Some("Nováková"),
            order: None,
        }
    }

    #[test]
    fn the_formats_in_use_can_be_written() {
        for (mask, written) in [
            ("{abbr}/{seq:7}/{year}", "HLUC/0051320/2026"),
            ("{abbr} {seq}/{year}", "HLUC 51320/2026"),
            ("{seq}/{year}/{unit}/{abbr}", "51320/2026/OŽP/HLUC"),
            ("{abbr} {unit} {seq}/{yy}-{clerk}", "HLUC OŽP 51320/26-Nov"),
            ("{abbr}/{seq:5}/{year}/{unit}/{surname}", "HLUC/51320/2026/OŽP/Nováková"),
            ("{abbr}/{seq}/{year}/{unit}-{unit_seq:3}", "HLUC/51320/2026/OŽP-012"),
        ] {
            let it = Mask::parse(mask).unwrap();
            assert_eq!(it.check(MaskKind::Document, "HLUC"), Ok(()), "{mask}");
            assert_eq!(it.render(&values(51_320)), written);
        }
    }

    #[test]
    fn what_is_missing_takes_its_separator_along() {
        let it = Mask::parse("{abbr}/{seq}/{year}/{unit}/{clerk}").unwrap();
        let bare = MaskValues { unit: None, unit_sequence: None, surname: None, ..values(7) };
        assert_eq!(it.render(&bare), "HLUC/7/2026");
        let it = Mask::parse("{abbr}/{seq}/{year}/{unit}-{unit_seq}").unwrap();
        assert_eq!(it.render(&bare), "HLUC/7/2026");
    }

    #[test]
    fn a_mask_that_would_repeat_or_break_the_decree_is_refused() {
        for (mask, why) in [
            ("{abbr}/{year}", "one_sequence"),
            ("{abbr}/{seq}-{seq}/{year}", "one_sequence"),
            ("{abbr}/{seq}", "no_year"),
            ("{seq}/{year}", "no_abbreviation"),
            ("{abbr}/{seq}{year}", "runs_together"),
            ("{abbr}/{seq}{unit}/{year}", "runs_together"),
            ("{abbr}/{seq}{unit_seq}/{year}", "runs_together"),
            ("{abbr}/{unit_seq}/{year}", "one_sequence"),
            ("{abbr}/0{seq}/{year}", "runs_together"),
            ("{abbr}/{seq}/{year}/a very long text that goes on and on and on", "too_long"),
        ] {
            let refusal = Mask::parse(mask).unwrap().check(MaskKind::Document, "HLUC").unwrap_err();
            assert_eq!(refusal.args["why"], why, "{mask}");
        }
        for mask in ["{abbr", "abbr}", "{nonsense}", "{seq:0}", "{seq:99}", "{seq:x}", "{year:4}"] {
            assert!(Mask::parse(mask).is_err(), "{mask}");
        }
    }

    #[test]
    fn a_mask_of_files_and_of_sheets_has_its_own_conditions() {
        let check = |mask: &str, kind| Mask::parse(mask).and_then(|it| it.check(kind, "HLUC"));
        for (mask, kind, why) in [
            ("S {abbr}/{seq}/{year}", MaskKind::CaseFile, None),
            // A file's mark is made once: nothing stands in it that changes from document to document.
            ("S {abbr}/{seq}/{year}-{order}", MaskKind::CaseFile, Some("no_order")),
            ("S {abbr}/{seq}/{year}/{unit_seq}", MaskKind::CaseFile, Some("unknown_word")),
            ("S {seq}/{year}", MaskKind::CaseFile, Some("no_abbreviation")),
            ("{abbr}/{seq}/{year}-{order}", MaskKind::InSheet, None),
            // Without the order every document in the sheet would have the same number.
            ("{abbr}/{seq}/{year}", MaskKind::InSheet, Some("one_order")),
            ("{abbr}/{seq}/{year}-{order}-{order}", MaskKind::InSheet, Some("one_order")),
            ("{abbr}/{seq}{order}/{year}", MaskKind::InSheet, Some("runs_together")),
            ("{abbr}/{seq}/{year}-{order}/{unit_seq}", MaskKind::InSheet, Some("unknown_word")),
            ("{file_base}-{order}", MaskKind::InSheet, Some("unknown_word")),
            ("{abbr}/{seq}/{year}-{order}", MaskKind::Document, Some("no_order")),
        ] {
            let refused = check(mask, kind).err().map(|it| it.args["why"].clone());
            assert_eq!(refused.as_deref(), why, "{mask}, {kind:?}");
        }
    }

    proptest! {
        #[test]
        fn two_numbers_never_read_the_same(a in 1u64..2_000_000, b in 1u64..2_000_000, width in 1usize..8) {
            prop_assume!(a != b);
            let it = Mask::parse(&format!("{{abbr}}/{{seq:{width}}}/{{year}}/{{unit}}")).unwrap();
            prop_assert_ne!(it.render(&values(a)), it.render(&values(b)));
        }

        #[test]
        fn no_mask_panics(text in "\\PC{0,40}") {
            if let Ok(mask) = Mask::parse(&text) {
                let _ = mask.check(MaskKind::Document, "HLUC");
                mask.render(&values(1));
            }
        }
    }
}
