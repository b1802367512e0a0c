//! What this person may do with a document now, for the keys that are shown.

use domain::authority::Role;
use domain::registry::{
    AcceptDocument, AssignDocument, CancelDocument, CorrectDocument, Document, HandlingState, RefuseDocument,
    WithdrawDocument,
};
use domain::{Wish, role_for};
use store::Tx;

/// Returns the verbs: correct, cancel, assign, withdraw, accept, refuse, attach. The rules decide again when one is used.
pub fn may(tx: &Tx<'_>, document: &Document) -> store::Result<Vec<&'static str>> {
    let me = tx.identity()?.person;
    let Some(person) = tx.person(me)? else { return Ok(Vec::new()) };
    if document.is_cancelled() {
        return Ok(Vec::new());
    }
    let id = document.id;
    let is_mine = document.handling.person == Some(me);
    let is_for_my_unit =
        document.handling.person.is_none() && document.handling.unit.is_some_and(|it| person.is_in(it));
    let is_given = matches!(document.handling.state, HandlingState::Assigned | HandlingState::InHand);
    let verbs: [(&'static str, Wish, bool); 7] = [
        ("correct", CorrectDocument { document: id, changes: Vec::new(), reason: String::new() }.into(), true),
        ("cancel", CancelDocument { document: id, reason: String::new() }.into(), true),
        (
            "assign",
            AssignDocument {
                document: id,
                was_unit: None,
                was_person: None,
                was_state: None,
                unit: None,
                person: None,
            }
            .into(),
            true,
        ),
        ("withdraw", WithdrawDocument { document: id }.into(), document.handling.state == HandlingState::Assigned),
        (
            "accept",
            AcceptDocument { document: id }.into(),
            document.handling.state == HandlingState::Assigned && (is_mine || is_for_my_unit),
        ),
        (
            "refuse",
            RefuseDocument { document: id, reason: String::new() }.into(),
            is_given && (is_mine || is_for_my_unit),
        ),
        ("attach", CorrectDocument { document: id, changes: Vec::new(), reason: String::new() }.into(), true),
    ];
    let allowed = verbs.into_iter().filter(|(verb, wish, is_possible)| {
        let role = role_for(&person, wish);
        let is_own_business = role != Some(Role::CaseClerk)
            || (is_mine && *verb != "withdraw")
            || (document.registered_by == Some(me) && !matches!(*verb, "assign" | "withdraw"))
            || (document.handling.assigned_by == Some(me) && *verb == "withdraw")
            || matches!(*verb, "accept" | "refuse");
        *is_possible && role.is_some() && is_own_business
    });
    Ok(allowed.map(|it| it.0).collect())
}

/// Returns the roles this person holds now, by name.
pub fn held_roles(tx: &Tx<'_>) -> store::Result<Vec<&'static str>> {
    let Some(person) = tx.person(tx.identity()?.person)? else { return Ok(Vec::new()) };
    Ok(Role::ALL.into_iter().filter(|it| person.holds(*it)).map(Role::name).collect())
}
