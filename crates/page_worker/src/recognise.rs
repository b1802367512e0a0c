//! Text on a page by the `tesseract` program, which inherits the limits of this process and gets nothing but pixels that were decoded here.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use image::GrayImage;
use image::imageops::{rotate90, rotate180, rotate270};
use page_helper::{Lie, PageText, Word};
use tiff::encoder::colortype::Gray8;
use tiff::encoder::{Compression, TiffEncoder};

use crate::program::output_of;
use crate::{Why, decode, lie, lost_lines};

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
/// The language of the office, by the program's name.
const OF_THE_OFFICE: &str = "ces";
/// What the program says of a language whose data is not there, before its name.
const LANGUAGE_MISSING: &str = "Failed loading language '";

/// The program, and what it is told of every page.
pub struct Reader {
    /// `tesseract`, or where it lies.
    pub program: PathBuf,
    /// As the program names them: `ces`, `ces+deu`.
    pub languages: String,
    /// Whether it is asked which way is up where a page is read badly.
    pub finds_up: bool,
    /// Pixels an inch.
    pub dpi: u32,
    /// The moment by which it must have answered; then it is ended.
    pub until: Instant,
}

/// Recognises a page: made straight, then turned clockwise by so many quarters. Where that is read badly, the program is asked which
/// way is up, unless a person knows, and what is read better so counts.
///
/// # Errors
/// When it is no image, and when the program, its Czech or all of the languages are missing, and when it crashes, takes too long or can make
/// nothing of it. Another language that is missing is passed over, and said with the text.
pub fn text(input: &[u8], lie: Lie, quarters: u8, reader: &Reader) -> Result<PageText, Why> {
    let begun = Instant::now();
    let level = lie::straightened(&decode::image(input)?.into_luma8(), lie.degrees(), lie.paper);
    let page = turned(level, quarters);
    let text = PageText { slope: lie.slope, paper: lie.paper, ..reader.read(&page)? };
    // Whoever asked gives up after a while: a page that took long is not read twice.
    let may_read_again = || begun.elapsed() <= TIME_FOR_ANOTHER;
    let (page, mut text) = match reader.finds_up && text.confidence().is_none_or(|it| it < SURE) && may_read_again() {
        true => better_turned(page, text, reader),
        false => (page, text),
    };
    if may_read_again() {
        lost_lines::read_too(&page, &mut text, |line| reader.read_line(line));
    }
    Ok(text)
}

/// The page as the program says it stands upright, and its text, where it is read better so.
fn better_turned(page: GrayImage, text: PageText, reader: &Reader) -> (GrayImage, PageText) {
    let Some(quarters) = reader.up(&page).filter(|it| *it > 0) else { return (page, text) };
    let upright = turned(page.clone(), quarters);
    // What was read badly is more than nothing.
    let Ok(again) = reader.read(&upright) else { return (page, text) };
    match again.confidence().unwrap_or(0) >= text.confidence().unwrap_or(0) + MUCH_SURER {
        true => (upright, PageText { words: again.words, quarters, ..text }),
        false => (page, text),
    }
}

/// Returns the languages whose data is there, by the program's names.
///
/// # Errors
/// When the program is missing, crashes or takes too long.
pub fn languages(program: &str, until: Instant) -> Result<BTreeSet<String>, Why> {
    let mut command = Command::new(program);
    command.arg("--list-langs").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let said = output_of(command.spawn().map_err(|_| "program_missing")?, until)?;
    Ok(listed(&String::from_utf8_lossy(&said.stdout)))
}

/// Reads the program's list: a heading of several words, and a name on each line.
fn listed(said: &str) -> BTreeSet<String> {
    let lines = said.lines().map(str::trim);
    lines.filter(|it| !it.is_empty() && !it.contains(char::is_whitespace)).map(str::to_owned).collect()
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
    /// Returns the words of a page the program itself parts into lines, and the languages it has no data of.
    fn read(&self, page: &GrayImage) -> Result<PageText, Why> {
        let said = self.ask_for_words(page, "3")?;
        let missing = missing_languages(&said.stderr);
        Ok(PageText { words: words(&String::from_utf8_lossy(&said.stdout)), missing, ..PageText::default() })
    }

    /// Returns the words of a picture that is one line.
    fn read_line(&self, line: &GrayImage) -> Result<Vec<Word>, Why> {
        Ok(words(&String::from_utf8_lossy(&self.ask_for_words(line, "7")?.stdout)))
    }

    /// Asks for the program's table of words; how it parts the page goes by its number (`--help-psm`).
    fn ask_for_words(&self, page: &GrayImage, parting: &str) -> Result<Output, Why> {
        self.ask(page, &["-l", &self.languages, "--dpi", &self.dpi.to_string(), "--psm", parting, "tsv"])
    }

    /// Asks by how many quarters the page has to be turned clockwise to stand upright; none where the program cannot tell.
    fn up(&self, page: &GrayImage) -> Option<u8> {
        let said = self.ask(page, &["--dpi", &self.dpi.to_string(), "--psm", "0"]).ok()?;
        way_up(&String::from_utf8_lossy(&said.stdout))
    }

    /// One thread: as many pages are recognised side by side as the machine has cores to spare.
    fn ask(&self, page: &GrayImage, arguments: &[&str]) -> Result<Output, Why> {
        let pixels = packed(page).map_err(|_| "not_recognised")?;
        // After everything a person waits for.
        let mut command = if cfg!(unix) { Command::new("nice") } else { Command::new(&self.program) };
        if cfg!(unix) {
            command.args(["-n", "10"]).arg(&self.program);
        }
        command.args(["stdin", "stdout"]).args(arguments);
        command.env("OMP_THREAD_LIMIT", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|_| "program_missing")?;
        let mut stdin = child.stdin.take().ok_or("program_missing")?;
        // It may end without reading everything: that is its answer's business.
        std::thread::spawn(move || drop(stdin.write_all(&pixels)));
        let output = output_of(child, self.until)?;
        let missing = missing_languages(&output.stderr);
        // Without the language of the office nothing is read that somebody could search.
        let is_useless =
            missing.iter().any(|it| it == OF_THE_OFFICE) || missing.len() == self.languages.split('+').count();
        match output.status.success() {
            _ if output.status.code() == Some(NOT_FOUND) || is_useless => Err("program_missing"),
            true => Ok(output),
            false => Err("not_recognised"),
        }
    }
}

