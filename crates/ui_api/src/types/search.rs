//! Searches: what can be asked, what was understood, and which are kept.

super::ui_types! {
    /// A field of a search.
    pub struct SearchFieldRow {
        /// Its name in English, and in the words of the window (`search.field.…`).
        pub name: String,
        /// Its Czech name, without accents, as it is typed.
        pub czech: String,
        /// text, day, code, unit, person, class, retention.
        pub kind: String,
        /// The values of a field that has few.
        pub values: Vec<SearchValueRow>,
    }

    /// A value of a field that has few.
    pub struct SearchValueRow {
        /// Its name in English, and in the words of the window (`search.value.<field>.…`).
        pub name: String,
        /// Its Czech word, without accents, as it is typed.
        pub czech: String,
    }

    /// A search that is kept.
    pub struct SavedSearch {
        /// Its name.
        pub name: String,
        /// As it was typed.
        pub typed: String,
    }
}
