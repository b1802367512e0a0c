//! The system's printers.

use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use values::{Code, Problem, Refusal};

/// A print queue that does not answer for so long is gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// Printers that can be chosen by a name.
pub trait Printers {
    /// Returns their names; none where the system has no printing.
    fn list(&self) -> Vec<String>;

    /// Hands a PDF over to a queue. Returns when the queue has taken it: whether there is paper, the system tells
    /// the person itself. A queue that is gone or takes nothing is `printer_gone`.
    fn print(&self, printer: &str, title: &str, pdf: &[u8]) -> Result<(), Problem>;
}

/// The printers of CUPS, by the programs every system with it has: `lpstat` and `lp`.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemPrinters;

impl Printers for SystemPrinters {
    fn list(&self) -> Vec<String> {
        let said = run(Command::new("lpstat").arg("-e"), &[], PATIENCE).unwrap_or_default();
        said.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    fn print(&self, printer: &str, title: &str, pdf: &[u8]) -> Result<(), Problem> {
        let gone = |why: String| {
            Problem::Unavailable(Refusal::new(Code::PrinterGone).with("printer", printer).with("why", why.trim()))
        };
        run(Command::new("lp").args(["-d", printer, "-t", title]), pdf, PATIENCE).map(drop).map_err(gone)
    }
}

/// Runs a program with `input` and returns what it printed, or why it failed.
fn run(command: &mut Command, input: &[u8], patience: Duration) -> Result<String, String> {
    let piped = command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().map_err(|why| why.to_string())?;
    let stdin = child.stdin.take();
    // Written beside the watch: a program that reads nothing would hold us for ever, one that ends early does not read all,
    // and how it ended says why.
    let output = std::thread::scope(|threads| {
        threads.spawn(|| stdin.map(|mut it| it.write_all(input)));
        wait(child, patience)
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

fn wait(mut child: Child, patience: Duration) -> Result<Output, String> {
    let until = Instant::now() + patience;
    while child.try_wait().map_err(|why| why.to_string())?.is_none() {
        if Instant::now() >= until {
            // It may have ended this moment; then there is nothing to kill.
            let _ = child.kill();
        }
        std::thread::park_timeout(Duration::from_millis(10));
    }
    child.wait_with_output().map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_that_reads_nothing_is_given_up() {
        let more_than_a_pipe_holds = vec![0; 1 << 20];
        let hanging = run(Command::new("sleep").arg("3600"), &more_than_a_pipe_holds, Duration::from_millis(100));
        assert!(hanging.is_err());
    }
}
