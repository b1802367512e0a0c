//! A desk of one office that signs properly and asks for what is another's gets nothing and changes nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use std::collections::BTreeMap;

use common::{Offices, ask, ask_as, attach_wish, offices};
use domain::authority::{GivePosts, PersonLeaves, Role, SetMask};
use domain::name_register::MergeParties;
use domain::quarantine::DecideQuarantined;
use domain::registry::{
    AcceptDocument, AssignDocument, CancelDocument, CorrectDocument, Field, FieldChange, StoreFile,
};
use domain::{EntityKind, Wish};
use serde_json::json;
use sync_client::{Signer, signer};
use sync_protocol::{Answer, Cursor, Download, Pull, Push, Reply, SecretKey, Upload, WireCommand};
use values::{Clock, Code, CommandId, ComponentId, PartyId, Problem, QuarantinedId};

fn pull(it: &Offices, scopes: BTreeMap<String, Cursor>) -> Pull {
    Pull { scopes, max_bytes: 1 << 20, device_time: it.clock.now() }
}

/// Everything the centre has of the town.
fn town(it: &Offices) -> Vec<Vec<u8>> {
    let list = |store: &mut centre_store::TenantStore| {
        let kinds = EntityKind::ALL.iter().map(|kind| store.list(*kind)).collect::<centre_store::Result<Vec<_>>>()?;
        Ok(kinds.into_iter().flatten().map(|it| it.to_bytes()).collect())
    };
    it.centre.in_tenant(it.town.slug, list).unwrap()
}

#[test]
fn scopes_of_another_office_are_not_answered() {
    let it = offices(Role::FilingClerk);
    let theirs = it.town.desk.read(|tx| tx.scope_state()).unwrap();
    let scopes = theirs.keys().map(|scope| (scope.clone(), Cursor::default())).collect();
    let Ok(Reply::Pull(reply)) = ask(&it.centre, &it.school.desk, pull(&it, scopes)) else { panic!("no page") };
    let known = town(&it);
    for row in reply.page.rows().unwrap() {
        assert!(row.body.is_none_or(|body| !known.contains(&body.into_vec())), "a row of the town in {}", row.scope);
    }
    let mine = it.school.desk.read(|tx| tx.scope_state()).unwrap();
    let person = format!("person:{}", it.town.person);
    assert!(reply.scopes.keys().all(|scope| mine.contains_key(scope)));
    assert!(!reply.scopes.contains_key(&person) && !reply.scopes.contains_key("restricted"));
}

#[test]
fn files_of_another_office_are_neither_read_nor_written() {
    let it = offices(Role::Supervisor);
    let not_found = Err(Problem::refused(Code::NotFound));
    let component = it.town.component;
    assert_eq!(ask(&it.centre, &it.school.desk, Download { component, offset: 0 }), not_found);
    let bytes = b"something else".to_vec().into();
    assert_eq!(ask(&it.centre, &it.school.desk, Upload { component, offset: 0, bytes }), not_found);
    let Ok(Reply::Download(whole)) = ask(&it.centre, &it.town.desk, Download { component, offset: 0 }) else {
        panic!("the town has its file");
    };
    assert_eq!(whole.bytes.as_slice(), common::BYTES);
}

#[test]
fn knowing_the_hash_of_a_file_gives_nothing() {
    let it = offices(Role::FilingClerk);
    let component = ComponentId(uuid::Uuid::from_u128(77));
    let sequence = 1 + it.school.desk.read(|tx| tx.load_meta::<u64>("sequence")).unwrap().unwrap();
    let answers = push(&it, sequence, vec![attach_wish(component, it.school.document)]);
    assert!(matches!(answers[0], Answer::Applied { .. }), "{answers:?}");
    let refused = ask(&it.centre, &it.school.desk, Download { component, offset: 0 });
    assert_eq!(refused, Err(Problem::refused(Code::FileOnItsWay)));
}

#[test]
fn commands_about_another_offices_documents_change_nothing() {
    let it = offices(Role::FilingClerk);
    let before = town(&it);
    let document = it.town.document;
    let change = FieldChange { field: Field::Subject, was: json!("Stížnost"), now: json!("Nic") };
    let (unit, person) = (None, Some(it.school.person));
    let wishes: Vec<Wish> = vec![
        CorrectDocument { document, changes: vec![change], reason: String::new() }.into(),
        CancelDocument { document, reason: "nic".to_owned() }.into(),
        AssignDocument { document, was_unit: None, was_person: None, was_state: None, unit, person }.into(),
        AcceptDocument { document }.into(),
        attach_wish(ComponentId(uuid::Uuid::from_u128(78)), document),
        MergeParties { keep: PartyId(document.0), merge: PartyId(it.town.component.0), proposal: None }.into(),
    ];
    let sequence = 1 + it.school.desk.read(|tx| tx.load_meta::<u64>("sequence")).unwrap().unwrap();
    for answer in push(&it, sequence, wishes) {
        assert!(matches!(&answer, Answer::Refused(it) if it.code == Code::NotFound), "{answer:?}");
    }
    assert_eq!(town(&it), before);
}

