//! What was promised to clerks, and what the centre said to it: the memory nothing that fails can touch.

use std::collections::{BTreeMap, BTreeSet};

use domain::Wish;
use sync_protocol::{Answer, Push, PushReply};
use values::{CommandId, DocumentId, SeatId};

use crate::Violation;

/// A wish a desk took: it said so to its clerk.
pub(crate) struct Promise {
    pub(crate) command: CommandId,
    pub(crate) wish: Wish,
    /// The desk was put back to a time before: what it had not handed over is lost with that disk.
    pub(crate) is_at_risk: bool,
}

/// What the centre has said.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) answers: BTreeMap<CommandId, Answer>,
    places: BTreeMap<(SeatId, u32, u64), CommandId>,
    /// Commands the centre may have taken while it died: where their place was is not known.
    unheard: BTreeSet<CommandId>,
    /// Every document somebody tried to register.
    pub(crate) tried: BTreeSet<DocumentId>,
}

impl Ledger {
    /// Notes answers that are about to leave the centre.
    ///
    /// An answer is for ever: the same command never hears another, and a place in a seat's log is never given
    /// to a second command.
    pub(crate) fn hear(&mut self, seat: SeatId, push: &Push, reply: &PushReply) -> Result<(), Violation> {
        for (wire, (id, answer)) in push.commands.iter().zip(&reply.answers) {
            if wire.id != *id {
                return Err(Violation(format!("the answer to {} was given to {id}", wire.id)));
            }
            if matches!(answer, Answer::Forked | Answer::OutOfOrder { .. }) {
                break;
            }
            match self.answers.get(id) {
                Some(first) if first != answer => {
                    return Err(Violation(format!("{} {id} was answered {first:?} and then {answer:?}", wire.kind)));
                }
                Some(_) => {}
                None => {
                    self.answers.insert(*id, answer.clone());
                    if self.unheard.contains(id) {
                        continue;
                    }
                    let place = (seat, wire.branch, wire.sequence);
                    if let Some(other) = self.places.insert(place, *id) {
                        return Err(Violation(format!("{other} and {id} have one place {place:?}")));
                    }
                }
            }
        }
        Ok(())
    }

    /// Notes that the centre died over these commands.
    pub(crate) fn miss(&mut self, push: &Push) {
        self.unheard.extend(push.commands.iter().map(|it| it.id).filter(|it| !self.answers.contains_key(it)));
    }
}
