//! Every message between desk and centre, as it travels before it is packed.
//!
//! A golden file is never changed: desks of that version are out there. A new message gets a file of its own, written
//! by a run with `GOLDEN_NEW=1`, which writes only what is missing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_bytes::ByteBuf;
use sync_protocol::{
    Answer, Cursor, Download, DownloadReply, Enrol, Enrolled, Fork, Forked, Page, Pull, PullReply, Push, PushReply,
    Reply, Request, Reset, ResetReply, Row, ScopeHead, SeatFacts, Upload, UploadReply, Wait, WaitReply, WireCommand,
};
use uuid::Uuid;
use values::{Code, CommandId, ComponentId, Instant, PersonId, Problem, Refusal, SeatId, TenantId};

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) {
    let bytes = rmp_serde::to_vec_named(message).unwrap();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.hex"));
    if !path.exists() && std::env::var_os("GOLDEN_NEW").is_some() {
        std::fs::write(&path, hex(&bytes)).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_hexdigit).collect();
    let stored: Vec<u8> =
        digits.chunks(2).map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap()).collect();
    assert_eq!(&rmp_serde::from_slice::<T>(&stored).unwrap(), message, "{name} is read as it was written");
    assert_eq!(bytes, stored, "{name} is written as it was");
}

fn hex(bytes: &[u8]) -> String {
    let line = |it: &[u8]| it.iter().map(|it| format!("{it:02x}")).collect::<String>();
    bytes.chunks(48).map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn at() -> Instant {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

#[test]
fn every_request_travels_as_it_did() {
    let command = WireCommand {
        id: CommandId(id(1)),
        branch: 0,
        sequence: 7,
        kind: "cancel_document".into(),
        version: 1,
        role: "filing_clerk".into(),
        made_at: at(),
        data: ByteBuf::from(*b"{}"),
    };
    let cursor = Cursor { change: 5, kind: 3, id: id(2) };
    let requests: [Request; 8] = [
        Enrol {
            code: "ABCD".into(),
            public_key: ByteBuf::from([1; 32]),
            device: "PC".into(),
            escrow: ByteBuf::from([2; 8]),
        }
        .into(),
        Reset { seat: SeatId(id(3)), code: "ABCD".into() }.into(),
        Push { commands: vec![command] }.into(),
        Pull { scopes: BTreeMap::from([("open".into(), cursor)]), max_bytes: 1 << 18, device_time: at() }.into(),
        Wait { head: 9 }.into(),
        Fork { request: id(4) }.into(),
        Upload { component: ComponentId(id(5)), offset: 1 << 20, bytes: ByteBuf::from([3; 4]) }.into(),
        Download { component: ComponentId(id(5)), offset: 0 }.into(),
    ];
    let mut names: Vec<&str> = requests.iter().map(Request::name).collect();
    for request in &requests {
        check(&format!("request-{}", request.name()), request);
    }
    let mut all = Request::NAMES.to_vec();
    names.sort_unstable();
    all.sort_unstable();
    assert_eq!(names, all, "every request has its file");
}

#[test]
fn every_reply_travels_as_it_did() {
    let seat = || SeatFacts { seat: SeatId(id(3)), branch: 1, part: 12 };
    let enrolled = Enrolled {
        seat: seat(),
        tenant: TenantId(id(6)),
        tenant_name: "Město Hlučín".into(),
        person: PersonId(id(7)),
        person_name: "Nováková Jana".into(),
        jid_prefix: "HLUC".into(),
    };
    let row = |body| Row { scope: "open".into(), change: 5, kind: 3, id: id(2), version: 1, body };
    let head = ScopeHead { cursor: Cursor::after(5), n_entities: 2, hash: u128::MAX - 1 };
    let pulled = PullReply {
        page: Page::of(&[row(Some(ByteBuf::from(*b"{}"))), row(None)]),
        scopes: BTreeMap::from([("open".into(), head)]),
        is_at_head: true,
        head: 5,
        rows_ahead: 0,
        centre_time: at(),
        branches: 1,
        last_numbers: BTreeMap::from([(2026, 1250)]),
    };
    let answers = [
        Answer::Applied { change: 5, notices: vec![Refusal::new(Code::UnitClosed).with("unit", "OŽP")] },
        Answer::Refused(Refusal::new(Code::UnitClosed).at("unit").with("unit", "OŽP")),
        Answer::Conflict(ByteBuf::from(*b"[]")),
        Answer::Quarantined(Code::RoleNotHeld),
        Answer::Forked,
        Answer::OutOfOrder { expected: 8 },
        Answer::Broken("1A2B3C4D".into()),
    ];
    let answers = answers.into_iter().enumerate().map(|(n, it)| (CommandId(id(n as u128)), it)).collect();
    let replies = [
        ("enrol", Reply::Enrol(enrolled)),
        ("reset", Reply::Reset(ResetReply { escrow: ByteBuf::from([2; 8]) })),
        ("push", Reply::Push(PushReply { answers })),
        ("pull", Reply::Pull(pulled)),
        ("wait", Reply::Wait(WaitReply { has_news: true })),
        ("fork", Reply::Fork(Forked { seat: seat() })),
        ("upload", Reply::Upload(UploadReply { received: 1 << 20, is_stored: false })),
        ("download", Reply::Download(DownloadReply { bytes: ByteBuf::from([3; 4]) })),
    ];
    assert_eq!(replies.len(), Request::NAMES.len(), "every reply has its file");
    for (name, reply) in replies {
        check(&format!("reply-{name}"), &Ok::<Reply, Problem>(reply));
    }
    check("reply-refused", &Err::<Reply, Problem>(Refusal::new(Code::SeatRevoked).into()));
    check("reply-unavailable", &Err::<Reply, Problem>(Problem::unavailable(Code::CentreAiling)));
}
