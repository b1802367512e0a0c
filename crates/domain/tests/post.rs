//! Post between offices of one centre, and post that came back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::authority::{NameOffices, Role};
use domain::registry::{
    DispatchDocument, Document, HandlingState, NoteDelivered, NoteReturned, NoteSent, Origin, ReturnReason,
    SeenSending, SentWay, Source,
};
use domain::{Actor, Command, Entity, Wish, decide};
use office::{JANA, LETTER, OFFICE, Office, PETR, code_of, document_of, letter, now, office, with_document};
use uuid::Uuid;
use values::{Code, CommandId, ComponentId, Date, DispatchId, TenantId, local_date};

const SCHOOL: TenantId = TenantId(Uuid::from_u128(80));
const DISPATCH: DispatchId = DispatchId(Uuid::from_u128(81));

fn by_centre(office: &Office, wish: impl Into<Wish>) -> domain::Decision {
    let command = Command { id: CommandId(Uuid::from_u128(50)), role: Role::Admin, made_at: now(), wish: wish.into() };
    decide(&command, Actor::CENTRE, office, now())
}

fn keep(office: &mut Office, changes: domain::Changes) {
    for it in changes.entities {
        office.entities.insert(it.key(), it);
    }
}

/// An office that knows the school, with the letter.
fn beside_a_school(role: Role) -> Office {
    let mut office = office(role).with_letter(HandlingState::InHand, Some(OFFICE), Some(JANA));
    let named = by_centre(&office, NameOffices { offices: vec![(SCHOOL, "Škola".to_owned())] }).unwrap();
    keep(&mut office, named);
    office
}

fn hand_over() -> DispatchDocument {
    DispatchDocument { dispatch: DISPATCH, document: LETTER, to: SCHOOL }
}

#[test]
fn a_document_is_handed_to_an_office_the_centre_has_and_once() {
    let mut it = beside_a_school(Role::FilingClerk);
    let elsewhere = DispatchDocument { to: TenantId(Uuid::from_u128(99)), ..hand_over() };
    assert_eq!(code_of(&it.decide(JANA, Role::FilingClerk, elsewhere)), Some(Code::OfficeUnknown));
    let changes = it.decide(JANA, Role::FilingClerk, hand_over()).unwrap();
    let dispatch = document_of(&changes).dispatches[0].clone();
    assert_eq!((dispatch.office.as_str(), dispatch.delivered), ("Škola", None));
    keep(&mut it, changes);
    let again = DispatchDocument { dispatch: DispatchId(Uuid::from_u128(82)), ..hand_over() };
    assert_eq!(code_of(&it.decide(JANA, Role::FilingClerk, again)), Some(Code::AlreadyDispatched));
}

#[test]
fn a_case_clerk_hands_over_only_what_is_hers() {
    let mut it = beside_a_school(Role::CaseClerk);
    let mut petrs = with_document(Role::CaseClerk, |it| {
        it.handling.person = Some(PETR);
        it.registered_by = Some(PETR);
        it.handling.unit = Some(OFFICE);
    });
    let named = by_centre(&petrs, NameOffices { offices: vec![(SCHOOL, "Škola".to_owned())] }).unwrap();
    keep(&mut petrs, named);
    assert_eq!(code_of(&petrs.decide(JANA, Role::CaseClerk, hand_over())), Some(Code::NotAssignedToYou));
    let done = it.decide(JANA, Role::CaseClerk, hand_over()).unwrap();
    keep(&mut it, done);
}

#[test]
fn how_it_was_registered_there_is_noted_once_and_by_the_centre() {
    let mut it = beside_a_school(Role::FilingClerk);
    let done = it.decide(JANA, Role::FilingClerk, hand_over()).unwrap();
    keep(&mut it, done);
    let jid = letter(None, None).entry.jid;
    let note = NoteDelivered { document: LETTER, dispatch: DISPATCH, jid, reference: "ŠK/1/2026".to_owned() };
    assert_eq!(code_of(&it.decide(JANA, Role::FilingClerk, note.clone())), Some(Code::RoleNotEnough));
    let changes = by_centre(&it, note.clone()).unwrap();
    assert_eq!(document_of(&changes).dispatches[0].delivered.as_ref().unwrap().reference, "ŠK/1/2026");
    keep(&mut it, changes);
    assert!(by_centre(&it, note).unwrap().entities.is_empty());
}

#[test]
fn nobody_but_the_centre_says_where_a_document_comes_from() {
    let mut wish = letter(None, None);
    let source =
        Source { office: SCHOOL, name: "Škola".to_owned(), jid: wish.entry.jid.clone(), extra: Default::default() };
    wish.entry.source = Some(source.clone());
    let it = office(Role::FilingClerk);
    assert_eq!(document_of(&it.decide(JANA, Role::FilingClerk, wish.clone()).unwrap()).source, None);
    assert_eq!(document_of(&by_centre(&it, wish).unwrap()).source, Some(source));
}

