//! What a device says of itself. Read tolerantly: unknown fields are passed over, missing ones have the likeliest value.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};
use values::{Code, Problem};

/// More than any device sends.
const MAX_NODES: u32 = 20_000;
const MAX_DEPTH: usize = 40;

/// What a device can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Make and model.
    pub model: String,
    /// Whether it has a feeder; otherwise there is its glass. One that names neither has one.
    pub has_feeder: bool,
    /// Whether its feeder scans both sides.
    pub both_sides: bool,
    /// The resolutions it knows, the lowest first; empty when it does not say.
    pub resolutions: Vec<u32>,
    /// Whether it scans in colour.
    pub colour: bool,
    /// The largest paper it takes, in parts of 300 an inch; none when it does not say.
    pub largest: Option<(u32, u32)>,
}

impl Capabilities {
    /// Returns the part of this paper it takes.
    pub fn fitting(&self, (width, height): (u32, u32)) -> (u32, u32) {
        let (most_width, most_height) = self.largest.unwrap_or((u32::MAX, u32::MAX));
        (width.min(most_width), height.min(most_height))
    }
}

/// Where its feeder stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeederState {
    /// It does not say, or is at work.
    #[default]
    Unsaid,
    /// Paper lies in it.
    Loaded,
    /// It is empty.
    Empty,
    /// Paper is stuck.
    Jam,
    /// Its cover is open.
    CoverOpen,
    /// Two sheets went through at once.
    DoubleFeed,
}

/// What it is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScannerStatus {
    /// Whether it works on a job, of this computer or of another.
    pub is_busy: bool,
    /// Its feeder.
    pub feeder: FeederState,
    /// Its jobs.
    pub jobs: Vec<JobStatus>,
}

/// A job of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobStatus {
    /// Its address, as the device writes it.
    pub uri: String,
    /// Where it stands.
    pub state: JobState,
    /// How many pages it has given.
    pub n_completed: Option<u32>,
}

/// Where a job of a device stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobState {
    /// Pages may still come, or it does not say.
    #[default]
    Running,
    /// All its pages were given.
    Completed,
    /// It was cancelled at the device, or the device gave it up.
    GivenUp,
}

/// Reads `ScannerCapabilities`.
///
/// # Errors
/// When it is none: a page of HTML, something cut off, a bomb.
pub fn read_capabilities(xml: &[u8]) -> Result<Capabilities, Problem> {
    with_root(xml, "ScannerCapabilities", |root| {
        let (feeder, glass) = (child(root, "Adf"), child(root, "Platen"));
        // What the glass can do, the feeder may not; where it says nothing of its own, what the device says holds.
        let of_feeder = feeder.map(known_resolutions).filter(|it| !it.is_empty());
        let resolutions = of_feeder.unwrap_or_else(|| known_resolutions(root));
        let colour = root.descendants().any(|it| it.text().is_some_and(|it| it.trim().starts_with("RGB")));
        Capabilities {
            model: text(root, "MakeAndModel"),
            has_feeder: feeder.is_some() || glass.is_none(),
            both_sides: feeder.is_some_and(|it| child(it, "AdfDuplexInputCaps").is_some()),
            resolutions,
            colour,
            largest: feeder.or(glass).and_then(largest),
        }
    })
}

fn known_resolutions(of: Node<'_, '_>) -> Vec<u32> {
    let said = of.descendants().filter(|it| it.tag_name().name() == "XResolution");
    let known: BTreeSet<u32> =
        said.filter_map(|it| it.text()?.trim().parse().ok()).filter(|it| (50..=2400).contains(it)).collect();
    known.into_iter().collect()
}

/// Reads `ScannerStatus`.
///
/// # Errors
/// As [`read_capabilities`].
pub fn read_status(xml: &[u8]) -> Result<ScannerStatus, Problem> {
    with_root(xml, "ScannerStatus", |root| {
        let jobs = root.descendants().filter(|it| it.tag_name().name() == "JobInfo").map(|job| JobStatus {
            uri: text(job, "JobUri"),
            state: match text(job, "JobState").as_str() {
                "Completed" => JobState::Completed,
                "Canceled" | "Aborted" => JobState::GivenUp,
                _ => JobState::Running,
            },
            n_completed: text(job, "ImagesCompleted").parse().ok(),
        });
        ScannerStatus {
            is_busy: matches!(child_text(root, "State").as_str(), "Processing" | "Testing"),
            feeder: match text(root, "AdfState").as_str() {
                "ScannerAdfEmpty" => FeederState::Empty,
                "ScannerAdfJam" | "ScannerAdfMispick" => FeederState::Jam,
                "ScannerAdfHatchOpen" => FeederState::CoverOpen,
                "ScannerAdfMultipickDetected" => FeederState::DoubleFeed,
                "ScannerAdfLoaded" => FeederState::Loaded,
                _ => FeederState::Unsaid,
            },
            jobs: jobs.collect(),
        }
    })
}

