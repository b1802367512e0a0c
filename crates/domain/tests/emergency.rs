//! The substitute register (decree § 26).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::authority::Role;
use domain::emergency::{
    Afterwards, DeclareEmergency, EmergencyRegister, EndEmergency, InEmergency, ReregisterDocument,
};
use domain::registry::RegisterReceived;
use domain::{Changes, Entity, Grant, Standing};
use office::{JANA, LETTER, Office, code_of, document_of, letter, office};
use uuid::Uuid;
use values::{Code, EmergencyRegisterId};

const REGISTER: EmergencyRegisterId = EmergencyRegisterId(Uuid::from_u128(91));

fn declare(reason: &str) -> DeclareEmergency {
    DeclareEmergency { register: REGISTER, name: "NE-01/2026-01".to_owned(), reason: reason.to_owned() }
}

fn register_of(changes: &Changes) -> EmergencyRegister {
    let found =
        changes.entities.iter().find_map(|it| if let Entity::EmergencyRegister(it) = it { Some(it) } else { None });
    found.unwrap().as_ref().clone()
}

/// An office where an emergency was declared, and ended that way.
fn in_emergency(ended: Option<Afterwards>) -> Office {
    let mut office = office(Role::Supervisor);
    let keep = |office: &mut Office, it: EmergencyRegister| {
        let it = Entity::from(it);
        office.entities.insert(it.key(), it);
    };
    let declared = office.decide(JANA, Role::Supervisor, declare("Vichřice")).unwrap();
    keep(&mut office, register_of(&declared));
    if let Some(afterwards) = ended {
        let closed = office.decide(JANA, Role::Supervisor, EndEmergency { register: REGISTER, afterwards }).unwrap();
        keep(&mut office, register_of(&closed));
    }
    office
}

fn entry(place: &InEmergency) -> RegisterReceived {
    let mut wish = letter(None, None);
    wish.entry.emergency = Some(place.clone());
    wish
}

fn place(office: &Office, number: u32) -> InEmergency {
    let found =
        office.entities.values().find_map(|it| if let Entity::EmergencyRegister(it) = it { Some(it) } else { None });
    found.unwrap().place(number)
}

/// The letter as it was registered first in the emergency.
fn with_letter(ended: Option<Afterwards>) -> Office {
    let mut office = in_emergency(ended);
    let it = Entity::from(document_of(&office.decide(JANA, Role::Supervisor, entry(&place(&office, 1))).unwrap()));
    office.entities.insert(it.key(), it);
    office
}

#[test]
fn it_is_declared_with_a_reason_and_once_a_desk() {
    let decision = office(Role::Supervisor).decide(JANA, Role::Supervisor, declare(" "));
    assert_eq!(code_of(&decision), Some(Code::ReasonMissing));
    let mut office = in_emergency(None);
    let again = DeclareEmergency { register: EmergencyRegisterId(Uuid::from_u128(92)), ..declare("Znovu") };
    office.standing = Standing::Provisional;
    assert_eq!(code_of(&office.decide(JANA, Role::Supervisor, again.clone())), Some(Code::EmergencyGoesOn));
    // Two copies of one desk may have done it: at the centre both stand, under names of their own.
    office.standing = Standing::Final;
    assert_eq!(register_of(&office.decide(JANA, Role::Supervisor, again).unwrap()).name, "NE-01/2026-01-2");
}

#[test]
fn what_is_registered_in_it_has_its_number_and_none_of_the_office_s() {
    let office = in_emergency(None);
    let changes = office.decide(JANA, Role::Supervisor, entry(&place(&office, 1))).unwrap();
    assert_eq!(document_of(&changes).emergency.unwrap().text, "NE-01/2026-01/1");
    assert!(changes.grants.is_empty() && changes.notices.is_empty());
}

#[test]
fn what_comes_after_the_end_stands_in_both_or_in_it_alone_as_was_chosen() {
    for (afterwards, grants) in [(Afterwards::Reregister, vec![Grant::Period(LETTER)]), (Afterwards::Keep, Vec::new())]
    {
        let office = in_emergency(Some(afterwards));
        let changes = office.decide(JANA, Role::Supervisor, entry(&place(&office, 4))).unwrap();
        assert_eq!(document_of(&changes).emergency.unwrap().number, 4);
        assert_eq!(changes.grants, grants, "{afterwards:?}");
    }
}

