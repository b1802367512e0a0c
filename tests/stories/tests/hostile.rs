//! What an honest program never sends, and tables as offices export them.
#![allow(clippy::unwrap_used)]

use std::io::Read;
use std::sync::Arc;

use centre_store::OpenHow;
use host::{SystemClock, SystemRandomness};
use reqwest::blocking::Body;
use serde_bytes::ByteBuf;
use server::Centre;
use stories::Town;
use sync_protocol::{Answer, Enrol, EnrolLine, Push, Reply, Request, SecretKey, WireCommand, decode, encode, sign};
use uuid::Uuid;
use values::{Clock, Code, CommandId, Problem, SeatId};

#[test]
fn a_body_that_is_too_large_is_turned_away_unread() {
    let town = Town::found();
    // Another test of the process may have chosen the provider before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::blocking::Client::builder().tls_danger_accept_invalid_certs(true).no_proxy().build().unwrap();
    let post = |n_bytes: u64| {
        let body = Body::sized(std::io::repeat(7).take(n_bytes), n_bytes);
        client.post(format!("https://{}/v1/push", town.address())).body(body).send()
    };
    let status = |n_bytes| post(n_bytes).unwrap().status().as_u16();
    assert_eq!(status(8 * 1024 * 1024 + 1), 413);
    // Whoever sends on after the answer finds the line closed, maybe before he has read it.
    match post(1024 * 1024 * 1024) {
        Ok(reply) => assert_eq!(reply.status().as_u16(), 413),
        Err(why) => assert!(why.is_request() || why.is_body(), "{why}"),
    }
    assert_eq!(status(1024), 200, "rubbish of a fair size is answered");
    town.desk("Nováková").sync();
}

#[test]
fn a_table_without_a_column_names_file_line_and_column_and_nothing_is_taken_in() {
    let town = Town::found();
    let import = |name: &str, text: &str| {
        let path = town.folder().join(name);
        std::fs::write(&path, encoding_rs::WINDOWS_1250.encode(text).0).unwrap();
        town.centre(&["import", "--tenant", "hlucin", "--people", path.to_str().unwrap()])
    };
    let people = || town.centre(&["person", "list", "--tenant", "hlucin"]).done()["people"].as_array().unwrap().len();
    let problem =
        import("lidé.csv", "jméno;surname;unit;roles\nŽofie;Šťastná;OŽP;case_clerk\n").problem(1, "table_wrong");
    assert_eq!(problem["args"]["file"], "lidé.csv");
    assert_eq!((problem["args"]["line"].as_str(), problem["args"]["column"].as_str()), (Some("1"), Some("name")));
    let rows = "name;surname;unit;roles\nŽofie;Šťastná;OŽP;case_clerk\nJan;Říha;ODPADY;case_clerk\n";
    let problem = import("lidé.csv", rows).problem(1, "table_wrong");
    assert_eq!((problem["args"]["line"].as_str(), problem["args"]["column"].as_str()), (Some("3"), Some("unit")));
    let long =
        format!("name;surname;unit;roles\nJan;Říha;FIN;case_clerk\nŽofie;{};FIN;case_clerk\n", "š".repeat(2_000));
    let problem = import("lidé.csv", &long).problem(1, "table_wrong");
    assert_eq!((problem["args"]["line"].as_str(), problem["args"]["why"].as_str()), (Some("3"), Some("text_too_long")));
    assert_eq!(people(), 3, "all or nothing");
    assert_eq!(import("lidé.csv", &rows.replace("ODPADY", "FIN")).done()["people"], 2);
    let listed = town.centre(&["person", "list", "--tenant", "hlucin"]).done();
    assert!(listed["people"].as_array().unwrap().iter().any(|it| it["name"] == "Šťastná Žofie"), "{listed}");
}

/// A desk that is not ours: it signs rightly and sends what it likes.
struct Stranger {
    centre: Centre,
    seat: SeatId,
    secret: SecretKey,
    sequence: u64,
}

impl Stranger {
    fn enrol(town: &Town, person: &str) -> Self {
        let line = EnrolLine::read(&town.line(person, "1")).unwrap();
        let (clock, randomness) = (Arc::new(SystemClock), Box::new(SystemRandomness));
        let centre = Centre::open(&town.centre_folder(), OpenHow::default(), clock, randomness).unwrap();
        let secret = SecretKey::from_random([9; 32]);
        let public_key = ByteBuf::from(secret.public().to_bytes());
        let enrol = Enrol { code: line.code, public_key, device: "cizí".to_owned(), escrow: ByteBuf::new() };
        let Reply::Enrol(enrolled) = centre.answer(None, enrol.into()).unwrap() else { panic!("not enrolled") };
        Self { centre, seat: enrolled.seat.seat, secret, sequence: 0 }
    }

    fn push(&mut self, kind: &str, role: &str, data: String) -> Answer {
        self.sequence += 1;
        let command = WireCommand {
            id: CommandId(Uuid::from_u128(u128::from(self.sequence))),
            branch: 0,
            sequence: self.sequence,
            kind: kind.to_owned(),
            version: 1,
            role: role.to_owned(),
            made_at: SystemClock.now(),
            data: ByteBuf::from(data.into_bytes()),
        };
        let body = encode(&Request::from(Push { commands: vec![command] }));
        let signed = sign(&self.secret, self.seat, 0, "push", &body).to_string();
        let reply: Result<Reply, Problem> = decode(&self.centre.receive("push", Some(&signed), &body)).unwrap();
        let Ok(Reply::Push(mut it)) = reply else { panic!("{reply:?}") };
        it.answers.remove(0).1
    }
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn json_nested_ten_thousand_deep_is_answered_refused_and_the_next_command_goes_on() {
    let town = Town::found();
    let mut stranger = Stranger::enrol(&town, "Nováková");
    for kind in ["register_received", "correct_document", "add_party", "nothing_like_it"] {
        for data in [nested(10_000), format!("{{\"document\":{}}}", nested(10_000))] {
            let Answer::Refused(refusal) = stranger.push(kind, "filing_clerk", data) else { panic!("{kind} taken") };
            assert!([Code::CommandNotUnderstood, Code::CommandUnknown].contains(&refusal.code), "{refusal}");
        }
    }
    let party = format!("{{\"party\":{{\"id\":\"{}\",\"kind\":\"legal\",\"company\":\"Obec\"}}}}", Uuid::from_u128(5));
    assert!(matches!(stranger.push("add_party", "filing_clerk", party), Answer::Applied { .. }));
    town.check();
}

#[test]
fn data_as_deep_as_may_be_read_harms_nobody_where_it_is_kept() {
    let town = Town::found();
    let mut stranger = Stranger::enrol(&town, "Malá");
    // In a role Malá does not hold it waits for a supervisor, and every supervisor's desk reads it.
    for depth in 100..130 {
        let id = Uuid::from_u128(depth);
        let data = format!("{{\"document\":\"{id}\",\"more\":{}}}", nested(depth as usize));
        stranger.push("accept_document", "supervisor", data);
        let party =
            format!("\"id\":\"{id}\",\"kind\":\"legal\",\"company\":\"Obec\",\"more\":{}", nested(depth as usize));
        stranger.push("add_party", "filing_clerk", format!("{{\"party\":{{{party}}}}}"));
        stranger.push("add_party", "case_clerk", format!("{{\"party\":{{{party}}}}}"));
    }
    town.check();
    let petr = town.desk("Dvořák");
    petr.sync();
    petr.run(&["check"]).done();
    petr.needs_you();
}
