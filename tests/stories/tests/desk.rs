//! Passwords, copies and damage of a desk.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use host::{SystemClock, SystemRandomness};
use store::{DatabaseKey, Desk, DeskFolder, Header, Identity, OpenHow};
use stories::{Clerk, Town, wait_until};
use uuid::Uuid;
use values::{PersonId, SeatId, TenantId};

#[test]
fn wrong_passwords_make_the_next_try_wait_even_with_the_right_one() {
    let town = Town::found();
    let right = town.desk("Nováková");
    let wrong = Clerk::new(right.folder(), "docela jiné heslo");
    for _ in 0..3 {
        let problem = wrong.run(&["list"]).problem(1, "password_wrong");
        assert_eq!((problem["kind"].as_str(), problem["field"].as_str()), (Some("refused"), Some("password")));
    }
    let problem = wrong.run(&["list"]).problem(1, "password_wait");
    assert_eq!(problem["args"]["seconds"], "1");
    // Each further one makes the wait twice as long.
    for (later_s, wait_s) in [(10, "2"), (20, "4"), (30, "8")] {
        let wrong = wrong.clone().ahead(later_s);
        wrong.run(&["list"]).problem(1, "password_wrong");
        assert_eq!(wrong.run(&["list"]).problem(1, "password_wait")["args"]["seconds"], wait_s);
    }
    let right = right.with_password("heslo je dlouhé").ahead(40);
    wait_until("the wait is over", || right.run(&["list"]).exit == 0);
    // One that was right costs the next wrong ones nothing.
    Clerk::new(right.folder(), "docela jiné heslo").run(&["list"]).problem(1, "password_wrong");
}

#[test]
fn a_forgotten_password_is_set_anew_with_a_code_and_unsent_letters_stay() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Nepodaný dopis", &[]);
    let seat = town.desks()[0]["seat"].as_str().unwrap().to_owned();
    let code = town.centre(&["reset-code", "--seat", &seat]).done()["code"].as_str().unwrap().to_owned();
    let jana = jana.with_password("krátké");
    jana.run(&["reset-password", "--code", &code]).problem(1, "password_too_short");
    let jana = jana.with_password("úplně nové heslo");
    jana.run(&["reset-password", "--code", "0000000000000000"]).problem(1, "code_not_valid");
    jana.run(&["reset-password", "--code", &code]).done();
    assert_eq!(jana.show(&jid)["is_pending"], true);
    jana.sync();
    assert!(jana.show(&jid)["reference"].is_string());
    // The same desk may ask again for a quarter of an hour: its first answer may have been lost. No other desk may.
    jana.run(&["reset-password", "--code", &code]).done();
    town.desk("Dvořák").run(&["reset-password", "--code", &code]).problem(1, "code_not_valid");
    jana.with_password("heslo je dlouhé").run(&["list"]).problem(1, "password_wrong");
}