/// A TIFF whose white takes little room: the program takes its standard input byte by byte, and a plain bitmap pixel by pixel again.
/// A page in black and white took a tenth longer so.
fn packed(page: &GrayImage) -> tiff::TiffResult<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    let mut file = TiffEncoder::new(&mut bytes)?.with_compression(Compression::Packbits);
    file.write_image::<Gray8>(page.width(), page.height(), page.as_raw())?;
    Ok(bytes.into_inner())
}

/// The languages the program says it has no data of, by its names.
fn missing_languages(complaints: &[u8]) -> Vec<String> {
    let complaints = String::from_utf8_lossy(complaints);
    let of_line = |it: &str| it.split_once(LANGUAGE_MISSING)?.1.split_once('\'').map(|it| it.0.to_owned());
    complaints.lines().filter_map(of_line).collect()
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
    fn a_language_without_data_is_named() {
        let said = "Error opening data file /usr/share/slk.traineddata\nFailed loading language 'slk'\nEstimating\n";
        assert_eq!(missing_languages(said.as_bytes()), ["slk"]);
        assert!(missing_languages(b"Empty page!!\n").is_empty());
    }

    #[test]
    fn the_list_of_languages_has_a_heading_and_a_name_on_each_line() {
        let said =
            "List of available languages in \"/usr/share/tesseract-ocr/5/tessdata/\" (3):\nces\nosd\nscript/Latin\n";
        assert_eq!(listed(said).into_iter().collect::<Vec<_>>(), ["ces", "osd", "script/Latin"]);
    }

    /// What a program says of a page that does this instead of reading it.
    #[cfg(unix)]
    fn read_by(program: &std::path::Path, does: &str, languages: &str) -> Result<PageText, Why> {
        std::fs::write(program, format!("#!/bin/sh\n{does}\n")).expect("there is room");
        std::fs::set_permissions(program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("it is ours");
        let until = Instant::now() + Duration::from_secs(2);
        let reader =
            Reader { program: program.to_owned(), languages: languages.to_owned(), finds_up: true, dpi: 300, until };
        reader.read(&GrayImage::from_pixel(2_000, 2_000, image::Luma([250])))
    }

    /// One test and not several: a program is not begun while another thread, that begins one too, still holds its file open for writing.
    #[cfg(unix)]
    #[test]
    fn a_program_is_known_by_how_it_fails_and_one_that_hangs_is_ended_in_time() {
        let folder = tempfile::tempdir().expect("there is room");
        let program = folder.path().join("tesseract");
        let without = |name: &str| format!("echo \"Failed loading language '{name}'\" >&2");
        for (does, languages, why) in [
            (format!("{}; exit 1", without("slk")), "ces+slk", Some("not_recognised")),
            (without("slk"), "ces+slk", None),
            (without("ces"), "ces+deu", Some("program_missing")),
            (format!("{}; exit 1", without("deu")), "deu", Some("program_missing")),
            ("kill -SEGV $$".to_owned(), "ces", Some("not_recognised")),
            ("exit 127".to_owned(), "ces", Some("program_missing")),
        ] {
            assert_eq!(read_by(&program, &does, languages).err(), why, "{does}");
        }
        // It says who it is, and hangs.
        let told = folder.path().join("id");
        let hangs = format!("echo $$ > {}; exec sleep 3600", told.display());
        assert_eq!(read_by(&program, &hangs, "ces").err(), Some("too_slow"));
        let id = std::fs::read_to_string(told).expect("it was started");
        assert!(!std::path::Path::new("/proc").join(id.trim()).exists(), "it runs on");
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
