//! `cargo xtask bench`: what the desk and the centre take, each figure beside a baseline of the same run.
//!
//! Inputs come from a seed. Timings are told, never tested: they depend on the machine.
#![allow(clippy::print_stdout, reason = "the report is what it is for")]

mod anki;
mod at_the_desk;
mod at_the_window;
mod first_sync;
mod machine;
mod report;
mod rounds;
mod scans;
mod series;
mod town;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::at_the_desk::Figures;
use crate::report::{Line, Report};
use crate::series::shown;
use crate::town::Office;

/// Measures, and writes a report.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// How many entries the desks know, one after another; the figures of the issue are judged at the second and the last.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    sizes: Vec<usize>,
    /// How often the first sync is measured; at the largest size once.
    #[arg(long, default_value_t = 5)]
    times: usize,
    /// Where the report is written.
    #[arg(long, default_value = "target/bench/report.md")]
    report: PathBuf,
}

/// What is measured instead of the registry, or drawn.
#[derive(Subcommand)]
enum What {
    /// The scanning line, beside OCRmyPDF.
    Capture {
        /// What the pile is drawn from.
        #[arg(long)]
        seed: u64,
        /// How many letters of five pages.
        #[arg(long, default_value_t = 20)]
        letters: usize,
        /// How many pages are worked on side by side.
        #[arg(long, value_delimiter = ',', default_value = "1,2")]
        jobs: Vec<usize>,
        /// With how many letters it is looked at whether a page costs the same.
        #[arg(long, value_delimiter = ',', default_value = "2,20,200")]
        lines: Vec<usize>,
    },
    /// The station alone, over many pages.
    Station {
        /// What the pile is drawn from.
        #[arg(long)]
        seed: u64,
        /// How many letters of five pages.
        #[arg(long, default_value_t = 200)]
        letters: usize,
    },
    /// Draw a pile, and write it into a folder.
    Pile {
        /// What it is drawn from.
        #[arg(long)]
        seed: u64,
        /// The JIDs of its letters.
        #[arg(long, value_delimiter = ',', required = true)]
        jids: Vec<String>,
        /// Where to.
        #[arg(long)]
        to: PathBuf,
    },
}

fn main() {
    let it = Arguments::parse();
    match it.what {
        None => registry(&it),
        Some(What::Pile { seed, jids, to }) => {
            let pages = scans::drawn_pile(seed, &jids, &to);
            for page in &pages {
                std::fs::write(page.files[0].with_extension("txt"), &page.text).expect("there is room");
            }
            println!("{} pages in {}", pages.len(), to.display());
        }
        Some(What::Capture { seed, letters, jobs, lines }) => {
            let head = format!(
                "Release builds, whole process trees. Again: `cargo xtask bench capture --seed {seed} --letters {letters}`. \
                 The pile comes from the seed alone."
            );
            let path = it.report.with_file_name("capture.md");
            scans::measure(&mut Report::begin(&path, &head), &scans::Wanted { seed, letters, jobs, lines });
            println!("\nreport: {}", path.display());
        }
        Some(What::Station { seed, letters }) => {
            let head = format!(
                "Release builds. Again: `cargo xtask bench station --seed {seed} --letters {letters}`. \
                 The pile comes from the seed alone."
            );
            let path = it.report.with_file_name("station.md");
            scans::measure_station(&mut Report::begin(&path, &head), seed, letters);
            println!("\nreport: {}", path.display());
        }
    }
}

fn registry(it: &Arguments) {
    let sizes: Vec<String> = it.sizes.iter().map(|it| it.to_string()).collect();
    let head = format!(
        "Release builds; medians, with the lowest and the highest in brackets. Again: \
         `cargo xtask bench --sizes {} --times {}`.",
        sizes.join(","),
        it.times
    );
    let mut report = Report::begin(&it.report, &head);
    let mut last: Option<(usize, f64, Figures)> = None;
    for (at, n) in it.sizes.iter().copied().enumerate() {
        let (is_largest, is_sync_judged) = (at + 1 == it.sizes.len(), n == 100_000);
        println!("\n{n} entries: the centre is being filled");
        let office = Office::with_letters(n);
        let times = if is_largest && n > 100_000 { 1 } else { it.times };
        let (folder, sync_ms) = first_sync::measure(&mut report, &office, n, times, is_sync_judged);
        if is_sync_judged {
            anki::measure(&mut report, n, times, sync_ms);
        }
        rounds::measure(&mut report, &folder, n);
        let figures = at_the_desk::measure(&mut report, &folder, n, is_largest);
        if let Some((before, sync_before, of)) = last {
            growth(&mut report, (before, n), (sync_before / before as f64, sync_ms / n as f64), of, figures);
        }
        if is_largest {
            at_the_window::scroll(&mut report, &folder, n);
            at_the_window::start(&mut report, &folder, it.times);
        }
        rounds::measure_many(&mut report, &office, &folder, n);
        last = Some((n, sync_ms, figures));
    }
    println!("\nreport: {}", it.report.display());
}

/// What a step up in size costs where it is not the data itself that is moved.
fn growth(report: &mut Report, (from, to): (usize, usize), sync_each: (f64, f64), a: Figures, b: Figures) {
    let grown = [
        ("first sync, an entry", sync_each.0, sync_each.1, false),
        ("search", a.search, b.search, true),
        ("registering", a.register, b.register, true),
        ("first page", a.list, b.list, true),
        ("unlock", a.opened, b.opened, true),
        ("counting", a.counts, b.counts, true),
    ];
    for (what, before, after, is_once) in grown {
        let by = 100.0 * (after / before - 1.0);
        // Under a millisecond more nobody could tell, and the clock hardly; but an entry's share is paid by each.
        let is_small = is_once && after - before < 1.0;
        report.add(Line {
            what: format!("growth from {from} to {to}: {what}"),
            measured: format!("{} → {} ms: {} %", shown(before), shown(after), shown(by)),
            baseline: "–".to_owned(),
            to_reach: if is_once { "≤ 20 %, or under 1 ms" } else { "≤ 20 %" }.to_owned(),
            is_reached: Some(by <= 20.0 || is_small),
        });
    }
}
