//! `label`, `receipt`, `register-book`: what is printed, to a file or to a printer.

use std::path::{Path, PathBuf};

use actions::{BookFormat, PrintTo};
use clap::{Args, ValueEnum};
use documents::{BookPeriod, CodeKind, LabelFormat, LabelWish};
use sentences::Language;
use serde_json::json;
use store::Desk;
use values::Problem;

use crate::find;
use crate::output::Said;
use crate::run::usage;
use crate::words::own;

/// Where a print goes.
#[derive(Args)]
pub(crate) struct Target {
    /// The file that is written.
    #[arg(long, value_name = "PATH", required_unless_present = "printer", conflicts_with = "printer")]
    to: Option<PathBuf>,
    /// The printer.
    #[arg(long, value_name = "NAME")]
    printer: Option<String>,
}

impl Target {
    pub(crate) fn read(&self) -> Result<PrintTo, Problem> {
        match (&self.printer, &self.to) {
            (Some(name), _) => Ok(PrintTo::Printer(name.clone())),
            (None, Some(path)) => Ok(PrintTo::File(path.clone())),
            (None, None) => Err(usage("--to or --printer is missing")),
        }
    }

    pub(crate) fn name(&self) -> String {
        let path = self.to.as_ref().map(|it| it.to_string_lossy().into_owned());
        self.printer.clone().or(path).unwrap_or_default()
    }
}

/// Which labels, and on what.
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
    /// Where to.
    #[command(flatten)]
    target: Target,
}

/// Which register.
#[derive(Args)]
pub(crate) struct RegisterBook {
    /// Of a day: `dnes`, `22.11.`.
    #[arg(long, value_name = "DAY", conflicts_with = "year")]
    day: Option<String>,
    /// Of a year; the present one when neither is given.
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// Where to; a file whose name ends in `.csv` becomes a table.
    #[command(flatten)]
    target: Target,
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
    let chosen = desk.read(|tx| {
        let found = it.documents.iter().map(|it| Ok(find::document(tx, it)?.id));
        Ok(found.collect::<Result<Vec<_>, Problem>>()?)
    })?;
    let wish = LabelWish { format, code, first: it.first };
    let printed = actions::print_labels(desk, &chosen, &wish, &it.target.read()?)?;
    let place = it.target.name();
    Ok(Said {
        text: own("labels", &[("n", &printed.n_labels), ("to", &place)], language),
        json: json!({ "n_labels": printed.n_labels, "next_first": printed.next_first, "to": place }),
    })
}

pub(crate) fn receipt(desk: &Desk, named: &str, target: &Target, language: Language) -> Result<Said, Problem> {
    let document = desk.read(|tx| Ok(find::document(tx, named)?.id))?;
    actions::print_receipt(desk, document, &target.read()?)?;
    let place = target.name();
    Ok(Said { text: own("receipt", &[("to", &place)], language), json: json!({ "to": place }) })
}

pub(crate) fn letter(desk: &Desk, named: &str, to: &Path) -> Result<Said, Problem> {
    let id = desk.read(|tx| Ok(find::document(tx, named)?.id))?;
    actions::look_at(desk, id)?;
    actions::prepare_letter(desk, id, to)?;
    Ok(Said { text: to.display().to_string(), json: json!({ "to": to }) })
}

pub(crate) fn register_book(desk: &Desk, it: &RegisterBook, language: Language) -> Result<Said, Problem> {
    let now = desk.now();
    let period = match &it.day {
        Some(typed) => BookPeriod::Day(actions::read_day("day", typed, now)?),
        None => BookPeriod::Year(actions::read_year("year", it.year.as_deref().unwrap_or_default(), now)?),
    };
    written(desk, period, &it.target, language)
}

/// Writes a register to where it shall go, as its file's name says.
pub(crate) fn written(desk: &Desk, period: BookPeriod, target: &Target, language: Language) -> Result<Said, Problem> {
    let is_table = target.to.as_ref().and_then(|it| it.extension()).is_some_and(|it| it.eq_ignore_ascii_case("csv"));
    let format = if is_table { BookFormat::Csv } else { BookFormat::Pdf };
    let n_rows = actions::print_register_book(desk, period, format, &target.read()?)?;
    let place = target.name();
    Ok(Said {
        text: own("register_book", &[("n", &n_rows), ("to", &place)], language),
        json: json!({ "n_rows": n_rows, "to": place }),
    })
}
