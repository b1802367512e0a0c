//! Joins two case files for good, and parts them again (pevný křížový odkaz; the standard, 4.1.2–4.1.6).

use serde::{Deserialize, Serialize};
use values::{CaseFileId, Code, MAX_NOTE_CHARS, Refusal};

use super::{CaseFile, CaseFileState, chain_of, close};
use crate::decide::Context;
use crate::registry::{FieldChange, HistoryEntry};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Joins a file to another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoinCaseFiles {
    /// Which.
    pub case_file: CaseFileId,
    /// To which.
    pub to: CaseFileId,
}

/// Parts two joined files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartCaseFiles {
    /// Which.
    pub case_file: CaseFileId,
    /// From which.
    pub from: CaseFileId,
    /// Why.
    pub reason: String,
}

/// Refuses a second open file in the chain: of joined files one may be open at the most.
pub(crate) fn decide(wish: &JoinCaseFiles, it: &Context<'_>, view: &dyn View) -> Decision {
    let (mut file, mut other) = both(wish.case_file, wish.to, it, view)?;
    if file.joined.contains(&wish.to) {
        return Ok(Changes::new());
    }
    let mut others = chain_of(&file, view);
    others.extend(chain_of(&other, view));
    others.retain(|it| it.id != wish.case_file && it.id != wish.to);
    others.sort_by_key(|it| it.id);
    others.dedup_by_key(|it| it.id);
    let all = [&file, &other].into_iter().chain(&others);
    if let Some(second) = all.filter(|it| it.state == CaseFileState::Open).nth(1) {
        return Err(two_open(second, it, view).at("to").into());
    }
    file.joined.insert(wish.to);
    other.joined.insert(wish.case_file);
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let other_key = EntityKey { kind: EntityKind::CaseFile, id: wish.to.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, vec![FieldChange::of_joined(None, Some(wish.to))], "");
    let came = vec![FieldChange::of_joined(None, Some(wish.case_file))];
    let of_other = HistoryEntry::of_file_too(it, wish.to, came, "");
    let changes = Changes::new().entity(entry).entity(of_other).log("Uprava", key).log("Uprava", other_key);
    others.extend([file, other]);
    Ok(with_rules(others, view).into_iter().fold(changes, Changes::entity))
}

/// Refuses whoever does not keep the file, in every role: parting is for its handler alone (4.1.6).
pub(crate) fn decide_part(wish: &PartCaseFiles, it: &Context<'_>, view: &dyn View) -> Decision {
    let (mut file, mut other) = both(wish.case_file, wish.from, it, view)?;
    if file.has_keeper() && !it.keeps(&file, view) {
        return Err(Refusal::new(Code::NotAssignedToYou).into());
    }
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    if !file.joined.remove(&wish.from) {
        return Ok(Changes::new());
    }
    other.joined.remove(&wish.case_file);
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let other_key = EntityKey { kind: EntityKind::CaseFile, id: wish.from.0 };
    let left = vec![FieldChange::of_joined(Some(wish.from), None)];
    let entry = HistoryEntry::of_file(it, wish.case_file, left, &reason);
    let left = vec![FieldChange::of_joined(Some(wish.case_file), None)];
    let of_other = HistoryEntry::of_file_too(it, wish.from, left, &reason);
    let changes = Changes::new().entity(entry).entity(of_other).log("Uprava", key).log("Uprava", other_key);
    // Each of the two chains has its own rule again.
    let chains = [chain_without(&file, &other, view), chain_without(&other, &file, view)];
    Ok(chains.into_iter().flat_map(|it| with_rules(it, view)).fold(changes, Changes::entity))
}

fn both(a: CaseFileId, b: CaseFileId, it: &Context<'_>, view: &dyn View) -> Result<(CaseFile, CaseFile), Refusal> {
    if a == b {
        return Err(Refusal::new(Code::JoinedToItself).at("to"));
    }
    let file = it.case_file(a, view)?;
    it.refuse_unless_kept(&file, view)?;
    Ok((file, it.case_file(b, view)?))
}

/// Returns the chain of `file` after it was parted from `other`.
fn chain_without(file: &CaseFile, other: &CaseFile, view: &dyn View) -> Vec<CaseFile> {
    let parted = |it: CaseFile| match it.id {
        id if id == file.id => file.clone(),
        id if id == other.id => other.clone(),
        _ => it,
    };
    let mut chain = vec![file.clone()];
    let mut at = 0;
    while at < chain.len() {
        for id in chain[at].joined.clone() {
            if chain.iter().all(|it| it.id != id)
                && let Some(next) = view.case_file(id).found()
            {
                chain.push(parted(next));
            }
        }
        at += 1;
    }
    chain
}

/// Says that another file is open; its mark only to who may see it.
pub(super) fn two_open(open: &CaseFile, it: &Context<'_>, view: &dyn View) -> Refusal {
    let is_seen = it.case_file(open.id, view).is_ok();
    Refusal::new(Code::TwoOpenFiles).with("mark", if is_seen { open.name() } else { "…" })
}

/// Returns the files with the rules that hold for them together, and only those that have changed besides.
fn with_rules(files: Vec<CaseFile>, view: &dyn View) -> Vec<CaseFile> {
    let has_changed = |it: &CaseFile| view.case_file(it.id).found().as_ref() != Some(it);
    close::strictest(files).into_iter().filter(has_changed).collect()
}
