//! `correct`, `cancel`, `assign`, `accept`, `refuse`, `attach`: what is done to a registered document.

use std::path::Path;

use actions::{Many, Seen};
use domain::registry::{Field, Handling, NoteReturned, SeenSending};
use sentences::Language;
use serde_json::{Value, json};
use store::{Desk, DocumentLine};
use values::{Code, DocumentId, Problem, Refusal, fold};

use crate::arguments::Sending;
use crate::find;
use crate::output::{Said, line_json, line_text};
use crate::run::usage;
use crate::words::own;

/// Corrects fields; the values that stand here now count as seen.
pub(crate) fn correct(
    desk: &Desk,
    named: &str,
    changes: &[String],
    reason: &str,
    language: Language,
) -> Result<Said, Problem> {
    let mut typed = Vec::new();
    for change in changes {
        let (name, value) = change.split_once('=').ok_or_else(|| usage("--set takes FIELD=VALUE"))?;
        let field: Field =
            serde_json::from_value(json!(name.trim())).map_err(|_| usage(format!("there is no field {name}")))?;
        let is_party = matches!(field, Field::Sender | Field::Addressee) && !value.trim().is_empty();
        typed.push((field, if is_party { find::sender(desk, value)?.to_string() } else { value.to_owned() }));
    }
    let id = find(desk, named)?.id;
    let document =
        desk.read(|tx| tx.document(id)).map_err(Problem::from)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
    let seen = typed.into_iter().map(|(field, now)| Seen { field, was: field.get(&document), now }).collect();
    actions::correct(desk, id, seen, reason)?;
    done(desk, id, language)
}

pub(crate) fn cancel(desk: &Desk, named: &str, reason: &str, language: Language) -> Result<Said, Problem> {
    let id = find(desk, named)?.id;
    actions::cancel(desk, id, reason)?;
    done(desk, id, language)
}

/// Assigns one document or many; who has them now counts as seen.
pub(crate) fn assign(
    desk: &Desk,
    named: &[String],
    unit: Option<&str>,
    person: Option<&str>,
    language: Language,
) -> Result<Said, Problem> {
    let (lines, to) = desk.read(|tx| {
        let lines = named.iter().map(|it| find::document(tx, it)).collect::<Result<Vec<_>, Problem>>()?;
        let unit = unit.map(|code| find::unit(tx, code)).transpose()?;
        let person = person.map(|named| find::person(tx, named)).transpose()?;
        Ok((lines, (unit.map(|it| it.id), person.map(|it| it.id))))
    })?;
    if let [line] = lines.as_slice() {
        let seen = Handling { state: line.state, unit: line.unit, person: line.person, ..Handling::default() };
        actions::assign(desk, line.id, &seen, to)?;
        return done(desk, line.id, language);
    }
    let done = actions::assign_many(desk, &ids_of(&lines), to)?;
    Ok(many("assigned", &lines, &done, language))
}

fn ids_of(lines: &[DocumentLine]) -> Vec<DocumentId> {
    lines.iter().map(|it| it.id).collect()
}

/// Says of how many of the documents it was done, and what the others were refused for.
fn many(word: &str, lines: &[DocumentLine], done: &Many, language: Language) -> Said {
    let sentence = |it: &(DocumentId, Refusal)| {
        let line = lines.iter().find(|line| line.id == it.0);
        format!("{}: {}", line.map_or("", |it| it.jid.as_str()), sentences::of_refusal(&it.1, language))
    };
    let mut text = vec![own(word, &[("n", &done.n_done), ("total", &lines.len())], language)];
    text.extend(done.refused.iter().map(sentence));
    let refused: Vec<Value> = done
        .refused
        .iter()
        .map(|it| json!({ "id": it.0, "problem": sentences::refusal_json(&it.1, language) }))
        .collect();
    Said { text: text.join("\n"), json: json!({ "n_done": done.n_done, "refused": refused }) }
}

/// Takes one assignment back, or many.
pub(crate) fn withdraw(desk: &Desk, named: &[String], language: Language) -> Result<Said, Problem> {
    let lines = find_all(desk, named)?;
    if let [line] = lines.as_slice() {
        actions::withdraw(desk, line.id)?;
        return done(desk, line.id, language);
    }
    Ok(many("withdrawn", &lines, &actions::withdraw_many(desk, &ids_of(&lines))?, language))
}

