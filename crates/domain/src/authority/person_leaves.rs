//! A person leaves the office.

use serde::{Deserialize, Serialize};
use values::{Code, PersonId, Refusal};

use crate::{Changes, Decision, EntityKey, View};

/// A person leaves: they hold no post from now on; what they have in hand stays and can be reassigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonLeaves {
    /// Who.
    pub person: PersonId,
}

pub(crate) fn decide(wish: &PersonLeaves, view: &dyn View) -> Decision {
    let mut person = view.person(wish.person).found().ok_or_else(|| Refusal::new(Code::NotFound))?;
    person.has_left = true;
    person.posts.clear();
    person.substitute = None;
    Ok(Changes::new().entity(person).log("Uprava", EntityKey::person(wish.person)))
}
