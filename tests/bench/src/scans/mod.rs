//! `cargo xtask bench capture`: one pile through the scanning line and through OCRmyPDF, side by side: seconds of the processor and on
//! the wall, memory, size, and how many letters are read wrongly; and what a person at the station waits for.

mod at_the_station;
mod pile;
mod rates;
mod sides;
mod words;

use std::path::{Path, PathBuf};

use stories::{Clerk, Town};

use crate::machine::{OFTEN, SELDOM};
use crate::report::{Line, Report};
use crate::series::shown;
use pile::{PAGES_A_LETTER, Page};
use sides::{Measured, Ours, Theirs};

pub(crate) use pile::drawn_pile;

/// In grey and in black and white: the place of a page's file of that kind.
const KINDS: [(&str, usize); 2] = [("grey", 0), ("1-bit", 1)];

/// What is measured.
pub(crate) struct Wanted {
    pub(crate) seed: u64,
    pub(crate) letters: usize,
    pub(crate) jobs: Vec<usize>,
    pub(crate) lines: Vec<usize>,
}

/// Measures it all.
pub(crate) fn measure(report: &mut Report, wanted: &Wanted) {
    let folder = tempfile::tempdir().expect("there is room");
    let town = Town::found();
    let jana = town.desk("Nováková");
    let most = wanted.letters.max(wanted.lines.iter().copied().max().unwrap_or_default());
    let (jids, pages) = pile_for(&jana, wanted.seed, most, folder.path());
    let judged = &pages[..wanted.letters * PAGES_A_LETTER];
    for (kind, at) in KINDS {
        side_by_side(report, &jana, folder.path(), (kind, at), &jids[..wanted.letters], judged, &wanted.jobs);
    }
    rates::labels(report, &jana, &jids[..wanted.letters], &files(judged, 0));
    let taken = wanted.lines.iter().map(|it| (*it, &pages[..it * PAGES_A_LETTER]));
    straight(report, &jana, taken.collect());
    rates::thumbnails(report, &jana, &files(judged, 0));
    sides::fresh(&jana);
    at_the_station::measure(report, &jana, &files(&pages, 0));
}

/// Measures the station alone.
pub(crate) fn measure_station(report: &mut Report, seed: u64, letters: usize) {
    let folder = tempfile::tempdir().expect("there is room");
    let town = Town::found();
    let jana = town.desk("Nováková");
    let (_, pages) = pile_for(&jana, seed, letters, folder.path());
    at_the_station::measure(report, &jana, &files(&pages, 0));
}

/// Registers letters and draws their pages; returns the letters' JIDs, and the pages.
fn pile_for(jana: &Clerk, seed: u64, letters: usize, folder: &Path) -> (Vec<String>, Vec<Page>) {
    println!("registering {letters} letters");
    let jids: Vec<String> = (0..letters).map(|it| jana.register(&format!("Dopis {it}"), &[])).collect();
    println!("drawing {} pages", letters * PAGES_A_LETTER);
    let pages = drawn_pile(seed, &jids, &folder.join("pile"));
    (jids, pages)
}

fn files(pages: &[Page], kind: usize) -> Vec<PathBuf> {
    pages.iter().map(|it| it.files[kind].clone()).collect()
}

fn side_by_side(
    report: &mut Report,
    jana: &Clerk,
    folder: &Path,
    (kind, at): (&str, usize),
    jids: &[String],
    pages: &[Page],
    jobs: &[usize],
) {
    let (ours, theirs) = (Ours::of(jana, files(pages, at)), Theirs::of(folder, kind, files(pages, at)));
    let n = pages.len() as f64;
    for (nth, jobs) in jobs.iter().enumerate() {
        for is_read in [true, false] {
            let (a, b) = (ours.run(*jobs, is_read, SELDOM), theirs.as_ref().map(|it| it.run(*jobs, is_read)));
            compare(report, (kind, is_read, *jobs), n, &a, b.as_ref());
            // It does not depend on how many pages are worked on side by side.
            if is_read && nth == 0 {
                quality(report, (kind, at), (&ours, theirs.as_ref()), jids, pages, (&a, b.as_ref()));
            }
        }
    }
}

