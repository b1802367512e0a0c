//! `capture`, `scanners`: the scanning line without a window.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::{Taken, Trust};
use capture::Profile;
use clap::Args;
use page_helper::Helper;
use scanners::{FilesSource, PageSource, RealTime, WatchedFolder};
use sentences::Language;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::Desk;
use values::{BatchId, Code, Problem, Refusal};

use crate::batch::{batch_id, place, released_json, show, text_of};
use crate::output::Said;
use crate::run::usage;

/// How long a file must stay as it is to be whole.
const GROWING_TIME: Duration = Duration::from_secs(1);

/// Scans a pile, or takes files, into a new batch.
#[derive(Args)]
pub(crate) struct Capture {
    /// Files: PDF, TIFF, JPEG, PNG.
    files: Vec<PathBuf>,
    /// A scanner instead: escl:http://HOST[:PORT], or sane:DEVICE as `scanimage -L` names it; or a folder devices scan into, folder:PATH,
    /// of which each file that has stopped growing becomes a batch.
    #[arg(long, value_name = "SOURCE", conflicts_with = "files")]
    source: Option<String>,
    /// What parts the documents: labels, one-document, every-N.
    #[arg(long, default_value = "labels", value_name = "NAME")]
    profile: String,
    /// The scanner was replaced: trust the certificate it shows now.
    #[arg(long)]
    trust_new_certificate: bool,
    #[command(flatten)]
    pages: Pages,
    /// Go on in this batch: what was left of a pile comes as the batch was begun, whatever else is said here.
    #[arg(long, value_name = "BATCH")]
    batch: Option<String>,
    /// What comes stands in the place of this page of that batch, from 1: it was scanned again.
    #[arg(long, value_name = "PAGE", requires = "batch", conflicts_with = "release")]
    in_place_of: Option<usize>,
    /// How many pages are looked at side by side; one less than the machine has cores, unless said.
    #[arg(long)]
    jobs: Option<usize>,
    /// Release it at once when nothing in it is in doubt.
    #[arg(long)]
    release: bool,
    /// Leave what is written on the pages unrecognised.
    #[arg(long)]
    without_text: bool,
}

impl Capture {
    fn jobs(&self) -> usize {
        self.jobs.unwrap_or_else(actions::spare_cores)
    }
}

/// How pages are asked of a scanner, and what is made of them.
#[derive(Args)]
struct Pages {
    /// Pixels an inch asked of a scanner.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(75..=1200))]
    dpi: u32,
    /// grey, colour, or text: pages of text become black and white.
    #[arg(long, default_value = "grey")]
    colour: String,
    /// a4, a3 or a5.
    #[arg(long, default_value = "a4")]
    size: String,
    /// Both sides of each sheet.
    #[arg(long)]
    both_sides: bool,
    /// What becomes of blank pages: hide or keep.
    #[arg(long, default_value = "hide")]
    blanks: String,
    /// The languages of the pages: ces, slk, pol, deu, more than one with a plus.
    #[arg(long, default_value = "ces")]
    languages: String,
    /// How black and white is packed: jbig2 or fax_g4.
    #[arg(long, default_value = "jbig2")]
    packing: String,
}

impl Pages {
    fn of(&self, profile: Profile) -> Result<Profile, Problem> {
        fn read<T: DeserializeOwned>(said: &str, wrong: &str) -> Result<T, Problem> {
            serde_json::from_value(json!(said)).map_err(|_| usage(wrong))
        }
        Ok(Profile {
            dpi: self.dpi,
            both_sides: self.both_sides,
            colour: read(&self.colour, "--colour is grey, colour or text")?,
            size: read(&self.size, "--size is a4, a3 or a5")?,
            blanks: read(&self.blanks, "--blanks is hide or keep")?,
            languages: read(&self.languages, "--languages are ces, slk, pol and deu, joined by a plus")?,
            packing: read(&self.packing, "--packing is jbig2 or fax_g4")?,
            ..profile
        })
    }
}

