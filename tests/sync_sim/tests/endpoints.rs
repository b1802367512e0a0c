//! Every request, by every kind of caller, in every role: what the centre says, in one table.
//!
//! A request without a row fails the test: whoever adds one says who may use it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use std::collections::BTreeMap;

use common::{Offices, ask_as, enrol, offices};
use domain::authority::Role;
use serde_bytes::ByteBuf;
use sync_client::{Signer, signer};
use sync_protocol::{Download, Enrol, Fork, Pull, Push, Reply, Request, Reset, SecretKey, Upload, Wait};
use testkit::{read_reply, seal};
use values::{Clock, Code, ComponentId, SeatId};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// The seat, about what is its own.
    Own,
    /// The seat, about what is another tenant's.
    Foreign,
    /// A key the centre does not know.
    Unknown,
    /// A seat whose right to speak was taken away.
    Revoked,
    /// Nobody: no signature.
    Unsigned,
}

const WHO: [Who; 5] = [Who::Own, Who::Foreign, Who::Unknown, Who::Revoked, Who::Unsigned];

/// What is to be said: nothing against it, or a code.
type Said = Option<Code>;

const DONE: Said = None;
const NO_SEAT: Said = Some(Code::SeatUnknown);
const REVOKED: Said = Some(Code::SeatRevoked);
const NOT_FOUND: Said = Some(Code::NotFound);
const NO_CODE: Said = Some(Code::CodeNotValid);

/// What is said to own, foreign, unknown, revoked and unsigned callers, whatever their role.
///
/// `enrol` and `reset` are for who has a code, and look at no signature. A push names nothing of a tenant by
/// itself; what its commands may name is checked with the lying desk. Nothing in `pull`, `wait` and `fork` can name
/// another tenant: they speak of whoever signed.
const TABLE: [(&str, [Said; 5]); 8] = [
    ("enrol", [NO_CODE, NO_CODE, NO_CODE, NO_CODE, NO_CODE]),
    ("reset", [NO_CODE, NO_CODE, NO_CODE, NO_CODE, NO_CODE]),
    ("push", [DONE, DONE, NO_SEAT, DONE, NO_SEAT]),
    ("pull", [DONE, DONE, NO_SEAT, REVOKED, NO_SEAT]),
    ("wait", [DONE, DONE, NO_SEAT, REVOKED, NO_SEAT]),
    ("fork", [DONE, DONE, NO_SEAT, DONE, NO_SEAT]),
    ("upload", [DONE, NOT_FOUND, NO_SEAT, NOT_FOUND, NO_SEAT]),
    ("download", [DONE, NOT_FOUND, NO_SEAT, REVOKED, NO_SEAT]),
];

#[test]
fn every_request_has_a_row() {
    for name in Request::NAMES {
        assert!(TABLE.iter().any(|it| it.0 == *name), "{name} is in no row: who may use it?");
    }
    assert_eq!(TABLE.len(), Request::NAMES.len());
}

#[test]
fn a_filing_clerk_is_told_what_the_table_says() {
    check_table(Role::FilingClerk, Some(Code::NotFound));
}

#[test]
fn a_case_clerk_is_told_what_the_table_says() {
    check_table(Role::CaseClerk, Some(Code::NotFound));
}

#[test]
fn a_supervisor_is_told_what_the_table_says() {
    check_table(Role::Supervisor, None);
}

#[test]
fn an_admin_is_told_what_the_table_says() {
    check_table(Role::Admin, Some(Code::NotFound));
}

/// Checks every cell for a clerk in `role`. The file is one of a restricted letter she registered herself;
/// `a_colleague` is what another person in her role hears when asking for it.
fn check_table(role: Role, a_colleague: Said) {
    let it = offices(role);
    for (name, row) in TABLE {
        for (who, wanted) in WHO.into_iter().zip(row) {
            assert_eq!(said(&it, name, who), wanted, "{name} by {who:?} in {role:?}");
        }
    }
    let unit = it.school.desk.read(|tx| Ok(tx.person(it.school.person)?.unwrap().posts[0].unit)).unwrap();
    let posts = vec![testkit::Post { role, unit }];
    let colleague = testkit::add_person(&it.centre, it.clock.as_ref(), "school", "Druhá", posts).unwrap();
    let desk = enrol(&it.centre, &it.clock, &it.folder, "school", colleague).desk;
    let request = Download { component: it.school.component, offset: 0 };
    let answer = ask_as(&it.centre, &signer(&desk).unwrap(), request);
    assert_eq!(answer.err().map(|it| it.code()), a_colleague, "a colleague in {role:?}");
}

fn said(it: &Offices, name: &str, who: Who) -> Said {
    let about = if who == Who::Foreign { it.town.component } else { it.school.component };
    let request = request(it, name, about);
    assert_eq!(request.name(), name);
    let signer = match who {
        Who::Own | Who::Foreign => Some(signer(&it.school.desk).unwrap()),
        Who::Unknown => Some(stranger()),
        Who::Revoked => Some(revoked(it)),
        Who::Unsigned => None,
    };
    let reply = read_reply(&seal(&request, signer.as_ref()).deliver(&it.centre));
    if let Ok(reply) = &reply {
        assert_eq!(reply_name(reply), name);
    }
    reply.err().map(|it| it.code())
}

fn request(it: &Offices, name: &str, component: ComponentId) -> Request {
    let seat = signer(&it.school.desk).unwrap().seat;
    match name {
        "enrol" => {
            let public_key = ByteBuf::from(SecretKey::from_random([3; 32]).public().to_bytes());
            Enrol { code: "WRONG".to_owned(), public_key, device: String::new(), escrow: ByteBuf::new() }.into()
        }
        "reset" => Reset { seat, code: "WRONG".to_owned() }.into(),
        "push" => Push { commands: Vec::new() }.into(),
        "pull" => Pull { scopes: BTreeMap::new(), max_bytes: 1 << 20, device_time: it.clock.now() }.into(),
        "wait" => Wait { head: 0 }.into(),
        "fork" => Fork { request: uuid::Uuid::from_u128(5) }.into(),
        "upload" => Upload { component, offset: 0, bytes: ByteBuf::new() }.into(),
        "download" => Download { component, offset: 0 }.into(),
        other => panic!("{other} has no example here"),
    }
}

fn reply_name(reply: &Reply) -> &'static str {
    match reply {
        Reply::Enrol(_) => "enrol",
        Reply::Reset(_) => "reset",
        Reply::Push(_) => "push",
        Reply::Pull(_) => "pull",
        Reply::Wait(_) => "wait",
        Reply::Fork(_) => "fork",
        Reply::Upload(_) => "upload",
        Reply::Download(_) => "download",
    }
}

fn stranger() -> Signer {
    Signer { seat: SeatId(uuid::Uuid::from_u128(404)), branch: 0, secret: SecretKey::from_random([4; 32]) }
}

/// A second desk of the same person, enrolled and revoked.
fn revoked(it: &Offices) -> Signer {
    let desk = enrol(&it.centre, &it.clock, &it.folder, it.school.slug, it.school.person).desk;
    let signer = signer(&desk).unwrap();
    it.centre.directory().revoke_seat(signer.seat, it.clock.now()).unwrap();
    signer
}
