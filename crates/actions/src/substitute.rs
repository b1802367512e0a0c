//! Who stands in for whom.

use domain::authority::{Hands, Person, Role, SetSubstitute, Substitute};
use store::{Desk, Tx};
use values::{Code, PersonId, Problem, Refusal, local_date};

use crate::typed::read_day;

/// Names a deputy for a person, from one day to another as typed; an empty first day is today. No deputy ends the standing
/// in. What stands on this desk counts as seen.
pub fn set_substitute(
    desk: &Desk,
    person: PersonId,
    deputy: Option<PersonId>,
    from: &str,
    until: &str,
) -> Result<(), Problem> {
    let now = desk.now();
    let substitute = match deputy {
        None => None,
        Some(deputy) => {
            let first = if from.trim().is_empty() { local_date(now) } else { read_day("from", from, now)? };
            Some(Substitute::new(deputy, first, read_day("until", until, now)?))
        }
    };
    desk.write(|tx| {
        let seen = tx.person(person)?.ok_or_else(|| Refusal::new(Code::NotFound).at("person"))?;
        tx.submit(SetSubstitute { person, was: seen.substitute, now: substitute })
    })?;
    Ok(())
}

/// Returns the people who have a deputy today or later, by name.
pub fn substituted(tx: &Tx<'_>) -> store::Result<Vec<(Person, Substitute)>> {
    let today = local_date(tx.now());
    let people = tx.present_people()?.into_iter();
    let with_deputy = people.filter_map(|it| it.substitute.clone().map(|substitute| (it, substitute)));
    Ok(with_deputy.filter(|it| it.1.until >= today).collect())
}

/// Returns whether this person may name a deputy for somebody else.
pub fn may_set_others(hands: &Hands) -> bool {
    hands.person.holds(Role::Supervisor)
}
