//! `batch …`: the batches of scanned pages, what must be looked at in them, and their release.

use std::collections::BTreeMap;

use actions::{FileText, ReleasedDocument};
use capture::{Batch, BatchState, CountDoubt, Doubt, Edit, Page, ScannedDocument, Side};
use clap::Subcommand;
use page_helper::Helper;
use sentences::{Language, word};
use serde_json::{Value, json};
use store::Desk;
use values::{BatchId, Code, PageId, Problem, Refusal};

use crate::find;
use crate::output::Said;
use crate::prints::Target;
use crate::words::own;

/// Batches of scanned pages.
#[derive(Subcommand)]
pub(crate) enum BatchCommand {
    /// Every batch, the newest first.
    List,
    /// Print separator sheets: between two documents of a pile they tell where the next one begins.
    Separator {
        /// How many.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=200))]
        n: u32,
        /// Where to.
        #[command(flatten)]
        target: Target,
    },
    /// The documents of a batch, and what must be looked at.
    Show {
        /// Which.
        batch: String,
    },
    /// Settle what must be looked at; pages are named by their place, from 1.
    Resolve {
        /// Which.
        batch: String,
        /// What to do.
        #[command(subcommand)]
        how: Resolve,
    },
    /// Take an attached batch out of the bin: what is changed of it is attached once more.
    Reopen {
        /// Which.
        batch: String,
    },
    /// Attach the documents to their letters, all in one step.
    Release {
        /// Which.
        batch: String,
        /// Leave what is written on the pages unrecognised.
        #[arg(long)]
        without_text: bool,
        /// How many pages are read, and files written, side by side; one less than the machine has cores, unless said.
        #[arg(long)]
        jobs: Option<usize>,
    },
}

/// What is done to a batch; each can be undone.
#[derive(Subcommand)]
pub(crate) enum Resolve {
    /// A document begins with this page.
    Split {
        /// The page.
        page: usize,
    },
    /// The document that begins with this page belongs to the one before.
    Merge {
        /// The page.
        page: usize,
    },
    /// Put pages elsewhere.
    Move {
        /// Which.
        #[arg(required = true)]
        pages: Vec<usize>,
        /// Before which; left out, at the end.
        #[arg(long)]
        before: Option<usize>,
    },
    /// Turn a page clockwise.
    Turn {
        /// The page.
        page: usize,
        /// By how many quarters, from 1 to 3.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
        quarters: u8,
    },
    /// Leave a page out; it stays in the batch.
    Hide {
        /// The page.
        page: usize,
    },
    /// Bring a page back that was left out.
    Show {
        /// The page.
        page: usize,
    },
    /// Leave a page as it was scanned, neither level nor without what lies beside its paper.
    AsScanned {
        /// The page.
        page: usize,
    },
    /// Make a page straight after all.
    Straight {
        /// The page.
        page: usize,
    },
    /// Say whose scan the document is that this page belongs to.
    Assign {
        /// The page.
        page: usize,
        /// The letter.
        document: String,
    },
    /// Accept what is doubtful in the document that this page belongs to.
    Accept {
        /// The page.
        page: usize,
    },
    /// The pages were counted, whatever the scanner says.
    AcceptCount,
    /// Take the last of these back.
    Undo,
    /// Do it again.
    Redo,
}

pub(crate) fn batch(desk: &Desk, command: &BatchCommand, language: Language) -> Result<Said, Problem> {
    match command {
        BatchCommand::List => list(desk),
        BatchCommand::Separator { n, target } => {
            actions::print_separators(*n, &target.read()?)?;
            let place = target.name();
            Ok(Said { text: own("file_print", &[("to", &place)], language), json: json!({ "to": place }) })
        }
        BatchCommand::Show { batch } => show(desk, &Helper::beside_this_program()?, batch_id(batch)?, language),
        BatchCommand::Resolve { batch, how } => resolve(desk, batch_id(batch)?, how, language),
        BatchCommand::Reopen { batch } => {
            let batch = batch_id(batch)?;
            actions::reopen_batch(desk, batch)?;
            show(desk, &Helper::beside_this_program()?, batch, language)
        }
        BatchCommand::Release { batch, without_text, jobs } => {
            let (helper, batch) = (Helper::beside_this_program()?, batch_id(batch)?);
            let released = actions::release_batch(
                desk,
                &helper,
                batch,
                text_of(*without_text),
                jobs.unwrap_or_else(actions::spare_cores),
                &|_| true,
            )?;
            let mut said = show(desk, &helper, batch, language)?;
            said.json["released"] = json!(released.iter().map(released_json).collect::<Vec<_>>());
            Ok(said)
        }
    }
}

