//! What is printed: from what the registry knows to the bytes of a PDF or of a table.
//!
//! Every print of the office is in Czech, whatever language the window speaks. Measures are millimetres from the
//! upper left corner of a page. What is made here goes to a printer; it is no archive format.

mod barcode;
mod case_file;
mod format;
mod label;
mod letter;
mod paper;
mod receipt;
mod register_book;
mod separator;
mod sheet;
mod spreadsheet;

pub use barcode::CodeKind;
pub use case_file::{FileFacts, file_cover, file_list};
pub use format::LabelFormat;
pub use label::{LabelWish, Stamp, labels};
pub use letter::{LetterFacts, letter};
pub use receipt::receipt;
pub use register_book::{BookHead, BookPeriod, BookRow, register_book, register_table};
pub use separator::{MAX_SEPARATORS, separator_sheets};
pub use spreadsheet::{Cell, csv_table, xlsx_table};