#[test]
fn a_copied_desk_and_its_original_both_go_on_and_both_are_told() {
    let town = Town::found();
    let original = town.desk("Nováková");
    original.register("Před kopií", &[]);
    original.sync();
    let waiting = original.register("Čekal při kopírování", &[]);
    let folder = town.folder().join("kopie");
    let copied = Command::new("cp").arg("-a").arg(original.folder()).arg(&folder).status().unwrap();
    assert!(copied.success());
    let copy = Clerk::new(&folder, "heslo je dlouhé");
    let (one, two) = (original.register("Z originálu", &[]), copy.register("Z kopie", &[]));
    assert_ne!(one, two);
    for clerk in [&original, &copy, &original, &copy] {
        clerk.sync();
    }
    for clerk in [&original, &copy] {
        assert_eq!(clerk.need("forked")["choices"], serde_json::json!(["dismiss"]));
        assert_eq!(clerk.numbers(), [1, 2, 3, 4], "what waited in both is one letter");
        assert!([&waiting, &one, &two].iter().all(|jid| clerk.show(jid)["reference"].is_string()));
        clerk.run(&["check"]).done();
    }
    let three = [original.register("Dál z originálu", &[]), copy.register("Dál z kopie", &[])];
    assert_ne!(three[0], three[1]);
    for clerk in [&original, &copy, &original] {
        clerk.sync();
    }
    assert_eq!(original.numbers(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(town.desks()[0]["is_copied"], true);
    town.check();
}

#[test]
fn a_database_of_a_newer_version_is_left_as_it_is() {
    let device = tempfile::TempDir::new().unwrap();
    let folder = DeskFolder::new(&device.path().join("seats").join("seat"));
    let key = DatabaseKey::from_bytes([7; 32]);
    let ids = (SeatId(Uuid::from_u128(1)), TenantId(Uuid::from_u128(2)), PersonId(Uuid::from_u128(3)));
    let header = Header {
        format: 1,
        seat: ids.0,
        tenant: ids.1,
        tenant_name: "Město Hlučín".to_owned(),
        person: ids.2,
        person_name: "Nováková Jana".to_owned(),
        address: "127.0.0.1:1".to_owned(),
        pin: String::new(),
        wrapped_key: String::new(),
        salt: String::new(),
        escrow_secret: String::new(),
        n_wrong: 0,
        next_try_at: None,
    };
    let (seat, tenant, person) = ids;
    let jid_prefix = "HLUC".to_owned();
    let identity = Identity { seat, branch: 0, part: 1, tenant, person, jid_prefix, secret_key: vec![7; 32] };
    let (clock, randomness) = (Arc::new(SystemClock), Box::new(SystemRandomness));
    let how = OpenHow::default();
    let path = folder.database();
    Desk::create(folder, header, key, "heslo je dlouhé", &identity, clock, randomness, how).unwrap();
    let clerk = Clerk::new(device.path(), "heslo je dlouhé");
    clerk.run(&["list"]).done();

    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "key", format!("x'{}'", "07".repeat(32))).unwrap();
    db.pragma_update(None, "user_version", 1_000).unwrap();
    db.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let problem = clerk.run(&["list"]).problem(4, "newer_version");
    assert_eq!((problem["kind"].as_str(), problem["args"]["version"].as_str()), (Some("damaged"), Some("1000")));
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn a_damaged_database_is_told_and_what_waited_in_it_is_saved_beside_it() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    for n in 0..20 {
        jana.register(&format!("Neodeslaný dopis {n}"), &[]);
    }
    let database = jana.desk_folder().join("desk.sqlite");
    let whole = std::fs::read(&database).unwrap();
    // Any page but the first: some are met at once, others only when everything is read.
    let n_pages = whole.len() / 4096;
    let mut best = 0;
    for page in (1..n_pages).step_by(n_pages / 12) {
        let mut damaged = whole.clone();
        damaged[page * 4096 + 100..page * 4096 + 400].fill(0xA5);
        best = best.max(check_damaged(&jana, &damaged));
    }
    assert_eq!(best, 40, "every sender and letter was to be read at least once");
    // Without its first page nothing can be read; that is said, too.
    let mut damaged = whole;
    damaged[100..400].fill(0xA5);
    assert_eq!(check_damaged(&jana, &damaged), 0);
}

/// Damages the database and returns how many commands were saved.
fn check_damaged(jana: &Clerk, damaged: &[u8]) -> u64 {
    let database = jana.desk_folder().join("desk.sqlite");
    for log in ["desk.sqlite-wal", "desk.sqlite-shm"] {
        remove(&jana.desk_folder().join(log));
    }
    std::fs::write(&database, damaged).unwrap();
    let ran = jana.run(&["check"]);
    let code = ran.json["problem"]["code"].as_str().unwrap_or_default().to_owned();
    assert!(["desk_damaged", "desk_damaged_partly"].contains(&code.as_str()), "{}", ran.said);
    let problem = ran.problem(4, &code);
    assert_eq!(problem["kind"], "damaged");
    let n_saved: u64 = problem["args"]["saved"].as_str().unwrap().parse().unwrap();
    // What is said to be saved can be read again with the password alone, and is what was written.
    let rescued = jana.run(&["rescued"]).done();
    let files = rescued["files"].as_array().unwrap();
    let is_there = |it: &serde_json::Value| it["commands"].as_array().is_some_and(|it| it.len() as u64 == n_saved);
    assert!(n_saved == 0 || files.iter().any(is_there), "{rescued}");
    if n_saved == 40 {
        assert!(rescued.to_string().contains("Neodeslaný dopis 19"));
    }
    n_saved
}

fn remove(path: &Path) {
    if path.exists() {
        std::fs::remove_file(path).unwrap();
    }
}
