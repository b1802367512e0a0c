//! Tables for other programs: CSV in UTF-8 with its mark, parted by semicolons, as Czech spreadsheets read it, and XLSX.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use values::{Code, Date, Instant, Problem, Refusal, prague};

/// The rows of a sheet and the characters of a cell, as the format bounds them.
const MAX_SHEET_ROWS: usize = 1_048_576;
const MAX_CELL_CHARS: usize = 32_767;

/// Writes a table with its head.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it: the texts come from strangers.
pub fn csv_table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(b';').terminator(csv::Terminator::CRLF);
    let mut writer = builder.from_writer("\u{FEFF}".as_bytes().to_vec());
    let mut write = |cells: &[String]| writer.write_record(cells).expect("memory takes every row of one length");
    write(&head.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    for row in rows {
        write(&row.into_iter().map(harmless).collect::<Vec<_>>());
    }
    writer.into_inner().expect("memory takes every byte")
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, taken for nothing else.
    Text(String),
    /// A count.
    Number(u32),
    /// A day.
    Day(Date),
    /// A moment, by the office's clock.
    Moment(Instant),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A count of nothing is still a count; a day that is not known is none.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// See [`Cell::day`].
    pub fn moment(at: Option<Instant>) -> Self {
        at.map_or(Self::Empty, Self::Moment)
    }

    /// Returns it as CSV has it: days and moments as they are sorted, `2026-11-22 08:05:00`.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Moment(at) => at.to_zoned(prague()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// Writes a table as a workbook: days, moments and counts as such, every text as a text, so that no word of a stranger is taken
/// for a formula.
///
/// Refuses more rows than a sheet has.
pub fn xlsx_table(title: &str, head: &[&str], rows: &[Vec<Cell>]) -> Result<Vec<u8>, Problem> {
    if rows.len() >= MAX_SHEET_ROWS {
        return Err(Refusal::new(Code::TooManyChosen).with("n", rows.len()).with("max", MAX_SHEET_ROWS - 1).into());
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(title).map_err(broken)?;
    let bold = Format::new().set_bold();
    let (day, moment) = (Format::new().set_num_format("d. m. yyyy"), Format::new().set_num_format("d. m. yyyy h:mm"));
    for (column, text) in (0..).zip(head) {
        sheet.write_string_with_format(0, column, *text, &bold).map_err(broken)?;
    }
    for (nth, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(text) => {
                    let cut: String = text.chars().take(MAX_CELL_CHARS).collect();
                    sheet.write_string(nth, column, cut)
                }
                Cell::Number(n) => sheet.write_number(nth, column, *n),
                Cell::Day(it) => match excel_day(*it) {
                    Some(it) => sheet.write_datetime_with_format(nth, column, it, &day),
                    None => sheet.write_string(nth, column, cell.clone().into_text()),
                },
                Cell::Moment(at) => match excel_moment(*at) {
                    Some(it) => sheet.write_datetime_with_format(nth, column, it, &moment),
                    None => sheet.write_string(nth, column, cell.clone().into_text()),
                },
                Cell::Empty => continue,
            }
            .map_err(broken)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(broken)?;
    let last =
        (u32::try_from(rows.len()).unwrap_or(u32::MAX), u16::try_from(head.len().max(1) - 1).unwrap_or(u16::MAX));
    sheet.autofilter(0, 0, last.0, last.1).map_err(broken)?;
    sheet.autofit();
    book.save_to_buffer().map_err(broken)
}

/// The day as workbooks count; `None` before 1900, where they have none. A year typed short stands as it was typed.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let (year, month) = (u16::try_from(day.year()).ok()?, day.month().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day.day().unsigned_abs()).ok()
}

/// The moment by the office's clock, as [`excel_day`].
fn excel_moment(at: Instant) -> Option<ExcelDateTime> {
    let local = at.to_zoned(prague()).datetime();
    let (hour, minute) = (u16::from(local.hour().unsigned_abs()), local.minute().unsigned_abs());
    excel_day(local.date())?.and_hms(hour, minute, f64::from(local.second())).ok()
}

fn broken(why: XlsxError) -> Problem {
    Problem::Broken(format!("a workbook: {why}"))
}

fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::{Cell, csv_table, xlsx_table};

    #[test]
    fn a_day_no_workbook_knows_stands_as_it_was_typed() {
        let day = Cell::Day("0202-11-22".parse().expect("a day"));
        assert!(xlsx_table("Dokumenty", &["a"], &[vec![day]]).is_ok());
    }

    #[test]
    fn cells_are_quoted_where_they_must_and_never_become_formulas() {
        let rows = [vec!["Žádost; \"spěchá\"".to_owned(), "=HYPERLINK(\"http\")".to_owned(), "1".to_owned()]];
        let text = String::from_utf8(csv_table(&["a", "b", "c"], rows)).expect("it is UTF-8");
        assert_eq!(text, "\u{FEFF}a;b;c\r\n\"Žádost; \"\"spěchá\"\"\";\"'=HYPERLINK(\"\"http\"\")\";1\r\n");
    }
}