#[test]
fn a_component_gets_the_same_id_there_however_often_it_is_carried() {
    let it = beside_a_school(Role::FilingClerk);
    let changes = it.decide(JANA, Role::FilingClerk, hand_over()).unwrap();
    let dispatch = document_of(&changes).dispatches[0].clone();
    let of = ComponentId(Uuid::from_u128(7));
    assert_eq!(dispatch.component(of), dispatch.component(of));
    assert_ne!(dispatch.component(of), of);
    assert_ne!(dispatch.component(of), dispatch.component(ComponentId(Uuid::from_u128(8))));
}

#[test]
fn names_of_offices_that_stand_already_change_nothing() {
    let it = beside_a_school(Role::FilingClerk);
    let same = NameOffices { offices: vec![(SCHOOL, "Škola".to_owned())] };
    assert!(by_centre(&it, same).unwrap().entities.is_empty());
    let renamed = by_centre(&it, NameOffices { offices: vec![(SCHOOL, "Základní škola".to_owned())] }).unwrap();
    assert!(matches!(&renamed.entities[..], [Entity::Office(it)] if it.name == "Základní škola"));
}

#[test]
fn only_own_post_comes_back_and_another_reason_is_said() {
    let returned = |why, note: &str| NoteReturned { document: LETTER, why, note: note.to_owned() };
    let received = with_document(Role::FilingClerk, |_| {});
    let decision = received.decide(JANA, Role::FilingClerk, returned(ReturnReason::Unclaimed, ""));
    assert_eq!(code_of(&decision), Some(Code::ReturnedNotOwn));
    let own = with_document(Role::FilingClerk, |it| it.origin = Origin::Own);
    for (why, note, expected) in [
        (ReturnReason::Unclaimed, "", None),
        (ReturnReason::Otherwise, " ", Some(Code::ReasonMissing)),
        (ReturnReason::Otherwise, "promočené", None),
    ] {
        let decision = own.decide(JANA, Role::FilingClerk, returned(why, note));
        assert_eq!(code_of(&decision), expected, "{why:?} {note:?}");
        if let Ok(changes) = decision {
            assert_eq!(document_of(&changes).returns[0].why, why);
        }
    }
}

#[test]
fn only_an_own_document_with_an_addressee_is_sent_and_on_a_day_it_could_have_been() {
    let today = local_date(now());
    let sent = |day| NoteSent { document: LETTER, day, way: SentWay::Post, note: String::new(), corrects: None };
    let own = |change: &dyn Fn(&mut Document)| {
        with_document(Role::FilingClerk, |it| {
            (it.origin, it.addressee) = (Origin::Own, it.sender.take());
            change(it);
        })
    };
    let received = with_document(Role::FilingClerk, |_| {});
    for (office, day, expected) in [
        (received, today, Some(Code::SentNotOwn)),
        (own(&|it| it.addressee = None), today, Some(Code::SentToNobody)),
        (own(&|_| {}), today.tomorrow().unwrap(), Some(Code::SentInFuture)),
        (own(&|_| {}), today.yesterday().unwrap(), Some(Code::SentBeforeMade)),
        (own(&|_| {}), today, None),
    ] {
        assert_eq!(code_of(&office.decide(JANA, Role::FilingClerk, sent(day))), expected, "{day}");
    }
}

#[test]
fn a_sending_is_corrected_in_its_place_and_what_stood_there_stays_in_the_history() {
    let mut it = with_document(Role::FilingClerk, |it| {
        (it.origin, it.addressee) = (Origin::Own, it.sender.take());
        it.captured_at = "2026-11-01T08:00:00Z".parse().unwrap();
    });
    let note = |day: i8, way, seen: Option<(i8, SentWay)>| {
        let day_of = |day: i8| Date::constant(2026, 11, day);
        let corrects = seen.map(|(day, way)| SeenSending { day: day_of(day), way, note: String::new() });
        NoteSent { document: LETTER, day: day_of(day), way, note: String::new(), corrects }
    };
    for (wish, expected, changed) in [
        (note(2, SentWay::Post, None), vec![2], 2),
        (note(3, SentWay::Post, Some((2, SentWay::Post))), vec![3], 1),
        (note(5, SentWay::Courier, None), vec![3, 5], 2),
        (note(4, SentWay::Courier, Some((5, SentWay::Courier))), vec![3, 4], 1),
    ] {
        let changes = it.decide(JANA, Role::FilingClerk, wish).unwrap();
        let days: Vec<i8> = document_of(&changes).sendings.iter().map(|it| it.day.day()).collect();
        assert_eq!(days, expected);
        let entry = changes.entities.iter().find_map(|it| match it {
            Entity::HistoryEntry(it) => Some(it),
            _ => None,
        });
        assert_eq!(entry.unwrap().changes.len(), changed);
        keep(&mut it, changes);
    }
    // Somebody else has noted another one since: it is not overwritten.
    let decision = it.decide(JANA, Role::FilingClerk, note(9, SentWay::Post, Some((3, SentWay::Post))));
    assert_eq!(code_of(&decision), Some(Code::Conflict));
}
