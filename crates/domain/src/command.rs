//! A clerk's wish, who has it, and how it is written down.

use serde::{Deserialize, Serialize};
use values::{Code, CommandId, Instant, PersonId, Refusal, SeatId};

use crate::authority::{
    AddPerson, CloseUnit, FoundTenant, GivePosts, NameOffices, NoteSeat, OpenUnit, PersonLeaves, Role, SetAddress,
    SetContact, SetMask, SetSubstitute,
};
use crate::case_file::{
    AssignCaseFile, CloseCaseFile, CorrectCaseFile, FoundCaseFile, InsertDocument, JoinCaseFiles, MoveCaseFile,
    NoteEvent, PartCaseFiles, ReopenCaseFile, SettleCaseFile, TakeOutDocument,
};
use crate::emergency::{DeclareEmergency, EndEmergency, ReregisterDocument};
use crate::file_plan::ImportPlan;
use crate::name_register::{AddParty, KeepApart, MergeParties};
use crate::quarantine::DecideQuarantined;
use crate::registry::{
    AcceptDocument, AssignDocument, AttachFile, CancelDocument, CorrectDocument, DispatchDocument, NoteDelivered,
    NoteReturned, NoteSent, NoteText, RefuseDocument, RegisterOwn, RegisterReceived, ReopenDocument, SettleDocument,
    StoreFile, ViewDocument, WithdrawDocument,
};

/// The longest wish that is taken, in bytes as it travels. The longest there is puts a filing plan of a thousand classes
/// with long names in force.
pub const MAX_WISH_BYTES: usize = 512 * 1024;

/// A wish with its id, the role it is made in and the time on the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// The same command sent twice has the same id.
    pub id: CommandId,
    /// The role the person acts in; the log shows it.
    pub role: Role,
    /// The device's time; never decides anything, is kept beside the centre's.
    pub made_at: Instant,
    /// What is wished.
    pub wish: Wish,
}

/// Who speaks. At the centre this comes from the request's signature, never from its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person; none when the centre itself or its admin at the shell acts.
    pub person: Option<PersonId>,
    /// The seat; none as above.
    pub seat: Option<SeatId>,
    /// Whether a supervisor let the command through: the rights were hers to judge.
    pub is_released: bool,
}

impl Actor {
    /// The centre itself, or its admin at the shell.
    pub const CENTRE: Actor = Actor { person: None, seat: None, is_released: false };

    /// A person at a seat.
    pub fn at_seat(person: PersonId, seat: SeatId) -> Self {
        Self { person: Some(person), seat: Some(seat), is_released: false }
    }
}

macro_rules! wishes {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $version:literal;)+) => {
        /// Everything that can be wished, one variant a file.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Wish {
            $($(#[$doc])* $kind($kind),)+
        }

        impl Wish {
            /// The names and versions this program writes.
            pub const KINDS: &'static [(&'static str, u32)] = &[$(($name, $version),)+];

            /// Returns its name on the wire.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$kind(_) => $name,)+ }
            }

            /// Returns the version this program writes.
            pub fn version(&self) -> u32 {
                match self { $(Self::$kind(_) => $version,)+ }
            }

            /// Returns its data as JSON.
            pub fn to_bytes(&self) -> Vec<u8> {
                match self { $(Self::$kind(it) => serde_json::to_vec(it),)+ }
                    .expect("wishes are plain data: no maps with odd keys, no failing writer")
            }

            /// Reads a wish of any version up to this program's.
            ///
            /// Refuses a kind or a version it does not know, and data that does not fit; both are answered, so
            /// that nothing waits behind them.
            pub fn from_bytes(kind: &str, version: u32, bytes: &[u8]) -> Result<Self, Refusal> {
                let not_understood = |why: serde_json::Error| {
                    Refusal::new(Code::CommandNotUnderstood).with("kind", kind).with("why", why)
                };
                match kind {
                    $($name if (1..=$version).contains(&version) =>
                        serde_json::from_slice(bytes).map(Self::$kind).map_err(not_understood),)+
                    _ => Err(Refusal::new(Code::CommandUnknown).with("kind", kind).with("version", version)),
                }
            }
        }

        $(impl From<$kind> for Wish {
            fn from(it: $kind) -> Self { Self::$kind(it) }
        })+
    };
}