fn list(desk: &Desk) -> Result<Said, Problem> {
    let batches = desk.read(|tx| tx.batches())?;
    let rows: Vec<Value> = batches
        .iter()
        .map(|it| json!({ "id": it.id, "begun_at": it.begun_at, "is_closed": it.is_closed, "closed_at": it.closed_at }))
        .collect();
    let text: Vec<String> = batches.iter().map(|it| format!("{}\t{}", it.id, it.begun_at)).collect();
    Ok(Said { text: text.join("\n"), json: json!({ "batches": rows }) })
}

fn resolve(desk: &Desk, batch: BatchId, how: &Resolve, language: Language) -> Result<Said, Problem> {
    let helper = Helper::beside_this_program()?;
    let (state, documents) = actions::open_batch(desk, &helper, batch)?;
    let pages = state.pages();
    let at = |n: &usize| place(&pages, *n);
    let edit = match how {
        Resolve::Split { page } => Edit::SplitBefore(at(page)?),
        Resolve::Merge { page } => Edit::MergeBefore(at(page)?),
        Resolve::Move { pages, before } => {
            let pages = pages.iter().map(at).collect::<Result<_, _>>()?;
            Edit::Move { pages, before: before.as_ref().map(at).transpose()? }
        }
        Resolve::Turn { page, quarters } => Edit::Turn { page: at(page)?, quarters: *quarters },
        Resolve::Hide { page } => Edit::Hide(at(page)?),
        Resolve::Show { page } => Edit::Show(at(page)?),
        Resolve::AsScanned { page } => Edit::AsScanned(at(page)?),
        Resolve::Straight { page } => Edit::Straight(at(page)?),
        Resolve::Assign { page, document } => {
            let document = desk.read(|tx| Ok(find::document(tx, document)?.id))?;
            Edit::Assign { page: first_of(&documents, at(page)?), document }
        }
        Resolve::Accept { page } => {
            let page = first_of(&documents, at(page)?);
            let of_page = documents.iter().find(|it| it.first() == page);
            let doubts = of_page.map(|it| it.doubts.clone()).unwrap_or_default();
            let pages = of_page.map(|it| it.pages.iter().map(|it| it.stored.page).collect()).unwrap_or_default();
            Edit::Accept { page, doubts, pages }
        }
        Resolve::AcceptCount => Edit::AcceptCount,
        Resolve::Undo => {
            actions::undo_batch(desk, batch)?;
            return show(desk, &helper, batch, language);
        }
        Resolve::Redo => {
            actions::redo_batch(desk, batch)?;
            return show(desk, &helper, batch, language);
        }
    };
    actions::edit_batch(desk, batch, edit)?;
    show(desk, &helper, batch, language)
}

/// The page its document begins with: what is said of a document is said there.
fn first_of(documents: &[ScannedDocument], page: PageId) -> PageId {
    let of_page = documents.iter().find(|it| it.pages.iter().any(|it| it.stored.page == page));
    of_page.map_or(page, ScannedDocument::first)
}

pub(crate) fn place(pages: &[Page], n: usize) -> Result<PageId, Problem> {
    let found = n.checked_sub(1).and_then(|at| pages.get(at));
    found.map(|it| it.stored.page).ok_or_else(|| Refusal::new(Code::NotFound).at("page").with("named", n).into())
}