fn with_root<T>(xml: &[u8], name: &str, read: impl FnOnce(Node<'_, '_>) -> T) -> Result<T, Problem> {
    let not_understood = || Problem::unavailable(Code::ScannerNotUnderstood);
    let text = std::str::from_utf8(xml).map_err(|_| not_understood())?.trim_start_matches('\u{feff}').trim_start();
    if text.split('<').count() > MAX_NODES as usize || depth(text) > MAX_DEPTH {
        return Err(not_understood());
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES };
    let document = Document::parse_with_options(text, options).map_err(|_| not_understood())?;
    let root = document.root_element();
    if root.tag_name().name() != name {
        return Err(not_understood());
    }
    Ok(read(root))
}

/// At most how deep elements lie in each other; looked at before the reader descends.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for tag in text.split('<').skip(1) {
        match tag.chars().next() {
            Some('/') => now = now.saturating_sub(1),
            Some('?' | '!') | None => {}
            Some(_) if tag.split('>').next().is_some_and(|it| it.ends_with('/')) => {}
            Some(_) => now += 1,
        }
        most = most.max(now);
    }
    most
}

fn largest(feeder: Node<'_, '_>) -> Option<(u32, u32)> {
    let side = |name| text(feeder, name).parse().ok().filter(|it| (300..=30_000).contains(it));
    side("MaxWidth").zip(side("MaxHeight"))
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|it| it.tag_name().name() == name)
}

fn child_text(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).and_then(|it| it.text()).unwrap_or_default().trim().to_owned()
}

fn text(node: Node<'_, '_>, name: &str) -> String {
    let found = node.descendants().find(|it| it.tag_name().name() == name);
    found.and_then(|it| it.text()).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_says_what_it_can_and_where_it_stands() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
            <scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
            <pwg:MakeAndModel>Přístroj 7</pwg:MakeAndModel><scan:Neznámé>x</scan:Neznámé>
            <scan:Adf><scan:AdfSimplexInputCaps><scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>4200</scan:MaxHeight><scan:ColorMode>RGB24</scan:ColorMode><scan:XResolution>300</scan:XResolution>
            <scan:XResolution>200</scan:XResolution><scan:XResolution>300</scan:XResolution><scan:XResolution>x</scan:XResolution>
            </scan:AdfSimplexInputCaps><scan:AdfDuplexInputCaps/></scan:Adf></scan:ScannerCapabilities>"#;
        let read = read_capabilities(xml.as_bytes()).expect("capabilities");
        let expected = Capabilities {
            model: "Přístroj 7".into(),
            has_feeder: true,
            both_sides: true,
            resolutions: vec![200, 300],
            colour: true,
            largest: Some((2550, 4200)),
        };
        assert_eq!(read, expected);
        // What its glass can do besides, its feeder cannot.
        let glass = "<scan:Platen><scan:XResolution>1200</scan:XResolution></scan:Platen></scan:ScannerCapabilities>";
        let both = xml.replace("</scan:ScannerCapabilities>", glass);
        assert_eq!(read_capabilities(both.as_bytes()).expect("capabilities").resolutions, [200, 300]);
        let bare = read_capabilities(b"<ScannerCapabilities/>").expect("it says nothing");
        assert_eq!(bare, Capabilities { has_feeder: true, ..Capabilities::default() });
        let glass = "<s:ScannerCapabilities xmlns:s='x'><s:Platen><s:MaxWidth>2550</s:MaxWidth><s:MaxHeight>3508</s:MaxHeight></s:Platen></s:ScannerCapabilities>";
        let glass = read_capabilities(glass.as_bytes()).expect("it says where paper lies");
        assert_eq!((glass.has_feeder, glass.largest), (false, Some((2550, 3508))));
        let status = r#"<a:ScannerStatus xmlns:a="x"><a:State>Processing</a:State><a:AdfState>ScannerAdfJam</a:AdfState>
            <a:Jobs><a:JobInfo><a:JobUri>/eSCL/ScanJobs/1</a:JobUri><a:ImagesCompleted>4</a:ImagesCompleted>
            <a:JobState>Aborted</a:JobState></a:JobInfo></a:Jobs></a:ScannerStatus>"#;
        let read = read_status(status.as_bytes()).expect("a status");
        assert_eq!((read.is_busy, read.feeder), (true, FeederState::Jam));
        let job = JobStatus { uri: "/eSCL/ScanJobs/1".into(), state: JobState::GivenUp, n_completed: Some(4) };
        assert_eq!(read.jobs, [job]);
    }

    #[test]
    fn what_is_no_status_is_refused() {
        let deep = "<a>".repeat(10_000);
        let bomb = "<!DOCTYPE a [<!ENTITY x \"y\">]><ScannerStatus>&x;</ScannerStatus>";
        for xml in ["<html><body>Error</body></html>", "", "<ScannerStatus>", bomb, deep.as_str(), "\u{0}"] {
            assert!(read_status(xml.as_bytes()).is_err(), "{}", xml.chars().take(30).collect::<String>());
        }
    }
}
