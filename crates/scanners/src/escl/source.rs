//! A pile through the feeder of a network scanner: one job, its pages one by one.

use std::ops::ControlFlow;
use std::time::Duration;

use page_helper::Side;
use values::{Code, Problem, Refusal};

use super::device::{Capabilities, FeederState, JobState, JobStatus, ScannerStatus, read_capabilities, read_status};
use super::http::{Answer, Http, Method};
use crate::{PageSource, Patience, ScanWish, ScannedPage};

/// How long a device that says "not yet" is asked again, all in all.
const MOST_WAITING: Duration = Duration::from_secs(120);
/// The first wait, doubled each time up to the longest.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// More pages than a feeder takes in a day.
const MAX_PAGES: u32 = 5_000;

/// A job of a network scanner.
pub struct EsclSource<H, P> {
    http: H,
    patience: P,
    wish: ScanWish,
    capabilities: Capabilities,
    job: Job,
    n_given: u32,
    n_said: Option<u32>,
    /// Whether the device has scanned pages it has not given.
    is_ahead: bool,
    /// Whether what failed last may have cost a sheet.
    is_sheet_lost: bool,
}

enum Job {
    /// Nothing was asked yet.
    New,
    /// The path of the job.
    Running(String),
    Over,
}

impl<H: Http, P: Patience> EsclSource<H, P> {
    /// Asks a device what it can do. The feeder is looked at when the first page is wanted.
    ///
    /// # Errors
    /// When it does not answer, or with what is none of eSCL.
    pub fn new(mut http: H, patience: P, wish: ScanWish) -> Result<Self, Problem> {
        let answer = http.ask(Method::Get, "/eSCL/ScannerCapabilities", "")?;
        let capabilities = match answer.status {
            200 => read_capabilities(&answer.body)?,
            _ => return Err(Problem::unavailable(Code::ScannerNotUnderstood)),
        };
        Ok(Self {
            http,
            patience,
            wish,
            capabilities,
            job: Job::New,
            n_given: 0,
            n_said: None,
            is_ahead: false,
            is_sheet_lost: false,
        })
    }

    /// The way to the device.
    pub fn http(&self) -> &H {
        &self.http
    }

    /// What the device can do.
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// The resolution that is asked for: the wished one, or the lowest the device knows above it.
    fn dpi(&self) -> u32 {
        let known = &self.capabilities.resolutions;
        let best = known.iter().find(|it| **it >= self.wish.dpi).or(known.last());
        best.copied().unwrap_or(self.wish.dpi)
    }

    /// None where it is too busy to say.
    fn status(&mut self) -> Result<Option<ScannerStatus>, Problem> {
        let answer = self.http.ask(Method::Get, "/eSCL/ScannerStatus", "")?;
        match answer.status {
            200 => read_status(&answer.body).map(Some),
            503 => Ok(None),
            _ => Err(Problem::unavailable(Code::ScannerNotUnderstood)),
        }
    }

    /// Begins the job: the feeder first, so that an empty one is said and not scanned.
    fn begin(&mut self) -> Result<String, Problem> {
        // Backs that were never looked at are missed by nobody.
        if self.wish.both_sides && !self.capabilities.both_sides {
            return Err(Problem::refused(Code::ScannerOneSided));
        }
        let mut waited = Waited::default();
        loop {
            let status = self.status()?;
            if let Some(status) = status.as_ref().filter(|_| self.capabilities.has_feeder) {
                refuse_feeder(status.feeder)?;
            }
            if status.is_some_and(|it| !it.is_busy) {
                // Where the line breaks now, or its name is not said, a job may pull a sheet nobody fetches.
                self.is_sheet_lost = true;
                let answer = self.http.ask(Method::Post, "/eSCL/ScanJobs", &self.settings())?;
                if matches!(answer.status, 200 | 201) {
                    let path = answer.location.as_deref().and_then(path_of);
                    self.is_sheet_lost = path.is_none();
                    return path.ok_or_else(|| Problem::unavailable(Code::ScannerNotUnderstood));
                }
                self.is_sheet_lost = false;
                if !matches!(answer.status, 409 | 503) {
                    return Err(Problem::unavailable(Code::ScannerNotUnderstood));
                }
            }
            // Another computer's job, or its own warming up.
            if !waited.more(&mut self.patience, None)? {
                return Err(Problem::unavailable(Code::ScannerBusy));
            }
        }
    }

