//! Text on a page by the `tesseract` program, which inherits the limits of this process and gets nothing but pixels that were decoded here.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use image::GrayImage;
use image::imageops::{rotate90, rotate180, rotate270};
use page_helper::{Lie, PageText, Word};

use crate::{Why, decode, lie};

/// Words shorter than nothing and lines longer than a page are none.
const MAX_WORD_CHARS: usize = 200;
const MAX_WORDS: usize = 5_000;
/// How `nice` ends when there is no such program.
const NOT_FOUND: i32 = 127;
/// Whoever read a page so surely read it the right way up.
const SURE: u8 = 60;
/// How sure the program must be of the way up; below it guesses.
const SURE_OF_UP: f32 = 1.0;
/// Turned, a page must be read so much more surely: anything is read somehow.
const MUCH_SURER: u8 = 10;
const TIME_FOR_ANOTHER: Duration = Duration::from_secs(35);

/// What the program is told of every page.
pub struct Reader {
    /// As the program names them: `ces`, `ces+deu`.
    pub languages: String,
    /// Pixels an inch.
    pub dpi: u32,
}

/// Recognises a page: made straight, then turned clockwise by so many quarters. Where that is read badly, the program is asked which
/// way is up, and what is read better so counts.
///
/// # Errors
/// When it is no image, and when the program or all of its languages are missing, and when it crashes or can make nothing of it. One of
/// several languages that is missing is passed over.
pub fn text(input: &[u8], lie: Lie, quarters: u8, reader: &Reader) -> Result<PageText, Why> {
    let begun = Instant::now();
    let level = lie::straightened(&decode::image(input)?.into_luma8(), lie.degrees(), lie.paper);
    let page = turned(level, quarters);
    let text =
        PageText { words: words(&reader.read(&page)?), slope: lie.slope, paper: lie.paper, ..PageText::default() };
    // Whoever asked gives up after a while: a page that took long is not read twice.
    if text.confidence().is_some_and(|it| it >= SURE) || begun.elapsed() > TIME_FOR_ANOTHER {
        return Ok(text);
    }
    let Some(quarters) = reader.up(&page).filter(|it| *it > 0) else { return Ok(text) };
    let read = words(&reader.read(&turned(page, quarters))?);
    let again = PageText { words: read, quarters, slope: lie.slope, paper: lie.paper, ..PageText::default() };
    let is_better = again.confidence().unwrap_or(0) >= text.confidence().unwrap_or(0) + MUCH_SURER;
    Ok(if is_better { again } else { text })
}

fn turned(page: GrayImage, quarters: u8) -> GrayImage {
    match quarters % 4 {
        0 => page,
        1 => rotate90(&page),
        2 => rotate180(&page),
        _ => rotate270(&page),
    }
}

impl Reader {
    /// Returns the program's table of words.
    fn read(&self, page: &GrayImage) -> Result<String, Why> {
        ask(page, &["-l", &self.languages, "--dpi", &self.dpi.to_string(), "--psm", "3", "tsv"])
    }

    /// Asks by how many quarters the page has to be turned clockwise to stand upright; none where the program cannot tell.
    fn up(&self, page: &GrayImage) -> Option<u8> {
        let said = ask(page, &["--dpi", &self.dpi.to_string(), "--psm", "0"]).ok()?;
        way_up(&said)
    }
}

/// Reads what the program says of the way up: `Rotate: 90`, `Orientation confidence: 4.2`.
fn way_up(said: &str) -> Option<u8> {
    let number = |name: &str| {
        let line = said.lines().find_map(|it| it.strip_prefix(name))?;
        line.trim_start_matches(':').trim().parse::<f32>().ok()
    };
    let quarters = number("Rotate").map(|it| (it / 90.0).round() as u8 % 4)?;
    number("Orientation confidence").filter(|it| *it >= SURE_OF_UP).map(|_| quarters)
}

/// One thread: as many pages are recognised side by side as the machine has cores to spare.
fn ask(page: &GrayImage, arguments: &[&str]) -> Result<String, Why> {
    // A PGM: a line of text, and the pixels.
    let mut pixels = format!("P5\n{} {}\n255\n", page.width(), page.height()).into_bytes();
    pixels.extend_from_slice(page.as_raw());
    // After everything a person waits for.
    let mut command = if cfg!(unix) { Command::new("nice") } else { Command::new("tesseract") };
    if cfg!(unix) {
        command.args(["-n", "10", "tesseract"]);
    }
    command.args(["stdin", "stdout"]).args(arguments);
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

    #[test]
    fn the_way_up_is_taken_where_the_program_is_sure_of_it() {
        let said = |rotate: &str, sure: &str| {
            format!(
                "Page number: 0\nOrientation in degrees: 90\nRotate: {rotate}\nOrientation confidence: {sure}\nScript: Latin\n"
            )
        };
        assert_eq!(way_up(&said("270", "8.33")), Some(3));
        assert_eq!(way_up(&said("0", "2")), Some(0));
        assert_eq!(way_up(&said("180", "0.2")), None);
        assert_eq!(way_up("Too few characters. Skipping this page\n"), None);
    }
}
