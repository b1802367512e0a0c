//! Says who stands in for a person while they are away (zástup).

use serde::{Deserialize, Serialize};
use values::{Code, Date, PersonId, Refusal, local_date};

use super::Role;
use crate::decide::Context;
use crate::{Changes, Decision, EntityKey, Extra, Lookup, View};

/// The longest time somebody stands in for somebody else, in days.
const MAX_DAYS: i32 = 366;

/// Who stands in for a person, and on which days (the national standard, 7.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitute {
    /// Who does the work.
    pub deputy: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Substitute {
    /// A deputy from one day to another.
    pub fn new(deputy: PersonId, from: Date, until: Date) -> Self {
        Self { deputy, from, until, extra: Extra::new() }
    }

    /// Returns whether the deputy stands in on a day.
    pub fn is_on(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// Names a deputy, or ends the standing in. One person has one deputy at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetSubstitute {
    /// Who is away.
    pub person: PersonId,
    /// What was seen before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Substitute>,
    /// Who stands in; none ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Substitute>,
}

/// Everyone names their own deputy, a supervisor anybody's. Refuses what somebody else has arranged otherwise meanwhile.
pub(crate) fn decide(wish: &SetSubstitute, it: &Context<'_>, view: &dyn View) -> Decision {
    // By posts of one's own: who stands in for a supervisor would else prolong what was lent to them.
    let me = it.actor.person.and_then(|it| view.person(it).found());
    let supervises = it.command.role == Role::Supervisor && me.is_none_or(|it| it.holds(Role::Supervisor));
    if !supervises && it.actor.person != Some(wish.person) {
        return Err(Refusal::new(Code::SubstituteNotYours).into());
    }
    let mut person = view.person(wish.person).found().ok_or_else(|| Refusal::new(Code::NotFound))?;
    if person.has_left {
        return Err(Refusal::new(Code::PersonLeft).with("person", person.list_name()).into());
    }
    if person.substitute == wish.now {
        return Ok(Changes::new());
    }
    if person.substitute != wish.was {
        return Err(Refusal::new(Code::SubstituteChanged).with("person", person.list_name()).into());
    }
    if let Some(now) = &wish.now {
        check(wish.person, now, local_date(it.now), view)?;
    }
    person.substitute.clone_from(&wish.now);
    Ok(Changes::new().entity(person).log("Uprava", EntityKey::person(wish.person)))
}

fn check(person: PersonId, it: &Substitute, today: Date, view: &dyn View) -> Result<(), Refusal> {
    if it.deputy == person {
        return Err(Refusal::new(Code::SubstituteIsSame).at("deputy"));
    }
    match view.person(it.deputy) {
        Lookup::Found(deputy) if deputy.has_left => {
            return Err(Refusal::new(Code::PersonLeft).at("deputy").with("person", deputy.list_name()));
        }
        Lookup::Absent => return Err(Refusal::new(Code::NotFound).at("deputy")),
        Lookup::Found(_) | Lookup::Unknown => {}
    }
    let n_days = (it.until - it.from).get_days();
    if it.until < it.from || it.until < today || n_days >= MAX_DAYS {
        return Err(Refusal::new(Code::SubstituteDaysWrong).at("until").with("max", MAX_DAYS));
    }
    Ok(())
}