    fn settings(&self) -> String {
        let dpi = self.dpi();
        // A device that cannot take so large a paper takes its largest.
        let (width, height) = self.capabilities.fitting(self.wish.size);
        let source = if self.capabilities.has_feeder { "Feeder" } else { "Platen" };
        let colour = if self.wish.colour && self.capabilities.colour { "RGB24" } else { "Grayscale8" };
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.0</pwg:Version><scan:Intent>Document</scan:Intent><pwg:ScanRegions><pwg:ScanRegion><pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset><pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits></pwg:ScanRegion></pwg:ScanRegions><pwg:InputSource>{source}</pwg:InputSource><scan:Duplex>{}</scan:Duplex><scan:ColorMode>{colour}</scan:ColorMode><scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:ScanSettings>"#,
            self.wish.both_sides
        )
    }

    fn page(&mut self, path: &str) -> Result<Option<ScannedPage>, Problem> {
        if self.n_given >= MAX_PAGES {
            self.cancel();
            return Err(Refusal::new(Code::TooManyChosen).with("max", MAX_PAGES).into());
        }
        let mut waited = Waited::default();
        loop {
            let answer = self.http.ask(Method::Get, &format!("{path}/NextDocument"), "")?;
            match answer.status {
                200 if is_image(&answer) => return Ok(Some(self.given(answer.body))),
                // A page of HTML that says what is wrong: the device's state says it better.
                200 => return Err(self.why_not(path)),
                404 | 409 | 410 | 503 => {
                    if let Some(status) = self.status_of(path)? {
                        refuse_feeder_in_job(&status)?;
                        let job = job_of(&status, path);
                        let state = job.map_or_else(|| self.state_unlisted(&status, answer.status), |it| it.state);
                        match state {
                            JobState::Completed => {
                                self.n_said = job.and_then(|it| it.n_completed);
                                return Ok(None);
                            }
                            JobState::GivenUp => return Err(Problem::unavailable(Code::ScannerGaveUp)),
                            JobState::Running => {}
                        }
                    }
                    if !waited.more(&mut self.patience, answer.retry_after_s)? {
                        return Err(Problem::unavailable(Code::ScannerUnreachable));
                    }
                }
                _ => return Err(self.why_not(path)),
            }
        }
    }

    /// The state of the device in the middle of a job, and whether it has scanned farther than it has given.
    fn status_of(&mut self, path: &str) -> Result<Option<ScannerStatus>, Problem> {
        let status = self.status()?;
        let n_completed = status.as_ref().and_then(|it| job_of(it, path)).and_then(|it| it.n_completed);
        self.is_ahead = n_completed.is_some_and(|it| it > self.n_given);
        Ok(status)
    }

    /// What became of a job the device does not list: many forget what is done. One that gave nothing, or left paper behind, was not done:
    /// somebody ended it, or the device began anew.
    fn state_unlisted(&self, status: &ScannerStatus, answered: u16) -> JobState {
        match self.n_given {
            // Not yet, it says.
            _ if status.is_busy || answered == 503 => JobState::Running,
            0 => JobState::GivenUp,
            _ if status.feeder == FeederState::Loaded => JobState::GivenUp,
            _ => JobState::Completed,
        }
    }

    fn given(&mut self, bytes: Vec<u8>) -> ScannedPage {
        let is_back = self.wish.both_sides && self.n_given % 2 == 1;
        self.n_given += 1;
        let side = if is_back { Side::Back } else { Side::Front };
        ScannedPage { bytes, dpi: Some(self.dpi()), side }
    }

    /// Why there is no page, as far as the device's state says it.
    fn why_not(&mut self, path: &str) -> Problem {
        match self.status_of(path).and_then(|it| it.as_ref().map_or(Ok(()), refuse_feeder_in_job)) {
            Err(problem) => problem,
            Ok(()) => Problem::unavailable(Code::ScannerNotUnderstood),
        }
    }
}

