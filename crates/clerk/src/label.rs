//! `label`: prints the labels of documents.

use std::path::PathBuf;

use actions::PrintTo;
use clap::{Args, ValueEnum};
use documents::{CodeKind, LabelFormat, LabelWish};
use sentences::Language;
use serde_json::json;
use store::Desk;
use values::Problem;

use crate::find;
use crate::output::Said;
use crate::run::usage;
use crate::words::own;

/// Which labels, on what, and where to.
#[derive(Args)]
pub(crate) struct Label {
    /// The documents, in the order of their labels.
    #[arg(required = true)]
    documents: Vec<String>,
    /// The format: roll-62x29, roll-89x36, a4-3x8, a4-3x7 or a4-2x6.
    #[arg(long, default_value = "roll-62x29")]
    format: String,
    /// How the JID is written for scanners.
    #[arg(long, value_enum, default_value = "data-matrix")]
    code: CodeName,
    /// The first free label of the first sheet.
    #[arg(long, default_value_t = 1)]
    first: u32,
    /// The PDF that is written.
    #[arg(long, value_name = "PATH", required_unless_present = "printer", conflicts_with = "printer")]
    to: Option<PathBuf>,
    /// The printer.
    #[arg(long, value_name = "NAME")]
    printer: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum CodeName {
    DataMatrix,
    #[value(name = "code128")]
    Code128,
}

pub(crate) fn label(desk: &Desk, it: &Label, language: Language) -> Result<Said, Problem> {
    let format = LabelFormat::named(&it.format).ok_or_else(|| usage(format!("there is no format {}", it.format)))?;
    let code = match it.code {
        CodeName::DataMatrix => CodeKind::DataMatrix,
        CodeName::Code128 => CodeKind::Code128,
    };
    let to = match (&it.printer, &it.to) {
        (Some(name), _) => PrintTo::Printer(name.clone()),
        (None, Some(path)) => PrintTo::File(path.clone()),
        (None, None) => return Err(usage("--to or --printer is missing")),
    };
    let chosen = desk.read(|tx| {
        let found = it.documents.iter().map(|it| Ok(find::document(tx, it)?.id));
        Ok(found.collect::<Result<Vec<_>, Problem>>()?)
    })?;
    let printed = actions::print_labels(desk, &chosen, &LabelWish { format, code, first: it.first }, &to)?;
    let place = match &to {
        PrintTo::Printer(name) => name.clone(),
        PrintTo::File(path) => path.to_string_lossy().into_owned(),
    };
    Ok(Said {
        text: own("labels", &[("n", &printed.n_labels), ("to", &place)], language),
        json: json!({ "n_labels": printed.n_labels, "next_first": printed.next_first, "to": place }),
    })
}