pub(crate) fn capture(desk: &Desk, it: &Capture, language: Language) -> Result<Said, Problem> {
    let helper = Helper::beside_this_program()?;
    let unknown = || Refusal::new(Code::ProfileUnknown).at("profile").with("name", &it.profile);
    let profile = match &it.batch {
        // One page is scanned once more, and not the back of its sheet.
        Some(named) if it.in_place_of.is_some() => {
            Profile { both_sides: false, ..actions::profile_of(desk, batch_id(named)?)? }
        }
        Some(named) => actions::profile_of(desk, batch_id(named)?)?,
        None => it.pages.of(Profile::named(&it.profile).ok_or_else(unknown)?)?,
    };
    if let Some(folder) = it.source.as_deref().and_then(|it| it.strip_prefix("folder:")) {
        if it.batch.is_some() {
            return Err(usage(
                "each file of a folder becomes a batch of its own: --batch goes with a scanner, or with files",
            ));
        }
        return watched(desk, &helper, it, &profile, Path::new(folder), language);
    }
    let mut source = source(desk, it, &profile, &helper)?;
    let batch = match &it.batch {
        Some(named) => batch_id(named)?,
        None => actions::begin_batch(desk, &profile, &source.name())?,
    };
    let (source, told) = (source.as_mut(), &mut |_| ControlFlow::Continue(()));
    let taken = match it.in_place_of {
        Some(n) => {
            let page = place(&actions::view_batch(desk, batch)?.0.pages(), n)?;
            actions::take_in_place(desk, &helper, batch, source, page, it.jobs(), told)?
        }
        None => actions::take_pages(desk, &helper, batch, source, it.jobs(), told)?,
    };
    read_and_release(desk, &helper, it, batch, taken, language)
}

/// Looks at a folder twice: a file that is the same both times is whole.
fn watched(
    desk: &Desk,
    helper: &Helper,
    it: &Capture,
    profile: &Profile,
    folder: &Path,
    language: Language,
) -> Result<Said, Problem> {
    let mut folder = WatchedFolder::new(folder);
    folder.ready()?;
    RealTime::pause(GROWING_TIME);
    let told = &mut |_, _| ControlFlow::Continue(());
    let taken = actions::take_folder(desk, helper, profile, &mut folder, it.jobs(), told)?;
    let batches = taken.batches.into_iter();
    let batches = batches.map(|(batch, taken)| read_and_release(desk, helper, it, batch, taken, language));
    let batches: Vec<Said> = batches.collect::<Result<_, _>>()?;
    let text = batches.iter().map(|it| it.text.clone());
    let text: Vec<String> = text.chain(taken.problems.iter().map(|it| sentences::of_problem(it, language))).collect();
    let problems: Vec<Value> = taken.problems.iter().map(|it| sentences::problem_json(it, language)).collect();
    let batches: Vec<Value> = batches.into_iter().map(|it| it.json).collect();
    Ok(Said { text: text.join("\n"), json: json!({ "batches": batches, "problems": problems }) })
}

/// Reads what was taken and attaches it, as far as that is wished, and says what came of it.
fn read_and_release(
    desk: &Desk,
    helper: &Helper,
    it: &Capture,
    batch: BatchId,
    mut taken: Taken,
    language: Language,
) -> Result<Said, Problem> {
    if !it.without_text {
        let read = actions::recognise_batch(desk, helper, batch, it.jobs(), &|_| true);
        taken.problems.extend(read.map_or_else(Some, |it| it.problem()));
    }
    let mut released = Vec::new();
    if it.release {
        match actions::release_batch(desk, helper, batch, text_of(it.without_text), it.jobs(), &|_| true) {
            Ok(done) => released = done,
            // What came and what stopped it is said all the same.
            Err(problem @ Problem::Refused(_)) => taken.problems.push(problem),
            failed => drop(failed?),
        }
    }
    let mut said = show(desk, helper, batch, language)?;
    let problems = taken.problems.iter().map(|it| sentences::problem_json(it, language)).collect::<Vec<_>>();
    said.json["n_taken"] = json!(taken.n_pages);
    said.json["problems"] = json!(problems);
    said.json["released"] = json!(released.iter().map(released_json).collect::<Vec<_>>());
    for problem in &taken.problems {
        said.text.push_str(&format!("\n{}", sentences::of_problem(problem, language)));
    }
    Ok(said)
}

pub(crate) fn scanners() -> Said {
    let seen = actions::seen_scanners();
    let text: Vec<String> = seen.iter().map(|it| format!("{}\t{}", it.name, it.what)).collect();
    let rows: Vec<Value> = seen.iter().map(|it| json!({ "source": it.name, "what": it.what })).collect();
    Said { text: text.join("\n"), json: json!({ "scanners": rows }) }
}

fn source(
    desk: &Desk,
    it: &Capture,
    profile: &Profile,
    helper: &Helper,
) -> Result<Box<dyn PageSource + Send>, Problem> {
    let Some(named) = &it.source else {
        if it.files.is_empty() {
            return Err(usage("name files, or a scanner with --source"));
        }
        return Ok(Box::new(FilesSource::new(helper.clone(), it.files.clone(), profile.both_sides)));
    };
    let trust = if it.trust_new_certificate { Trust::Anew } else { Trust::First };
    actions::scanner(desk, named, profile, trust, Box::new(RealTime))
}
