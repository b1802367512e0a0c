//! Standing in for somebody who is away, and what is noted of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::authority::{Hands, Person, Post, Role, SetSubstitute, Substitute};
use domain::registry::{AcceptDocument, HandlingState, HistoryEntry, RefuseDocument, ViewDocument};
use domain::{Changes, Entity, EntityKey, Scope, Standing, roles_for};
use office::{JANA, LEFT, LETTER, OFFICE, Office, PETR, code_of, document_of, now, office, with_document};
use values::{Code, Date, PersonId, local_date};

fn day(after: i8) -> Date {
    local_date(now()).checked_add(jiff_days(after)).unwrap()
}

fn jiff_days(n: i8) -> jiff::Span {
    jiff::Span::new().days(n)
}

fn person(office: &mut Office, id: PersonId) -> &mut Person {
    match office.entities.get_mut(&EntityKey::person(id)) {
        Some(Entity::Person(it)) => it,
        _ => unreachable!(),
    }
}

/// Petr is away from the first day to the last, and Jana stands in for him.
fn stood_in(role: Role, from: i8, until: i8) -> Office {
    let mut office = office(role).with_letter(HandlingState::Assigned, Some(OFFICE), Some(PETR));
    person(&mut office, PETR).substitute = Some(Substitute::new(JANA, day(from), day(until)));
    office
}

fn line(changes: &Changes) -> HistoryEntry {
    let found = changes.entities.iter().find_map(|it| if let Entity::HistoryEntry(it) = it { Some(it) } else { None });
    found.unwrap().as_ref().clone()
}

#[test]
fn what_is_with_an_absent_person_is_their_deputy_s_on_those_days_and_no_others() {
    for (from, until, expected) in
        [(0, 0, None), (-3, 2, None), (1, 2, Some(Code::NotAssignedToYou)), (-3, -1, Some(Code::NotAssignedToYou))]
    {
        let decision =
            stood_in(Role::CaseClerk, from, until).decide(JANA, Role::CaseClerk, AcceptDocument { document: LETTER });
        assert_eq!(code_of(&decision), expected, "{from} to {until}");
    }
}

#[test]
fn the_history_says_in_whose_place_somebody_acted() {
    let changes =
        stood_in(Role::CaseClerk, 0, 0).decide(JANA, Role::CaseClerk, AcceptDocument { document: LETTER }).unwrap();
    assert_eq!((line(&changes).by, line(&changes).in_place_of), (Some(JANA), Some(PETR)));
    assert_eq!(document_of(&changes).handling.person, Some(JANA));
    let office = office(Role::CaseClerk).with_letter(HandlingState::Assigned, Some(OFFICE), Some(JANA));
    let changes = office.decide(JANA, Role::CaseClerk, AcceptDocument { document: LETTER }).unwrap();
    assert_eq!(line(&changes).in_place_of, None);
}

#[test]
fn a_deputy_may_act_in_the_roles_of_the_absent_but_never_administers() {
    for (role, expected) in [(Role::CaseClerk, None), (Role::Admin, Some(Code::RoleNotHeld))] {
        let mut office = stood_in(Role::FilingClerk, 0, 0);
        person(&mut office, PETR).posts = vec![Post { role, unit: OFFICE }];
        let wish = RefuseDocument { document: LETTER, reason: "nepatří sem".to_owned() };
        assert_eq!(code_of(&office.decide(JANA, role, wish)), expected, "{}", role.name());
    }
}

#[test]
fn a_deputy_sees_what_the_absent_sees_and_a_deputy_s_deputy_does_not() {
    let office = stood_in(Role::CaseClerk, 0, 0);
    let people = || {
        office
            .entities
            .values()
            .filter_map(|it| if let Entity::Person(it) = it { Some(it.as_ref().clone()) } else { None })
    };
    let hands = |id| Hands::of(people().find(|it| it.id == id).unwrap(), people(), local_date(now()));
    assert!(hands(JANA).scopes().contains(&Scope::Person(PETR)));
    assert!(!hands(PETR).scopes().contains(&Scope::Person(JANA)));
    assert!(hands(LEFT).in_place_of.is_empty());
}

