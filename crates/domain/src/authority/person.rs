//! People of the office and the posts they hold.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use values::{Date, PersonId, SeatId, UnitId};

use super::{Role, Substitute};
use crate::{Extra, Scope};

/// A person who works in the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Given name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// What they do, and where. Rights come from here alone.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// Whether they have left; who has left holds no post.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_left: bool,
    /// What letters say of them.
    #[serde(default, skip_serializing_if = "Contact::is_empty")]
    pub contact: Contact,
    /// The devices they have sat at, the oldest first; also those whose right was taken away, as histories name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
    /// Who stands in for them, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<Substitute>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a letter says of whoever handles it (decree § 16).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// What they are in the office: referentka, vedoucí odboru.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub function: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// E-mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Contact {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A place where a person works: one device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Its id, as commands carry it.
    pub id: SeatId,
    /// What the device is called, by whoever enrolled it.
    pub device: String,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A post (funkční místo): a role in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post {
    /// What the person does.
    pub role: Role,
    /// Where.
    pub unit: UnitId,
}

impl Person {
    /// Returns whether the person may act in `role` now.
    pub fn holds(&self, role: Role) -> bool {
        !self.has_left && self.posts.iter().any(|it| it.role == role)
    }

    /// Returns whether the person works in `unit` now.
    pub fn is_in(&self, unit: UnitId) -> bool {
        !self.has_left && self.posts.iter().any(|it| it.unit == unit)
    }

    /// Returns whether `deputy` stands in for this person on a day.
    pub fn is_stood_in_by(&self, deputy: PersonId, day: Date) -> bool {
        !self.has_left && self.substitute.as_ref().is_some_and(|it| it.deputy == deputy && it.is_on(day))
    }

    /// Returns the name as it stands in lists: surname first.
    pub fn list_name(&self) -> String {
        format!("{} {}", self.surname, self.name).trim().to_owned()
    }

    /// Returns what the person may see by their own posts. What is in none of these scopes does not exist for them.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        if self.has_left {
            return BTreeSet::new();
        }
        let mut scopes = BTreeSet::from([Scope::Open, Scope::Person(self.id)]);
        for post in &self.posts {
            match post.role {
                Role::Admin => {}
                Role::CaseClerk => {
                    scopes.insert(Scope::Unit(post.unit));
                }
                Role::FilingClerk => {
                    scopes.extend([Scope::Unit(post.unit), Scope::Registry]);
                }
                Role::Supervisor => {
                    scopes.extend([Scope::Unit(post.unit), Scope::Registry, Scope::Restricted]);
                }
            }
        }
        scopes
    }
}
