//! Scanners by the names people give them.

use std::time::Duration;

use ::capture::{Colour, Profile};
use scanners::escl::{EsclSource, HttpClient, network_scanners, written_once};
use scanners::{PageSource, Patience, SaneSource, ScanWish, SeenDevice};
use store::Desk;
use values::{Code, Problem, Refusal};

/// The program that drives scanners of SANE.
const SCANIMAGE: &str = "scanimage";
/// How long is listened for network scanners that say that they are there.
const LISTENING_TIME: Duration = Duration::from_secs(3);

/// What becomes of a certificate a device did not show before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The first one a device shows is kept, and another one is refused.
    First,
    /// A person says that the device was replaced: the one it shows now is kept.
    Anew,
}

/// Returns the scanner of that name, waited for with this patience: `escl:http://HOST[:PORT]` or with https, or `sane:DEVICE` as SANE names it.
///
/// # Errors
/// When it is named otherwise, or does not answer; `scanner_certificate_changed` when it is not the device it was.
pub fn scanner(
    desk: &Desk,
    named: &str,
    profile: &Profile,
    trust: Trust,
    patience: Box<dyn Patience + Send>,
) -> Result<Box<dyn PageSource + Send>, Problem> {
    let wish = ScanWish {
        dpi: profile.dpi,
        both_sides: profile.both_sides,
        colour: profile.colour == Colour::Colour,
        size: profile.size.of_300ths(),
    };
    match named.trim().split_once(':') {
        Some(("escl", address)) => network_scanner(desk, address, wish, trust, patience),
        Some(("sane", device)) => Ok(Box::new(SaneSource::new(SCANIMAGE, patience, device, wish))),
        _ => Err(Refusal::new(Code::SourceUnknown).at("source").into()),
    }
}

fn network_scanner(
    desk: &Desk,
    address: &str,
    wish: ScanWish,
    trust: Trust,
    patience: Box<dyn Patience + Send>,
) -> Result<Box<dyn PageSource + Send>, Problem> {
    // However it was typed, it is the same device.
    let address = &written_once(address);
    let known = match trust {
        Trust::First => desk.read(|tx| tx.pinned_certificate(address))?,
        Trust::Anew => None,
    };
    let source = EsclSource::new(HttpClient::new(address, known)?, patience, wish)?;
    if let Some(shown) = source.http().certificate().filter(|it| known != Some(*it)) {
        desk.write(|tx| tx.pin_certificate(address, &shown))?;
    }
    Ok(Box::new(source))
}

/// Returns the scanners of the network that say that they are there, then those SANE sees; each by the name it has as a source. It takes
/// seconds.
pub fn seen_scanners() -> Vec<SeenDevice> {
    std::thread::scope(|scope| {
        let network = scope.spawn(|| network_scanners(LISTENING_TIME));
        let sane = scanners::seen_devices(SCANIMAGE).into_iter();
        let sane = sane.map(|it| SeenDevice { name: format!("sane:{}", it.name), ..it }).collect::<Vec<_>>();
        // Without a network none says anything.
        network.join().unwrap_or_default().into_iter().chain(sane).collect()
    })
}
