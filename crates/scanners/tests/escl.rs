//! A network scanner that does everything wrong a network scanner can.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::ops::ControlFlow;
use std::time::Duration;

use page_helper::Side;
use scanners::escl::{Answer, EsclSource, Http, Method};
use scanners::{PageSource, Patience, ScanWish};
use testkit::{EsclDevice, Faults, Location};
use values::{Code, Problem};

/// Asks the device without a network.
struct Direct(EsclDevice);

impl Http for &mut Direct {
    fn ask(&mut self, method: Method, path: &str, body: &str) -> Result<Answer, Problem> {
        let method = match method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        };
        let said = self.0.answer(method, path, body);
        if said.is_cut {
            return Err(Problem::unavailable(Code::ScannerUnreachable));
        }
        let header = |name: &str| said.headers.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        Ok(Answer {
            status: said.status,
            location: header("Location"),
            retry_after_s: header("Retry-After").and_then(|it| it.parse().ok()),
            body: said.body,
        })
    }
}

/// Waits without waiting, and counts.
struct Counting<'a>(&'a mut Duration);

impl Patience for Counting<'_> {
    fn wait(&mut self, time: Duration) -> ControlFlow<()> {
        *self.0 += time;
        ControlFlow::Continue(())
    }
}

/// Wants nothing any more after so many waits.
struct Stopping(u32);

