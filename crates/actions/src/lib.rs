//! What a clerk can do: one file an action. The window and `clerk` call the same.
//!
//! An action conducts: it reads what was typed, submits wishes in one transaction, and leaves printing, sending
//! and fetching to jobs. Rules stand in `domain`, SQL in `store`, sentences in the locale files.

mod accept;
mod add_party;
mod assign;
mod attach;
mod cancel;
mod capture;
mod case_file;
mod correct;
mod deadline;
mod device;
mod dispatch;
mod emergency;
mod export;
mod fetch;
mod import_plan;
mod look_at;
mod many;
mod may;
mod needs_you;
mod prepare_letter;
mod print;
mod print_case_file;
mod recognise;
mod refuse;
mod register;
mod register_book;
mod scanner;
mod search;
mod sent;
mod settle;
mod side_by_side;
mod substitute;
mod sync;
mod typed;
mod undo;
mod write_file;

pub use accept::accept;
pub use add_party::{NewParty, add_party};
pub use assign::{assign, withdraw};
pub use attach::{attach, attach_as, take_in};
pub use cancel::cancel;
pub use capture::{
    BIN_DAYS, FileText, ReleaseTold, ReleasedDocument, Releasing, Taken, TakenFolder, begin_batch, edit_batch,
    empty_bin, in_bin_until, is_attached, open_batch, preview_page, print_separators, profile_of, redo_batch,
    release_batch, reopen_batch, take_folder, take_in_place, take_pages, undo_batch, view_batch,
};
pub use case_file::{found_case_file, submit};
pub use correct::{Seen, Typing, came_on, correct, typed_value};
pub use deadline::read_deadline;
pub use device::{Device, SeatOnDevice, rescued};
pub use dispatch::{dispatch, offices};
pub use emergency::{EmergencyStand, declare_emergency, emergencies, end_emergency, find_emergency};
pub use export::export;
pub use fetch::{fetch, save_file};
pub use import_plan::{PlanSource, PlanTaken, import_plan};
pub use look_at::{look_at, look_at_file};
pub use many::{Many, accept_many, assign_many, withdraw_many};
pub use may::{held_roles, may, may_with_file};
pub use needs_you::{Item, ItemId, ItemKind, items};
pub use prepare_letter::prepare_letter;
pub use print::{PrintTo, PrintedLabels, print_labels, print_receipt, printers};
pub use print_case_file::{FilePrint, print_case_file};
pub use recognise::{ReadBatch, Reading, recognise_batch};
pub use refuse::refuse;
pub use register::{EntryForm, Registered, last_entry, register};
pub use register_book::{BookFormat, print_register_book};
pub use scanner::{Trust, scanner, seen_scanners};
pub use search::{Asked, SEARCH_FIELDS, SearchField, ValueKind, explain, read_search, save_search, values_of};
pub use sent::note_sent;
pub use settle::{Choice, settle};
pub use side_by_side::spare_cores;
pub use substitute::{may_set_others, set_substitute, substituted};
pub use sync::{News, Reach, Status, SyncWorker, sync_once};
pub use typed::{read_count, read_day, read_time, read_year, shown_day, shown_time};
pub use undo::{Undone, undo};
pub use write_file::refuse_existing;
