//! Settles an item of "Vyžaduje vás" with one key.

use domain::case_file::CorrectCaseFile;
use domain::name_register::{KeepApart, MergeParties};
use domain::quarantine::DecideQuarantined;
use domain::registry::{AssignDocument, Field};
use domain::{Entity, EntityKey, EntityKind, Wish};
use store::{Desk, Fault, Need, Tx};
use uuid::Uuid;
use values::{Code, DocumentId, MergeProposalId, Problem, QuarantinedId, Refusal};

use crate::needs_you::{ItemId, reminder_of_way};

/// How an item is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// My value over theirs.
    Mine,
    /// Theirs stands.
    Theirs,
    /// Once more, as it was.
    Retry,
    /// I have seen it.
    Dismiss,
    /// They are one.
    Merge,
    /// They are two.
    Apart,
    /// Let it through.
    Release,
    /// Turn it down.
    Reject,
}

impl Choice {
    const NAMED: [(Self, &'static str); 8] = [
        (Self::Mine, "mine"),
        (Self::Theirs, "theirs"),
        (Self::Retry, "retry"),
        (Self::Dismiss, "dismiss"),
        (Self::Merge, "merge"),
        (Self::Apart, "apart"),
        (Self::Release, "release"),
        (Self::Reject, "reject"),
    ];

    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|it| it.0 == self).map(|it| it.1).expect("every choice stands in the table")
    }
}

impl std::str::FromStr for Choice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::NAMED.iter().find(|it| it.1 == text);
        found.map(|it| it.0).ok_or("mine, theirs, retry, dismiss, merge, apart, release or reject")
    }
}

/// Settles an item: a new command in place of the failed one, or none.
pub fn settle(desk: &Desk, item: ItemId, choice: Choice) -> Result<(), Problem> {
    Ok(desk.write(|tx| match (item, choice) {
        (ItemId::Need(id), Choice::Mine | Choice::Retry) => again(tx, id),
        (ItemId::Need(id), Choice::Theirs | Choice::Dismiss) => tx.drop_need(id),
        (ItemId::Merge(id), Choice::Merge) => merge(tx, id),
        (ItemId::Merge(id), Choice::Apart | Choice::Dismiss) => {
            tx.submit(KeepApart { proposal: MergeProposalId(id) }).map(|_| ())
        }
        (ItemId::Quarantined(id), Choice::Release | Choice::Reject) => {
            let wish = DecideQuarantined { quarantined: QuarantinedId(id), release: choice == Choice::Release };
            tx.submit(wish).map(|_| ())
        }
        (ItemId::Returned(id), Choice::Dismiss) => tx.see_returned(DocumentId(id)),
        (ItemId::OnItsWay(id), Choice::Dismiss) => tx.put_reminder_away(reminder_of_way(DocumentId(id))),
        (ItemId::Deadline(id), Choice::Dismiss) => tx.put_reminder_away(DocumentId(id)),
        _ => Err(Refusal::new(Code::UsageWrong).with("why", "this item is not settled so").into()),
    })?)
}

/// Submits the failed wish once more on what stands now, and after it what had failed only because of it.
///
/// The clerk has seen the values of this item alone: what hangs beneath it and is in conflict about another field
/// stays, as an item of its own.
fn again(tx: &Tx<'_>, id: Uuid) -> store::Result<()> {
    let need = tx.need(id)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
    let beneath: Vec<Need> = tx.needs()?.into_iter().filter(|it| it.beneath == Some(id)).collect();
    let wish = wish_of(&need)?;
    let seen = fields_of(&wish);
    tx.submit(on_what_stands(tx, wish, &seen)?)?;
    tx.drop_need(need.id)?;
    for it in beneath {
        let wish = on_what_stands(tx, wish_of(&it)?, &seen)?;
        match tx.submit(wish) {
            Ok(_) => tx.drop_need(it.id)?,
            Err(Fault::Problem(Problem::Refused(_))) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

fn wish_of(need: &Need) -> store::Result<Wish> {
    need.wish.clone().ok_or_else(|| Refusal::new(Code::CommandUnknown).with("kind", &need.verb).into())
}

fn fields_of(wish: &Wish) -> Vec<Field> {
    match wish {
        Wish::CorrectDocument(it) => it.changes.iter().map(|it| it.field).collect(),
        Wish::AssignDocument(_) => vec![Field::Unit, Field::Person],
        Wish::InsertDocument(_) | Wish::TakeOutDocument(_) => vec![Field::CaseFile],
        _ => Vec::new(),
    }
}

/// Returns the wish with what stands now as the values it overwrites, for the fields the clerk has `seen`.
fn on_what_stands(tx: &Tx<'_>, mut wish: Wish, seen: &[Field]) -> store::Result<Wish> {
    match &mut wish {
        Wish::CorrectDocument(it) => {
            let document = tx.document(it.document)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            for change in it.changes.iter_mut().filter(|it| seen.contains(&it.field)) {
                change.was = Field::get(change.field, &document);
            }
        }
        Wish::AssignDocument(it) if seen.contains(&Field::Unit) => {
            let document = tx.document(it.document)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            *it = AssignDocument::seen(it.document, &document.handling, it.unit, it.person);
        }
        Wish::InsertDocument(it) if seen.contains(&Field::CaseFile) => {
            let document = tx.document(it.document)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            it.was = document.case_file.map(|it| it.id);
        }
        Wish::MoveCaseFile(it) => {
            let file = tx.case_file(it.case_file)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            it.was = file.class;
        }
        Wish::CorrectCaseFile(it) => {
            let file = tx.case_file(it.case_file)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            for change in &mut it.changes {
                change.was = CorrectCaseFile::value(&file, change.field).unwrap_or_default();
            }
        }
        Wish::NoteEvent(it) => {
            let file = tx.case_file(it.case_file)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            it.was = file.closed.and_then(|it| it.trigger_year);
        }
        Wish::AssignCaseFile(it) => {
            let file = tx.case_file(it.case_file)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            (it.was_unit, it.was_person) = (file.unit, file.person);
        }
        Wish::TakeOutDocument(it) if seen.contains(&Field::CaseFile) => {
            let document = tx.document(it.document)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
            it.case_file = document.case_file.map_or(it.case_file, |it| it.id);
        }
        _ => {}
    }
    Ok(wish)
}

fn merge(tx: &Tx<'_>, id: Uuid) -> store::Result<()> {
    let key = EntityKey { kind: EntityKind::MergeProposal, id };
    let Some(Entity::MergeProposal(it)) = tx.find(key)? else { return Err(Refusal::new(Code::NotFound).into()) };
    tx.submit(MergeParties { keep: it.older, merge: it.newer, proposal: Some(it.id) })?;
    Ok(())
}
