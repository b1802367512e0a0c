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
mod series;
mod town;

use std::path::PathBuf;

use clap::Parser;

use crate::at_the_desk::Figures;
use crate::report::{Line, Report};
use crate::series::shown;
use crate::town::Office;

/// Measures, and writes a report.
#[derive(Parser)]
struct Arguments {
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

fn main() {
    let it = Arguments::parse();
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
