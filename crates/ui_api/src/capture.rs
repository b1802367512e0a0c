//! The station of the scanning line: a batch as the window shows it, what is asked to be scanned, and the edits of a person.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use actions::{FileText, Trust};
use capture::{Batch, BatchState, CountDoubt, Doubt, Edit, Lie, Page, Profile, ScannedDocument, Side};
use page_helper::Helper;
use scanners::{FilesSource, PageSource, WatchedFolder};
use serde_json::Value;
use store::{Desk, Tx};
use values::{BatchId, Code, PageId, Problem, Refusal, local_date};

use crate::read::{code, code_text, id, optional_id};
use crate::show::text;
use crate::station::{QUIET_LOOKS, Scan, ScanFrom, Signal, Stoppable, count};
use crate::types::*;
use crate::workstation::Workstation;

/// How many released batches the list still shows: the bin keeps them for a month, of two piles a day.
const MAX_RELEASED: usize = 60;
/// The largest preview of a page, in pixels; a page of A4 at 200 dpi.
const MAX_SIDE: u32 = 2400;
/// Fewer pixels an inch can be read by nobody, and more are asked of no office scanner.
const MIN_DPI: u32 = 75;
const MAX_DPI: u32 = 1200;
impl Workstation {
    pub(crate) fn batches(&self) -> Result<Vec<BatchRow>, Problem> {
        let open = self.open()?;
        let (released, live): (Vec<_>, Vec<_>) =
            open.desk.read(|tx| tx.batches())?.into_iter().partition(|it| it.is_closed);
        let shown = live.into_iter().chain(released.into_iter().take(MAX_RELEASED));
        shown
            .map(|it| {
                let make = || {
                    let (batch, documents) = actions::view_batch(&open.desk, it.id)?;
                    Ok(row(&it, &batch, &documents))
                };
                match it.closed_at {
                    Some(since) => open.station.row_in_bin(it.id, since, make),
                    None => make(),
                }
            })
            .collect()
    }

    pub(crate) fn batch(&self, named: &str) -> Result<BatchDetail, Problem> {
        let (open, batch) = (self.open()?, id::<BatchId>(named)?);
        let is_scanned = self.scan()?.is_some_and(|it| it.is_running && it.batch == named);
        // Pages a crash left are looked at now; those of a scan that goes on are looked at by it.
        let (state, documents) = if is_scanned {
            actions::view_batch(&open.desk, batch)?
        } else {
            actions::open_batch(&open.desk, &Helper::beside_this_program()?, batch)?
        };
        let of_store = open.desk.read(|tx| tx.batch(batch))?;
        let rows = open.desk.read(|tx| {
            let sure = tx.page_confidences(batch)?;
            documents.iter().map(|it| document(tx, &state, it, &sure)).collect::<store::Result<_>>()
        })?;
        let (can_undo, can_redo) = state.can_undo_and_redo();
        let doubt = state.count_in_doubt();
        let (n_said, n_came) = match doubt {
            Some(CountDoubt::Miscounted { said, came }) => (Some(said), Some(came)),
            _ => (None, None),
        };
        Ok(BatchDetail {
            row: row(&of_store, &state, &documents),
            count_doubt: doubt.map(|it| count_doubt(it).to_owned()),
            n_said,
            n_came,
            stopped: state.stopped,
            documents: rows,
            releasing: open.station.release.of(batch).map(|it| ReleasingRow {
                is_writing: it.is_writing,
                n_done: count(it.n_done),
                n_pages: count(it.n_pages),
            }),
            can_undo,
            can_redo,
        })
    }