wishes! {
    /// See [`RegisterReceived`].
    RegisterReceived = "register_received", 1;
    /// See [`RegisterOwn`].
    RegisterOwn = "register_own", 1;
    /// See [`CorrectDocument`].
    CorrectDocument = "correct_document", 1;
    /// See [`CancelDocument`].
    CancelDocument = "cancel_document", 1;
    /// See [`AssignDocument`].
    AssignDocument = "assign_document", 1;
    /// See [`AcceptDocument`].
    AcceptDocument = "accept_document", 1;
    /// See [`RefuseDocument`].
    RefuseDocument = "refuse_document", 1;
    /// See [`WithdrawDocument`].
    WithdrawDocument = "withdraw_document", 1;
    /// See [`AttachFile`].
    AttachFile = "attach_file", 1;
    /// See [`NoteText`].
    NoteText = "note_text", 1;
    /// See [`SettleDocument`].
    SettleDocument = "settle_document", 1;
    /// See [`ReopenDocument`].
    ReopenDocument = "reopen_document", 1;
    /// See [`ViewDocument`].
    ViewDocument = "view_document", 1;
    /// See [`NoteReturned`].
    NoteReturned = "note_returned", 1;
    /// See [`NoteSent`].
    NoteSent = "note_sent", 1;
    /// See [`DispatchDocument`].
    DispatchDocument = "dispatch_document", 1;
    /// See [`NoteDelivered`].
    NoteDelivered = "note_delivered", 1;
    /// See [`FoundCaseFile`].
    FoundCaseFile = "found_case_file", 1;
    /// See [`InsertDocument`].
    InsertDocument = "insert_document", 1;
    /// See [`TakeOutDocument`].
    TakeOutDocument = "take_out_document", 1;
    /// See [`JoinCaseFiles`].
    JoinCaseFiles = "join_case_files", 1;
    /// See [`PartCaseFiles`].
    PartCaseFiles = "part_case_files", 1;
    /// See [`MoveCaseFile`].
    MoveCaseFile = "move_case_file", 1;
    /// See [`AssignCaseFile`].
    AssignCaseFile = "assign_case_file", 1;
    /// See [`SettleCaseFile`].
    SettleCaseFile = "settle_case_file", 1;
    /// See [`CloseCaseFile`].
    CloseCaseFile = "close_case_file", 1;
    /// See [`ReopenCaseFile`].
    ReopenCaseFile = "reopen_case_file", 1;
    /// See [`CorrectCaseFile`].
    CorrectCaseFile = "correct_case_file", 1;
    /// See [`NoteEvent`].
    NoteEvent = "note_event", 1;
    /// See [`DeclareEmergency`].
    DeclareEmergency = "declare_emergency", 1;
    /// See [`EndEmergency`].
    EndEmergency = "end_emergency", 1;
    /// See [`ReregisterDocument`].
    ReregisterDocument = "reregister_document", 1;
    /// See [`ImportPlan`].
    ImportPlan = "import_plan", 1;
    /// See [`StoreFile`].
    StoreFile = "store_file", 1;
    /// See [`AddParty`].
    AddParty = "add_party", 1;
    /// See [`MergeParties`].
    MergeParties = "merge_parties", 1;
    /// See [`KeepApart`].
    KeepApart = "keep_apart", 1;
    /// See [`DecideQuarantined`].
    DecideQuarantined = "decide_quarantined", 1;
    /// See [`FoundTenant`].
    FoundTenant = "found_tenant", 1;
    /// See [`NameOffices`].
    NameOffices = "name_offices", 1;
    /// See [`SetAddress`].
    SetAddress = "set_address", 1;
    /// See [`SetMask`].
    SetMask = "set_mask", 1;
    /// See [`OpenUnit`].
    OpenUnit = "open_unit", 1;
    /// See [`CloseUnit`].
    CloseUnit = "close_unit", 1;
    /// See [`AddPerson`].
    AddPerson = "add_person", 1;
    /// See [`GivePosts`].
    GivePosts = "give_posts", 1;
    /// See [`PersonLeaves`].
    PersonLeaves = "person_leaves", 1;
    /// See [`SetContact`].
    SetContact = "set_contact", 1;
    /// See [`NoteSeat`].
    NoteSeat = "note_seat", 1;
    /// See [`SetSubstitute`].
    SetSubstitute = "set_substitute", 1;
}
