//! Text as it may enter the registry: visible, in one writing direction, of bounded length.

use unicode_normalization::UnicodeNormalization;

/// The longest line (a subject, a name) in characters.
pub const MAX_LINE_CHARS: usize = 1_000;

/// The longest note (a reason, a description) in characters.
pub const MAX_NOTE_CHARS: usize = 4_000;

/// Returns `text` as one clean line, or how many characters it has when that is more than `max_chars`.
///
/// Zero-width characters, controls and marks that turn the writing direction are dropped: with them a
/// printed subject could read otherwise than a searched one. Runs of white space become one space.
pub fn clean_line(text: &str, max_chars: usize) -> Result<String, usize> {
    let visible: String =
        text.nfc().map(|it| if it.is_control() { ' ' } else { it }).filter(|it| !is_hidden(*it)).collect();
    within(visible.split_whitespace().collect::<Vec<_>>().join(" "), max_chars)
}

/// Returns `text` as clean lines, or how many characters it has when that is more than `max_chars`.
pub fn clean_note(text: &str, max_chars: usize) -> Result<String, usize> {
    let lines: Vec<String> = text
        .lines()
        .map(|line| clean_line(line, usize::MAX).expect("no line is longer than the largest number"))
        .collect();
    within(lines.join("\n").trim().to_owned(), max_chars)
}

fn within(text: String, max_chars: usize) -> Result<String, usize> {
    let n_chars = text.chars().count();
    if n_chars > max_chars { Err(n_chars) } else { Ok(text) }
}

fn is_hidden(it: char) -> bool {
    matches!(it,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_marks_are_dropped() {
        assert_eq!(clean_line("fak\u{200B}tura \u{202E}č. 1\u{0007}", 100).as_deref(), Ok("faktura č. 1"));
    }

    #[test]
    fn a_line_over_the_limit_says_its_length() {
        assert_eq!(clean_line(&"a".repeat(100_000), MAX_LINE_CHARS), Err(100_000));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(clean_note(" první \r\n\tdruhý  řádek\n", 100).as_deref(), Ok("první\ndruhý řádek"));
    }
}
