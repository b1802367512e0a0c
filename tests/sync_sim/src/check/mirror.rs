//! Every desk shows what its person may see, entity by entity, and nothing else; nothing waits any more.

use std::collections::BTreeMap;

use domain::{Entity, EntityKey, EntityKind};
use store::{NeedKind, Tx};
use values::{Clock, PersonId};

use crate::{Tally, Violation, World};

type Entities = BTreeMap<EntityKey, Vec<u8>>;
type Scopes = BTreeMap<String, (u64, u128)>;

impl World {
    pub(crate) fn check_mirror(&self, at: usize) -> Result<(), Violation> {
        let seat = &self.desks[at];
        let broken = |what: String| Violation(format!("{}: {what}", seat.name));
        seat.desk().check().map_err(|fault| broken(format!("check: {fault}")))?;
        let read = seat.desk().read(|tx| {
            Ok((tx.n_unanswered()?, tx.n_pending()?, tx.uploads()?.0, tx.everything_confirmed()?, tx.scope_state()?))
        });
        let (n_unanswered, n_pending, n_uploads, entities, scopes) = read.map_err(|fault| broken(fault.to_string()))?;
        if n_unanswered > 0 {
            return Err(broken(format!("{n_unanswered} commands are still in the outbox")));
        }
        if seat.is_revoked {
            // It hears nothing any more; all it had to do was hand over.
            return Ok(());
        }
        if n_pending > 0 || n_uploads > 0 {
            return Err(broken(format!("{n_pending} commands and {n_uploads} files are still pending")));
        }
        let (of_centre, heads) = self.view_of(seat.office, seat.person)?;
        compare(&entities, &of_centre).map_err(broken)?;
        compare_scopes(&scopes, &heads).map_err(broken)?;
        let shown = seat.desk().read(shown).map_err(|fault| broken(fault.to_string()))?;
        compare(&shown, &of_centre).map_err(|why| broken(format!("shown: {why}")))?;
        self.check_lines(at)
    }

    fn view_of(&self, office: usize, person: PersonId) -> Result<(Entities, Scopes), Violation> {
        let now = self.clock.now();
        let seen = self.centre().in_tenant(self.offices[office].slug, |it| it.everything_for(person, now));
        seen.map_err(|problem| Violation(format!("centre: {problem}")))
    }

    /// Every copy of a desk was told that there is another one.
    pub(crate) fn check_forks(&self, tally: &mut Tally) -> Result<(), Violation> {
        for seat in &self.desks {
            let record = self.centre().directory().find_seat(seat.seat);
            let record = record.map_err(|fault| Violation(format!("centre: {fault}")))?;
            let n_branches = record.map_or(0, |it| it.n_branches);
            tally.n_forks += n_branches.saturating_sub(1) as usize;
            if n_branches < 2 || seat.is_revoked {
                continue;
            }
            let needs = seat.desk().read(|tx| tx.needs());
            let needs = needs.map_err(|fault| Violation(format!("{}: {fault}", seat.name)))?;
            let is_settled = !seat.settled.is_empty();
            if !is_settled && !needs.iter().any(|it| it.kind == NeedKind::Forked) {
                return Err(Violation(format!("{} was not told that it was copied", seat.name)));
            }
        }
        Ok(())
    }
}

/// Returns what the clerk sees; it may differ from what is confirmed only by what is pending.
fn shown(tx: &Tx<'_>) -> store::Result<Entities> {
    let mut entities = Entities::new();
    for kind in EntityKind::ALL {
        let listed = tx.list(*kind)?;
        entities.extend(listed.iter().map(|it| (Entity::key(it), it.to_bytes())));
    }
    Ok(entities)
}

fn compare(desk: &Entities, centre: &Entities) -> Result<(), String> {
    if let Some(key) = desk.keys().find(|it| !centre.contains_key(it)) {
        return Err(format!("{key:?} is here and must not be"));
    }
    for (key, body) in centre {
        match desk.get(key) {
            None => return Err(format!("{key:?} is missing")),
            Some(it) if it != body => return Err(format!("{key:?} is another")),
            Some(_) => {}
        }
    }
    Ok(())
}

fn compare_scopes(desk: &Scopes, centre: &Scopes) -> Result<(), String> {
    for (scope, state) in centre {
        // A scope nothing was ever in has no state worth keeping.
        if *state != (0, 0) && desk.get(scope) != Some(state) {
            return Err(format!("the scope {scope} has {:?} and must have {state:?}", desk.get(scope)));
        }
    }
    match desk.keys().find(|it| !centre.contains_key(*it)) {
        Some(scope) => Err(format!("the scope {scope} is here and must not be")),
        None => Ok(()),
    }
}
