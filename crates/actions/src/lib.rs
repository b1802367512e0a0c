//! What a clerk can do: one file an action. The window and `clerk` call the same.
//!
//! An action conducts: it reads what was typed, submits wishes in one transaction, and leaves printing, sending
//! and fetching to jobs. Rules stand in `domain`, SQL in `store`, sentences in the locale files.

mod accept;
mod add_party;
mod assign;
mod attach;
mod cancel;
mod correct;
mod device;
mod fetch;
mod may;
mod needs_you;
mod print;
mod refuse;
mod register;
mod register_book;
mod settle;
mod sync;
mod typed;
mod undo;
mod write_file;

pub use accept::accept;
pub use add_party::{NewParty, add_party};
pub use assign::{assign, withdraw};
pub use attach::{attach, take_in};
pub use cancel::cancel;
pub use correct::{Seen, correct, typed_value};
pub use device::{Device, SeatOnDevice, rescued};
pub use fetch::{fetch, save_file};
pub use may::{held_roles, may};
pub use needs_you::{Item, ItemId, ItemKind, items};
pub use print::{PrintTo, PrintedLabels, print_labels, print_receipt, printers};
pub use refuse::refuse;
pub use register::{EntryForm, Registered, last_entry, register};
pub use register_book::{BookFormat, print_register_book};
pub use settle::{Choice, settle};
pub use sync::{News, Reach, Status, SyncWorker, sync_once};
pub use typed::{read_count, read_day, read_time, read_year, shown_day};
pub use undo::{Undone, undo};
