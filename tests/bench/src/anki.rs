//! Another program that syncs many small things: Anki's sync server from PyPI, letting a fresh client download a collection.
//!
//! It copies its whole file and builds neither full text nor encryption, and there is one right for all of it.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::report::{Line, Report};
use crate::series::{Series, shown};

/// Measures the download of as many notes, and says how far the first sync lies from it. Where the package is not installed,
/// the report says so.
pub(crate) fn measure(report: &mut Report, n: usize, times: usize, sync_ms: f64) {
    let what = format!("first sync of {n} entries beside Anki's server");
    let Some(taken) = download(n, times) else {
        report.add(Line {
            what,
            measured: format!("{} ms", shown(sync_ms)),
            baseline: "not installed (`target/tools/anki`)".to_owned(),
            to_reach: "≤ 2.5 ×".to_owned(),
            is_reached: None,
        });
        return;
    };
    let ratio = sync_ms / taken.median();
    report.add(Line {
        what,
        measured: format!("{} ms", shown(sync_ms)),
        baseline: format!("Anki downloads {n} notes in {} ms", taken.text()),
        to_reach: format!("≤ 2.5 ×: is {} ×", shown(ratio)),
        is_reached: Some(ratio <= 2.5),
    });
}

fn download(n: usize, times: usize) -> Option<Series> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("two folders deep").to_owned();
    let python = root.join("target/tools/anki/bin/python");
    if !python.exists() {
        return None;
    }
    let mut command = Command::new(python);
    command.arg("-B").arg(root.join("tests/bench/anki_download.py"));
    command.args(["--notes", &n.to_string(), "--times", &times.to_string()]).stderr(Stdio::inherit());
    let said = command.output().expect("Python can be started");
    assert!(said.status.success(), "the download ended with {}", said.status);
    let said: Value = serde_json::from_slice(&said.stdout).expect("one line of JSON");
    let mut series = Series::default();
    for ms in said["wall_ms"].as_array().into_iter().flatten().filter_map(Value::as_f64) {
        series.push(Duration::from_secs_f64(ms / 1000.0));
    }
    Some(series)
}
