//! Scanners of SANE, through `scanimage` in a process of its own: drivers crash, and take only it with them.
//!
//! What a device can do is read from it, not assumed. `scanimage` waits before each page until it is told to go on, and prints the file of a
//! page when it is whole; its exit code is the status of SANE. The pages lie in a folder of this process for a moment, in memory where the system has such a place.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use page_helper::Side;
use tempfile::TempDir;
use values::{Code, Problem, Refusal};

use crate::{PageSource, Patience, ScanWish, ScannedPage};

/// The largest page that is taken, in bytes.
const MAX_PAGE_BYTES: u64 = 300 << 20;
/// More pages than a feeder takes in a day.
const MAX_PAGES: u32 = 5_000;

/// How long is looked for devices; those of a network answer late or never.
const LIST_TIME: Duration = Duration::from_secs(15);
/// How long a device may take to say what it can do.
const OPTIONS_TIME: Duration = Duration::from_secs(60);
/// How long a page may take: one of A3 in colour at 600 dpi takes two minutes on slow devices.
const PAGE_TIME: Duration = Duration::from_secs(300);
/// How often is looked whether anybody still wants it.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// More than any device says of itself.
const MAX_SAID_BYTES: u64 = 1 << 20;

/// A pile through a scanner of SANE.
pub struct SaneSource<P> {
    program: PathBuf,
    patience: P,
    device: String,
    wish: ScanWish,
    run: Option<Run>,
    is_over: bool,
    n_given: u32,
    /// Whether what failed last may have cost a sheet: it hung, crashed or broke off.
    is_sheet_lost: bool,
}

/// A running `scanimage`. Dropped, it is ended.
struct Run {
    child: Child,
    /// Where it hears that the next page is wanted.
    stdin: ChildStdin,
    /// What it prints, line by line: the file of each page that is whole.
    lines: Receiver<String>,
    dpi: Option<u32>,
    /// Whether backs come between the fronts: of a device that knows nothing else, also unasked.
    both_sides: bool,
    /// Removed with what lies in it.
    _folder: TempDir,
}

/// What a device lets choose, as `scanimage -A` prints it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Options {
    sources: Vec<String>,
    modes: Vec<String>,
    resolutions: Resolutions,
    /// The longest sides, in millimetres, by the letter of their option.
    longest_mm: Vec<(String, f64)>,
}

/// The resolutions of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Resolutions {
    /// It does not say.
    #[default]
    Unsaid,
    /// These.
    Some(Vec<u32>),
    /// From one to another.
    Between(u32, u32),
}

/// A device SANE sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenDevice {
    /// Its name, by which it is asked.
    pub name: String,
    /// What it is, in words.
    pub what: String,
}

/// Returns the devices this program sees. Looking for them in a network takes seconds; after too many of them it is given up.
pub fn seen_devices(program: impl Into<PathBuf>) -> Vec<SeenDevice> {
    let mut command = Command::new(program.into());
    command.args(["-f", "%d\t%v %m%n"]);
    let said = said_within(command, LIST_TIME).map(|it| it.1).unwrap_or_default();
    let rows = said.lines().filter_map(|it| it.split_once('\t'));
    rows.map(|(name, what)| SeenDevice { name: name.to_owned(), what: what.trim().to_owned() }).collect()
}

/// Runs a program that prints something and ends; returns how it ended and what it printed. One that takes longer is ended, and has no
/// status; none where it cannot be started.
fn said_within(mut command: Command, time: Duration) -> Option<(Option<i32>, String)> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let stdout = child.stdout.take()?;
    let (tell, heard) = sync_channel(1);
    std::thread::spawn(move || {
        let mut said = Vec::new();
        let _ = stdout.take(MAX_SAID_BYTES).read_to_end(&mut said);
        let _ = tell.send(said);
    });
    let heard = heard.recv_timeout(time);
    if heard.is_err() {
        let _ = child.kill();
    }
    let status = child.wait().ok()?;
    let said = heard.unwrap_or_default();
    Some((status.code(), String::from_utf8_lossy(&said).into_owned()))
}