#[test]
fn a_deputy_is_named_by_oneself_or_by_a_supervisor_and_for_days_that_make_sense() {
    let set = |person, deputy, from, until| SetSubstitute {
        person,
        was: None,
        now: Some(Substitute::new(deputy, day(from), day(until))),
    };
    for (role, wish, expected) in [
        (Role::CaseClerk, set(JANA, PETR, 0, 5), None),
        (Role::CaseClerk, set(PETR, JANA, 0, 5), Some(Code::SubstituteNotYours)),
        (Role::Supervisor, set(PETR, JANA, 0, 5), None),
        (Role::CaseClerk, set(JANA, JANA, 0, 5), Some(Code::SubstituteIsSame)),
        (Role::CaseClerk, set(JANA, LEFT, 0, 5), Some(Code::PersonLeft)),
        (Role::CaseClerk, set(JANA, PETR, 5, 0), Some(Code::SubstituteDaysWrong)),
        (Role::CaseClerk, set(JANA, PETR, -9, -1), Some(Code::SubstituteDaysWrong)),
        (Role::CaseClerk, SetSubstitute { person: JANA, was: None, now: None }, None),
        (
            Role::CaseClerk,
            SetSubstitute {
                person: JANA,
                was: Some(Substitute::new(PETR, day(0), day(1))),
                now: set(JANA, PETR, 0, 9).now,
            },
            Some(Code::SubstituteChanged),
        ),
    ] {
        assert_eq!(code_of(&office(role).decide(JANA, role, wish.clone())), expected, "{wish:?}");
    }
}

#[test]
fn looking_at_a_restricted_document_leaves_a_line_and_at_another_none_at_the_desk() {
    let looked = |is_restricted, standing| {
        let mut office = with_document(Role::Supervisor, |it| it.restricted = is_restricted);
        office.standing = standing;
        office.decide(JANA, Role::Supervisor, ViewDocument { document: LETTER }).unwrap()
    };
    let changes = looked(true, Standing::Provisional);
    assert_eq!((line(&changes).verb.as_str(), line(&changes).by), ("view_document", Some(JANA)));
    assert_eq!(changes.events[0].event, "Zobrazeni");
    assert!(looked(false, Standing::Provisional).entities.is_empty());
    // It was restricted when it was looked at.
    assert_eq!(looked(false, Standing::Final).entities.len(), 1);
}

#[test]
fn what_was_seen_is_noted_also_of_somebody_out_of_reach() {
    let office = with_document(Role::CaseClerk, |it| {
        it.restricted = true;
        it.registered_by = Some(PETR);
    });
    assert_eq!(code_of(&office.decide(JANA, Role::CaseClerk, ViewDocument { document: LETTER })), None);
}

#[test]
fn what_was_lent_is_not_prolonged_by_who_it_was_lent_to() {
    let mut lent = stood_in(Role::Supervisor, 0, 0);
    person(&mut lent, JANA).posts = vec![Post { role: Role::CaseClerk, unit: OFFICE }];
    let was = Some(Substitute::new(JANA, day(0), day(0)));
    let wish = SetSubstitute { person: PETR, was, now: Some(Substitute::new(JANA, day(0), day(99))) };
    assert_eq!(code_of(&lent.decide(JANA, Role::Supervisor, wish)), Some(Code::SubstituteNotYours));
}

#[test]
fn a_lent_role_comes_after_those_of_one_s_own() {
    let lent = stood_in(Role::FilingClerk, 0, 0);
    let people =
        || lent.entities.values().filter_map(|it| if let Entity::Person(it) = it { Some(*it.clone()) } else { None });
    let mut jana = people().find(|it| it.id == JANA).unwrap();
    jana.posts = vec![Post { role: Role::CaseClerk, unit: OFFICE }];
    let hands = Hands::of(jana, people(), local_date(now()));
    let wish = RefuseDocument { document: LETTER, reason: String::new() }.into();
    assert_eq!(roles_for(&hands, &wish), [Role::CaseClerk, Role::FilingClerk]);
}