/// Undoes the last change; says so when there is none.
pub(crate) fn undo(desk: &Desk, language: Language) -> Result<Said, Problem> {
    let Some(undone) = actions::undo(desk)? else {
        return Ok(Said { text: own("nothing_to_undo", &[], language), json: json!({ "undone": Value::Null }) });
    };
    let mut said = done(desk, undone.document, language)?;
    said.json["undone"] = json!(undone.verb);
    Ok(said)
}

/// Takes one document in hand, or many.
pub(crate) fn accept(desk: &Desk, named: &[String], language: Language) -> Result<Said, Problem> {
    let lines = find_all(desk, named)?;
    if let [line] = lines.as_slice() {
        actions::accept(desk, line.id)?;
        return done(desk, line.id, language);
    }
    Ok(many("accepted", &lines, &actions::accept_many(desk, &ids_of(&lines))?, language))
}

fn find_all(desk: &Desk, named: &[String]) -> Result<Vec<DocumentLine>, Problem> {
    Ok(desk.read(|tx| Ok(named.iter().map(|it| find::document(tx, it)).collect::<Result<_, Problem>>()?))?)
}

pub(crate) fn refuse(desk: &Desk, named: &str, reason: &str, language: Language) -> Result<Said, Problem> {
    let id = find(desk, named)?.id;
    actions::refuse(desk, id, reason)?;
    done(desk, id, language)
}

/// Hands a document to the only office whose name begins so.
pub(crate) fn dispatch(desk: &Desk, named: &str, to: &str, language: Language) -> Result<Said, Problem> {
    let id = find(desk, named)?.id;
    let offices = desk.read(actions::offices)?;
    let fitting: Vec<_> = offices.iter().filter(|it| fold(&it.name).starts_with(&fold(to))).collect();
    let [office] = fitting.as_slice() else {
        return Err(Refusal::new(Code::OfficeUnknown).at("office").with("named", to).into());
    };
    actions::dispatch(desk, id, office.id)?;
    done(desk, id, language)
}

pub(crate) fn returned(desk: &Desk, named: &str, why: &str, note: &str, language: Language) -> Result<Said, Problem> {
    let id = find(desk, named)?.id;
    let why = serde_json::from_value(json!(why))
        .map_err(|_| usage("--why is unclaimed, moved_away, addressee_unknown, refused_by_addressee or otherwise"))?;
    actions::submit(desk, NoteReturned { document: id, why, note: note.to_owned() })?;
    done(desk, id, language)
}

/// Notes that an own document was sent.
pub(crate) fn sent(desk: &Desk, named: &str, sending: &Sending, language: Language) -> Result<Said, Problem> {
    let id = find(desk, named)?.id;
    let last = desk.read(|tx| tx.document(id))?.and_then(|it| it.sendings.last().map(SeenSending::of));
    let corrects = last.filter(|_| sending.corrects);
    let way = serde_json::from_value(json!(sending.way))
        .map_err(|_| usage("--way is post, in_person, public_notice, courier, email or data_box"))?;
    actions::note_sent(desk, id, (&sending.on, way), &sending.note, corrects)?;
    done(desk, id, language)
}

pub(crate) fn attach(
    desk: &Desk,
    named: &str,
    file: &Path,
    output_of: Option<&str>,
    language: Language,
) -> Result<Said, Problem> {
    let id = find(desk, named)?.id;
    let output_of =
        output_of.map(|it| it.parse().map_err(|_| usage("--output-of takes a component's id"))).transpose()?;
    let component = actions::attach_as(desk, id, file, output_of)?;
    let mut said = done(desk, id, language)?;
    said.json["component"] = json!(component);
    Ok(said)
}

fn find(desk: &Desk, named: &str) -> Result<DocumentLine, Problem> {
    Ok(desk.read(|tx| Ok(find::document(tx, named)?))?)
}

/// Says how the document stands now; one this person no longer sees is named by its id alone.
pub(crate) fn done(desk: &Desk, id: DocumentId, language: Language) -> Result<Said, Problem> {
    Ok(desk.read(|tx| {
        let Some(line) = tx.document_line(id)? else {
            return Ok(Said { text: id.to_string(), json: json!({ "document": Value::Null }) });
        };
        Ok(Said { text: line_text(&line, language), json: json!({ "document": line_json(tx, &line)? }) })
    })?)
}
