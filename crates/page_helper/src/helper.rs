//! Starts the helper process and reads what it answers.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use values::{Code, Problem, Refusal};

use crate::frame::{Frame, FrameHead, read_frame};
use crate::{Languages, Lie};

/// How long one answer may take. A page of A3 in colour takes about three seconds on a slow machine, one
/// full of small print half a minute to be recognised.
const ANSWER_TIME: Duration = Duration::from_secs(120);
/// What it answers comes in such pieces.
const PIECE_BYTES: usize = 1 << 16;
/// It works on pictures: what glibc would keep of each, for each thread, goes back at once. What it starts is told the same, and was
/// measured so. Other systems do not know these names.
const MEMORY: [(&str, &str); 2] = [("MALLOC_ARENA_MAX", "1"), ("MALLOC_MMAP_THRESHOLD_", "131072")];
/// The name of the program, which lies beside the one that runs.
const PROGRAM: &str = if cfg!(windows) { "tajemnik-pages.exe" } else { "tajemnik-pages" };

/// What is asked of the helper process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// What is on a page: one look.
    Look,
    /// The pages of a file: one frame each.
    Split,
    /// A page as it is put into an archive file.
    Archive {
        /// Whether a grey page of text becomes black and white.
        is_bitonal: bool,
        /// How black and white is packed.
        packing: Packing,
    },
    /// What is written on a page.
    Recognise {
        /// How it is made straight first.
        lie: Lie,
        /// By how many quarters it is turned clockwise then.
        quarters: u8,
        /// Whether it is turned on where it is read badly so; a person may have said how it lies.
        finds_up: bool,
        /// Pixels an inch.
        dpi: u32,
        /// The languages it may be in.
        languages: Languages,
    },
    /// Which languages text can be recognised in; there is no page to it.
    Languages,
    /// A page to be looked at by a person: a small JPEG.
    Preview {
        /// Its longest side, in pixels.
        max_side: u32,
        /// How it is made straight first.
        lie: Lie,
    },
}

/// How black and white is packed; both without loss. What packs alike symbols as one is not among them: it swaps digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// JBIG2, a generic region (ISO/IEC 14492).
    #[default]
    Jbig2,
    /// CCITT group 4.
    FaxG4,
}

impl Packing {
    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jbig2 => "jbig2",
            Self::FaxG4 => "fax_g4",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Jbig2, Self::FaxG4].into_iter().find(|it| it.name() == name)
    }
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Split => "split",
            Self::Archive { .. } => "archive",
            Self::Recognise { .. } => "recognise",
            Self::Languages => "languages",
            Self::Preview { .. } => "preview",
        }
    }

    /// What follows the name.
    fn arguments(self) -> Vec<String> {
        match self {
            Self::Preview { max_side, lie } => vec![max_side.to_string(), lie.argument()],
            Self::Archive { is_bitonal, packing } => {
                vec![if is_bitonal { "bitonal" } else { "as_scanned" }.to_owned(), packing.name().to_owned()]
            }
            Self::Recognise { lie, quarters, finds_up, dpi, languages } => {
                vec![lie.argument(), quarters.to_string(), finds_up.to_string(), dpi.to_string(), languages.names()]
            }
            _ => Vec::new(),
        }
    }
}

/// The helper program.
#[derive(Clone, Debug)]
pub struct Helper {
    program: PathBuf,
    answer_time: Duration,
}

impl Helper {
    /// The program beside the one that runs.
    ///
    /// # Errors
    /// When it is not there.
    pub fn beside_this_program() -> Result<Self, Problem> {
        let missing = || Problem::Broken(format!("{PROGRAM} is not beside this program"));
        let own = std::env::current_exe().map_err(|why| Problem::Broken(format!("where this program is: {why}")))?;
        // Tests run one folder deeper than the programs they test.
        let places = own.ancestors().skip(1).take(2).map(|it| it.join(PROGRAM));
        places.into_iter().find(|it| it.is_file()).map(Self::of).ok_or_else(missing)
    }

    fn of(program: PathBuf) -> Self {
        Self { program, answer_time: ANSWER_TIME }
    }