impl Patience for Stopping {
    fn wait(&mut self, _: Duration) -> ControlFlow<()> {
        self.0 -= 1;
        if self.0 == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

const WISH: ScanWish = ScanWish { dpi: 300, both_sides: false, colour: false, size: (2480, 3508) };

fn pages(n: usize) -> Vec<Vec<u8>> {
    (0..n).map(|it| [&[0xFF, 0xD8, 0xFF, 0xE0][..], format!("page {it}").as_bytes()].concat()).collect()
}

/// What came of a pile: the pages, how it ended, what the device says it gave, how long was waited.
#[derive(Debug)]
struct Scanned {
    pages: Vec<(Vec<u8>, Side)>,
    /// Pixels an inch of the last one.
    dpi: Option<u32>,
    end: Result<(), Code>,
    n_said: Option<u32>,
    /// Whether a sheet may have gone through of which no page came.
    is_sheet_lost: bool,
    waited: Duration,
    device: EsclDevice,
}

fn scan(n_pages: usize, faults: Faults, wish: ScanWish) -> Scanned {
    let mut device = Direct(EsclDevice::new(pages(n_pages), faults));
    let (mut waited, mut given, mut dpi) = (Duration::ZERO, Vec::new(), None);
    let mut source = EsclSource::new(&mut device, Counting(&mut waited), wish).unwrap();
    let end = loop {
        match source.next_page() {
            Ok(Some(page)) => {
                dpi = page.dpi;
                given.push((page.bytes, page.side));
            }
            Ok(None) => break Ok(()),
            Err(problem) => break Err(problem.code()),
        }
    };
    let (n_said, is_sheet_lost) = (source.n_said(), source.may_have_lost_a_sheet());
    drop(source);
    Scanned { pages: given, dpi, end, n_said, is_sheet_lost, waited, device: device.0 }
}

fn bytes(scanned: &Scanned) -> Vec<Vec<u8>> {
    scanned.pages.iter().map(|it| it.0.clone()).collect()
}

#[test]
fn a_pile_comes_page_by_page_to_its_end_wherever_the_job_is_said_to_be() {
    for location in [Location::Path, Location::WrongHost, Location::Relative] {
        let scanned = scan(3, Faults { location, ..Faults::default() }, WISH);
        assert_eq!((bytes(&scanned), scanned.end, scanned.n_said), (pages(3), Ok(()), Some(3)), "{location:?}");
        assert_eq!(scanned.dpi, Some(300), "what was asked for, where the picture says nothing");
    }
    for end_status in [404, 409, 410] {
        let scanned = scan(2, Faults { end_status, ..Faults::default() }, WISH);
        assert_eq!((bytes(&scanned), scanned.end, scanned.n_said), (pages(2), Ok(()), Some(2)), "{end_status}");
    }
    let scanned = scan(3, Faults { no_job_list: true, ..Faults::default() }, WISH);
    assert_eq!((bytes(&scanned), scanned.end, scanned.n_said), (pages(3), Ok(()), None), "it does not count");
}

#[test]
fn both_sides_alternate_and_what_is_wished_is_what_is_asked_for() {
    let scanned = scan(4, Faults::default(), ScanWish { both_sides: true, colour: true, ..WISH });
    let sides: Vec<Side> = scanned.pages.iter().map(|it| it.1).collect();
    assert_eq!(sides, [Side::Front, Side::Back, Side::Front, Side::Back]);
    for wanted in ["<scan:Duplex>true<", "RGB24", "<scan:XResolution>300<", "Feeder", "image/jpeg"] {
        assert!(scanned.device.settings.contains(wanted), "{wanted} in {}", scanned.device.settings);
    }
}

#[test]
fn a_resolution_and_a_size_the_device_does_not_know_are_the_nearest_it_knows() {
    let asked = |scanned: &Scanned, wanted: &[String]| {
        for it in wanted {
            assert!(scanned.device.settings.contains(it), "{it} in {}", scanned.device.settings);
        }
    };
    for (wished, best) in [(150, 200), (200, 200), (240, 300), (600, 300)] {
        let scanned = scan(1, Faults::default(), ScanWish { dpi: wished, ..WISH });
        asked(&scanned, &[format!("<scan:XResolution>{best}<"), format!("<scan:YResolution>{best}<")]);
        assert_eq!(scanned.dpi, Some(best), "{wished}");
    }
    // The glass takes no A3.
    let glass = Faults { has_no_feeder: true, ..Faults::default() };
    for (size, width, height) in [((1748, 2480), 1748, 2480), ((3508, 4961), 2550, 3508)] {
        let scanned = scan(1, glass.clone(), ScanWish { size, ..WISH });
        asked(&scanned, &[format!("<pwg:Width>{width}<"), format!("<pwg:Height>{height}<")]);
    }
}

#[test]
fn an_empty_feeder_an_open_cover_and_a_busy_device_are_said_before_anything_is_scanned() {
    let scanned = scan(0, Faults::default(), WISH);
    assert_eq!(scanned.end, Err(Code::FeederEmpty));
    let scanned = scan(3, Faults { cover_open: true, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.end), (0, Err(Code::FeederOpen)));
    assert!(!scanned.device.heard.iter().any(|it| it.starts_with("POST")), "no job is begun");
    let scanned = scan(2, Faults { n_busy: 3, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.end), (2, Ok(())));
    let scanned = scan(2, Faults { n_busy: 1_000, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.end), (0, Err(Code::ScannerBusy)));
    assert!(scanned.waited >= Duration::from_secs(120) && scanned.waited < Duration::from_secs(130));
}

#[test]
fn what_comes_late_is_waited_for_and_never_for_ever() {
    for late_status in [503, 404] {
        let scanned = scan(3, Faults { n_late: 4, late_status, ..Faults::default() }, WISH);
        assert_eq!((bytes(&scanned), scanned.end), (pages(3), Ok(())), "{late_status}");
    }
    // Also where it is too busy to say where it stands, before the pile and in the middle of it.
    for faults in [Faults { n_silent: 3, ..Faults::default() }, Faults { n_silent: 3, n_late: 2, ..Faults::default() }]
    {
        let scanned = scan(3, faults, WISH);
        assert_eq!((bytes(&scanned), scanned.end), (pages(3), Ok(())));
    }
    // Longer each time, up to five seconds: for the page, and for the end.
    let scanned = scan(1, Faults { n_late: 7, ..Faults::default() }, WISH);
    assert_eq!(scanned.waited, Duration::from_millis(250 + 500 + 1_000 + 2_000 + 4_000 + 5_000 + 5_000) * 2);
    // Also where it says nothing else of its job, and not "not yet" in the middle of a pile is its end.
    let scanned = scan(3, Faults { n_late: 1, no_job_list: true, seems_idle: true, ..Faults::default() }, WISH);
    assert_eq!((bytes(&scanned), scanned.end), (pages(3), Ok(())));
    let scanned = scan(1, Faults { n_late: 2, retry_after_s: Some(7), ..Faults::default() }, WISH);
    assert_eq!(
        (scanned.pages.len(), scanned.waited),
        (1, Duration::from_secs(28)),
        "as long as it asks for, also at the end"
    );
    let scanned = scan(3, Faults { n_late: 10_000, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.end), (0, Err(Code::ScannerUnreachable)));
    assert_eq!(scanned.device.heard.last().map(String::as_str), Some("DELETE /eSCL/ScanJobs/1"), "the job is ended");
}

#[test]
fn what_goes_wrong_in_the_middle_keeps_the_pages_before_it() {
    for (faults, code, is_sheet_lost) in [
        (Faults { jam_before: Some(2), ..Faults::default() }, Code::FeederJam, false),
        // It had scanned one more than it had given.
        (Faults { jam_before: Some(2), lies_by: 1, ..Faults::default() }, Code::FeederJam, true),
        (Faults { double_before: Some(2), ..Faults::default() }, Code::FeederDouble, false),
        (Faults { cut_at: Some(2), ..Faults::default() }, Code::ScannerUnreachable, true),
        (Faults { html_at: Some(2), ..Faults::default() }, Code::ScannerNotUnderstood, true),
        (Faults { given_up_before: Some(2), ..Faults::default() }, Code::ScannerGaveUp, true),
        // The job is forgotten, and paper lies in the feeder still.
        (Faults { given_up_before: Some(2), no_job_list: true, ..Faults::default() }, Code::ScannerGaveUp, true),
    ] {
        let scanned = scan(5, faults, WISH);
        assert_eq!((bytes(&scanned), scanned.end), (pages(2), Err(code)));
        assert_eq!(scanned.is_sheet_lost, is_sheet_lost, "{code:?}");
        assert_eq!(scanned.device.heard.last().map(String::as_str), Some("DELETE /eSCL/ScanJobs/1"));
    }
}

#[test]
fn a_device_without_a_feeder_gives_what_lies_on_its_glass() {
    let scanned = scan(3, Faults { has_no_feeder: true, ..Faults::default() }, WISH);
    assert_eq!((bytes(&scanned), scanned.end), (pages(1), Ok(())));
    assert!(scanned.device.settings.contains("<pwg:InputSource>Platen<"), "{}", scanned.device.settings);
}

#[test]
fn a_forgotten_job_that_gave_nothing_is_no_pile_of_nothing() {
    let scanned = scan(3, Faults { given_up_before: Some(0), no_job_list: true, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.end), (0, Err(Code::ScannerGaveUp)));
}

#[test]
fn both_sides_of_a_device_that_scans_one_are_refused_before_anything_moves() {
    let scanned = scan(3, Faults { has_no_feeder: true, ..Faults::default() }, ScanWish { both_sides: true, ..WISH });
    assert_eq!((scanned.pages.len(), scanned.end), (0, Err(Code::ScannerOneSided)));
    assert!(!scanned.device.heard.iter().any(|it| it.starts_with("POST")), "no job is begun");
}

#[test]
fn what_fails_before_anything_moved_costs_no_sheet() {
    for faults in [Faults { cover_open: true, ..Faults::default() }, Faults { n_busy: 1_000, ..Faults::default() }] {
        assert!(!scan(2, faults, WISH).is_sheet_lost);
    }
}

#[test]
fn a_sheet_of_which_the_front_came_goes_through_once_more_and_is_counted() {
    for (at, is_counted) in [(2, false), (3, true)] {
        let faults = Faults { jam_before: Some(at), ..Faults::default() };
        let scanned = scan(6, faults, ScanWish { both_sides: true, ..WISH });
        assert_eq!((scanned.pages.len(), scanned.is_sheet_lost), (at, is_counted));
    }
}

#[test]
fn a_job_nobody_can_fetch_from_may_have_cost_a_sheet() {
    for (faults, code) in [
        (Faults { begins_cut: true, ..Faults::default() }, Code::ScannerUnreachable),
        (Faults { location: Location::Unsaid, ..Faults::default() }, Code::ScannerNotUnderstood),
    ] {
        let scanned = scan(2, faults, WISH);
        assert_eq!((scanned.pages.len(), scanned.end, scanned.is_sheet_lost), (0, Err(code), true));
    }
}

#[test]
fn a_device_that_miscounts_or_never_ends_is_found_out() {
    let scanned = scan(3, Faults { lies_by: 2, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.n_said), (3, Some(5)));
    let scanned = scan(1, Faults { endless: true, ..Faults::default() }, WISH);
    assert_eq!((scanned.pages.len(), scanned.end), (5_000, Err(Code::TooManyChosen)));
}

#[test]
fn a_cancelled_pile_is_told_to_the_device_and_ends() {
    let mut device = Direct(EsclDevice::new(pages(3), Faults::default()));
    let mut waited = Duration::ZERO;
    let mut source = EsclSource::new(&mut device, Counting(&mut waited), WISH).unwrap();
    source.next_page().unwrap().unwrap();
    source.cancel();
    assert_eq!(source.next_page().unwrap(), None, "after its end there is nothing");
    drop(source);
    assert_eq!(device.0.heard.last().map(String::as_str), Some("DELETE /eSCL/ScanJobs/1"));
}

#[test]
fn a_device_that_is_waited_for_is_left_as_soon_as_nobody_wants_it() {
    for (faults, n_asked) in
        [(Faults { n_busy: 1_000, ..Faults::default() }, 0), (Faults { n_late: 1_000, ..Faults::default() }, 3)]
    {
        let mut device = Direct(EsclDevice::new(pages(3), faults));
        let mut source = EsclSource::new(&mut device, Stopping(3), WISH).unwrap();
        assert_eq!(source.next_page().map_err(|it| it.code()), Err(Code::ScanStopped));
        assert_eq!(source.may_have_lost_a_sheet(), n_asked > 0, "only what was begun moves paper");
        drop(source);
        let heard = device.0.heard;
        assert_eq!(heard.iter().filter(|it| it.ends_with("NextDocument")).count(), n_asked, "{heard:?}");
        assert_eq!(heard.iter().any(|it| it.starts_with("DELETE")), n_asked > 0, "a job is ended");
    }
}
