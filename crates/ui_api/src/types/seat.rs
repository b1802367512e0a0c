//! The desks of this device, who has one open, what they prefer, how the sync stands.

use super::prints::LabelSettings;
use super::problem::UiProblem;

super::ui_types! {
    /// What the first screen needs.
    pub struct StartState {
        /// The people who have a desk on this device.
        pub seats: Vec<SeatRow>,
        /// The desk that is open, if one is.
        pub open: Option<OpenSeat>,
        /// What the window remembers of the device: language and theme before anyone unlocks.
        pub preferences: Preferences,
        /// What is to be said of a desk that was open and is no more.
        pub farewell: Option<UiProblem>,
        /// The program's version.
        pub version: String,
    }

    /// A desk on this device, as it can be named without its password.
    pub struct SeatRow {
        /// The folder it lies in; names it in `unlock`.
        pub seat: String,
        /// Whose it is.
        pub person: String,
        /// Of which office.
        pub tenant: String,
    }

    /// The desk that is open.
    pub struct OpenSeat {
        /// Its folder.
        pub seat: String,
        /// The person's id.
        pub person_id: String,
        /// The person's name.
        pub person: String,
        /// The office's name.
        pub tenant: String,
        /// The roles held now: filing_clerk, case_clerk, supervisor, admin.
        pub roles: Vec<String>,
        /// Whether the first sync is complete.
        pub is_complete: bool,
    }

    /// Who stands in for whom, today or later.
    pub struct Substitutes {
        /// By the name of who is away.
        pub rows: Vec<SubstituteRow>,
        /// Whether this person may name deputies for others.
        pub may_set_others: bool,
    }

    /// Somebody who is away, and who stands in.
    pub struct SubstituteRow {
        /// The id of who is away.
        pub person_id: String,
        /// Their name.
        pub person: String,
        /// The id of who stands in.
        pub deputy_id: String,
        /// Their name.
        pub deputy: String,
        /// The first day.
        pub from: String,
        /// The last day.
        pub until: String,
        /// Whether it is so today.
        pub is_on: bool,
    }

    /// How a person likes the window.
    pub struct Preferences {
        /// `cs` or `en`.
        pub language: String,
        /// `system`, `light`, `dark` or `contrast`.
        pub theme: String,
        /// Width of the list in parts of a thousand of the window.
        pub list_width: u32,
        /// How labels are printed here.
        #[serde(default)]
        pub labels: LabelSettings,
        /// The system's printer receipts and registers go to; empty while none is chosen.
        #[serde(default)]
        pub paper_printer: String,
    }

    /// How the desk stands with the centre.
    pub struct SyncStatus {
        /// Whether the centre answers.
        pub reach: Reach,
        /// Why not, when it is more than the network being away.
        pub trouble: Option<UiProblem>,
        /// Commands the centre has not confirmed.
        pub pending: u32,
        /// Files that are still to be sent, and their bytes.
        pub files_up: u32,
        /// Bytes of them.
        pub bytes_up: f64,
        /// When the last exchange ended well.
        pub last_exchange_at: Option<String>,
        /// How far the first sync is, while it runs.
        pub first_sync: Option<Progress>,
        /// By how many seconds this device's clock is ahead of the centre's, when it is more than five minutes.
        pub clock_ahead_s: Option<f64>,
        /// How many items are in "Vyžaduje vás".
        pub needs_you: u32,
        /// The substitute register this desk writes into.
        pub emergency: Option<String>,
        /// Documents captured before today that have no reference number.
        pub without_number_since_yesterday: u32,
    }

    /// Whether the centre answers.
    #[serde(rename_all = "snake_case")]
    pub enum Reach {
        /// Not tried yet.
        Unknown,
        /// It answered last time.
        Online,
        /// It did not; the desk goes on alone.
        Offline,
    }

    /// How much of a long work is done.
    pub struct Progress {
        /// Done.
        pub done: u32,
        /// Of how many; 0 while not known.
        pub total: u32,
    }
}
