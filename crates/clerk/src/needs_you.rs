//! `needs-you`, `settle`: what was refused, is in conflict, or asks for a person.

use actions::{Choice, Item, ItemId, ItemKind};
use sentences::{Language, word};
use serde_json::{Value, json};
use store::{Desk, Tx};
use values::{Code, Problem, Refusal};

use crate::output::{Said, line_json};
use crate::run::usage;

use crate::show::{person_name, value_text};

pub(crate) fn needs_you(desk: &Desk, language: Language) -> Result<Said, Problem> {
    Ok(desk.read(|tx| {
        let items = actions::items(tx)?;
        let rows = items.iter().map(|it| item_json(tx, it, language)).collect::<store::Result<Vec<Value>>>()?;
        let text = items.iter().map(|it| item_text(tx, it, language)).collect::<store::Result<Vec<String>>>()?;
        let text = if text.is_empty() { word("needs_you.empty", language) } else { text.join("\n") };
        Ok(Said { text, json: json!({ "items": rows }) })
    })?)
}

/// Settles an item in one of the ways `needs-you` offers for it.
pub(crate) fn settle(desk: &Desk, item: &str, choice: Choice, language: Language) -> Result<Said, Problem> {
    let id: ItemId = item.parse().map_err(usage)?;
    let found = desk.read(actions::items)?.into_iter().find(|it| it.id == id);
    let found = found.ok_or_else(|| Refusal::new(Code::NotFound).at("item"))?;
    if !found.choices.contains(&choice) {
        return Err(usage(format!("this item is settled by {}", choice_names(&found).join(" or "))));
    }
    actions::settle(desk, id, choice)?;
    let name = choice.name();
    Ok(Said { text: word(&format!("settled.{name}"), language), json: json!({ "item": item, "choice": name }) })
}

fn choice_names(item: &Item) -> Vec<&'static str> {
    item.choices.iter().map(|it| it.name()).collect()
}

fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Own(it) => it.name(),
        ItemKind::Merge => "merge",
        ItemKind::Quarantined => "quarantined",
        ItemKind::Deadline => "deadline",
        ItemKind::Returned => "returned",
        ItemKind::OnItsWay => "on_its_way",
    }
}

fn item_json(tx: &Tx<'_>, item: &Item, language: Language) -> store::Result<Value> {
    let document = item.document.map(|it| tx.document_line(it)).transpose()?.flatten();
    let conflicts = item.need.as_ref().map(|it| it.conflicts.as_slice()).unwrap_or_default();
    let conflicts: Vec<Value> = conflicts
        .iter()
        .map(|it| json!({ "field": it.field, "was": it.was, "mine": it.mine, "theirs": it.theirs }))
        .collect();
    let parties = match item.parties {
        Some((older, newer)) => {
            let party = |id| Ok::<_, store::Fault>(json!({ "id": id, "name": tx.party(id)?.map(|it| it.list_name()) }));
            json!({ "older": party(older)?, "newer": party(newer)? })
        }
        None => Value::Null,
    };
    let beneath = item.need.as_ref().and_then(|it| it.beneath).map(|it| ItemId::Need(it).to_string());
    Ok(json!({
        "id": item.id.to_string(), "kind": kind_name(item.kind), "verb": item.verb(),
        "document": document.map(|it| line_json(tx, &it)).transpose()?,
        "problem": sentences::refusal_json(&item.matter(), language), "conflicts": conflicts, "parties": parties,
        "theirs_by": person_name(tx, item.theirs.as_ref().and_then(|it| it.by))?,
        "theirs_at": item.theirs.as_ref().map(|it| it.at),
        "made_by": person_name(tx, item.waiting.as_ref().map(|it| it.person))?,
        "choices": choice_names(item),
        "beneath": beneath, "at": item.at,
    }))
}

fn item_text(tx: &Tx<'_>, item: &Item, language: Language) -> store::Result<String> {
    let mut text = format!("{}\t{}", item.id, word(&format!("item.{}", kind_name(item.kind)), language));
    if let Some(line) = item.document.map(|it| tx.document_line(it)).transpose()?.flatten() {
        text.push_str(&format!("\t{}\t{}", line.reference.unwrap_or(line.jid), line.subject));
    }
    text.push_str(&format!("\n  {}", sentences::of_refusal(&item.matter(), language)));
    for conflict in item.need.as_ref().map(|it| it.conflicts.as_slice()).unwrap_or_default() {
        let field = word(&format!("field.{}", conflict.field), language);
        let mine = value_text(tx, &conflict.field, &conflict.mine, language)?;
        let theirs = value_text(tx, &conflict.field, &conflict.theirs, language)?;
        let (mine_label, theirs_label) = (word("needs_you.mine", language), word("needs_you.theirs", language));
        text.push_str(&format!("\n  {field}: {mine_label} {mine} / {theirs_label} {theirs}"));
    }
    text.push_str(&format!("\n  {}", choice_names(item).join(", ")));
    Ok(text)
}
