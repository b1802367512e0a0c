//! Prints as the window asks for them: labels by the device's settings, receipts, the register.

use std::path::{Path, PathBuf};

use actions::{BookFormat, PrintTo};
use documents::{BookPeriod, CodeKind, LabelFormat as Format, LabelWish};
use values::{Code, Problem, Refusal};

use crate::read::id;
use crate::requests::{PrintEmergencyArgs, PrintLabelsArgs, PrintRegisterBookArgs};
use crate::types::{LabelFormat, LabelSettings, Preferences, PrintTarget, PrintedLabels};
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn labels(&self, args: &PrintLabelsArgs) -> Result<PrintedLabels, Problem> {
        let mut preferences = self.preferences();
        let (format, code) = chosen(&preferences.labels)?;
        let documents = args.documents.iter().map(|it| id(it)).collect::<Result<Vec<_>, Problem>>()?;
        let wish = LabelWish { format, code, first: args.first };
        let to = target(&args.to, "pdf")?;
        let printed = self.change(|desk| actions::print_labels(desk, &documents, &wish, &to))?;
        preferences.labels.first = printed.next_first;
        self.keep_preferences(&preferences)?;
        Ok(PrintedLabels { n_labels: printed.n_labels, next_first: printed.next_first })
    }

    pub(crate) fn register_book(&self, args: &PrintRegisterBookArgs) -> Result<u32, Problem> {
        let open = self.open()?;
        let now = open.desk.now();
        let period = match args.day.trim() {
            "" => BookPeriod::Year(actions::read_year("year", &args.year, now)?),
            typed => BookPeriod::Day(actions::read_day("day", typed, now)?),
        };
        let n_rows = actions::print_register_book(
            &open.desk,
            period,
            format_of(&args.format),
            &target(&args.to, &args.format)?,
        )?;
        Ok(u32::try_from(n_rows).unwrap_or(u32::MAX))
    }

    pub(crate) fn emergency_book(&self, args: &PrintEmergencyArgs) -> Result<u32, Problem> {
        let open = self.open()?;
        let register = open.desk.read(|tx| actions::find_emergency(tx, &args.register))?;
        let period = BookPeriod::Emergency(Box::new(register));
        let n_rows = actions::print_register_book(
            &open.desk,
            period,
            format_of(&args.format),
            &target(&args.to, &args.format)?,
        )?;
        Ok(u32::try_from(n_rows).unwrap_or(u32::MAX))
    }

    /// Keeps the preferences of the device; refuses a label format that does not fit its page.
    pub(crate) fn keep_preferences(&self, preferences: &Preferences) -> Result<(), Problem> {
        chosen(&preferences.labels)?.0.check()?;
        if let Ok(open) = self.open() {
            open.desk.write(|tx| tx.set_meta("list_width", &preferences.list_width))?;
        }
        let bytes = serde_json::to_vec(preferences).map_err(|why| Problem::Broken(why.to_string()))?;
        let disk = |why: std::io::Error| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why));
        std::fs::create_dir_all(self.device.folder()).map_err(disk)?;
        std::fs::write(self.preferences_path(), bytes).map_err(disk)
    }
}

/// Refuses a file that is there already, unless it shall be replaced.
pub(crate) fn refuse_existing(path: &str, ending: &str, replace: bool) -> Result<(), Problem> {
    if replace { Ok(()) } else { Ok(actions::refuse_existing(Path::new(path), ending)?) }
}

fn format_of(name: &str) -> BookFormat {
    if name == "csv" { BookFormat::Csv } else { BookFormat::Pdf }
}

/// Reads where a print goes. Refuses neither a printer nor a file, and a file that is there already and shall not be replaced.
pub(crate) fn target(to: &PrintTarget, ending: &str) -> Result<PrintTo, Problem> {
    match (to.printer.as_str(), to.path.trim()) {
        ("", "") => Err(Refusal::new(Code::PrinterMissing).at("printer").into()),
        ("", path) => {
            refuse_existing(path, ending, to.replace)?;
            Ok(PrintTo::File(PathBuf::from(path)))
        }
        (printer, _) => Ok(PrintTo::Printer(printer.to_owned())),
    }
}

fn chosen(settings: &LabelSettings) -> Result<(Format, CodeKind), Problem> {
    let format = if settings.format == "custom" {
        let LabelFormat { page_width, page_height, columns, rows, width, height, left, top, gap_across, gap_down } =
            settings.custom;
        Format { page_width, page_height, columns, rows, width, height, left, top, gap_across, gap_down }
    } else {
        Format::named(&settings.format).ok_or_else(|| Refusal::new(Code::LabelFormatWrong).at("format"))?
    };
    let code = if settings.code == "code128" { CodeKind::Code128 } else { CodeKind::DataMatrix };
    Ok((format, code))
}

impl Default for LabelSettings {
    /// A roll of a label printer, and no printer yet; the custom format begins as a sheet of A4.
    fn default() -> Self {
        let Format { page_width, page_height, columns, rows, width, height, left, top, gap_across, gap_down } =
            Format::named("a4-3x8").expect("it is one of the named formats");
        Self {
            format: "roll-62x29".to_owned(),
            custom: LabelFormat {
                page_width,
                page_height,
                columns,
                rows,
                width,
                height,
                left,
                top,
                gap_across,
                gap_down,
            },
            code: "data_matrix".to_owned(),
            printer: String::new(),
            first: 1,
            on_registering: false,
        }
    }
}
