//! Gives a case file to another unit or person to keep (the standard, SpisZmenaZpracovatele).

use serde::{Deserialize, Serialize};
use values::{CaseFileId, Code, PersonId, Refusal, UnitId};

use super::{CaseFileState, documents_of};
use crate::decide::Context;
use crate::registry::{About, Document, Field, FieldChange, Handling, HandlingState, HistoryEntry, assign};
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, View};

/// Gives a file to a unit or a person, and with it every document in it that is not settled (the standard's
/// `SpisZmenaZpracovatele`: the file and all documents put into it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignCaseFile {
    /// Which.
    pub case_file: CaseFileId,
    /// The unit the clerk saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_unit: Option<UnitId>,
    /// The person the clerk saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_person: Option<PersonId>,
    /// The unit it goes to; left out, it is the person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The person it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// Refuses a closed file, a closed unit and a person who left; conflicts when somebody gave it elsewhere meanwhile.
pub(crate) fn decide(wish: &AssignCaseFile, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    if file.state == CaseFileState::Closed {
        file.refuse_unless_open()?;
    }
    if wish.unit.is_none() && wish.person.is_none() {
        return Err(Refusal::new(Code::NobodyToAssign).at("unit").into());
    }
    assign::check_target(wish.unit, wish.person, view)?;
    let unit = wish.unit.or_else(|| assign::unit_of(wish.person, view));
    if (file.unit, file.person) == (unit, wish.person) {
        return Ok(Changes::new());
    }
    if (file.unit, file.person) != (wish.was_unit, wish.was_person) {
        return Err(Refusal::new(Code::Conflict).at("unit").into());
    }
    let before = file.clone();
    (file.unit, file.person) = (unit, wish.person);
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, FieldChange::of_keeper(&before, &file), "");
    let done = Changes::new().entity(file).entity(entry).log("ZmenaZpracovatele", key);
    // What she may not see is not hers to give, and a restricted letter is for people, not for a whole unit.
    let goes = |document: &Document| {
        let is_for_all = !document.restricted || wish.person.is_some();
        is_for_all && it.refuse_out_of_reach(&Entity::from(document.clone()), view).is_ok()
    };
    let going = documents_of(wish.case_file, view).into_iter().filter(goes);
    Ok(going.fold(done, |done, document| hand_on(document, wish.person, unit, it, done)))
}

/// An open document goes with its file; whoever gets it accepts it as any other.
fn hand_on(
    document: Document,
    person: Option<PersonId>,
    unit: Option<UnitId>,
    it: &Context<'_>,
    done: Changes,
) -> Changes {
    let is_there = (document.handling.unit, document.handling.person) == (unit, person);
    if document.settled.is_some() || document.is_cancelled() || is_there {
        return done;
    }
    let handling = Handling {
        state: HandlingState::Assigned,
        unit,
        person,
        assigned_by: it.actor.person,
        assigned_in: Some(it.command.role),
        ..Handling::default()
    };
    let id = document.id;
    let after = Document { handling, ..document.clone() };
    let changes = FieldChange::between(&document, &after, &[Field::Unit, Field::Person]);
    let line = HistoryEntry::too(it, About::Document(id), changes, "");
    done.entity(after).entity(line).log("ZmenaZpracovatele", EntityKey::document(id))
}
