//! Adds a person to the office.

use serde::{Deserialize, Serialize};
use values::{Code, PersonId, Refusal};

use super::{Contact, MAX_NAME_CHARS, Person, Post};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Adds a person with their posts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddPerson {
    /// Their id.
    pub person: PersonId,
    /// Given name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// What they do, and where.
    pub posts: Vec<Post>,
}

pub(crate) fn decide(wish: &AddPerson, view: &dyn View) -> Decision {
    if view.has(EntityKind::Person, wish.person.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    let name = checked_line("name", &wish.name, MAX_NAME_CHARS)?;
    let surname = checked_line("surname", &wish.surname, MAX_NAME_CHARS)?;
    if surname.is_empty() {
        return Err(Refusal::new(Code::NameMissing).at("surname").into());
    }
    super::give_posts::check_posts(&wish.posts, view)?;
    let person = Person {
        id: wish.person,
        name,
        surname,
        posts: wish.posts.clone(),
        has_left: false,
        contact: Contact::default(),
        seats: Vec::new(),
        substitute: None,
        extra: Default::default(),
    };
    Ok(Changes::new().entity(person).log("Zalozeni", EntityKey::person(wish.person)))
}