    pub(crate) fn begin_scan_of(&self, form: &ScanForm) -> Result<String, Problem> {
        let open = self.open()?;
        let mut profile = Profile::named(&form.profile)
            .ok_or_else(|| Refusal::new(Code::ProfileUnknown).at("profile").with("name", &form.profile))?;
        profile.dpi = form.dpi.clamp(MIN_DPI, MAX_DPI);
        profile.colour = code("colour", &form.colour)?;
        profile.size = code("size", &form.size)?;
        profile.blanks = code("blanks", &form.blanks)?;
        profile.languages = code("languages", &form.languages)?;
        profile.packing = code("packing", &form.packing)?;
        // One page is scanned once more, and not the back of its sheet.
        profile.both_sides = form.both_sides && form.replaces.is_none();
        let goes_on: Option<BatchId> = optional_id(form.batch.as_ref())?;
        if let Some(batch) = goes_on.filter(|_| form.replaces.is_none()) {
            profile = actions::profile_of(&open.desk, batch)?;
        }
        // Refused before a device is asked, which may take seconds.
        open.station.refuse_second()?;
        let helper = Helper::beside_this_program()?;
        if let Some(path) = form.source.trim().strip_prefix("folder:").filter(|_| form.files.is_empty()) {
            // Of what a page is scanned again from, a folder is none: what comes into it is a batch by itself.
            if form.replaces.is_some() {
                return Err(Refusal::new(Code::SourceUnknown).at("source").into());
            }
            let mut folder = WatchedFolder::new(Path::new(path)).quiet_for(QUIET_LOOKS);
            // One that is not there is said at once, and not in the background.
            folder.ready()?;
            let scan = Scan { desk: open.desk.clone(), helper, from: ScanFrom::Folder { folder, profile } };
            open.station.begin(scan, path, Signal::default(), self.tell())?;
            return Ok(String::new());
        }
        let signal = Signal::default();
        let source: Box<dyn PageSource + Send> = if form.files.is_empty() {
            let trust = if form.trusts_anew { Trust::Anew } else { Trust::First };
            let patience = Box::new(Stoppable { signal: signal.clone(), tell: self.tell().clone() });
            actions::scanner(&open.desk, &form.source, &profile, trust, patience)?
        } else {
            Box::new(FilesSource::new(helper.clone(), form.files.iter().map(PathBuf::from), profile.both_sides))
        };
        let name = source.name();
        let batch = match goes_on {
            Some(batch) if open.desk.read(|tx| tx.batch(batch))?.is_closed => {
                return Err(Problem::refused(Code::BatchClosed));
            }
            Some(batch) => batch,
            None => actions::begin_batch(&open.desk, &profile, &name)?,
        };
        let replaces: Option<PageId> = optional_id(form.replaces.as_ref())?;
        if let Some(page) = replaces
            && !actions::view_batch(&open.desk, batch)?.0.has_page(page)
        {
            return Err(Problem::refused(Code::NotFound));
        }
        let scan = Scan { desk: open.desk.clone(), helper, from: ScanFrom::Source { batch, source, replaces } };
        open.station.begin(scan, &name, signal, self.tell())?;
        Ok(batch.to_string())
    }

    pub(crate) fn scan(&self) -> Result<Option<ScanState>, Problem> {
        Ok(self.open()?.station.state())
    }

    pub(crate) fn edit(&self, named: &str, edit: &BatchEdit) -> Result<(), Problem> {
        let edit = read_edit(edit)?;
        self.with_batch(named, |desk, batch| actions::edit_batch(desk, batch, edit))
    }

    /// Does something to a batch, and lets the window hear of it.
    pub(crate) fn with_batch(
        &self,
        named: &str,
        change: impl FnOnce(&Desk, BatchId) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        change(&self.open()?.desk, id(named)?)?;
        (self.tell())(&["batches"]);
        Ok(())
    }

    pub(crate) fn release(&self, named: &str, without_text: bool) -> Result<Vec<ReleasedRow>, Problem> {
        let (batch, helper) = (id::<BatchId>(named)?, Helper::beside_this_program()?);
        let text = if without_text { FileText::None } else { FileText::Recognised };
        let open = self.open()?;
        open.station.refuse_scanned(batch)?;
        let released = {
            let under_way = open.station.begin_release(batch, self.tell())?;
            let told = |it| under_way.say(it);
            self.change(|desk| actions::release_batch(desk, &helper, batch, text, actions::spare_cores(), &told))
        };
        // Also where it was refused: it is over.
        (self.tell())(&["batches"]);
        let released = released?;
        let row = |it: &actions::ReleasedDocument| ReleasedRow {
            document: it.document.to_string(),
            jid: it.jid.to_string(),
            n_pages: count(it.n_pages),
            size_bytes: it.stored.size_bytes,
        };
        Ok(released.iter().map(row).collect())
    }

    pub(crate) fn stop_release(&self, named: &str) -> Result<bool, Problem> {
        Ok(self.open()?.station.release.stop(id(named)?))
    }

    /// Returns a page of a batch as a JPEG whose longer side is no longer than `max_side` pixels, for the window's own scheme.
    pub fn page_preview(&self, batch: &str, page: &str, max_side: u32) -> Result<Vec<u8>, Problem> {
        let open = self.open()?;
        let (batch, page, max_side) = (id::<BatchId>(batch)?, id::<PageId>(page)?, max_side.clamp(16, MAX_SIDE));
        actions::preview_page(&open.desk, &Helper::beside_this_program()?, batch, page, max_side)
    }
}

fn row(it: &store::BatchRow, state: &Batch, documents: &[ScannedDocument]) -> BatchRow {
    BatchRow {
        id: it.id.to_string(),
        begun_at: text(it.begun_at),
        source: state.source.clone(),
        profile: state.profile.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        state: match state.state {
            BatchState::Open => "open",
            BatchState::Ended => "ended",
            BatchState::Parked => "parked",
            BatchState::Released => "released",
        }
        .to_owned(),
        n_pages: count(state.n_stored()),
        n_documents: count(documents.len()),
        n_doubtful: count(documents.iter().filter(|it| !it.doubts.is_empty()).count()),
        kept_until: it.closed_at.map(|it| local_date(actions::in_bin_until(it)).to_string()),
    }
}

