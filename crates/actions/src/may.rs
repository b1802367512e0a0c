//! What this person may do with a document or a case file now, for the keys that are shown.

use domain::authority::{Hands, Role};
use domain::case_file::{CaseFile, CaseFileState};
use domain::emergency::ReregisterDocument;
use domain::registry::{CancelDocument, CorrectDocument, Document, HandlingState, Origin};
use domain::{Wish, roles_for};
use store::Tx;
use values::DocumentId;

/// Returns the verbs of a document: correct, deadline, cancel, assign, withdraw, accept, refuse, attach, found, insert, take_out,
/// settle, reopen, dispatch, sent, returned, reregister. The rules decide again when one is used.
pub fn may(tx: &Tx<'_>, document: &Document) -> store::Result<Vec<&'static str>> {
    match tx.hands()? {
        Some(hands) => verbs_of(tx, &hands, document),
        None => Ok(Vec::new()),
    }
}

/// As [`may`], with the hands of this person: whoever asks of many documents reads them once.
pub(crate) fn verbs_of(tx: &Tx<'_>, hands: &Hands, document: &Document) -> store::Result<Vec<&'static str>> {
    if document.is_cancelled() {
        return Ok(Vec::new());
    }
    let file = document.case_file.as_ref().map(|it| tx.case_file(it.id)).transpose()?.flatten();
    let file_state = file.as_ref().map(|it| it.state);
    let is_closed = file_state == Some(CaseFileState::Closed);
    let handling = &document.handling;
    let is_mine = hands.are_of(handling.person);
    let is_for_my_unit = handling.person.is_none() && handling.unit.is_some_and(|it| hands.are_in(it));
    let is_given = matches!(handling.state, HandlingState::Assigned | HandlingState::InHand);
    let is_assigned = handling.state == HandlingState::Assigned;
    let is_settled = document.settled.is_some();
    let is_in_file = document.case_file.is_some();
    let is_file_open = file_state.is_none_or(|it| it == CaseFileState::Open);
    // What a case clerk may touch: what is with her, what she registered, what lies in a file she keeps.
    let keeps = file.is_some_and(|it| is_kept_by(&it, hands));
    let is_hers = is_mine || hands.are_of(document.registered_by) || keeps;
    let is_kept_in_emergency = waits_in_emergency(tx, document)?;
    let verbs: [(&'static str, bool, bool); 17] = [
        ("correct", true, is_hers),
        ("deadline", !is_settled, is_hers),
        ("cancel", true, true),
        ("assign", !is_settled, is_mine),
        ("withdraw", is_assigned && !is_settled, hands.are_of(handling.assigned_by)),
        ("accept", is_assigned && !is_settled && (is_mine || is_for_my_unit), true),
        ("refuse", is_given && !is_settled && (is_mine || is_for_my_unit), true),
        ("attach", true, is_hers),
        ("found", !is_in_file && !document.waits_in_emergency(), is_hers),
        ("insert", is_file_open, is_hers),
        ("take_out", is_in_file && is_file_open, is_hers),
        ("settle", (is_in_file || document.waits_in_emergency()) && is_file_open && !is_settled, is_hers),
        ("reopen", is_settled && is_file_open, is_hers),
        ("dispatch", true, is_hers),
        ("sent", document.origin == Origin::Own && document.addressee.is_some(), is_hers),
        ("returned", document.origin == Origin::Own, is_hers),
        ("reregister", is_kept_in_emergency, true),
    ];
    let allowed = verbs.into_iter().filter(|(verb, is_possible, is_own_business)| {
        let roles = roles_of(hands, verb, document.id);
        // What lies in a closed file does not change; where it went and what came back is noted all the same.
        let is_noted = matches!(*verb, "dispatch" | "sent" | "returned" | "reregister");
        *is_possible && (!is_closed || is_noted) && roles.iter().any(|it| *it != Role::CaseClerk || *is_own_business)
    });
    Ok(allowed.map(|it| it.0).collect())
}

/// Whether the document lies in a closed substitute register and in no other.
fn waits_in_emergency(tx: &Tx<'_>, document: &Document) -> store::Result<bool> {
    let Some(place) = document.emergency.as_ref().filter(|_| document.waits_in_emergency()) else { return Ok(false) };
    Ok(tx.emergency_registers()?.iter().any(|it| it.id == place.register && !it.is_open()))
}

/// Returns the verbs of a case file: correct, settle, close, reopen, event, move, assign, join, part.
pub fn may_with_file(tx: &Tx<'_>, file: &CaseFile) -> store::Result<Vec<&'static str>> {
    let Some(hands) = tx.hands()? else { return Ok(Vec::new()) };
    let is_hers = is_kept_by(file, &hands);
    let holds = |role| hands.holds(role);
    let is_allowed = holds(Role::FilingClerk) || holds(Role::Supervisor) || (holds(Role::CaseClerk) && is_hers);
    let verbs = [
        ("correct", file.state != CaseFileState::Closed),
        ("settle", file.state == CaseFileState::Open),
        ("close", file.state == CaseFileState::Settled),
        ("reopen", file.state != CaseFileState::Open),
        ("event", file.is_of_event()),
        ("move", file.state != CaseFileState::Closed),
        ("assign", file.state != CaseFileState::Closed),
        ("join", true),
        ("part", !file.joined.is_empty() && (is_hers || !file.has_keeper())),
    ];
    Ok(verbs.into_iter().filter(|it| is_allowed && it.1).map(|it| it.0).collect())
}

fn is_kept_by(file: &CaseFile, hands: &Hands) -> bool {
    std::iter::once(&hands.person).chain(&hands.in_place_of).any(|it| file.is_kept_by(it))
}

/// Returns the roles a verb may be used in. All but cancelling are for everyone who handles documents.
fn roles_of(hands: &Hands, verb: &str, document: DocumentId) -> Vec<Role> {
    let wish: Wish = match verb {
        "reregister" => ReregisterDocument { document }.into(),
        "cancel" => CancelDocument { document, reason: String::new() }.into(),
        _ => CorrectDocument { document, changes: Vec::new(), reason: String::new() }.into(),
    };
    roles_for(hands, &wish)
}

/// Returns the roles this person holds now, by name.
pub fn held_roles(tx: &Tx<'_>) -> store::Result<Vec<&'static str>> {
    let Some(hands) = tx.hands()? else { return Ok(Vec::new()) };
    Ok(Role::ALL.into_iter().filter(|it| hands.holds(*it)).map(Role::name).collect())
}