impl<P: Patience> SaneSource<P> {
    /// The device with this name of SANE, through this program.
    pub fn new(program: impl Into<PathBuf>, patience: P, device: &str, wish: ScanWish) -> Self {
        Self {
            program: program.into(),
            patience,
            device: device.to_owned(),
            wish,
            run: None,
            is_over: false,
            n_given: 0,
            is_sheet_lost: false,
        }
    }

    fn start(&self) -> Result<Run, Problem> {
        let options = self.options()?;
        let folder = folder()?;
        let source = options.source(self.wish.both_sides)?;
        let dpi = options.resolutions.best(self.wish.dpi);
        let mut command = Command::new(&self.program);
        command.args(["-d", &self.device, "--format=png", "--batch-print", "--batch-prompt"]);
        command.arg(format!("--batch={}", folder.path().join("%d.png").display()));
        let both_sides = gives_both_sides(&source);
        command.args(source);
        if let Some(mode) = options.mode(self.wish.colour) {
            command.args(["--mode", mode]);
        }
        if let Some(dpi) = dpi {
            command.args(["--resolution", &dpi.to_string()]);
        }
        for (side, wished) in [("-x", self.wish.size.0), ("-y", self.wish.size.1)] {
            if let Some(most_mm) = options.most_mm(side) {
                command.args([side, &format!("{:.1}", (f64::from(wished) * 25.4 / 300.0).min(most_mm))]);
            }
        }
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = spawned.map_err(|_| missing())?;
        let (stdin, stdout) = child.stdin.take().zip(child.stdout.take()).ok_or_else(missing)?;
        let (tell, lines) = sync_channel(0);
        std::thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).try_for_each(|it| tell.send(it))
        });
        Ok(Run { child, stdin, lines, dpi, both_sides, _folder: folder })
    }

    fn options(&self) -> Result<Options, Problem> {
        let mut command = Command::new(&self.program);
        command.args(["-d", &self.device, "-A"]);
        match said_within(command, OPTIONS_TIME).ok_or_else(missing)? {
            (Some(0), said) => Ok(Options::read(&said)),
            (code, _) => Err(of_status(code)),
        }
    }

    /// How it ended: no more paper is the end of a pile that had some.
    fn end(&mut self) -> Result<Option<ScannedPage>, Problem> {
        self.is_over = true;
        let Some(mut run) = self.run.take() else { return Ok(None) };
        let status = run.child.wait().map_err(|_| missing())?;
        match status.code() {
            Some(0) => Ok(None),
            Some(NO_DOCS) if self.n_given > 0 => Ok(None),
            code => {
                let problem = of_status(code);
                self.is_sheet_lost = problem.code() == Code::ScannerUnreachable;
                Err(problem)
            }
        }
    }
}

impl<P: Patience> PageSource for SaneSource<P> {
    fn name(&self) -> String {
        self.device.clone()
    }