#[test]
fn a_number_that_is_taken_and_a_register_nobody_knows_lose_no_letter() {
    let mut taken = with_letter(None);
    let letter = taken.entities.remove(&domain::EntityKey::document(LETTER)).unwrap();
    let Entity::Document(mut other) = letter else { unreachable!() };
    other.id = values::DocumentId(Uuid::from_u128(7));
    let other = Entity::Document(other);
    taken.entities.insert(other.key(), other);
    let changes = taken.decide(JANA, Role::Supervisor, entry(&place(&taken, 1))).unwrap();
    assert_eq!(document_of(&changes).emergency.unwrap().number, 2);
    assert_eq!(changes.notices[0].code, Code::EmergencyRenumbered);
    let place = place(&taken, 1);
    let unknown = office(Role::Supervisor).decide(JANA, Role::Supervisor, entry(&place)).unwrap();
    assert_eq!((document_of(&unknown).emergency, unknown.grants.clone()), (None, vec![Grant::Period(LETTER)]));
    assert_eq!(unknown.notices[0].code, Code::EmergencyUnknown);
}

#[test]
fn a_document_is_registered_again_once_and_only_after_the_end() {
    let again = ReregisterDocument { document: LETTER };
    let decision = with_letter(None).decide(JANA, Role::Supervisor, again.clone());
    assert_eq!(code_of(&decision), Some(Code::EmergencyGoesOn));
    let mut kept = with_letter(Some(Afterwards::Keep));
    let changes = kept.decide(JANA, Role::Supervisor, again.clone()).unwrap();
    assert_eq!(changes.grants, [Grant::Period(LETTER)]);
    let it = Entity::from(document_of(&changes));
    kept.entities.insert(it.key(), it);
    assert!(kept.decide(JANA, Role::Supervisor, again.clone()).unwrap().entities.is_empty());
    let usual = office(Role::Supervisor).with_letter(domain::registry::HandlingState::Unassigned, None, None);
    assert_eq!(code_of(&usual.decide(JANA, Role::Supervisor, again)), Some(Code::NotInEmergency));
}

#[test]
fn it_is_closed_once_and_not_another_way_afterwards() {
    let office = in_emergency(Some(Afterwards::Keep));
    for (afterwards, expected) in [(Afterwards::Keep, None), (Afterwards::Reregister, Some(Code::EmergencyOver))] {
        let wish = EndEmergency { register: REGISTER, afterwards };
        assert_eq!(code_of(&office.decide(JANA, Role::Supervisor, wish)), expected);
    }
}

#[test]
fn another_desk_s_register_takes_nothing_and_a_number_far_from_all_others_is_the_next_one() {
    let mut other = in_emergency(None);
    for it in other.entities.values_mut() {
        if let Entity::EmergencyRegister(it) = it {
            it.seat = values::SeatId(Uuid::from_u128(61));
        }
    }
    let changes = other.decide(JANA, Role::Supervisor, entry(&place(&other, 1))).unwrap();
    assert_eq!((document_of(&changes).emergency, changes.grants.clone()), (None, vec![Grant::Period(LETTER)]));
    let here = in_emergency(None);
    let changes = here.decide(JANA, Role::Supervisor, entry(&place(&here, u32::MAX))).unwrap();
    assert_eq!(document_of(&changes).emergency.unwrap().number, 1);
}

#[test]
fn closing_registers_everything_again_that_the_centre_has_and_each_has_its_line() {
    let mut it = with_letter(None);
    let Some(Entity::Document(mut second)) = it.entities.get(&domain::EntityKey::document(LETTER)).cloned() else {
        unreachable!()
    };
    second.id = values::DocumentId(Uuid::from_u128(7));
    second.emergency = Some(place(&it, 2));
    let second = Entity::Document(second);
    it.entities.insert(second.key(), second);
    let wish = EndEmergency { register: REGISTER, afterwards: Afterwards::Reregister };
    let changes = it.decide(JANA, Role::Supervisor, wish).unwrap();
    assert_eq!(changes.grants.len(), 2);
    let lines: std::collections::BTreeSet<_> = changes
        .entities
        .iter()
        .filter_map(|it| if let Entity::HistoryEntry(it) = it { Some((it.id, it.verb.clone())) } else { None })
        .collect();
    assert!(lines.len() == 2 && lines.iter().all(|it| it.1 == "reregister_document"), "{lines:?}");
}

#[test]
fn at_the_centre_copies_nobody_prints_labels_for_are_cut() {
    let mut wish = letter(None, None);
    wish.entry.copies = Some(4_000_000_000);
    assert_eq!(
        document_of(&office(Role::FilingClerk).decide(JANA, Role::FilingClerk, wish).unwrap()).copies,
        Some(200)
    );
}
