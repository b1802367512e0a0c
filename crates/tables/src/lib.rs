//! Reads tables as offices export them: UTF-8 or Windows-1250, parted by semicolons, commas or tabs, columns in any order.
//!
//! Invariant: what is wrong is named by file, line and column, and nothing of the table is given out then.

use std::collections::BTreeMap;

use values::{Code, Refusal, fold};

/// The largest table read, in bytes.
pub const MAX_TABLE_BYTES: usize = 64 * 1024 * 1024;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The file's name.
    pub file: String,
    /// The line it stands in, from 1; the head is the first.
    pub line: u64,
    cells: BTreeMap<String, String>,
}

impl TableRow {
    /// Returns a cell; empty when the column is not there.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    /// Returns a cell that must not be empty.
    pub fn needed(&self, column: &str) -> Result<&str, Refusal> {
        match self.get(column) {
            "" => Err(self.wrong(column, "empty")),
            text => Ok(text),
        }
    }

    /// Says what is wrong with a cell; `why` is a word of the reasons, or a code.
    pub fn wrong(&self, column: &str, why: &str) -> Refusal {
        wrong(&self.file, self.line, column, why)
    }
}

/// Says what is wrong in a table, and where.
pub fn wrong(file: &str, line: u64, column: &str, why: &str) -> Refusal {
    Refusal::new(Code::TableWrong).with("file", file).with("line", line).with("column", column).with("why", why)
}

/// Reads the table in `bytes`; `columns` must be there. Names of columns are read without accents and case.
pub fn read(file: &str, bytes: &[u8], columns: &[&str]) -> Result<Vec<TableRow>, Refusal> {
    if bytes.len() > MAX_TABLE_BYTES {
        return Err(Refusal::new(Code::TooLarge));
    }
    let text = text_of(bytes);
    let first_line = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().find(|it| first_line.as_bytes().contains(it)).unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| wrong(file, 1, "", "row_unreadable"))?;
    let header: Vec<String> = header.iter().map(fold).collect();
    for column in columns {
        if !header.iter().any(|it| it == *column) {
            return Err(wrong(file, 1, column, "missing"));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| {
            let line = why.position().map_or(0, csv::Position::line);
            wrong(file, line, "", "row_unreadable")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = header.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        rows.push(TableRow { file: file.to_owned(), line, cells });
    }
    Ok(rows)
}

/// Returns the text of a file in UTF-8 or, where it is none, Windows-1250.
pub fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1250.decode(bytes).0.into_owned(),
    }
}