    fn next_page(&mut self) -> Result<Option<ScannedPage>, Problem> {
        if self.is_over {
            return Ok(None);
        }
        if self.run.is_none() {
            self.run = Some(self.start()?);
        }
        if self.n_given >= MAX_PAGES {
            self.cancel();
            return Err(Refusal::new(Code::TooManyChosen).with("max", MAX_PAGES).into());
        }
        let until = Instant::now() + PAGE_TIME;
        let Some(run) = &mut self.run else { return Ok(None) };
        // Not before the last one is stored: no page lies there that a power cut takes. Where it has ended, how says its code.
        let _ = run.stdin.write_all(b"\n");
        let path = loop {
            let gave_up = match run.lines.recv_timeout(LOOK_EVERY) {
                Ok(path) => break path,
                Err(RecvTimeoutError::Disconnected) => return self.end(),
                Err(RecvTimeoutError::Timeout) if !self.patience.is_wanted() => Problem::refused(Code::ScanStopped),
                // A driver that hangs would hang for ever.
                Err(RecvTimeoutError::Timeout) if Instant::now() >= until => {
                    Problem::unavailable(Code::ScannerUnreachable)
                }
                Err(RecvTimeoutError::Timeout) => continue,
            };
            self.is_sheet_lost = true;
            self.cancel();
            return Err(gave_up);
        };
        let bytes = match std::fs::metadata(&path) {
            Ok(it) if it.len() <= MAX_PAGE_BYTES => std::fs::read(&path),
            _ => Err(std::io::Error::other("no page")),
        };
        let _ = std::fs::remove_file(&path);
        let Ok(bytes) = bytes else {
            self.is_sheet_lost = true;
            self.cancel();
            return Err(Problem::unavailable(Code::ScannerNotUnderstood));
        };
        let side = if run.both_sides && self.n_given % 2 == 1 { Side::Back } else { Side::Front };
        let dpi = run.dpi;
        self.n_given += 1;
        Ok(Some(ScannedPage { bytes, dpi, side }))
    }

    fn may_have_lost_a_sheet(&self) -> bool {
        self.is_sheet_lost
    }

    fn cancel(&mut self) {
        self.is_over = true;
        self.run = None;
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn gives_both_sides(source: &[String]) -> bool {
    source.iter().any(|it| is_of_both_sides(it))
}

fn is_of_both_sides(source: &str) -> bool {
    source.to_lowercase().contains("duplex")
}

/// `SANE_STATUS_NO_DOCS`.
const NO_DOCS: i32 = 7;

/// The statuses of SANE (`sane.h`), as `scanimage` ends with them.
fn of_status(code: Option<i32>) -> Problem {
    match code {
        Some(3) => Problem::unavailable(Code::ScannerBusy),
        Some(6) => Problem::refused(Code::FeederJam),
        Some(NO_DOCS) => Problem::refused(Code::FeederEmpty),
        Some(8) => Problem::refused(Code::FeederOpen),
        // A crash has no code.
        _ => Problem::unavailable(Code::ScannerUnreachable),
    }
}

fn missing() -> Problem {
    Problem::unavailable(Code::ScannerProgramMissing)
}

/// In memory where there is such a place: pages are as confidential as what is registered.
fn folder() -> Result<TempDir, Problem> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|it| it.is_dir());
    let made = runtime.and_then(|it| TempDir::new_in(it).ok()).map_or_else(TempDir::new, Ok);
    made.map_err(|why| Problem::from(Refusal::new(Code::DiskFailed).with("why", why)))
}

impl Options {
    /// Reads lines such as `    --source Flatbed|Automatic Document Feeder [Flatbed]`.
    fn read(said: &str) -> Self {
        let mut options = Self::default();
        for line in said.lines() {
            options.longest_mm.extend(longest_mm(line));
            let Some((name, rest)) = line.trim().strip_prefix("--").and_then(|it| it.split_once(' ')) else { continue };
            let values = rest.split(" [").next().unwrap_or_default();
            // What is greyed out cannot be chosen now.
            if rest.contains("[inactive]") {
                continue;
            }
            let choices = || values.split('|').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
            match name {
                "source" => options.sources = choices(),
                "mode" => options.modes = choices(),
                "resolution" => options.resolutions = Resolutions::read(values),
                _ => {}
            }
        }
        options
    }

    /// How the source is asked for: a feeder, of both sides where that is wished, or one page of a glass; nothing where the device has no
    /// choice.
    fn source(&self, both_sides: bool) -> Result<Vec<String>, Problem> {
        let feeder = self.feeder(both_sides);
        // Backs that were never looked at are missed by nobody.
        if both_sides && feeder.as_ref().is_none_or(|it| !is_of_both_sides(it)) {
            return Err(Problem::refused(Code::ScannerOneSided));
        }
        Ok(match feeder {
            Some(feeder) => vec!["--source".to_owned(), feeder],
            // The sheet on a glass does not change by itself.
            None if !self.sources.is_empty() => vec!["--batch-count=1".to_owned()],
            None => Vec::new(),
        })
    }

