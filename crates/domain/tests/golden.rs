//! Every kind of wish and entity in every version that was released, as it stands in files and on the wire.
//!
//! A golden file is never changed: what was written with that version lies in somebody's outbox.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::path::PathBuf;

use domain::{Entity, EntityKind, Wish};
use serde_json::{Value, json};
use values::Code;

fn golden(folder: &str, kind: &str, version: u32) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{folder}/{kind}.v{version}.json"));
    let bytes = std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn every_released_wish_is_read_and_written_as_it_was() {
    for (kind, newest) in Wish::KINDS {
        for version in 1..=*newest {
            let written = golden("wishes", kind, version);
            let wish = Wish::from_bytes(kind, version, written.to_string().as_bytes()).unwrap();
            assert_eq!(wish.kind(), *kind);
            if version == *newest {
                assert_eq!(serde_json::from_slice::<Value>(&wish.to_bytes()).unwrap(), written, "{kind}");
            }
        }
    }
}

#[test]
fn every_released_entity_is_read_and_written_as_it_was() {
    for kind in EntityKind::ALL {
        for version in 1..=kind.version() {
            let written = golden("entities", kind.name(), version);
            let entity = Entity::from_bytes(*kind, version, written.to_string().as_bytes()).unwrap();
            assert_eq!(entity.kind(), *kind);
            if version == kind.version() {
                assert_eq!(serde_json::from_slice::<Value>(&entity.to_bytes()).unwrap(), written, "{}", kind.name());
            }
        }
    }
}

#[test]
fn what_a_newer_version_wrote_survives() {
    for kind in EntityKind::ALL {
        let mut written = golden("entities", kind.name(), kind.version());
        written["written_by_a_newer_version"] = json!({ "deep": [1, 2] });
        let bytes = written.to_string();
        let entity = Entity::from_bytes(*kind, kind.version() + 1, bytes.as_bytes()).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&entity.to_bytes()).unwrap(), written, "{}", kind.name());
    }
}

#[test]
fn what_a_newer_version_wrote_deeper_in_a_document_survives() {
    let mut written = golden("entities", "document", 1);
    for part in ["reference", "handling", "other_attachments", "cancelled"] {
        assert!(written[part].is_object(), "the golden document has no {part}");
        written[part]["written_by_a_newer_version"] = json!(7);
    }
    let entity = Entity::from_bytes(EntityKind::Document, 2, written.to_string().as_bytes()).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&entity.to_bytes()).unwrap(), written);
}

#[test]
fn an_unknown_kind_or_version_and_broken_data_are_refused_each_with_its_code() {
    for (kind, version, bytes, code) in [
        ("dance", 1, "{}", Code::CommandUnknown),
        ("accept_document", 2, "{}", Code::CommandUnknown),
        ("accept_document", 0, "{}", Code::CommandUnknown),
        ("accept_document", 1, "{}", Code::CommandNotUnderstood),
        ("accept_document", 1, "no json", Code::CommandNotUnderstood),
    ] {
        assert_eq!(Wish::from_bytes(kind, version, bytes.as_bytes()).unwrap_err().code, code, "{kind} {version}");
    }
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let refusal = Wish::from_bytes("accept_document", 1, deep.as_bytes()).unwrap_err();
    assert_eq!(refusal.code, Code::CommandNotUnderstood);
}
