//! Scanners by the names people give them.

use ::capture::Profile;
use scanners::escl::{EsclSource, HttpClient, RealTime};
use scanners::{PageSource, SaneSource, ScanWish, SeenDevice};
use values::{Code, Problem, Refusal};

/// The program that drives scanners of SANE.
const SCANIMAGE: &str = "scanimage";

/// Returns the scanner of that name: `escl:http://HOST[:PORT]`, or `sane:DEVICE` as SANE names it.
///
/// # Errors
/// When it is named otherwise, or does not answer.
pub fn scanner(named: &str, profile: &Profile) -> Result<Box<dyn PageSource + Send>, Problem> {
    let wish = ScanWish { dpi: profile.dpi, both_sides: profile.both_sides, colour: false };
    match named.trim().split_once(':') {
        Some(("escl", address)) => Ok(Box::new(EsclSource::new(HttpClient::new(address)?, RealTime, wish)?)),
        Some(("sane", device)) => Ok(Box::new(SaneSource::new(SCANIMAGE, device, wish))),
        _ => Err(Refusal::new(Code::SourceUnknown).at("source").into()),
    }
}

/// Returns the scanners SANE sees at this machine and in its network; none where the program is missing. It takes seconds.
pub fn seen_scanners() -> Vec<SeenDevice> {
    scanners::seen_devices(SCANIMAGE)
}
