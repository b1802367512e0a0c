//! The words every crate uses: ids, instants and dates, hashes, clean text, refusals.
//!
//! Invariant: nothing here does input or output, and nothing reads the clock; time and randomness
//! are handed in through [`Clock`] and [`Randomness`].
//!
//! Not here: the office's rules. Those stand in `domain`.

mod clock;
mod code;
mod company_number;
mod fold;
mod id;
mod problem;
mod randomness;
mod sha256;
mod text;
mod typed_date;

pub use clock::{Clock, Date, Instant, ManualClock, local_date, local_text, prague};
pub use code::Code;
pub use company_number::CompanyNumber;
pub use fold::fold;
pub use id::{
    BatchId, CaseFileId, ClassId, CommandId, ComponentId, DispatchId, DocumentId, EmergencyRegisterId, FilePlanId,
    HistoryId, MergeProposalId, PageId, PartyId, PersonId, QuarantinedId, SeatId, TenantId, UnitId, id_in_time,
};
pub use problem::{Problem, Refusal};
pub use randomness::Randomness;
pub use sha256::Sha256;
pub use text::{MAX_LINE_CHARS, MAX_NOTE_CHARS, clean_line, clean_note};
pub use typed_date::read_typed_date;