fn count_doubt(it: CountDoubt) -> &'static str {
    match it {
        CountDoubt::Unfinished => "unfinished",
        CountDoubt::Interrupted => "interrupted",
        CountDoubt::Miscounted { .. } => "miscounted",
    }
}

fn document(
    tx: &Tx<'_>,
    batch: &Batch,
    it: &ScannedDocument,
    sure: &BTreeMap<PageId, (u8, Option<u8>)>,
) -> store::Result<ScannedDocumentRow> {
    let letter = match &it.letter {
        Some(known) => tx.document_line(known.document)?.map(|line| ScannedLetterRow {
            id: line.id.to_string(),
            jid: line.jid,
            reference: line.reference,
            subject: line.subject,
            sender: if line.sender.is_empty() { line.addressee } else { line.sender },
            sheets: known.sheets,
        }),
        None => None,
    };
    Ok(ScannedDocumentRow {
        jid: it.jid.as_ref().map(ToString::to_string),
        letter,
        n_sheets: it.n_sheets(),
        is_attached: actions::is_attached(batch, it),
        is_set_aside: it.is_set_aside(),
        doubts: it.doubts.iter().map(doubt).collect(),
        pages: it.pages.iter().map(|it| page(it, read_as(it, sure))).collect(),
    })
}

fn doubt(it: &Doubt) -> DoubtRow {
    let written = serde_json::to_value(it).unwrap_or_default();
    let (code, args) = match &written {
        Value::Object(map) => match map.iter().next() {
            Some((code, Value::Object(args))) => {
                (code.clone(), args.iter().map(|(name, it)| (name.clone(), plain(it))).collect())
            }
            Some((code, _)) => (code.clone(), Default::default()),
            None => Default::default(),
        },
        _ => (code_text(it), Default::default()),
    };
    DoubtRow { code, args, can_be_accepted: it.can_be_accepted(), seen: written.to_string() }
}

fn plain(it: &Value) -> String {
    it.as_str().map_or_else(|| it.to_string(), str::to_owned)
}

/// How sure the recognition is of a page as it is turned now; none where nobody has read it so.
fn read_as(it: &Page, sure: &BTreeMap<PageId, (u8, Option<u8>)>) -> Option<Option<u8>> {
    sure.get(&it.stored.page).filter(|sure| sure.0 == it.quarter_turns).map(|it| it.1)
}

fn page(it: &Page, read: Option<Option<u8>>) -> ScannedPageRow {
    let confidence = read.flatten();
    ScannedPageRow {
        id: it.stored.page.to_string(),
        is_back: it.stored.side == Side::Back,
        is_hidden: it.is_hidden,
        is_blank: it.look.as_ref().is_some_and(|it| it.is_blank()),
        is_unreadable: it.is_unreadable,
        quarter_turns: it.quarter_turns,
        is_straightened: it.lie() != Lie::default(),
        is_as_scanned: it.is_as_scanned,
        codes: it.look.iter().flat_map(|it| &it.codes).map(|it| it.text.clone()).collect(),
        confidence,
        is_read_badly: confidence.is_some_and(page_helper::is_low),
        is_read: read.is_some(),
        size_bytes: it.stored.size_bytes,
    }
}

fn read_edit(it: &BatchEdit) -> Result<Edit, Problem> {
    let page = || id::<PageId>(&it.page);
    Ok(match it.kind.as_str() {
        "split" => Edit::SplitBefore(page()?),
        "merge" => Edit::MergeBefore(page()?),
        "move" => Edit::Move {
            pages: it.pages.iter().map(|it| id(it)).collect::<Result<_, _>>()?,
            before: optional_id(it.before.as_ref())?,
        },
        "turn" => Edit::Turn { page: page()?, quarters: it.quarters % 4 },
        "hide" => Edit::Hide(page()?),
        "show" => Edit::Show(page()?),
        "as_scanned" => Edit::AsScanned(page()?),
        "straight" => Edit::Straight(page()?),
        "assign" => Edit::Assign {
            page: page()?,
            document: optional_id(it.document.as_ref())?.ok_or_else(|| Refusal::new(Code::NotFound).at("document"))?,
        },
        "accept" => Edit::Accept {
            page: page()?,
            doubts: it.seen.iter().filter_map(|it| serde_json::from_str(it).ok()).collect(),
            pages: it.pages.iter().map(|it| id(it)).collect::<Result<_, _>>()?,
        },
        "accept_count" => Edit::AcceptCount,
        _ => return Err(Refusal::new(Code::ChoiceUnknown).at("kind").into()),
    })
}
