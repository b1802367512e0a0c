//! How well it is read, and how soon it is seen.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use actions::Device;
use capture::Profile;
use page_helper::Helper;
use scanners::FilesSource;
use scanners::RealTime;
use stories::{Clerk, codes_on};

use super::{PAGES_A_LETTER, Page};
use crate::report::{Line, Report};
use crate::series::{Series, shown};
use crate::town::PASSWORD;

/// The side of a page on the screen, in pixels, as the window asks for it.
const SCREEN_PX: u32 = 1800;
/// Pages whose pictures are waited for.
const N_SEEN: usize = 40;
/// What a feeder gives: 120 pages a minute, more than a scanner of an office.
const FEEDER: Duration = Duration::from_millis(500);

/// Returns the share of letters that are wrong, missing or too many, over the pages with nothing but text; `whose` names them where it is much.
pub(super) fn wrong_letters(pages: &[Page], read: &[Vec<String>], whose: &str) -> f64 {
    let (mut n_wrong, mut n) = (0, 0);
    for (letter, texts) in pages.chunks(PAGES_A_LETTER).zip(read) {
        for (at, page) in letter.iter().enumerate().filter(|it| !it.1.has_more && !it.1.text.is_empty()) {
            let wanted: Vec<char> = plain(&page.text);
            let got = plain(texts.get(at).map(String::as_str).unwrap_or_default());
            let of_page = distance(&wanted, &got);
            // One page read badly says more than a hundred that are not.
            if of_page * 100 > wanted.len() {
                println!("{whose}: {of_page} of {} letters wrong ({})", wanted.len(), page.files[0].display());
            }
            n_wrong += of_page;
            n += wanted.len();
        }
    }
    n_wrong as f64 / n.max(1) as f64
}

fn plain(text: &str) -> Vec<char> {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect()
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

/// How many labels are found, beside the same reader from PyPI on the same pages; and whether any was read that is none of them.
pub(super) fn labels(report: &mut Report, jana: &Clerk, jids: &[String], files: &[PathBuf]) {
    let wanted: BTreeSet<&str> = jids.iter().map(String::as_str).collect();
    let names: Vec<&str> = files.iter().filter_map(|it| it.to_str()).collect();
    let said = jana.run(&[&["capture", "--without-text"], names.as_slice()].concat()).done();
    let read: Vec<String> = said["documents"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it["jid"].as_str().map(str::to_owned))
        .collect();
    let n_found = read.iter().filter(|it| wanted.contains(it.as_str())).count();
    let n_theirs = codes_on(files).iter().filter(|it| wanted.contains(it.text.as_str())).count();
    report.add(Line {
        what: format!("labels found of {}", jids.len()),
        measured: format!("{n_found}, false {}", read.len() - n_found),
        baseline: format!("zxing-cpp of PyPI {n_theirs}"),
        to_reach: "not fewer, none false".to_owned(),
        is_reached: Some(n_found >= n_theirs && read.len() == n_found),
    });
}

/// How long it takes from a page's coming until its picture can be shown, while the next ones come: from a feeder, and as fast as files
/// can be read, when each waits for the picture of the one before.
pub(super) fn thumbnails(report: &mut Report, jana: &Clerk, files: &[PathBuf]) {
    for (pace, how) in [(FEEDER, "of 120 a minute"), (Duration::ZERO, "of files at once")] {
        let seen = pictures(jana, files, pace);
        let p95 = seen.percentile(95);
        report.add(Line {
            what: format!(
                "a page {how} from its coming to its picture, besides at most 50 ms until the window is told"
            ),
            measured: format!("{} ms, p95 {} ms", seen.text(), shown(p95)),
            baseline: "–".to_owned(),
            to_reach: if pace.is_zero() { "–" } else { "≤ 300 ms in all" }.to_owned(),
            is_reached: (!pace.is_zero()).then_some(p95 + 50.0 <= 300.0),
        });
    }
}

fn pictures(jana: &Clerk, files: &[PathBuf], pace: Duration) -> Series {
    let device = Device::new(jana.folder());
    let seat = device.find_seat(None).expect("one desk");
    let desk = device.unlock(&seat, PASSWORD).expect("the desk opens");
    let helper = Helper::beside_this_program().expect("it was built");
    let profile = Profile::named("labels").expect("it is a profile of the beginning");
    let batch = actions::begin_batch(&desk, &profile, "bench").expect("it begins");
    let (tell, told) = channel::<Instant>();
    let files = FilesSource::new(helper.clone(), files.iter().take(N_SEEN).cloned(), false);
    let mut source = Timed { files, tell, pace, next: Instant::now() };
    let mut seen = Series::default();
    std::thread::scope(|scope| {
        let (desk, helper) = (&desk, &helper);
        scope.spawn(move || {
            let taken = actions::take_pages(desk, helper, batch, &mut source, actions::spare_cores(), &mut |_| {
                ControlFlow::Continue(())
            });
            taken.expect("they are taken");
        });
        for (n, came) in told.iter().enumerate() {
            let page = loop {
                let pages = actions::view_batch(desk, batch).expect("it can be seen").0.stored_since(n);
                if let Some(page) = pages.first() {
                    break *page;
                }
                RealTime::pause(Duration::from_millis(5));
            };
            actions::preview_page(desk, helper, batch, page, SCREEN_PX).expect("it has a picture");
            seen.push(came.elapsed());
        }
    });
    seen
}

/// Gives pages at a pace, and says when each came.
struct Timed {
    files: FilesSource,
    tell: std::sync::mpsc::Sender<Instant>,
    pace: Duration,
    next: Instant,
}

impl scanners::PageSource for Timed {
    fn name(&self) -> String {
        self.files.name()
    }

    fn next_page(&mut self) -> Result<Option<scanners::ScannedPage>, values::Problem> {
        RealTime::pause(self.next.saturating_duration_since(Instant::now()));
        self.next = Instant::now() + self.pace;
        let page = self.files.next_page()?;
        if page.is_some() {
            let _ = self.tell.send(Instant::now());
        }
        Ok(page)
    }
}
