//! Nothing a desk took from its clerk is lost: it was carried out, or the clerk was told.

use domain::case_file::CaseFile;
use domain::quarantine::QuarantineState;
use domain::registry::{About, Field, FieldChange};
use domain::{Entity, EntityKey, EntityKind, Wish};
use serde_json::{Value, json};
use sync_protocol::Answer;
use values::CommandId;

use crate::ledger::Promise;
use crate::seat::Seat;
use crate::{Tally, Violation, World};

impl World {
    pub(crate) fn check_promises(&self, tally: &mut Tally) -> Result<(), Violation> {
        for seat in &self.desks {
            let needs = seat.desk().read(|tx| tx.needs());
            let needs = needs.map_err(|fault| Violation(format!("{}: {fault}", seat.name)))?;
            for promise in &seat.promises {
                tally.n_promises += 1;
                let is_told = || {
                    let id = promise.command.0;
                    needs.iter().any(|it| it.id == id) || seat.settled.contains(&id)
                };
                match self.ledger.answers.get(&promise.command) {
                    None if promise.is_at_risk => {}
                    None => return Err(lost(seat, promise, "has no answer")),
                    Some(Answer::Applied { .. }) => {
                        tally.n_applied += 1;
                        self.check_effect(seat, promise)?;
                    }
                    Some(Answer::Quarantined(_)) => {
                        tally.n_stopped += 1;
                        // Let through, there is nothing to tell her any more.
                        let waits_or_failed = self.check_quarantined(seat, promise)? != QuarantineState::Released;
                        if waits_or_failed && !is_told() && !promise.is_at_risk {
                            return Err(lost(seat, promise, "waits for a supervisor, but its clerk was not told"));
                        }
                    }
                    Some(answer) => {
                        tally.n_stopped += 1;
                        if !is_told() && !promise.is_at_risk {
                            return Err(lost(seat, promise, &format!("{answer:?}, but its clerk was not told")));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn check_quarantined(&self, seat: &Seat, promise: &Promise) -> Result<QuarantineState, Violation> {
        let key = EntityKey { kind: EntityKind::Quarantined, id: promise.command.0 };
        let Some(Entity::Quarantined(it)) = self.find(seat, key)? else {
            return Err(lost(seat, promise, "should wait for a supervisor and is not there"));
        };
        if it.state == QuarantineState::Released {
            self.check_effect(seat, promise)?;
        }
        Ok(it.state)
    }

    /// What was carried out has left its mark at the centre.
    fn check_effect(&self, seat: &Seat, promise: &Promise) -> Result<(), Violation> {
        let CommandId(id) = promise.command;
        let history = EntityKey { kind: EntityKind::HistoryEntry, id };
        let key = match &promise.wish {
            Wish::RegisterReceived(it) => EntityKey::document(it.document),
            Wish::RegisterOwn(it) => EntityKey::document(it.document),
            Wish::NoteText(it) => EntityKey { kind: EntityKind::RecognisedText, id: it.component.0 },
            Wish::AttachFile(it) => EntityKey { kind: EntityKind::Component, id: it.component.0 },
            Wish::AddParty(it) => EntityKey::party(it.party.id),
            // Its registering waits for a supervisor, or was refused: there is nothing yet that could have been looked at.
            Wish::ViewDocument(it) if self.find(seat, EntityKey::document(it.document))?.is_none() => return Ok(()),
            Wish::CancelDocument(_)
            | Wish::RefuseDocument(_)
            | Wish::WithdrawDocument(_)
            | Wish::ViewDocument(_)
            | Wish::NoteReturned(_)
            | Wish::NoteSent(_)
            | Wish::DispatchDocument(_) => history,
            Wish::CorrectDocument(_) | Wish::AssignDocument(_) | Wish::AcceptDocument(_) => {
                return match self.find(seat, history)? {
                    Some(Entity::HistoryEntry(it)) if it.verb == promise.wish.kind() => Ok(()),
                    Some(_) => Err(lost(seat, promise, "has another's line in the history")),
                    // What was so already by somebody else's doing leaves no line of its own.
                    None if self.was_so_already(seat, promise)? => Ok(()),
                    None => Err(lost(seat, promise, "was carried out and has no effect")),
                };
            }
            Wish::FoundCaseFile(it) => EntityKey { kind: EntityKind::CaseFile, id: it.case_file.0 },
            Wish::SettleDocument(_)
            | Wish::ReregisterDocument(_)
            | Wish::ReopenDocument(_)
            | Wish::InsertDocument(_)
            | Wish::TakeOutDocument(_)
            | Wish::SettleCaseFile(_)
            | Wish::CloseCaseFile(_)
            | Wish::ReopenCaseFile(_)
            | Wish::MoveCaseFile(_)
            | Wish::CorrectCaseFile(_)
            | Wish::NoteEvent(_)
            | Wish::AssignCaseFile(_)
            | Wish::JoinCaseFiles(_)
            | Wish::PartCaseFiles(_) => {
                return match self.find(seat, history)? {
                    Some(_) => Ok(()),
                    // Somebody else has done the same, or the opposite was never done.
                    None if self.was_done_already(seat, promise)? => Ok(()),
                    None => Err(lost(seat, promise, "was carried out and has no effect")),
                };
            }
            Wish::DeclareEmergency(it) => EntityKey { kind: EntityKind::EmergencyRegister, id: it.register.0 },
            Wish::EndEmergency(it) => {
                let key = EntityKey { kind: EntityKind::EmergencyRegister, id: it.register.0 };
                return match self.find(seat, key)? {
                    Some(Entity::EmergencyRegister(found))
                        if found.end.as_ref().is_some_and(|end| end.afterwards == it.afterwards) =>
                    {
                        Ok(())
                    }
                    _ => Err(lost(seat, promise, "was carried out and the register is not closed so")),
                };
            }
            Wish::MergeParties(it) => EntityKey::party(it.merge),
            Wish::KeepApart(it) => EntityKey { kind: EntityKind::MergeProposal, id: it.proposal.0 },
            Wish::DecideQuarantined(it) => EntityKey { kind: EntityKind::Quarantined, id: it.quarantined.0 },
            _ => return Ok(()),
        };
        match self.find(seat, key)? {
            Some(_) => Ok(()),
            None => Err(lost(seat, promise, "was carried out and has no effect")),
        }
    }

    /// Whether what is wished for a file or its documents stood so before: then nothing is written a second time.
    fn was_done_already(&self, seat: &Seat, promise: &Promise) -> Result<bool, Violation> {
        let (target, undone) = match &promise.wish {
            Wish::SettleDocument(it) => (About::Document(it.document), false),
            Wish::ReopenDocument(it) => (About::Document(it.document), true),
            Wish::ReregisterDocument(it) => (About::Document(it.document), false),
            Wish::InsertDocument(it) => (About::Document(it.document), false),
            Wish::TakeOutDocument(it) => (About::Document(it.document), true),
            Wish::SettleCaseFile(it) => (About::CaseFile(it.case_file), false),
            Wish::CloseCaseFile(it) => (About::CaseFile(it.case_file), false),
            Wish::ReopenCaseFile(it) => (About::CaseFile(it.case_file), true),
            Wish::MoveCaseFile(it) => (About::CaseFile(it.case_file), false),
            Wish::AssignCaseFile(it) => (About::CaseFile(it.case_file), false),
            Wish::CorrectCaseFile(it) => (About::CaseFile(it.case_file), false),
            Wish::NoteEvent(it) => (About::CaseFile(it.case_file), false),
            Wish::JoinCaseFiles(it) => (About::CaseFile(it.case_file), false),
            Wish::PartCaseFiles(it) => (About::CaseFile(it.case_file), true),
            _ => return Ok(false),
        };
        // Nothing to undo is nothing to do; all else somebody must have done.
        let lines = self.entities(self.offices[seat.office].slug, EntityKind::HistoryEntry)?;
        // A letter registered straight into its file, and a file that got its keeper with its letter, are so without a line.
        let is_so = match &promise.wish {
            Wish::InsertDocument(wish) => {
                let found = self.find(seat, EntityKey::document(wish.document))?;
                let file = if let Some(Entity::Document(it)) = found { it.case_file } else { None };
                file.is_some_and(|it| it.id == wish.case_file)
            }
            // One that came after the end was registered in both at once.
            Wish::ReregisterDocument(wish) => {
                let found = self.find(seat, EntityKey::document(wish.document))?;
                matches!(found, Some(Entity::Document(it)) if it.reference.is_some())
            }
            Wish::AssignCaseFile(wish) => {
                let found = self.find(seat, EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 })?;
                let is_to =
                    |it: &CaseFile| it.person == wish.person && wish.unit.is_none_or(|unit| it.unit == Some(unit));
                matches!(found, Some(Entity::CaseFile(it)) if is_to(&it))
            }
            // A plan that came meanwhile has put the file where it was to go: in the class that took the place of both.
            Wish::MoveCaseFile(wish) => {
                let found = self.find(seat, EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 })?;
                let is_in = if let Some(Entity::CaseFile(it)) = found { Some(it.class) } else { None };
                let mut class = Some(wish.class);
                while class.is_some() && class != is_in {
                    let key = class.map(|it| EntityKey { kind: EntityKind::FileClass, id: it.0 });
                    let next = key.map(|it| self.find(seat, it)).transpose()?.flatten();
                    class = if let Some(Entity::FileClass(it)) = next { it.replaced_by } else { None };
                }
                class.is_some()
            }
            _ => false,
        };
        let verb = promise.wish.kind();
        // What lay in its file from the first and was taken out since has the line of that.
        // A letter that was restricted, or no more, took the file founded on it with it.
        let is_verb = |it: &str| {
            it == verb
                || (verb == "insert_document" && it == "take_out_document")
                || (verb == "correct_case_file" && it == "correct_document")
        };
        let is_about =
            |it: &Entity| matches!(it, Entity::HistoryEntry(line) if line.about == target && is_verb(&line.verb));
        Ok(undone || is_so || lines.iter().any(is_about))
    }

    /// Whether the document ever had the values that were wished.
    fn was_so_already(&self, seat: &Seat, promise: &Promise) -> Result<bool, Violation> {
        let (id, wanted): (_, Vec<(Field, Value)>) = match &promise.wish {
            Wish::CorrectDocument(it) => {
                (it.document, it.changes.iter().map(|it| (it.field, it.now.clone())).collect())
            }
            Wish::AssignDocument(it) => (it.document, vec![(Field::Person, json!(it.person))]),
            Wish::AcceptDocument(it) => (it.document, vec![(Field::Person, json!(seat.person))]),
            _ => return Ok(false),
        };
        let mut ever: Vec<(Field, Value)> = Vec::new();
        if let Some(Entity::Document(document)) = self.find(seat, EntityKey::document(id))? {
            ever.extend(wanted.iter().map(|(field, _)| (*field, field.get(&document))));
        }
        for entity in self.entities(self.offices[seat.office].slug, EntityKind::HistoryEntry)? {
            let Entity::HistoryEntry(line) = entity else { continue };
            if line.about == About::Document(id) {
                let both = |it: &FieldChange| [(it.field, it.was.clone()), (it.field, it.now.clone())];
                ever.extend(line.changes.iter().flat_map(both));
            }
        }
        Ok(wanted.iter().all(|it| ever.contains(it)))
    }

    fn find(&self, seat: &Seat, key: EntityKey) -> Result<Option<Entity>, Violation> {
        let found = self.centre().in_tenant(self.offices[seat.office].slug, |it| it.find(key));
        found.map_err(|problem| Violation(format!("centre: {problem}")))
    }
}

fn lost(seat: &Seat, promise: &Promise, why: &str) -> Violation {
    Violation(format!("{} of {} {why}", promise.wish.kind(), seat.name))
}
