//! Says what a person does in the office and how they are reached, for the head and the foot of letters (decree § 16).

use serde::{Deserialize, Serialize};
use values::{Code, MAX_LINE_CHARS, PersonId, Refusal};

use super::Contact;
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, View};

/// Replaces what letters say of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetContact {
    /// Whose.
    pub person: PersonId,
    /// All of it; what is left out is said no more.
    pub contact: Contact,
}

/// Refuses a person who is not there, and lines that are too long.
pub(crate) fn decide(wish: &SetContact, view: &dyn View) -> Decision {
    let mut person = view.person(wish.person).found().ok_or_else(|| Refusal::new(Code::NotFound))?;
    person.contact = Contact {
        function: checked_line("function", &wish.contact.function, MAX_LINE_CHARS)?,
        phone: checked_line("phone", &wish.contact.phone, MAX_LINE_CHARS)?,
        email: checked_line("email", &wish.contact.email, MAX_LINE_CHARS)?,
        ..wish.contact.clone()
    };
    Ok(Changes::new().entity(person).log("Uprava", EntityKey::person(wish.person)))
}
