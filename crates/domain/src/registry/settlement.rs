//! How a document or a file was settled (decree § 14).

use serde::{Deserialize, Serialize};
use values::{Code, Instant, MAX_NOTE_CHARS, PersonId, Refusal};

use crate::Extra;
use crate::decide::Context;
use crate::text::checked_line;

/// A settlement (vyřízení).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// How.
    pub way: SettlementWay,
    /// What was done, or whom it was passed on to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why it was settled in another way; empty with the four ways of the standard.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When, by the centre once it has decided.
    pub at: Instant,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The ways of settling (the standard's `ZpusobVyrizeni`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementWay {
    /// With a document.
    ByDocument,
    /// Passed on to whom it belongs.
    Forwarded,
    /// Taken note of.
    Noted,
    /// With a record on the document.
    ByRecord,
    /// Another way of the filing rules; what was done and why must be said.
    Otherwise,
}

impl Settlement {
    /// The settlement a command wishes for. Refuses another way without its content or its reason, and passing on without
    /// saying to whom: the register names where a letter went.
    pub(crate) fn of(way: SettlementWay, note: &str, reason: &str, it: &Context<'_>) -> Result<Self, Refusal> {
        let note = checked_line("note", note, MAX_NOTE_CHARS)?;
        let mut reason = checked_line("reason", reason, MAX_NOTE_CHARS)?;
        if way == SettlementWay::Otherwise && note.is_empty() {
            return Err(Refusal::new(Code::ContentMissing).at("note"));
        }
        if way == SettlementWay::Otherwise && reason.is_empty() {
            return Err(Refusal::new(Code::ReasonMissing).at("reason"));
        }
        if way != SettlementWay::Otherwise {
            reason.clear();
        }
        if way == SettlementWay::Forwarded && note.is_empty() {
            return Err(Refusal::new(Code::RecipientMissing).at("note"));
        }
        Ok(Self { way, note, reason, at: it.now, by: it.actor.person, extra: Extra::new() })
    }

    /// Whether two people settled the same thing the same way.
    pub(crate) fn is_as(&self, way: SettlementWay, note: &str, reason: &str) -> bool {
        let is_same_reason = way != SettlementWay::Otherwise || self.reason == reason.trim();
        self.way == way && self.note == note.trim() && is_same_reason
    }

    /// What the history says beside the way: what was done, and why where that was asked.
    pub fn in_words(&self) -> String {
        let parts: Vec<&str> =
            [self.note.as_str(), self.reason.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        parts.join(" – ")
    }
}
