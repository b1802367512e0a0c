//! One-time codes: used once, by one, in time.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use centre_store::{CodeKind, Directory, Fault, NewCode, OpenHow, TenantRecord};
use uuid::Uuid;
use values::{Code, Instant, PersonId, Problem, SeatId, TenantId};

const SEAT: SeatId = SeatId(Uuid::from_u128(1));
const OTHER: SeatId = SeatId(Uuid::from_u128(2));
const PERSON: PersonId = PersonId(Uuid::from_u128(3));

fn at(minutes: i64) -> Instant {
    "2026-11-22T08:00:00Z".parse::<Instant>().unwrap() + jiff::SignedDuration::from_mins(minutes)
}

fn directory(folder: &tempfile::TempDir) -> Directory {
    let mut it = Directory::open(folder.path(), &OpenHow::default()).unwrap();
    let id = TenantId(Uuid::from_u128(9));
    it.add_tenant(&TenantRecord { slug: "vzorov".into(), id, name: "Vzorov".into() }).unwrap();
    for (code, kind, seat) in
        [("A", CodeKind::Desk, None), ("B", CodeKind::Desk, None), ("R", CodeKind::Reset, Some(SEAT))]
    {
        let tenant = "vzorov".to_owned();
        it.add_code(&NewCode { code: code.into(), kind, tenant, person: PERSON, seat, expires_at: at(60) }).unwrap();
    }
    it
}

fn code_of<T>(result: Result<T, Fault>) -> Option<Code> {
    result.err().map(|it| Problem::from(it).code())
}

#[test]
fn a_desk_code_makes_one_desk_however_often_its_answer_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = directory(&folder);
    let first = it.enrol("A", b"key", "PC", b"escrow", SEAT, at(0)).unwrap();
    let again = it.enrol("A", b"key", "PC", b"escrow", OTHER, at(1)).unwrap();
    assert_eq!(first, again);
    assert_eq!(code_of(it.enrol("A", b"other key", "PC", b"escrow", OTHER, at(1))), Some(Code::CodeUsed));
    assert_eq!(code_of(it.enrol("B", b"other key", "PC", b"escrow", OTHER, at(61))), Some(Code::CodeTooOld));
    assert_eq!(code_of(it.enrol("R", b"other key", "PC", b"escrow", OTHER, at(1))), Some(Code::CodeNotValid));
}

#[test]
fn a_reset_code_is_for_its_seat_and_worth_nothing_a_quarter_of_an_hour_after_its_use() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = directory(&folder);
    it.enrol("A", b"key", "PC", b"escrow", SEAT, at(0)).unwrap();
    assert_eq!(code_of(it.reset(OTHER, "R", at(1))), Some(Code::CodeNotValid));
    assert_eq!(it.reset(SEAT, "R", at(2)).unwrap(), b"escrow", "another seat's try has not used it up");
    assert_eq!(it.reset(SEAT, "R", at(16)).unwrap(), b"escrow", "the first answer may have been lost");
    assert_eq!(code_of(it.reset(SEAT, "R", at(17))), Some(Code::CodeUsed));
}

#[test]
fn guessing_does_not_pay() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = directory(&folder);
    it.enrol("A", b"key", "PC", b"escrow", SEAT, at(0)).unwrap();
    for _ in 0..30 {
        assert_eq!(code_of(it.reset(SEAT, "WRONG", at(0))), Some(Code::CodeNotValid));
    }
    assert_eq!(code_of(it.reset(SEAT, "R", at(1))), Some(Code::TooManyTries));
    assert!(it.reset(SEAT, "R", at(11)).is_ok(), "and an honest clerk waits ten minutes");
}
