//! The case file: documents of one matter, kept together.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{CaseFileId, ClassId, Code, Instant, PersonId, Refusal, SeatId, UnitId};

use crate::authority::{Person, Role};
use crate::decide::Context;
use crate::file_plan::{DisposalMark, NumberingMode, RetentionRule};
use crate::numbering::Jid;
use crate::registry::{Document, Settlement};
use crate::{Entity, EntityKey, EntityKind, Extra, View};

/// A case file (spis) with the metadata of decree § 12(6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseFile {
    /// Its id; never shown.
    pub id: CaseFileId,
    /// Its unique identifier; the barcode on the cover.
    pub jid: Jid,
    /// Its file mark (spisová značka); none until the centre gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<FileMark>,
    /// What it is about.
    pub subject: String,
    /// The class it was founded in or moved to; followed to the one that stands for it now.
    pub class: ClassId,
    /// How its documents get their numbers; kept for ever as founded (the standard, 3.4.9).
    #[serde(default)]
    pub numbering: NumberingMode,
    /// Where it stands.
    #[serde(default)]
    pub state: CaseFileState,
    /// The unit that keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The person who keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Only for those who need it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
    /// The order of the last document put in; orders are never given twice.
    #[serde(default)]
    pub last_order: u32,
    /// When it was founded, by the centre once it has decided.
    pub founded_at: Instant,
    /// Who founded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_by: Option<PersonId>,
    /// In which role; a case clerk goes on seeing what she founded, the filing office by its post alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_in: Option<Role>,
    /// On which seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<SeatId>,
    /// How and when it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settlement>,
    /// When it was closed, and what becomes of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closure>,
    /// Files joined to it for good (pevný křížový odkaz).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub joined: BTreeSet<CaseFileId>,
    /// The JID on a cover printed before the centre replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_jid: Option<Jid>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A file mark as it was given; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    /// As it is written on the cover.
    pub text: String,
    /// The number it is made from: that of the document the file was founded on.
    pub sequence: u64,
    /// The year of that number.
    pub year: i16,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a case file stands (the standard's `StavEntity`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseFileState {
    /// Documents come and go.
    #[default]
    Open,
    /// The matter is settled; nothing comes in any more.
    Settled,
    /// Nothing in it changes any more.
    Closed,
}

/// The closing of a file, and when its disposal is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// When, by the centre once it has decided.
    pub at: Instant,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The rule of its class when it was closed.
    pub retention: RetentionRule,
    /// The year its period begins after; none while an event outside has not happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger_year: Option<i16>,
    /// When somebody said the last time whether that event has happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Instant>,
    /// What is proposed in the end: the rule's own mark, or the strictest of those of joined files.
    pub mark: DisposalMark,
    /// The first year of its disposal procedure: by its own rule, or the latest of those of joined files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_year: Option<i16>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Closure {
    /// Returns the first year of its disposal procedure by its own rule.
    pub fn own_due_year(&self) -> Option<i16> {
        self.trigger_year.map(|it| self.retention.due_year(it))
    }

    /// Returns its own rule and the year that follows from it, as the history says them: `S5, 2032`.
    pub(crate) fn text(&self) -> Value {
        let rule = self.retention.text();
        Value::from(self.own_due_year().map_or(rule.clone(), |it| format!("{rule}, {it}")))
    }
}

impl CaseFile {
    /// Refuses to let documents in or out of a file that is not open (the standard, 3.4.6).
    pub(crate) fn refuse_unless_open(&self) -> Result<(), Refusal> {
        match self.state {
            CaseFileState::Open => Ok(()),
            CaseFileState::Settled | CaseFileState::Closed => {
                Err(Refusal::new(Code::CaseFileClosed).at("case_file").with("mark", self.name()))
            }
        }
    }

    /// Returns whether it is this person's business: they keep it, their unit does, or they founded it as a case clerk.
    pub fn is_kept_by(&self, person: &Person) -> bool {
        let founded = self.founded_by == Some(person.id) && self.founded_in == Some(Role::CaseClerk);
        let by_unit = self.person.is_none() && self.unit.is_some_and(|it| person.is_in(it));
        self.person == Some(person.id) || founded || by_unit
    }

    /// Returns whether a unit or a person keeps it.
    pub fn has_keeper(&self) -> bool {
        self.unit.is_some() || self.person.is_some()
    }

    /// Returns its mark, or its JID while it has none.
    pub fn name(&self) -> &str {
        self.mark.as_ref().map_or(self.jid.as_str(), |it| it.text.as_str())
    }
}

impl Context<'_> {
    /// Returns the case file a command is about; as with documents, one out of the person's scopes is out of reach.
    pub(crate) fn case_file(&self, id: CaseFileId, view: &dyn View) -> Result<CaseFile, Refusal> {
        let file = view.case_file(id).found().ok_or_else(|| Refusal::new(Code::NotFound).at("case_file"))?;
        self.refuse_out_of_reach(&Entity::from(file.clone()), view)?;
        Ok(file)
    }

    /// Refuses a case clerk who neither keeps the file nor founded it; one kept by a unit is kept by all of its people.
    pub(crate) fn refuse_unless_kept(&self, file: &CaseFile, view: &dyn View) -> Result<(), Refusal> {
        let is_refused = self.is_bound_to_own() && !self.keeps(file, view);
        if is_refused { Err(Refusal::new(Code::NotAssignedToYou)) } else { Ok(()) }
    }

    /// Returns whether whoever commands keeps the file.
    pub(crate) fn keeps(&self, file: &CaseFile, view: &dyn View) -> bool {
        self.acts_as(view, |it| file.is_kept_by(it))
    }
}

/// Returns the documents of a file, in their order. A desk sees a part of them.
pub(crate) fn documents_of(id: CaseFileId, view: &dyn View) -> Vec<Document> {
    let children = view.children(EntityKey { kind: EntityKind::CaseFile, id: id.0 }, EntityKind::Document);
    let mut documents: Vec<Document> =
        children.into_iter().filter_map(|it| if let Entity::Document(it) = it { Some(*it) } else { None }).collect();
    documents.sort_by_key(|it| it.case_file.as_ref().map(|it| it.order));
    documents
}

/// Returns the file and all that are joined to it, directly or through others.
pub(crate) fn chain_of(file: &CaseFile, view: &dyn View) -> Vec<CaseFile> {
    let mut chain = vec![file.clone()];
    let mut at = 0;
    while at < chain.len() {
        for id in chain[at].joined.clone() {
            if chain.iter().all(|it| it.id != id)
                && let Some(next) = view.case_file(id).found()
            {
                chain.push(next);
            }
        }
        at += 1;
    }
    chain
}
