//! Prints, and where they go.

use std::io::Write;
use std::path::PathBuf;

use documents::{LabelWish, Stamp, labels, receipt};
use host::{Printers, SystemPrinters};
use store::Desk;
use values::{Code, DocumentId, Problem, Refusal};

use crate::look_at::look_at;
use crate::write_file::{disk, with_ending, write_file};

/// Where a print goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintTo {
    /// To a printer of the system.
    Printer(String),
    /// To a file.
    File(PathBuf),
}

/// What was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedLabels {
    /// How many labels.
    pub n_labels: u32,
    /// The first label of the last page that is free now, counted from 1; 1 when the page is full.
    pub next_first: u32,
}

/// Returns the names of the system's printers.
pub fn printers() -> Vec<String> {
    SystemPrinters.list()
}

/// Prints the labels of documents, in the order they are given.
///
/// Refuses a document that is not here, and what [`labels`] refuses. A printer that is gone is `printer_gone`: whatever
/// was registered stays registered, and the label can be printed again.
pub fn print_labels(
    desk: &Desk,
    chosen: &[DocumentId],
    wish: &LabelWish,
    to: &PrintTo,
) -> Result<PrintedLabels, Problem> {
    let stamps = desk.read(|tx| {
        let office = tx.tenant()?.map(|it| it.name).unwrap_or_default();
        let stamp = |it: &DocumentId| match tx.document(*it)? {
            Some(it) => Ok(Stamp::of_copies(&it, &office)),
            None => Err(Refusal::new(Code::NotFound).into()),
        };
        Ok(chosen.iter().map(stamp).collect::<store::Result<Vec<_>>>()?.concat())
    })?;
    let pdf = labels(&stamps, wish)?;
    chosen.iter().try_for_each(|it| look_at(desk, *it).map(drop))?;
    deliver(&pdf, "pdf", "Štítky", to)?;
    let n_labels = u32::try_from(stamps.len()).unwrap_or(u32::MAX);
    let next_first = (wish.first - 1 + n_labels) % wish.format.n_labels() + 1;
    Ok(PrintedLabels { n_labels, next_first })
}

/// Prints the receipt for whoever stands at the counter.
///
/// Refuses a document that is not here. A printer that is gone is `printer_gone`.
pub fn print_receipt(desk: &Desk, document: DocumentId, to: &PrintTo) -> Result<(), Problem> {
    let pdf = desk.read(|tx| {
        let document = tx.document(document)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        let office = tx.tenant()?.map(|it| it.name).unwrap_or_default();
        let sender = document.sender.map(|it| tx.party(it)).transpose()?.flatten();
        Ok(receipt(&document, &office, &sender.map(|it| it.list_name()).unwrap_or_default()))
    })?;
    look_at(desk, document)?;
    deliver(&pdf, "pdf", "Potvrzení o převzetí", to)
}

/// Brings a print where it shall go; a file without an ending gets this one.
pub(crate) fn deliver(bytes: &[u8], ending: &str, title: &str, to: &PrintTo) -> Result<(), Problem> {
    match to {
        PrintTo::Printer(name) => SystemPrinters.print(name, title, bytes),
        PrintTo::File(path) => write_file(&with_ending(path, ending), |file| file.write_all(bytes).map_err(disk)),
    }
}
