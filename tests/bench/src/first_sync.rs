//! The first sync of a desk that knows nothing, by the real programs over the loopback.

use std::path::PathBuf;

use crate::machine::{cpu_of, peak_mb_of};
use crate::report::{Line, Report};
use crate::series::{Series, shown};
use crate::town::{Office, open};

/// The most the programs may hold, in megabytes.
const MEMORY_MB: f64 = 200.0;

/// Measures it `times` times, and beside it the plain insert; returns a device and the median in milliseconds.
pub(crate) fn measure(report: &mut Report, office: &Office, n: usize, times: usize, is_judged: bool) -> (PathBuf, f64) {
    let centre = office.town.centre_process().expect("it is served").to_string();
    let (mut sync, mut plain, mut cpu_s, mut peak_mb) = (Series::default(), Series::default(), 0.0_f64, 0.0_f64);
    let mut last = None;
    let centre_cpu = cpu_of(&centre);
    for nth in 0..times {
        if let Some(folder) = last.take() {
            std::fs::remove_dir_all::<PathBuf>(folder).expect("a desk can be removed");
        }
        let (ran, folder) = office.enrol(&format!("device {n} {nth}"));
        sync.push(ran.took.wall);
        cpu_s = cpu_s.max(ran.took.cpu_s);
        peak_mb = peak_mb.max(ran.peak_mb);
        let copy = folder.join("plain.sqlite");
        plain.push(open(&folder).insert_plainly(&copy).expect("the copy is made"));
        std::fs::remove_file(copy).expect("the copy can be removed");
        last = Some(folder);
    }
    let ratio = sync.median() / plain.median();
    let centre_cpu = (cpu_of(&centre) - centre_cpu) / times as f64;
    report.add(Line {
        what: format!("first sync of {n} entries, with setting the desk up"),
        measured: format!(
            "{} ms; clerk {} s and centre {} s of the processor",
            sync.text(),
            shown(cpu_s),
            shown(centre_cpu)
        ),
        baseline: format!("plain insert {} ms", plain.text()),
        to_reach: format!("≤ 1.5 ×: is {} ×", shown(ratio)),
        is_reached: is_judged.then_some(ratio <= 1.5),
    });
    let centre_mb = peak_mb_of(&centre);
    report.add(Line {
        what: format!("memory meanwhile, {n} entries"),
        measured: format!("clerk {} MB, centre {} MB", shown(peak_mb), shown(centre_mb)),
        baseline: "–".to_owned(),
        to_reach: format!("≤ {MEMORY_MB} MB each"),
        is_reached: is_judged.then_some(peak_mb <= MEMORY_MB && centre_mb <= MEMORY_MB),
    });
    (last.expect("measured once at least"), sync.median())
}
