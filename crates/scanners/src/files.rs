//! Chosen files: JPEG, PNG, TIFF and PDF, whatever their ending says.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use page_helper::{FrameHead, Frames, Helper, Mode, Side};
use values::{Code, Problem, Refusal};

use crate::{PageSource, ScannedPage};

/// The longest file that is taken, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 30;

/// Files, one after the other. One that cannot be read is said, and the next goes on.
pub struct FilesSource {
    helper: Helper,
    left: VecDeque<PathBuf>,
    open: Option<(String, Frames)>,
    both_sides: bool,
    n_of_file: usize,
    n_given: u32,
    /// Files that could not be read to their end: of each at least one page is missing.
    n_broken: u32,
    /// Whether the bytes of a file could not be had: a network went away while it was read.
    is_cut_off: Arc<AtomicBool>,
}

/// A file that notes when its bytes cannot be had: whoever reads them takes that for its end.
struct Noted {
    file: File,
    is_cut_off: Arc<AtomicBool>,
}

impl Read for Noted {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(to);
        if read.as_ref().is_err_and(|why| why.kind() != ErrorKind::Interrupted) {
            self.is_cut_off.store(true, Ordering::SeqCst);
        }
        read
    }
}

impl FilesSource {
    /// The pages of `files`, in their order; of both sides, every second one is a back.
    pub fn new(helper: Helper, files: impl IntoIterator<Item = PathBuf>, both_sides: bool) -> Self {
        Self {
            helper,
            left: files.into_iter().collect(),
            open: None,
            both_sides,
            n_of_file: 0,
            n_given: 0,
            n_broken: 0,
            is_cut_off: Arc::default(),
        }
    }

    /// Passes over the first pages: they came before.
    ///
    /// # Errors
    /// As [`PageSource::next_page`].
    pub fn skip(&mut self, n: usize) -> Result<(), Problem> {
        for _ in 0..n {
            self.next_page()?;
        }
        self.n_given = 0;
        Ok(())
    }

    /// Returns whether the bytes of a file could not be had, so that what came of it may be a part.
    pub fn is_cut_off(&self) -> bool {
        self.is_cut_off.load(Ordering::SeqCst)
    }

    fn open(&mut self, path: &Path) -> Result<(String, Frames), Problem> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let refused = |code: Code| Refusal::new(code).at("files").with("name", &name);
        let opened = File::open(path).and_then(|it| Ok((it.metadata()?, it)));
        let (metadata, file) = opened.map_err(|why| match why.kind() {
            ErrorKind::NotFound => refused(Code::FileVanished),
            _ => refused(Code::FileUnreadable),
        })?;
        if !metadata.is_file() {
            return Err(refused(Code::FileNotRegular).into());
        }
        if metadata.len() == 0 {
            return Err(refused(Code::FileEmpty).into());
        }
        if metadata.len() > MAX_FILE_BYTES {
            return Err(refused(Code::FileTooLarge).with("size", metadata.len()).with("max", MAX_FILE_BYTES).into());
        }
        let noted = Noted { file, is_cut_off: self.is_cut_off.clone() };
        let frames = self.helper.start(Mode::Split, noted.take(MAX_FILE_BYTES))?;
        self.n_of_file = 0;
        Ok((name, frames))
    }
}

impl PageSource for FilesSource {
    fn name(&self) -> String {
        let first = self.left.front().and_then(|it| it.file_name());
        first.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// A file that broke off, or could not be read at all, had more pages than came: somebody counts them. Where no page came there is nothing to
    /// count.
    fn n_said(&self) -> Option<u32> {
        (self.n_broken > 0 && self.n_given > 0).then_some(self.n_given + self.n_broken)
    }

    fn goes_on(&self) -> bool {
        true
    }

    fn next_page(&mut self) -> Result<Option<ScannedPage>, Problem> {
        loop {
            if self.open.is_none() {
                let Some(path) = self.left.pop_front() else { return Ok(None) };
                self.open = Some(self.open(&path).inspect_err(|_| self.n_broken += 1)?);
            }
            let Some((name, frames)) = &mut self.open else { return Ok(None) };
            match frames.next_frame() {
                Ok(Some(frame)) => {
                    let FrameHead::Page { dpi } = frame.head else { continue };
                    let is_back = self.both_sides && self.n_of_file % 2 == 1;
                    self.n_of_file += 1;
                    self.n_given += 1;
                    let side = if is_back { Side::Back } else { Side::Front };
                    return Ok(Some(ScannedPage { bytes: frame.bytes, dpi, side }));
                }
                Ok(None) => self.open = None,
                Err(problem) => {
                    let problem = of_file(problem, name, self.n_of_file + 1);
                    self.n_broken += 1;
                    self.open = None;
                    return Err(problem);
                }
            }
        }
    }
}

/// Says which page of which file it is.
fn of_file(problem: Problem, name: &str, n: usize) -> Problem {
    match problem {
        Problem::Refused(it) => {
            let why = it.args.get("why").cloned().unwrap_or_default();
            let refusal = Refusal::new(Code::FilePageUnreadable).at("files");
            refusal.with("name", name).with("n", n).with("why", why).into()
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The memory of a process has nothing at its beginning.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_whose_bytes_cannot_be_had_is_cut_off_and_not_at_its_end() {
        let is_cut_off = Arc::new(AtomicBool::new(false));
        let noted = |path: &str| Noted { file: File::open(path).expect("it is there"), is_cut_off: is_cut_off.clone() };
        assert_eq!(noted("/dev/null").read(&mut [0; 8]).ok(), Some(0));
        assert!(!is_cut_off.load(Ordering::SeqCst));
        assert!(noted("/proc/self/mem").read(&mut [0; 8]).is_err());
        assert!(is_cut_off.load(Ordering::SeqCst));
    }
}
