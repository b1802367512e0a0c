//! Scopes: what rights are given on. A desk holds exactly the entities of its person's scopes.

use std::collections::BTreeSet;

use values::{PersonId, UnitId};

use crate::authority::Role;
use crate::registry::{HandlingState, Origin};
use crate::{Entity, EntityKey};

/// A part of a tenant's data that a person has or does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Units, people and the name register: for everyone of the tenant.
    Open,
    /// Every unrestricted document: for filing clerks and supervisors.
    Registry,
    /// Every restricted document and what waits for a supervisor: for supervisors.
    Restricted,
    /// The unrestricted documents of a unit: for its people.
    Unit(UnitId),
    /// What one person registered or has in hand.
    Person(PersonId),
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Open => f.write_str("open"),
            Self::Registry => f.write_str("registry"),
            Self::Restricted => f.write_str("restricted"),
            Self::Unit(id) => write!(f, "unit:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "open" => Ok(Self::Open),
            None if text == "registry" => Ok(Self::Registry),
            None if text == "restricted" => Ok(Self::Restricted),
            Some(("unit", id)) => id.parse().map(Self::Unit).map_err(|_| "not a unit's id"),
            Some(("person", id)) => id.parse().map(Self::Person).map_err(|_| "not a person's id"),
            _ => Err("not a scope"),
        }
    }
}

/// Returns the scopes `entity` lies in; `find` is asked for its parent.
pub fn scopes_of_entity(entity: &Entity, find: &dyn Fn(EntityKey) -> Option<Entity>) -> BTreeSet<Scope> {
    match entity {
        Entity::Tenant(_)
        | Entity::Unit(_)
        | Entity::Person(_)
        | Entity::Party(_)
        | Entity::Office(_)
        | Entity::FilePlan(_)
        | Entity::FileClass(_) => BTreeSet::from([Scope::Open]),
        Entity::MergeProposal(_) | Entity::EmergencyRegister(_) => BTreeSet::from([Scope::Registry]),
        Entity::Quarantined(it) => BTreeSet::from([Scope::Restricted, Scope::Person(it.person)]),
        Entity::CaseFile(it) => {
            let mut scopes = BTreeSet::from([if it.restricted { Scope::Restricted } else { Scope::Registry }]);
            scopes.extend(it.unit.filter(|_| !it.restricted).map(Scope::Unit));
            scopes.extend(it.person.map(Scope::Person));
            scopes.extend(it.founded_by.filter(|_| it.founded_in == Some(Role::CaseClerk)).map(Scope::Person));
            scopes
        }
        Entity::Document(it) => {
            let mut scopes = BTreeSet::new();
            if it.restricted {
                // A restricted letter is for whoever registered it, whoever handles it and the supervisors.
                scopes.insert(Scope::Restricted);
            } else {
                scopes.insert(Scope::Registry);
                scopes.extend(it.handling.unit.map(Scope::Unit));
            }
            if it.restricted || it.origin == Origin::Own {
                scopes.extend(it.registered_by.map(Scope::Person));
            }
            scopes.extend(it.handling.person.map(Scope::Person));
            if let Some(Entity::CaseFile(file)) = entity.parent().and_then(find) {
                // Whoever keeps the file sees what is in it; of a restricted letter its keeper alone.
                scopes.extend(file.person.map(Scope::Person));
                scopes.extend(file.unit.filter(|_| !it.restricted && !file.restricted).map(Scope::Unit));
            }
            let is_given = matches!(it.handling.state, HandlingState::Assigned | HandlingState::Returned);
            if is_given && it.handling.assigned_in == Some(Role::CaseClerk) {
                // A case clerk may take it back until it is accepted; refused, it is hers again. The filing office sees
                // it by its post, and only as long as it has that.
                scopes.extend(it.handling.assigned_by.map(Scope::Person));
            }
            scopes
        }
        Entity::Component(_) | Entity::RecognisedText(_) | Entity::HistoryEntry(_) => {
            let parent = entity.parent().and_then(find);
            parent.map(|it| scopes_of_entity(&it, find)).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use uuid::Uuid;

    #[test]
    fn a_scope_is_read_back_from_its_name() {
        let id = Uuid::from_u128(7);
        for scope in [
            Scope::Open,
            Scope::Registry,
            Scope::Restricted,
            Scope::Unit(values::UnitId(id)),
            Scope::Person(values::PersonId(id)),
        ] {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert!("unit:".parse::<Scope>().is_err());
        assert!("all".parse::<Scope>().is_err());
    }
}
