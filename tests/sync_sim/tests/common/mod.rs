//! Two offices at one centre, and desks that say what they please.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

use std::sync::Arc;

use centre_store::{Faults, OpenHow};
use domain::authority::Role;
use domain::registry::{AttachFile, Component};
use domain::{Entity, EntityKey, EntityKind, Wish};
use server::Centre;
use store::Desk;
use sync_client::{Round, Signer, signer};
use sync_protocol::{Reply, Request};
use tempfile::TempDir;
use testkit::{
    Carrier, Enrolment, Post, SeededRandomness, add_person, desk_line, enrol_desk, found, letter, open_unit, party,
    read_reply, seal,
};
use values::{Clock, CommandId, ComponentId, DocumentId, Instant, ManualClock, PartyId, PersonId, Problem, Sha256};

/// The bytes of the only file of an office.
pub const BYTES: &[u8] = b"the town's secret";

/// An office with one clerk, one restricted letter of hers and its file.
pub struct Office {
    pub slug: &'static str,
    pub person: PersonId,
    pub desk: Desk,
    pub document: DocumentId,
    pub component: ComponentId,
}

/// A centre with the offices `town` and `school`, which have nothing in common.
pub struct Offices {
    pub centre: Centre,
    pub clock: Arc<ManualClock>,
    pub town: Office,
    pub school: Office,
    pub folder: TempDir,
}

/// Founds both offices; the clerk of the school acts in `role`.
pub fn offices(role: Role) -> Offices {
    offices_with(role, Faults::default())
}

/// As [`offices`], at a centre with faults.
pub fn offices_with(role: Role, faults: Faults) -> Offices {
    let folder = tempfile::tempdir().unwrap();
    let at: Instant = "2026-03-02T08:00:00Z".parse().unwrap();
    let clock = Arc::new(ManualClock::at(at));
    let randomness = Box::new(SeededRandomness::new(1, "centre"));
    let how = OpenHow { faults, ..OpenHow::default() };
    let shared: Arc<dyn Clock> = clock.clone();
    let centre = Centre::open(&folder.path().join("centre"), how, shared, randomness).unwrap();
    let town = office(&centre, &clock, &folder, "town", "TOWN", Role::Supervisor);
    let school = office(&centre, &clock, &folder, "school", "SCHL", role);
    Offices { centre, clock, town, school, folder }
}

fn office(
    centre: &Centre,
    clock: &Arc<ManualClock>,
    folder: &TempDir,
    slug: &'static str,
    prefix: &str,
    role: Role,
) -> Office {
    found(centre, clock.as_ref(), slug, prefix).unwrap();
    let unit = open_unit(centre, clock.as_ref(), slug, "POD").unwrap();
    let clerk = vec![Post { role: Role::FilingClerk, unit }];
    let person = add_person(centre, clock.as_ref(), slug, slug, clerk).unwrap();
    let Enrolment { desk, .. } = enrol(centre, clock, folder, slug, person);
    let document = register(&desk, clock.now());
    let component = attach(&desk, document, "a.txt", BYTES);
    sync(centre, &desk);
    let posts = domain::authority::GivePosts { person, posts: vec![Post { role, unit }] };
    testkit::tell(centre, clock.as_ref(), slug, posts).unwrap();
    sync(centre, &desk);
    Office { slug, person, desk, document, component }
}

/// Enrols another desk of a person and syncs it.
pub fn enrol(centre: &Centre, clock: &Arc<ManualClock>, folder: &TempDir, slug: &str, person: PersonId) -> Enrolment {
    let line = desk_line(centre, clock.as_ref(), slug, person).unwrap();
    let device = folder.path().join(&line.code);
    let randomness = Box::new(SeededRandomness::new(1, &line.code));
    let enrolled = enrol_desk(centre, &device, &line, clock.clone(), randomness, store::OpenHow::default()).unwrap();
    sync(centre, &enrolled.desk);
    enrolled
}

/// Plays a round.
pub fn sync(centre: &Centre, desk: &Desk) {
    Round::default().play(desk, &Carrier(centre), &mut |_| {}).unwrap();
}

/// Registers a restricted letter.
pub fn register(desk: &Desk, now: Instant) -> DocumentId {
    desk.write(|tx| {
        let sender = tx.new_id(PartyId);
        tx.submit(domain::name_register::AddParty { party: party(sender, "Novák") })?;
        let wish = letter("Stížnost").from(sender).delivered_at(now).restricted(true).received(tx)?;
        let document = wish.document;
        tx.submit(wish)?;
        Ok(document)
    })
    .unwrap()
}

/// Attaches a file of these bytes.
pub fn attach(desk: &Desk, document: DocumentId, name: &str, bytes: &[u8]) -> ComponentId {
    attach_told(desk, document, name, bytes).0
}

/// As [`attach`]; tells the command, too.
pub fn attach_told(desk: &Desk, document: DocumentId, name: &str, bytes: &[u8]) -> (ComponentId, CommandId) {
    let mut writer = desk.new_file().unwrap();
    writer.write(bytes).unwrap();
    let stored = desk.finish_file(writer, name).unwrap();
    desk.write(|tx| {
        let component = tx.new_id(ComponentId);
        tx.hold_file(&stored.sha256, stored.size_bytes)?;
        let (sha256, size_bytes, media_type) = (stored.sha256, stored.size_bytes, stored.media_type.clone());
        let name = name.to_owned();
        let wish = AttachFile { component, document, name, sha256, size_bytes, media_type, output_of: None };
        Ok((component, tx.submit(wish)?))
    })
    .unwrap()
}

/// Returns a component as the centre has it.
pub fn of_centre(it: &Offices, office: &Office, id: ComponentId) -> Component {
    let key = EntityKey { kind: EntityKind::Component, id: id.0 };
    match it.centre.in_tenant(office.slug, |store| store.find(key)).unwrap() {
        Some(Entity::Component(found)) => *found,
        other => panic!("{other:?}"),
    }
}

/// The wish that names the file's bytes.
pub fn attach_wish(component: ComponentId, document: DocumentId) -> Wish {
    AttachFile {
        component,
        document,
        name: "a.txt".to_owned(),
        sha256: Sha256::of(BYTES),
        size_bytes: BYTES.len() as u64,
        media_type: "text/plain".to_owned(),
        output_of: None,
    }
    .into()
}

/// Asks in the name of `desk`.
pub fn ask(centre: &Centre, desk: &Desk, request: impl Into<Request>) -> Result<Reply, Problem> {
    ask_as(centre, &signer(desk).unwrap(), request)
}

/// Asks in the name of whoever holds the key.
pub fn ask_as(centre: &Centre, signer: &Signer, request: impl Into<Request>) -> Result<Reply, Problem> {
    read_reply(&seal(&request.into(), Some(signer)).deliver(centre))
}
