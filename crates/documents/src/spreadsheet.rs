//! Tables for other programs: CSV in UTF-8 with its mark, parted by semicolons, as Czech spreadsheets read it, and XLSX.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use values::{Code, Problem, Refusal};

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

/// Writes a table as a workbook: every cell a text, so that nothing is taken for a formula, a date or a number.
///
/// Refuses more rows than a sheet has.
pub fn xlsx_table(title: &str, head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Problem> {
    if rows.len() >= MAX_SHEET_ROWS {
        return Err(Refusal::new(Code::TooManyChosen).with("n", rows.len()).with("max", MAX_SHEET_ROWS - 1).into());
    }
    let broken = |why: XlsxError| Problem::Broken(format!("a workbook: {why}"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(title).map_err(broken)?;
    let bold = Format::new().set_bold();
    for (column, text) in (0..).zip(head) {
        sheet.write_string_with_format(0, column, *text, &bold).map_err(broken)?;
    }
    for (nth, row) in (1..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            let cut: String = text.chars().take(MAX_CELL_CHARS).collect();
            sheet.write_string(nth, column, cut).map_err(broken)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(broken)?;
    book.save_to_buffer().map_err(broken)
}

fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::csv_table;

    #[test]
    fn cells_are_quoted_where_they_must_and_never_become_formulas() {
        let rows = [vec!["Žádost; \"spěchá\"".to_owned(), "=HYPERLINK(\"http\")".to_owned(), "1".to_owned()]];
        let text = String::from_utf8(csv_table(&["a", "b", "c"], rows)).expect("it is UTF-8");
        assert_eq!(text, "\u{FEFF}a;b;c\r\n\"Žádost; \"\"spěchá\"\"\";\"'=HYPERLINK(\"\"http\"\")\";1\r\n");
    }
}
