//! What a person waits for at the station, over a batch of many pages: its opening, the frames while a key is held, and an edit.

use std::path::{Path, PathBuf};
use std::time::Instant;

use e2e::{Key, wait_for};
use serde_json::json;
use stories::Clerk;

use crate::at_the_window::{FRAME_MS, asked, unlocked};
use crate::report::{Line, Report};
use crate::series::shown;

/// Steps of one walk: five seconds at sixty frames a second.
const N_STEPS: usize = 300;
/// A window that is slower makes fewer of them.
const LONGEST_WALK_MS: u32 = 10_000;
/// Edits, one after another.
const N_EDITS: usize = 20;
/// The longest until an edit is seen, in milliseconds.
const EDIT_MS: f64 = 100.0;

/// Opens the window over a batch of these pages, parted by labels, and over one of as many that are all one document.
pub(super) fn measure(report: &mut Report, jana: &Clerk, files: &[PathBuf]) {
    let names: Vec<&str> = files.iter().filter_map(|it| it.to_str()).collect();
    for (profile, what) in [("labels", "by letters"), ("one-document", "in one document")] {
        jana.run(&[&["capture", "--without-text", "--jobs", "2", "--profile", profile], names.as_slice()].concat())
            .done();
        for zoom in [1, 2] {
            at_the_window(report, jana.folder(), zoom, &format!("{} pages {what}, at {} %", names.len(), zoom * 100));
        }
    }
}

fn at_the_window(report: &mut Report, folder: &Path, zoom: u32, what: &str) {
    let mut window = unlocked(folder, zoom);
    let begun = Instant::now();
    window.press(Key::F(5));
    wait_for("the tree of the batch", || window.shown("[role=tree] [data-page]"));
    report.add(line(
        format!("{what}: opening the station"),
        format!("{} ms, looked for every 40 ms", shown(begun.elapsed().as_secs_f64() * 1000.0)),
        None,
    ));
    let frames = asked(&window, WALK, json!([N_STEPS, LONGEST_WALK_MS]));
    report.add(line(
        format!("{what}: frames while a key goes from page to page"),
        format!("p95 {} ms, longest {} ms", shown(frames.percentile(95)), shown(frames.percentile(100))),
        Some((frames.percentile(95), FRAME_MS)),
    ));
    let edits = asked(&window, TURN, json!([N_EDITS]));
    report.add(line(
        format!("{what}: a key to the page turned on the screen"),
        format!("{} ms, p95 {} ms", edits.text(), shown(edits.percentile(95))),
        Some((edits.percentile(95), EDIT_MS)),
    ));
}

fn line(what: String, measured: String, judged: Option<(f64, f64)>) -> Line {
    let to_reach = judged.map_or_else(|| "–".to_owned(), |(_, most)| format!("≤ {most} ms"));
    Line { what, measured, baseline: "–".to_owned(), to_reach, is_reached: judged.map(|(is, most)| is <= most) }
}

/// A key each frame, as when it is held down; answers how long each frame took.
const WALK: &str = "const [n, longest, done] = arguments
    const tree = document.querySelector('[role=tree]')
    const took = []
    let last = 0
    const begun = performance.now()
    const step = (now) => {
        if (last > 0) took.push(now - last)
        last = now
        tree.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', code: 'ArrowDown', bubbles: true }))
        if (took.length < n && now - begun < longest) requestAnimationFrame(step)
        else done(took)
    }
    tree.focus()
    requestAnimationFrame(step)";

/// A page is turned and turned, each time as soon as the last turn is painted; answers how long each took.
const TURN: &str = "const [n, done] = arguments
    const tree = document.querySelector('[role=tree]')
    const turn = () => document.querySelector('.page-large img')?.style.rotate
    const took = []
    const once = () => {
        if (took.length === n) return done(took)
        const [begun, was] = [performance.now(), turn()]
        tree.dispatchEvent(new KeyboardEvent('keydown', { key: 't', code: 'KeyT', ctrlKey: true, bubbles: true }))
        const look = () => {
            if (turn() === was) return requestAnimationFrame(look)
            took.push(performance.now() - begun)
            requestAnimationFrame(once)
        }
        requestAnimationFrame(look)
    }
    once()";
