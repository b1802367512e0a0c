//! The registry: documents, their files and their history (decree 259/2012 §§ 3–13).

pub mod accept;
pub mod assign;
pub mod attach;
pub mod cancel;
mod component;
pub mod correct;
pub mod dispatch;
mod document;
mod envelope;
pub(crate) mod field;
mod history;
mod not_registered;
pub mod note_text;
pub mod refuse;
pub mod register;
pub mod returned;
pub mod sent;
pub mod settle;
mod settlement;
pub mod store_file;
pub mod view;
pub mod withdraw;

pub use accept::AcceptDocument;
pub use assign::AssignDocument;
pub use attach::AttachFile;
pub use cancel::CancelDocument;
pub use component::{Component, FileState, MAX_FILE_BYTES};
pub use correct::{CorrectDocument, FieldChange};
pub use dispatch::{Delivered, Dispatch, DispatchDocument, NoteDelivered, Source};
pub use document::{
    Cancellation, DeliveryMethod, Document, DocumentForm, Handling, HandlingState, InCaseFile, Origin, OtherAttachments,
};
pub use envelope::EnvelopeKept;
pub use field::Field;
pub(crate) use field::settled;
pub use history::{About, HistoryEntry};
pub use not_registered::{NotRegistered, not_registered};
pub use note_text::{MAX_TEXT_BYTES, NoteText, RecognisedText};
pub use refuse::RefuseDocument;
pub use register::{Entry, RegisterOwn, RegisterReceived};
pub use returned::{NoteReturned, ReturnReason, ReturnedPost};
pub use sent::{NoteSent, SeenSending, Sending, SentWay};
pub use settle::{ReopenDocument, SettleDocument};
pub use settlement::{Settlement, SettlementWay};
pub use store_file::StoreFile;
pub use view::ViewDocument;
pub use withdraw::WithdrawDocument;
