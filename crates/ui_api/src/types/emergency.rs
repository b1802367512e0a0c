//! The substitute register.

super::ui_types! {
    /// A substitute register.
    pub struct EmergencyRow {
        /// Its id.
        pub id: String,
        /// Its name, the beginning of its numbers.
        pub name: String,
        /// What made the usual way impossible.
        pub reason: String,
        /// When it was declared.
        pub begun_at: String,
        /// By whom.
        pub begun_by: String,
        /// When it was closed; none while it goes on.
        pub ended_at: Option<String>,
        /// By whom.
        pub ended_by: String,
        /// `reregister` or `keep`; empty while it goes on.
        pub afterwards: String,
        /// Whether this desk writes into it.
        pub is_here: bool,
        /// How many documents of it are seen here.
        pub n_documents: u32,
        /// How many of them are in no other register.
        pub n_waiting: u32,
        /// The number it ends with so far.
        pub last: u32,
    }

    /// A document's place in a substitute register.
    pub struct EmergencyPlace {
        /// Its number there.
        pub text: String,
        /// When it was registered again in the office's register; none while it was not.
        pub reregistered_at: Option<String>,
    }
}
