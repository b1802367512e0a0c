//! Programs of others this process starts; they inherit its limits, and are ended at their time.

use std::io::Read;
use std::process::{Child, Output};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Instant;

use crate::Why;

/// Waits for the end of a program; at that moment it is ended.
pub(crate) fn output_of(mut child: Child, until: Instant) -> Result<Output, Why> {
    let (mut stdout, mut stderr) = (child.stdout.take().ok_or("crashed")?, child.stderr.take().ok_or("crashed")?);
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut said = Vec::new();
        let is_read = stdout.read_to_end(&mut said).is_ok();
        // Whoever waited may have given up.
        let _ = tell.send(is_read.then_some(said));
    });
    // Beside it: a program that complains a lot waits until somebody reads that.
    let complaints = std::thread::spawn(move || {
        let mut said = Vec::new();
        stderr.read_to_end(&mut said).map(|_| said).unwrap_or_default()
    });
    let said = told.recv_timeout(until.saturating_duration_since(Instant::now()));
    if said.is_err() {
        // It may have ended this moment; then there is nothing to kill.
        let _ = child.kill();
    }
    let status = child.wait().map_err(|_| "crashed")?;
    match said {
        Ok(Some(stdout)) => Ok(Output { status, stdout, stderr: complaints.join().unwrap_or_default() }),
        Ok(None) | Err(RecvTimeoutError::Disconnected) => Err("crashed"),
        Err(RecvTimeoutError::Timeout) => Err("too_slow"),
    }
}
