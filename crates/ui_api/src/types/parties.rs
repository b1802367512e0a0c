//! Names, units and people to choose from.

super::ui_types! {
    /// A record of the name register in the type-ahead.
    pub struct PartyRow {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// natural, self_employed or legal.
        pub kind: String,
        /// IČO.
        pub company_number: String,
        /// Address.
        pub address: String,
    }

    /// A new record of the name register.
    pub struct NewParty {
        /// natural, self_employed or legal.
        pub kind: String,
        /// Given name.
        pub name: String,
        /// Surname.
        pub surname: String,
        /// Company.
        pub company: String,
        /// IČO as typed; empty for none.
        pub company_number: String,
        /// Data box.
        pub data_box: String,
        /// E-mail.
        pub email: String,
        /// Address.
        pub address: String,
    }

    /// Another office of the centre.
    pub struct OfficeRow {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
    }

    /// A unit that can be chosen.
    pub struct UnitRow {
        /// Its id.
        pub id: String,
        /// Its mark.
        pub code: String,
        /// Its name.
        pub name: String,
    }

    /// A person of the office who can be chosen.
    pub struct PersonRow {
        /// Their id.
        pub id: String,
        /// Their name, surname first.
        pub name: String,
        /// The units they work in.
        pub unit_ids: Vec<String>,
    }
}
