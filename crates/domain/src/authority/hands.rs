//! Whose work a person does today: their own, and that of those they stand in for.

use std::collections::BTreeSet;

use values::{Date, PersonId, UnitId};

use super::{Person, Role};
use crate::Scope;

/// A person with those they stand in for on a day. Standing in does not go on: a deputy's deputy has no part in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hands {
    /// The person.
    pub person: Person,
    /// Those they stand in for.
    pub in_place_of: Vec<Person>,
}

impl Hands {
    /// The hands of a person on a day, found among the people of the office.
    pub fn of(person: Person, people: impl IntoIterator<Item = Person>, day: Date) -> Self {
        let stands_in = |it: &Person| !person.has_left && it.is_stood_in_by(person.id, day);
        let in_place_of = people.into_iter().filter(stands_in).collect();
        Self { person, in_place_of }
    }

    /// Returns the ids of everyone whose work it is.
    pub fn ids(&self) -> impl Iterator<Item = PersonId> {
        self.all().map(|it| it.id)
    }

    /// Returns whether what is with `person` is this person's to do.
    pub fn are_of(&self, person: Option<PersonId>) -> bool {
        person.is_some_and(|id| self.ids().any(|it| it == id))
    }

    /// Returns whether the person may act in `role`. Nobody administers in another's place.
    pub fn holds(&self, role: Role) -> bool {
        self.person.holds(role) || (role != Role::Admin && self.in_place_of.iter().any(|it| it.holds(role)))
    }

    /// Returns whether work of `unit` is this person's to take.
    pub fn are_in(&self, unit: UnitId) -> bool {
        self.all().any(|it| it.is_in(unit))
    }

    /// Returns the units whose work is this person's to take.
    pub fn units(&self) -> impl Iterator<Item = UnitId> {
        self.all().flat_map(|it| it.posts.iter().map(|it| it.unit))
    }

    /// Returns what the person may see.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        self.all().flat_map(|it| it.scopes()).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Person> {
        std::iter::once(&self.person).chain(&self.in_place_of)
    }
}