#[test]
fn what_only_the_centre_or_its_admin_says_is_refused_from_a_desk() {
    let it = offices(Role::FilingClerk);
    let before = town(&it);
    let posts = GivePosts { person: it.school.person, posts: Vec::new() };
    let wishes: Vec<Wish> = vec![
        StoreFile { component: it.school.component }.into(),
        SetMask { mask: "{abbr}/{seq}/{year}".to_owned(), file_mask: None, sheet_mask: None }.into(),
        posts.into(),
        PersonLeaves { person: it.school.person }.into(),
    ];
    let sequence = 1 + it.school.desk.read(|tx| tx.load_meta::<u64>("sequence")).unwrap().unwrap();
    for answer in push(&it, sequence, wishes) {
        assert!(matches!(&answer, Answer::Refused(it) if it.code == Code::RoleNotEnough), "{answer:?}");
    }
    assert_eq!(town(&it), before);
}

#[test]
fn a_waiting_attachment_that_names_the_hash_of_anothers_file_is_not_had_by_that() {
    let it = offices(Role::FilingClerk);
    let component = ComponentId(uuid::Uuid::from_u128(79));
    // Not in her role: it waits for a supervisor, and her desk says nothing of bytes.
    let wire = attach_wish(component, it.school.document);
    let sequence = 1 + it.school.desk.read(|tx| tx.load_meta::<u64>("sequence")).unwrap().unwrap();
    let command = WireCommand {
        id: CommandId(uuid::Uuid::from_u128(2000)),
        branch: 0,
        sequence,
        kind: wire.kind().to_owned(),
        version: wire.version(),
        role: Role::Supervisor.name().to_owned(),
        made_at: it.clock.now(),
        data: wire.to_bytes().into(),
    };
    let Ok(Reply::Push(reply)) = ask(&it.centre, &it.school.desk, Push { commands: vec![command] }) else { panic!() };
    assert!(matches!(reply.answers[0].1, Answer::Quarantined(_)), "{:?}", reply.answers);
    let unit = it.school.desk.read(|tx| Ok(tx.person(it.school.person)?.unwrap().posts[0].unit)).unwrap();
    let posts = vec![testkit::Post { role: Role::Supervisor, unit }];
    let person = testkit::add_person(&it.centre, it.clock.as_ref(), it.school.slug, "Vedoucí", posts).unwrap();
    let chief = common::enrol(&it.centre, &it.clock, &it.folder, it.school.slug, person).desk;
    let quarantined = QuarantinedId(uuid::Uuid::from_u128(2000));
    chief.write(|tx| tx.submit(DecideQuarantined { quarantined, release: true })).unwrap();
    common::sync(&it.centre, &chief);
    let refused = ask(&it.centre, &it.school.desk, Download { component, offset: 0 });
    assert_eq!(refused, Err(Problem::refused(Code::FileOnItsWay)));
}

#[test]
fn who_claims_another_seat_is_unknown() {
    let it = offices(Role::Supervisor);
    let mine = signer(&it.school.desk).unwrap();
    let theirs = signer(&it.town.desk).unwrap();
    let lie = Signer { seat: theirs.seat, branch: theirs.branch, secret: mine.secret };
    let unknown = Err(Problem::refused(Code::SeatUnknown));
    assert_eq!(ask_as(&it.centre, &lie, pull(&it, BTreeMap::new())), unknown);
    assert_eq!(ask_as(&it.centre, &lie, Download { component: it.town.component, offset: 0 }), unknown);
    let stranger = Signer { secret: SecretKey::from_random([9; 32]), ..signer(&it.school.desk).unwrap() };
    assert_eq!(ask_as(&it.centre, &stranger, pull(&it, BTreeMap::new())), unknown);
}

/// Pushes wishes in the school's name, whatever its desk would have said to them.
fn push(it: &Offices, first: u64, wishes: Vec<Wish>) -> Vec<Answer> {
    let commands = wishes.iter().zip(first..).map(|(wish, sequence)| WireCommand {
        id: CommandId(uuid::Uuid::from_u128(u128::from(sequence) + 1000)),
        branch: 0,
        sequence,
        kind: wish.kind().to_owned(),
        version: wish.version(),
        role: Role::FilingClerk.name().to_owned(),
        made_at: it.clock.now(),
        data: wish.to_bytes().into(),
    });
    match ask(&it.centre, &it.school.desk, Push { commands: commands.collect() }) {
        Ok(Reply::Push(reply)) => reply.answers.into_iter().map(|it| it.1).collect(),
        other => panic!("{other:?}"),
    }
}