    /// Starts it on `input`; what it answers is read one frame at a time, and it waits meanwhile.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&self, mode: Mode, mut input: impl Read + Send + 'static) -> Result<Frames, Problem> {
        let failed = |why: io::Error| Problem::Broken(format!("{PROGRAM}: {why}"));
        let mut child = Command::new(&self.program)
            .arg(mode.name())
            .args(mode.arguments())
            .envs(MEMORY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
            return Err(Problem::Broken(format!("{PROGRAM} has no pipes")));
        };
        // It may end without reading everything: that is its answer's business.
        std::thread::spawn(move || drop(std::io::copy(&mut input, &mut stdin).and_then(|_| stdin.flush())));
        let (tell, pieces) = sync_channel(1);
        // Small pieces are read here and put together where they are wanted: a page allocated on a thread of its own stays in that
        // thread's memory, and a pile of a thousand would have its largest moments there many times over.
        std::thread::spawn(move || {
            let mut stdout = stdout;
            loop {
                let mut piece = vec![0; PIECE_BYTES];
                let n = match stdout.read(&mut piece) {
                    Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                    read => read.unwrap_or_default(),
                };
                piece.truncate(n);
                if n == 0 || tell.send(piece).is_err() {
                    break;
                }
            }
        });
        let heard = Heard { pieces, piece: io::Cursor::default(), until: Instant::now() };
        Ok(Frames { child, heard, answer_time: self.answer_time, is_over: false })
    }

    /// Asks for one answer.
    ///
    /// # Errors
    /// When the page cannot be read, with its reason; when the process cannot be started.
    pub fn ask(&self, mode: Mode, input: Vec<u8>) -> Result<Frame, Problem> {
        self.start(mode, io::Cursor::new(input))?.next_frame()?.ok_or_else(|| crashed().into())
    }
}

/// What the process answers, in its order. Dropped, the process is ended.
pub struct Frames {
    child: Child,
    heard: Heard,
    answer_time: Duration,
    is_over: bool,
}

impl Frames {
    /// Returns the next answer; none at the end.
    ///
    /// # Errors
    /// When what it was given cannot be read, and when it crashed or took too long.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, Problem> {
        if self.is_over {
            return Ok(None);
        }
        self.heard.until = Instant::now() + self.answer_time;
        let frame = match read_frame(&mut self.heard) {
            Ok(frame) => frame,
            Err(why) if why.kind() == io::ErrorKind::TimedOut => return Err(self.give_up(unreadable("too_slow"))),
            Err(_) => return Err(self.give_up(crashed())),
        };
        match frame.head {
            FrameHead::End => {
                self.is_over = true;
                Ok(None)
            }
            FrameHead::Unreadable { why } => Err(self.give_up(unreadable(&why))),
            _ => Ok(Some(frame)),
        }
    }

    fn give_up(&mut self, why: Refusal) -> Problem {
        self.is_over = true;
        let _ = self.child.kill();
        why.into()
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What comes from the process, until its time is over.
struct Heard {
    pieces: Receiver<Vec<u8>>,
    piece: io::Cursor<Vec<u8>>,
    until: Instant,
}

impl Read for Heard {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.piece.position() == self.piece.get_ref().len() as u64 {
            match self.pieces.recv_timeout(self.until.saturating_duration_since(Instant::now())) {
                Ok(piece) => self.piece = io::Cursor::new(piece),
                Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
        self.piece.read(to)
    }
}

fn crashed() -> Refusal {
    unreadable("crashed")
}

fn unreadable(why: &str) -> Refusal {
    Refusal::new(Code::PageUnreadable).with("why", why)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program that does this instead.
    fn helper(folder: &tempfile::TempDir, does: &str) -> Helper {
        let path = folder.path().join("pages");
        std::fs::write(&path, format!("#!/bin/sh\n{does}\n")).expect("there is room");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        Helper { answer_time: Duration::from_millis(100), ..Helper::of(path) }
    }

    fn why(problem: Problem) -> String {
        match problem {
            Problem::Refused(it) => it.args.get("why").cloned().unwrap_or_default(),
            other => format!("{other}"),
        }
    }

    #[test]
    fn a_page_on_which_the_program_hangs_or_crashes_is_refused_and_the_program_is_gone() {
        let folder = tempfile::tempdir().expect("there is room");
        // It says who it is, and hangs.
        let told = folder.path().join("id");
        let hangs = helper(&folder, &format!("echo $$ > {}; while :; do :; done", told.display()));
        let asked = hangs.ask(Mode::Look, vec![1]);
        assert_eq!(asked.map_err(why).err().as_deref(), Some("too_slow"));
        let id = std::fs::read_to_string(told).expect("it was started");
        assert!(!std::path::Path::new("/proc").join(id.trim()).exists(), "it runs on");
        for does in ["kill -SEGV $$", "exit 0", "echo something else"] {
            let mut crashes = helper(&folder, does);
            crashes.answer_time = ANSWER_TIME;
            assert_eq!(crashes.ask(Mode::Look, vec![1]).map_err(why).err().as_deref(), Some("crashed"), "{does}");
        }
    }
}