fn compare(
    report: &mut Report,
    (kind, is_read, jobs): (&str, bool, usize),
    n: f64,
    a: &Measured,
    b: Option<&Measured>,
) {
    let cpu = |it: &Measured| it.took.cpu_s / n;
    let wall = |it: &Measured| it.took.wall.as_secs_f64() / n;
    let least = match (kind, is_read) {
        ("grey", true) => 3.0,
        (_, true) => 1.4,
        ("grey", false) => 10.0,
        _ => 1.0,
    };
    let (of_cpu, of_wall) = (b.map(|b| cpu(b) / cpu(a)), b.map(|b| wall(b) / wall(a)));
    let is_wall_judged = is_read;
    report.add(Line {
        what: format!("{kind}, {} OCR, {jobs} side by side: a page", if is_read { "with" } else { "without" }),
        measured: format!("{} CPU s, {} s wall, {} MB", shown(cpu(a)), shown(wall(a)), shown(a.peak_mb)),
        baseline: b.map_or_else(
            || "not installed (`target/tools/ocrmypdf`)".to_owned(),
            |b| format!("OCRmyPDF {} CPU s, {} s wall, {} MB", shown(cpu(b)), shown(wall(b)), shown(b.peak_mb)),
        ),
        to_reach: match of_cpu.zip(of_wall) {
            Some((cpu, wall)) => format!("≥ {least} × less: {} × and {} ×", shown(cpu), shown(wall)),
            None => format!("≥ {least} × less"),
        },
        is_reached: of_cpu.zip(of_wall).map(|(cpu, wall)| cpu >= least && (!is_wall_judged || wall >= least)),
    });
    let most_mb = if is_read { 400.0 } else { 150.0 };
    report.add(Line {
        what: format!("memory of it, {kind}, {} OCR, {jobs} side by side", if is_read { "with" } else { "without" }),
        measured: format!("{} MB", shown(a.peak_mb)),
        baseline: b.map_or_else(|| "–".to_owned(), |b| format!("OCRmyPDF {} MB", shown(b.peak_mb))),
        to_reach: format!("≤ {most_mb} MB"),
        is_reached: Some(a.peak_mb <= most_mb),
    });
    if !is_read {
        report.add(Line {
            what: format!("everything but OCR, {kind}, {jobs} side by side: a page"),
            measured: format!("{} CPU s", shown(cpu(a))),
            baseline: "–".to_owned(),
            to_reach: "≤ 0.3 CPU s".to_owned(),
            is_reached: Some(cpu(a) <= 0.3),
        });
    }
}

fn quality(
    report: &mut Report,
    (kind, at): (&str, usize),
    (ours, theirs): (&Ours<'_>, Option<&Theirs>),
    jids: &[String],
    pages: &[Page],
    (a, b): (&Measured, Option<&Measured>),
) {
    let wrong = rates::wrong_letters(pages, &ours.texts(jids), &format!("ours, {kind}"));
    let of_them = theirs.map(|it| rates::wrong_letters(pages, &it.texts(), &format!("OCRmyPDF, {kind}")));
    report.add(Line {
        what: format!("letters read wrongly, {kind}"),
        measured: format!("{} %", shown(100.0 * wrong)),
        baseline: of_them.map_or_else(|| "–".to_owned(), |it| format!("OCRmyPDF {} %", shown(100.0 * it))),
        to_reach: "not above it".to_owned(),
        is_reached: of_them.map(|it| wrong <= it),
    });
    let came: u64 = pages.iter().map(|it| size_of(&it.files[at])).sum();
    let megabytes = |it: u64| shown(it as f64 / 1e6);
    let (limit, is_reached) = match kind {
        "grey" => ("≤ what came + 3 %".to_owned(), Some(a.bytes as f64 <= came as f64 * 1.03)),
        _ => {
            let share = b.map(|b| a.bytes as f64 / b.bytes as f64);
            (
                share.map_or_else(|| "≤ 40 %".to_owned(), |it| format!("≤ 40 %: is {} %", shown(100.0 * it))),
                share.map(|it| it <= 0.4),
            )
        }
    };
    report.add(Line {
        what: format!("size of the files, {kind}"),
        measured: format!("{} MB; {} MB came", megabytes(a.bytes), megabytes(came)),
        baseline: b.map_or_else(|| "–".to_owned(), |b| format!("OCRmyPDF {} MB", megabytes(b.bytes))),
        to_reach: limit,
        is_reached,
    });
}

fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map(|it| it.len()).unwrap_or_default()
}

/// What a page costs must not grow with how many there are.
fn straight(report: &mut Report, jana: &Clerk, lines: Vec<(usize, &[Page])>) {
    let mut before: Option<(usize, f64, f64)> = None;
    for (letters, pages) in lines {
        let ran = Ours::of(jana, files(pages, 0)).run(2, false, OFTEN);
        let each = ran.took.cpu_s / pages.len() as f64;
        let grown = before.map(|(_, was, was_mb)| (100.0 * (each / was - 1.0), ran.peak_mb - was_mb));
        report.add(Line {
            what: format!("{} pages of {letters} letters, without OCR: a page", pages.len()),
            measured: format!(
                "{} CPU s, {} s wall, {} MB",
                shown(each),
                shown(ran.took.wall.as_secs_f64() / pages.len() as f64),
                shown(ran.peak_mb)
            ),
            baseline: before.map_or_else(
                || "–".to_owned(),
                |it| format!("{} pages: {} CPU s, {} MB", it.0, shown(it.1), shown(it.2)),
            ),
            to_reach: grown.map_or_else(
                || "–".to_owned(),
                |it| format!("a straight line: {} %, {} MB more", shown(it.0), shown(it.1)),
            ),
            is_reached: grown.map(|it| it.0 <= 20.0 && it.1 <= 15.0),
        });
        before = Some((pages.len(), each, ran.peak_mb));
    }
}
