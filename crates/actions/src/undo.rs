//! Undoes the last change with a new, inverse one: what happened stays in the history, and so does that it was undone.
//!
//! A cancellation has no inverse (the number and its reason stay), nor has the taking in hand. What is done with whole case files is
//! taken back by its own verbs: taken up again, parted, corrected again. A document put into a file, taken out of it, or settled is.

use domain::Wish;
use domain::case_file::{InsertDocument, TakeOutDocument};
use domain::registry::{
    AssignDocument, CorrectDocument, Document, Field, FieldChange, HandlingState, HistoryEntry, ReopenDocument,
    WithdrawDocument,
};
use serde::de::DeserializeOwned;
use store::{Desk, Tx};
use values::{CaseFileId, Code, CommandId, DocumentId, Problem, Refusal};

/// The reason that stands beside an inverse that needs one; the records of the office are in Czech.
const REASON: &str = "vzato zpět";

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The verb, by its command's name.
    pub verb: String,
    /// The document it was done to.
    pub document: DocumentId,
    /// Its JID.
    pub jid: String,
    /// Its reference number.
    pub reference: Option<String>,
    /// Its subject.
    pub subject: String,
}

/// Undoes the last change made at this desk that can be undone; `None` when there is none.
///
/// Refuses what the rules refuse of the inverse: somebody may have gone on from there meanwhile. What was refused is not
/// tried again.
pub fn undo(desk: &Desk) -> Result<Option<Undone>, Problem> {
    let Some((command, document)) = desk.write(|tx| tx.take_undoable())? else { return Ok(None) };
    let undone = desk.write(|tx| {
        let (wish, undone) = inverse(tx, command, document)?;
        let inverse = tx.submit(wish)?;
        // The inverse is not undone in its turn: the next undo goes one step further back.
        tx.forget_step(inverse)?;
        Ok(undone)
    })?;
    Ok(Some(undone))
}

fn inverse(tx: &Tx<'_>, command: CommandId, document: DocumentId) -> store::Result<(Wish, Undone)> {
    let gone = || Refusal::new(Code::NotFound);
    let document = tx.document(document)?.ok_or_else(gone)?;
    let line = tx.history(document.id)?.into_iter().map(|it| it.0).find(|it| it.id.0 == command.0).ok_or_else(gone)?;
    let undone = Undone {
        verb: line.verb.clone(),
        document: document.id,
        jid: document.jid.to_string(),
        reference: document.number_text().map(str::to_owned),
        subject: document.subject.clone(),
    };
    let wish = match line.verb.as_str() {
        "correct_document" => {
            let back = |it: &FieldChange| FieldChange { field: it.field, was: it.now.clone(), now: it.was.clone() };
            let changes = line.changes.iter().map(back).collect();
            CorrectDocument { document: document.id, changes, reason: String::new() }.into()
        }
        "insert_document" | "take_out_document" => put_back(&document, &line)?,
        "settle_document" => ReopenDocument { document: document.id, reason: REASON.to_owned() }.into(),
        _ => give_back(&document, &line)?,
    };
    Ok((wish, undone))
}

/// Puts a document where it lay before: in another file, or in none. Where somebody has put it elsewhere since, the rules say so.
fn put_back(document: &Document, line: &HistoryEntry) -> store::Result<Wish> {
    let change = line.changes.iter().find(|it| it.field == Field::CaseFile);
    let was: Option<CaseFileId> = before(change, None)?;
    let now = change.and_then(|it| serde_json::from_value::<CaseFileId>(it.now.clone()).ok());
    Ok(match (was, now) {
        (Some(case_file), was) => InsertDocument { document: document.id, case_file, was }.into(),
        (None, Some(case_file)) => {
            TakeOutDocument { document: document.id, case_file, reason: REASON.to_owned() }.into()
        }
        (None, None) => return Err(Refusal::new(Code::NotFound).into()),
    })
}

/// Gives a document to whoever had it before, or to nobody.
fn give_back(document: &Document, line: &HistoryEntry) -> store::Result<Wish> {
    let changed = |field| line.changes.iter().find(|it| it.field == field);
    let unit = before(changed(Field::Unit), document.handling.unit)?;
    let person = before(changed(Field::Person), document.handling.person)?;
    if unit.is_none() && person.is_none() && document.handling.state == HandlingState::Assigned {
        return Ok(WithdrawDocument { document: document.id }.into());
    }
    Ok(AssignDocument::seen(document.id, &document.handling, unit, person).into())
}

fn before<T: DeserializeOwned>(change: Option<&FieldChange>, present: Option<T>) -> store::Result<Option<T>> {
    match change {
        None => Ok(present),
        Some(it) => serde_json::from_value(it.was.clone()).map_err(|why| Problem::Broken(why.to_string()).into()),
    }
}
