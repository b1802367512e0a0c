//! Tables for other programs: UTF-8 with its mark, parted by semicolons, as Czech spreadsheets read them.

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