    /// The feeder, of both sides where it is wished and there is one; none where the device has no choice.
    fn feeder(&self, both_sides: bool) -> Option<String> {
        let has = |it: &&String, word: &str| it.to_lowercase().contains(word);
        let words = ["adf", "feeder", "duplex"];
        let feeders: Vec<&String> = self.sources.iter().filter(|it| words.iter().any(|word| has(it, word))).collect();
        let wanted = feeders.iter().find(|it| is_of_both_sides(it) == both_sides);
        wanted.or(feeders.first()).map(|it| (*it).clone())
    }

    /// The longest side of this option; none where the device does not let it be chosen.
    fn most_mm(&self, side: &str) -> Option<f64> {
        self.longest_mm.iter().find(|it| it.0 == side).map(|it| it.1)
    }

    fn mode(&self, colour: bool) -> Option<&str> {
        let word = if colour { "color" } else { "gray" };
        self.modes.iter().find(|it| it.to_lowercase().starts_with(word)).map(String::as_str)
    }
}

/// Reads `-x 0..215.9mm (in steps of 0.1) [215.9]`.
fn longest_mm(line: &str) -> Option<(String, f64)> {
    let (name, rest) = line.trim().split_once(' ')?;
    let (_, most) = rest.split_once("..").filter(|_| matches!(name, "-x" | "-y") && !rest.contains("[inactive]"))?;
    let most = most.split_once("mm")?.0.trim().parse().ok()?;
    Some((name.to_owned(), most))
}

impl Resolutions {
    fn read(values: &str) -> Self {
        let number = |it: &str| it.trim().trim_end_matches("dpi").parse::<f64>().ok().map(|it| it as u32);
        if let Some((from, to)) = values.split_once("..") {
            let to = to.split_whitespace().next().unwrap_or_default();
            return match (number(from), number(to)) {
                (Some(from), Some(to)) => Self::Between(from, to),
                _ => Self::Unsaid,
            };
        }
        let mut known: Vec<u32> = values.split('|').filter_map(number).collect();
        known.sort_unstable();
        if known.is_empty() { Self::Unsaid } else { Self::Some(known) }
    }