impl<H: Http, P: Patience> PageSource for EsclSource<H, P> {
    fn name(&self) -> String {
        self.capabilities.model.clone()
    }

    fn next_page(&mut self) -> Result<Option<ScannedPage>, Problem> {
        let path = match &self.job {
            Job::Over => return Ok(None),
            Job::Running(path) => path.clone(),
            Job::New => {
                let path = self.begin()?;
                self.patience.end();
                self.job = Job::Running(path.clone());
                path
            }
        };
        let page = self.page(&path);
        self.patience.end();
        match &page {
            Ok(Some(_)) => {}
            Ok(None) => self.job = Job::Over,
            Err(problem) => {
                // A feeder says itself that it stopped: then only what it had scanned before is lost; and a sheet of which the front came goes
                // through once more.
                let is_half = self.wish.both_sides && self.n_given % 2 == 1;
                self.is_sheet_lost = self.is_ahead || is_half || !is_of_feeder(problem.code());
                self.cancel();
            }
        }
        page
    }

    fn may_have_lost_a_sheet(&self) -> bool {
        self.is_sheet_lost
    }

    fn n_said(&self) -> Option<u32> {
        self.n_said
    }

    fn cancel(&mut self) {
        if let Job::Running(path) = std::mem::replace(&mut self.job, Job::Over) {
            // The pages it has given are here; whether it hears this changes nothing.
            let _ = self.http.ask(Method::Delete, &path, "");
        }
    }
}

/// Waits longer each time, and not for ever.
#[derive(Default)]
struct Waited {
    all: Duration,
    last: Duration,
}

impl Waited {
    /// Returns whether there is still hope; `scan_stopped` when nobody wants the page any more.
    fn more(&mut self, patience: &mut impl Patience, said_s: Option<u64>) -> Result<bool, Problem> {
        if self.all >= MOST_WAITING {
            return Ok(false);
        }
        self.last = (self.last * 2).clamp(FIRST_WAIT, LONGEST_WAIT);
        let time = said_s.map_or(self.last, |it| Duration::from_secs(it.clamp(1, 30)));
        self.all += time;
        match patience.wait(time) {
            ControlFlow::Continue(()) => Ok(true),
            ControlFlow::Break(()) => Err(Problem::refused(Code::ScanStopped)),
        }
    }
}

fn refuse_feeder(state: FeederState) -> Result<(), Problem> {
    let code = match state {
        FeederState::Unsaid | FeederState::Loaded => return Ok(()),
        FeederState::Empty => Code::FeederEmpty,
        FeederState::Jam => Code::FeederJam,
        FeederState::CoverOpen => Code::FeederOpen,
        FeederState::DoubleFeed => Code::FeederDouble,
    };
    Err(Problem::refused(code))
}

/// The feeder itself says why it stopped.
fn is_of_feeder(code: Code) -> bool {
    matches!(code, Code::FeederEmpty | Code::FeederJam | Code::FeederOpen | Code::FeederDouble)
}

/// In the middle of a job an empty feeder is its end and no fault.
fn refuse_feeder_in_job(status: &ScannerStatus) -> Result<(), Problem> {
    if status.feeder == FeederState::Empty { Ok(()) } else { refuse_feeder(status.feeder) }
}

fn job_of<'a>(status: &'a ScannerStatus, path: &str) -> Option<&'a JobStatus> {
    status.jobs.iter().find(|it| path_of(&it.uri).as_deref() == Some(path))
}

/// The path of an address that is relative, absolute, or names a host nobody can reach.
fn path_of(address: &str) -> Option<String> {
    let address = address.trim().trim_end_matches('/');
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map(|at| &rest[at..])?,
        None => address,
    };
    let is_plain = path.len() <= 512 && path.bytes().all(|it| it.is_ascii_graphic());
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/eSCL/{path}") };
    (is_plain && path.len() > 1).then_some(path)
}

/// A JPEG, as was asked for; whatever else comes with a good status is a page of words.
fn is_image(answer: &Answer) -> bool {
    answer.body.starts_with(&[0xFF, 0xD8, 0xFF])
}
