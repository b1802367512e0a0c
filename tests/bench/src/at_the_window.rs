//! What a person waits for at the window: its start beside an empty one, and the frames while a long list is scrolled.

use std::path::{Path, PathBuf};
use std::time::Duration;

use e2e::{Chord, Key, Opening, Window, wait_for};
use serde_json::{Value, json};

use crate::machine::pss_mb_of_tree;
use crate::report::{Line, Report};
use crate::series::{Series, shown};
use crate::town::PASSWORD;

/// A page is there to be typed into.
const TAKES_KEYS: &str = "return document.activeElement?.name === 'password'";
/// Frames of one scroll: five seconds at sixty a second, and no more than ten where each takes long.
const N_FRAMES: usize = 300;
const LONGEST_SCROLL_MS: u32 = 10_000;
/// The longest a frame may take, in milliseconds.
pub(crate) const FRAME_MS: f64 = 32.0;

/// The start to the field that takes the password, beside an empty window of the same build.
pub(crate) fn start(report: &mut Report, folder: &Path, times: usize) {
    let (mut ours, mut empty) = (Series::default(), Series::default());
    let (mut our_mb, mut empty_mb) = (0.0_f64, 0.0_f64);
    for _ in 0..times {
        let (took, mb) = open(&program("workstation"), folder);
        ours.push(took);
        our_mb = our_mb.max(mb);
        let (took, mb) = open(&program("examples/empty_window"), folder);
        empty.push(took);
        empty_mb = empty_mb.max(mb);
    }
    let ratio = ours.median() / empty.median();
    report.add(Line {
        what: "start of the window to the unlock field taking keys".to_owned(),
        measured: format!("{} ms", ours.text()),
        baseline: format!("empty Tauri window {} ms", empty.text()),
        to_reach: format!("≤ 1.3 ×: is {} ×", shown(ratio)),
        is_reached: Some(ratio <= 1.3),
    });
    let ratio = our_mb / empty_mb;
    report.add(Line {
        what: "memory of the window then, with its web view".to_owned(),
        measured: format!("{} MB", shown(our_mb)),
        baseline: format!("empty Tauri window {} MB", shown(empty_mb)),
        to_reach: format!("≤ 1.25 ×: is {} ×", shown(ratio)),
        is_reached: Some(ratio <= 1.25),
    });
}

fn open(program: &Path, folder: &Path) -> (Duration, f64) {
    let (window, took) = Window::open_until(program, folder, &Opening::default(), TAKES_KEYS);
    let mb = pss_mb_of_tree(&format!("{} --data {}", program.display(), folder.display()));
    drop(window);
    (took, mb)
}

/// The last row of the list, and the frames while it is scrolled, at one and at two dots a point.
pub(crate) fn scroll(report: &mut Report, folder: &Path, n: usize) {
    for zoom in [1, 2] {
        let mut window = unlocked(folder, zoom);
        window.chord(Chord::alt(Key::Char('1')));
        let first = window.shown("[data-part=list] [data-document]");
        let begun = std::time::Instant::now();
        window.press(Key::End);
        wait_for("the last row", || {
            let script = "const rows = [...document.querySelectorAll('[data-part=list] [data-document]')]
                          return rows.at(-1)?.getAttribute('aria-rowindex')";
            let at = window.run(script, json!([]));
            let is_last = at.as_str().and_then(|it| it.parse::<usize>().ok()).is_some_and(|it| it >= n);
            (is_last && window.shown("[data-part=list] [data-document]") != first).then_some(())
        });
        let took = begun.elapsed();
        report.add(Line {
            what: format!("the last of {n} rows by one key, at {} %", zoom * 100),
            measured: format!("{} ms, looked for every 40 ms", shown(took.as_secs_f64() * 1000.0)),
            baseline: "–".to_owned(),
            to_reach: "reached".to_owned(),
            is_reached: Some(true),
        });
        let frames = asked(&window, SCROLL, json!([N_FRAMES, LONGEST_SCROLL_MS]));
        report.add(Line {
            what: format!("frames while {n} rows are scrolled, at {} %", zoom * 100),
            measured: format!("p95 {} ms, longest {} ms", shown(frames.percentile(95)), shown(frames.percentile(100))),
            baseline: "–".to_owned(),
            to_reach: format!("≤ {FRAME_MS} ms"),
            is_reached: Some(frames.percentile(95) <= FRAME_MS),
        });
    }
}

/// A window on the desk of a folder, unlocked and with its letters in sight, with so many dots a point.
pub(crate) fn unlocked(folder: &Path, zoom: u32) -> Window {
    let env = vec![("GDK_SCALE".to_owned(), zoom.to_string())];
    let opening = Opening { env, ..Opening::default() };
    let (mut window, _) = Window::open_until(&program("workstation"), folder, &opening, TAKES_KEYS);
    window.text(PASSWORD);
    window.press(Key::Enter);
    window.wait_screen("registry");
    wait_for("the first rows", || window.shown("[data-part=list] [data-document]"));
    window
}

/// Scrolls up from the end as a wheel does, and jumps now and then, a step a frame; answers what each frame took.
const SCROLL: &str = "const [n, longest, done] = arguments
    const box = document.querySelector('[data-part=list] [role=grid]')
    const took = []
    let last = 0
    const begun = performance.now()
    const step = (now) => {
        if (last > 0) took.push(now - last)
        last = now
        box.scrollTop -= took.length % 60 === 59 ? box.scrollHeight / 7 : 120
        if (took.length < n && now - begun < longest) requestAnimationFrame(step)
        else done(took)
    }
    requestAnimationFrame(step)";

/// Runs a script that answers with milliseconds.
pub(crate) fn asked(window: &Window, script: &str, arguments: Value) -> Series {
    let took = window.run_async(script, arguments);
    let mut series = Series::default();
    for ms in took.as_array().into_iter().flatten().filter_map(Value::as_f64) {
        series.push(Duration::from_secs_f64(ms / 1000.0));
    }
    series
}

fn program(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("this program has a path");
    here.parent().expect("it lies in a folder").join(name)
}
