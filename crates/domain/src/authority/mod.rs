//! Who the office is: the tenant, its units, its people and their posts.

pub mod add_person;
pub mod close_unit;
pub mod found_tenant;
pub mod give_posts;
mod hands;
pub mod name_offices;
pub mod note_seat;
pub mod open_unit;
mod person;
pub mod person_leaves;
mod role;
pub mod set_address;
pub mod set_contact;
pub mod set_mask;
pub mod set_substitute;
mod tenant;
mod unit;

pub use add_person::AddPerson;
pub use close_unit::CloseUnit;
pub use found_tenant::FoundTenant;
pub use give_posts::GivePosts;
pub use hands::Hands;
pub use name_offices::{NameOffices, Office};
pub use note_seat::NoteSeat;
pub use open_unit::OpenUnit;
pub use person::{Contact, Person, Post, Seat};
pub use person_leaves::PersonLeaves;
pub use role::Role;
pub use set_address::SetAddress;
pub use set_contact::SetContact;
pub use set_mask::SetMask;
pub use set_substitute::{SetSubstitute, Substitute};
pub use tenant::{Tenant, default_file_mask, default_sheet_mask};
pub use unit::Unit;

/// The longest name of an office, a unit or a person.
const MAX_NAME_CHARS: usize = 200;
