//! Text on a page by the `tesseract` program, which inherits the limits of this process and gets nothing but pixels that were decoded here.

use std::io::Write;
use std::process::{Command, Stdio};

use image::DynamicImage;
use page_helper::{PageText, Word};

use crate::{Why, decode};

/// Words shorter than nothing and lines longer than a page are none.
const MAX_WORD_CHARS: usize = 200;
const MAX_WORDS: usize = 5_000;
/// How `nice` ends when there is no such program.
const NOT_FOUND: i32 = 127;

/// Recognises a page, turned clockwise by so many quarters first, in these languages as the program names them: `ces`, `ces+deu`.
pub(crate) fn text(input: &[u8], quarters: u8, languages: &str, dpi: u32) -> Result<PageText, Why> {
    let image = turned(decode::image(input)?, quarters);
    let grey = image.into_luma8();
    // A PGM: a line of text, and the pixels.
    let mut pixels = format!("P5\n{} {}\n255\n", grey.width(), grey.height()).into_bytes();
    pixels.extend_from_slice(grey.as_raw());
    let said = ask(pixels, languages, dpi)?;
    Ok(PageText { words: words(&said) })
}

fn turned(image: DynamicImage, quarters: u8) -> DynamicImage {
    match quarters % 4 {
        0 => image,
        1 => image.rotate90(),
        2 => image.rotate180(),
        _ => image.rotate270(),
    }
}

/// One thread: as many pages are recognised side by side as the machine has cores to spare.
fn ask(pixels: Vec<u8>, languages: &str, dpi: u32) -> Result<String, Why> {
    // After everything a person waits for.
    let mut command = if cfg!(unix) { Command::new("nice") } else { Command::new("tesseract") };
    if cfg!(unix) {
        command.args(["-n", "10", "tesseract"]);
    }
    command.args(["stdin", "stdout", "-l", languages, "--dpi", &dpi.to_string(), "--psm", "3", "tsv"]);
    command.env("OMP_THREAD_LIMIT", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| "program_missing")?;
    let mut stdin = child.stdin.take().ok_or("program_missing")?;
    // It may end without reading everything: that is its answer's business.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&pixels)));
    let output = child.wait_with_output().map_err(|_| "crashed")?;
    let _ = writer.join();
    let is_missing = output.status.code() == Some(NOT_FOUND)
        || String::from_utf8_lossy(&output.stderr).contains("Failed loading language");
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false if is_missing => Err("program_missing"),
        false => Err("not_recognised"),
    }
}

/// Reads the table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn words(table: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last_line = None;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, page, block, paragraph, line, _, left, top, width, height, confidence, text] = cells.as_slice()
        else {
            continue;
        };
        let text = text.trim();
        if *level != "5" || text.is_empty() || text.chars().count() > MAX_WORD_CHARS || words.len() >= MAX_WORDS {
            continue;
        }
        let here = Some([*page, *block, *paragraph, *line].map(str::to_owned));
        if last_line != here
            && let Some(last) = words.last_mut()
        {
            last.ends_line = true;
        }
        last_line = here;
        let number = |it: &str| it.parse::<u32>().unwrap_or_default();
        words.push(Word {
            text: text.to_owned(),
            left: number(left),
            top: number(top),
            width: number(width),
            height: number(height),
            confidence: confidence.parse::<f32>().unwrap_or_default().clamp(0.0, 100.0) as u8,
            ends_line: false,
        });
    }
    if let Some(last) = words.last_mut() {
        last.ends_line = true;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_becomes_words_with_the_ends_of_their_lines() {
        let head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";
        let rows = "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tŽádost\n\
                    5\t1\t1\t1\t1\t2\t45\t20\t10\t8\t91\to\n5\t1\t1\t1\t2\t1\t10\t40\t30\t8\t-1\tkácení\nšum\n";
        let found = words(&format!("{head}{rows}"));
        let said: Vec<_> = found.iter().map(|it| (it.text.as_str(), it.left, it.confidence, it.ends_line)).collect();
        assert_eq!(said, [("Žádost", 10, 96, false), ("o", 45, 91, true), ("kácení", 10, 0, true)]);
    }
}