pub(crate) fn show(desk: &Desk, helper: &Helper, batch: BatchId, language: Language) -> Result<Said, Problem> {
    let (state, documents) = actions::open_batch(desk, helper, batch)?;
    let sure = desk.read(|tx| tx.page_confidences(batch))?;
    let mut n_before = 0;
    let mut rows = Vec::new();
    let mut text = vec![format!("{batch}\t{}", own(state_name(&state), &[], language))];
    for document in &documents {
        rows.push(document_json(&state, document, n_before + 1, &sure));
        let label = document.jid.as_ref().map(ToString::to_string).unwrap_or_default();
        let doubts: Vec<String> =
            document.doubts.iter().map(|it| word(&format!("doubt.{}", doubt_name(it)), language)).collect();
        text.push(format!("{}\t{label}\t{}\t{}", n_before + 1, document.pages.len(), doubts.join("; ")));
        n_before += document.pages.len();
    }
    let (can_undo, can_redo) = state.can_undo_and_redo();
    let json = json!({
        "batch": batch, "state": state_name(&state).trim_start_matches("batch."), "n_pages": state.n_stored(), "count_doubt": state.count_in_doubt().map(count_doubt_json),
        "documents": rows, "can_undo": can_undo, "can_redo": can_redo,
    });
    Ok(Said { text: text.join("\n"), json })
}

fn document_json(
    batch: &Batch,
    it: &ScannedDocument,
    first: usize,
    sure: &BTreeMap<PageId, (u8, Option<u8>)>,
) -> Value {
    let read: Vec<Option<u8>> = it
        .shown()
        .filter_map(|it| sure.get(&it.stored.page).filter(|sure| sure.0 == it.quarter_turns))
        .map(|it| it.1)
        .collect();
    json!({
        "first_page": first, "n_pages": it.pages.len(), "n_hidden": it.pages.iter().filter(|it| it.is_hidden).count(),
        "n_blank": it.pages.iter().filter(|it| it.look.as_ref().is_some_and(|it| it.is_blank())).count(),
        "n_sheets": it.n_sheets(), "jid": it.jid, "letter": it.letter.as_ref().map(|it| &it.jid),
        // Of the page that was read worst; none where nothing was.
        "n_recognised": read.len(), "confidence": read.iter().flatten().min(),
        "document": it.letter.as_ref().map(|it| it.document), "is_attached": actions::is_attached(batch, it),
        "doubts": it.doubts.iter().map(doubt_name).collect::<Vec<_>>(),
        "pages": it.pages.iter().map(page_json).collect::<Vec<_>>(),
    })
}

fn page_json(it: &Page) -> Value {
    json!({
        "sha256": it.stored.sha256, "size_bytes": it.stored.size_bytes, "is_back": it.stored.side == Side::Back,
        "is_hidden": it.is_hidden, "is_unreadable": it.is_unreadable,
    })
}

pub(crate) fn text_of(is_without: bool) -> FileText {
    if is_without { FileText::None } else { FileText::Recognised }
}

pub(crate) fn released_json(it: &ReleasedDocument) -> Value {
    json!({
        "document": it.document, "jid": it.jid, "component": it.component, "n_pages": it.n_pages,
        "n_blank": it.n_blank, "confidence": it.confidence, "accepted": it.accepted.iter().map(doubt_name).collect::<Vec<_>>(),
        "size_bytes": it.stored.size_bytes, "sha256": it.stored.sha256,
    })
}

fn count_doubt_json(it: CountDoubt) -> Value {
    match it {
        CountDoubt::Unfinished => json!({ "why": "unfinished" }),
        CountDoubt::Interrupted => json!({ "why": "interrupted" }),
        CountDoubt::Miscounted { said, came } => json!({ "why": "miscounted", "said": said, "came": came }),
    }
}

fn state_name(batch: &Batch) -> &'static str {
    match batch.state {
        BatchState::Open => "batch.open",
        BatchState::Ended => "batch.ended",
        BatchState::Parked => "batch.parked",
        BatchState::Released => "batch.released",
    }
}

fn doubt_name(it: &Doubt) -> String {
    match serde_json::to_value(it) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(it)) => it.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

pub(crate) fn batch_id(named: &str) -> Result<BatchId, Problem> {
    let not_found = || Refusal::new(Code::NotFound).at("batch").with("named", named);
    named.trim().parse().map_err(|_| not_found().into())
}