    /// The wished one, or the nearest above it, or the highest.
    fn best(&self, wished: u32) -> Option<u32> {
        match self {
            Self::Unsaid => None,
            Self::Between(from, to) => Some(wished.clamp(*from, (*to).max(*from))),
            Self::Some(known) => known.iter().find(|it| **it >= wished).or(known.last()).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_device_lets_choose_is_read_from_it() {
        let said = "
All options specific to device `x':
  Scan Mode:
    --source Flatbed|ADF Front|ADF Duplex [Flatbed]
        Selects the scan source (such as a document-feeder).
    --mode Gray|Color|Lineart [Gray]
    --resolution 75|150|300|600dpi [75]
    --depth 8|1|16 [8]
    --brightness -100..100 [inactive]
    -x 0..215.9mm (in steps of 0.1) [215.9]
        Width of scan-area.
    -y 0..355.6mm [355.6]
";
        let options = Options::read(said);
        assert_eq!(options.feeder(false).as_deref(), Some("ADF Front"));
        assert_eq!(options.feeder(true).as_deref(), Some("ADF Duplex"));
        let only = |said: &str| Options::read(&format!("    --source {said} [x]\n"));
        assert_eq!(options.source(true).map(|it| it.join(" ")).as_deref(), Ok("--source ADF Duplex"));
        assert_eq!(only("Flatbed|ADF").source(true).map_err(|it| it.code()), Err(Code::ScannerOneSided));
        assert_eq!(only("Flatbed|ADF|Duplex").source(true), Ok(vec!["--source".to_owned(), "Duplex".to_owned()]));
        assert_eq!(only("Flatbed|ADF|Duplex").source(false), Ok(vec!["--source".to_owned(), "ADF".to_owned()]));
        let unasked = only("Flatbed|Duplex").source(false).expect("it has a feeder");
        assert!(gives_both_sides(&unasked), "its backs are no fronts: {unasked:?}");
        assert!(!gives_both_sides(&only("ADF|Duplex").source(false).expect("it has a feeder")));
        assert_eq!(only("Flatbed").source(false), Ok(vec!["--batch-count=1".to_owned()]), "a glass has one page");
        assert_eq!(Options::default().source(false), Ok(Vec::new()));
        assert_eq!((options.mode(false), options.mode(true)), (Some("Gray"), Some("Color")));
        assert_eq!((options.most_mm("-x"), options.most_mm("-y")), (Some(215.9), Some(355.6)));
        let best = |it| options.resolutions.best(it);
        assert_eq!((best(300), best(200), best(1200)), (Some(300), Some(300), Some(600)));
        let range = Options::read("    --resolution 1..1200dpi (in steps of 1) [50]\n").resolutions;
        assert_eq!((&range, range.best(300)), (&Resolutions::Between(1, 1200), Some(300)));
        assert_eq!(Options::read("scanimage: nothing"), Options::default());
    }

    /// Wants a page, or does not.
    struct Wanted(bool);

    impl Patience for Wanted {
        fn wait(&mut self, _: Duration) -> std::ops::ControlFlow<()> {
            unreachable!("the program is waited for, not the device")
        }

        fn is_wanted(&self) -> bool {
            self.0
        }
    }

    /// One test and not several: a program is not begun while another thread, that begins one too, still holds its file open for writing.
    #[cfg(unix)]
    #[test]
    fn a_page_is_asked_for_by_a_line_and_what_breaks_off_ends_the_program() {
        let folder = tempfile::tempdir().expect("there is room");
        let program = folder.path().join("scanimage");
        let source = |does: &str, is_wanted| {
            let script = format!(
                "#!/bin/sh\ncase \"$*\" in *-A*) exit 0 ;; esac
for it in \"$@\"; do case \"$it\" in --batch=*) to=$(dirname \"${{it#--batch=}}\") ;; esac; done
cd '{}'; echo $$ > id; {does}\n",
                folder.path().display()
            );
            std::fs::write(&program, script).expect("there is room");
            std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755))
                .expect("it is ours");
            let wish = ScanWish { dpi: 300, both_sides: false, colour: false, size: (2480, 3508) };
            SaneSource::new(&program, Wanted(is_wanted), "any", wish)
        };
        let runs_on = || {
            let id = std::fs::read_to_string(folder.path().join("id")).expect("it was started");
            std::path::Path::new("/proc").join(id.trim()).exists()
        };
        let each_line =
            "n=0; while read -r _; do n=$((n + 1)); echo $n > lines; echo page > \"$to/$n\"; echo \"$to/$n\"; done";
        let mut pile = source(each_line, true);
        for n in 1..=2 {
            assert_eq!(pile.next_page().ok().flatten().map(|it| it.bytes), Some(b"page\n".to_vec()));
            let lines = std::fs::read_to_string(folder.path().join("lines")).expect("it wrote them down");
            assert_eq!(lines.trim(), n.to_string(), "no page comes that nobody has asked for");
        }
        drop(pile);
        assert!(!runs_on());
        // A driver that hangs is left as soon as nobody wants the page, and no page is as large as this.
        let too_large = "truncate -s 301M \"$to/1\"; echo \"$to/1\"; exec sleep 3600";
        for (does, is_wanted, code) in
            [("exec sleep 3600", false, Code::ScanStopped), (too_large, true, Code::ScannerNotUnderstood)]
        {
            let mut source = source(does, is_wanted);
            assert_eq!(source.next_page().map_err(|it| it.code()), Err(code));
            assert!(source.may_have_lost_a_sheet() && !runs_on(), "{code:?}");
            assert_eq!(source.next_page().map_err(|it| it.code()), Ok(None), "it is over");
        }
    }
}
