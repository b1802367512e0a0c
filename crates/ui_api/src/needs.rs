//! Items of "Vyžaduje vás" as the window shows them.

use actions::{Choice, Item, ItemId, ItemKind};
use domain::Wish;
use domain::case_file::CorrectCaseFile;
use domain::registry::{Entry, Field, FieldChange};
use serde_json::{Value, json};
use store::Tx;
use values::CaseFileId;

use crate::problem::of_refusal;
use crate::show;
use crate::types::{ChangeRow, ConflictRow, NeedsYouItem, ProblemKind};

pub(crate) fn item(tx: &Tx<'_>, item: &Item, all: &[Item]) -> store::Result<NeedsYouItem> {
    let document = item.document.map(|it| show::row_of(tx, it)).transpose()?.flatten();
    // What was forgotten is shown without its content.
    let is_seen = !item.is_forgotten;
    let wish = item.wish.as_ref().filter(|_| is_seen);
    let (who, who_at) = who(tx, item)?;
    let id = item.id.to_string();
    let beneath = all
        .iter()
        .filter(|it| it.need.as_ref().and_then(|it| it.beneath).map(ItemId::Need) == Some(item.id))
        .map(|it| it.id.to_string())
        .collect();
    Ok(NeedsYouItem {
        id,
        kind: kind_of(item.kind).to_owned(),
        document,
        verb: item.verb().to_owned(),
        problem: of_refusal(ProblemKind::Refused, item.matter()),
        conflicts: if is_seen { conflicts(tx, item)? } else { Vec::new() },
        wished: match (wish, &item.parties) {
            (Some(wish), _) => wished(tx, wish)?,
            (None, Some((older, newer))) => {
                let name =
                    |id| Ok::<_, store::Fault>(tx.party(id)?.map(|it| format!("{}, {}", it.list_name(), it.address)));
                vec![ChangeRow {
                    field: "sender".to_owned(),
                    was: name(*older)?.unwrap_or_default(),
                    now: name(*newer)?.unwrap_or_default(),
                }]
            }
            _ => Vec::new(),
        },
        at: item.at.map(show::text).unwrap_or_default(),
        who,
        who_at,
        choices: choices(item),
        beneath,
    })
}

fn kind_of(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Merge => "merge",
        ItemKind::Quarantined => "quarantined",
        ItemKind::Deadline => "deadline",
        ItemKind::Returned => "returned",
        ItemKind::OnItsWay => "on_its_way",
        ItemKind::Own(kind) => kind.name(),
    }
}

/// The desk's choices, and where both values can be compared the window's own: to write a third one.
fn choices(item: &Item) -> Vec<String> {
    let mut names: Vec<String> = item.choices.iter().map(|it| it.name().to_owned()).collect();
    if item.choices.contains(&Choice::Mine) {
        names.push("edit".to_owned());
    }
    names
}

fn who(tx: &Tx<'_>, item: &Item) -> store::Result<(String, Option<String>)> {
    let person = |id| Ok::<_, store::Fault>(tx.person(id)?.map(|it| it.list_name()).unwrap_or_default());
    if let Some(line) = &item.theirs {
        let name = line.by.map(person).transpose()?.unwrap_or_default();
        return Ok((name, Some(show::text(line.at))));
    }
    if let Some(waiting) = &item.waiting {
        return Ok((person(waiting.person)?, Some(show::text(waiting.made_at))));
    }
    Ok((String::new(), None))
}

fn conflicts(tx: &Tx<'_>, item: &Item) -> store::Result<Vec<ConflictRow>> {
    let Some(need) = &item.need else { return Ok(Vec::new()) };
    need.conflicts
        .iter()
        .map(|it| {
            Ok(ConflictRow {
                field: it.field.clone(),
                mine: show::field_in_words(tx, &it.field, &it.mine)?,
                theirs: show::field_in_words(tx, &it.field, &it.theirs)?,
            })
        })
        .collect()
}

fn wished(tx: &Tx<'_>, wish: &Wish) -> store::Result<Vec<ChangeRow>> {
    let field = |field: Field, now: Value| FieldChange { field, was: Value::Null, now };
    if let Some(id) = case_file_of(wish) {
        return wished_of_file(tx, id, wish);
    }
    let changes = match wish {
        Wish::CorrectDocument(it) => it.changes.clone(),
        Wish::AssignDocument(it) => vec![field(Field::Unit, json!(it.unit)), field(Field::Person, json!(it.person))],
        Wish::RegisterReceived(it) => entry_fields(&it.entry),
        Wish::RegisterOwn(it) => entry_fields(&it.entry),
        Wish::AddParty(it) => {
            let now = [it.party.list_name(), it.party.address.clone()].join(", ");
            return Ok(vec![ChangeRow { field: "sender".to_owned(), was: String::new(), now }]);
        }
        _ => Vec::new(),
    };
    show::wished(tx, &changes)
}

/// The case file a wish is about, where it is about one as a whole.
fn case_file_of(wish: &Wish) -> Option<CaseFileId> {
    match wish {
        Wish::CorrectCaseFile(it) => Some(it.case_file),
        Wish::NoteEvent(it) => Some(it.case_file),
        Wish::MoveCaseFile(it) => Some(it.case_file),
        Wish::AssignCaseFile(it) => Some(it.case_file),
        Wish::SettleCaseFile(it) => Some(it.case_file),
        Wish::CloseCaseFile(it) => Some(it.case_file),
        Wish::ReopenCaseFile(it) => Some(it.case_file),
        Wish::JoinCaseFiles(it) => Some(it.case_file),
        Wish::PartCaseFiles(it) => Some(it.case_file),
        _ => None,
    }
}

/// Which file, and of each value what stands there now beside what was wished: whoever tries it again overwrites the one with the other.
fn wished_of_file(tx: &Tx<'_>, id: CaseFileId, wish: &Wish) -> store::Result<Vec<ChangeRow>> {
    // One that is not to be seen any more is not named either.
    let Some(file) = tx.case_file(id)? else { return Ok(Vec::new()) };
    let change = |field: Field, was: Value, now: Value| FieldChange { field, was, now };
    let changes = match wish {
        Wish::CorrectCaseFile(it) => {
            let stands = |field| CorrectCaseFile::value(&file, field).unwrap_or_default();
            it.changes.iter().map(|it| change(it.field, stands(it.field), it.now.clone())).collect()
        }
        Wish::MoveCaseFile(it) => vec![change(Field::Class, json!(file.class), json!(it.class))],
        Wish::AssignCaseFile(it) => vec![
            change(Field::Unit, json!(file.unit), json!(it.unit)),
            change(Field::Person, json!(file.person), json!(it.person)),
        ],
        _ => Vec::new(),
    };
    let mut rows = vec![ChangeRow {
        field: "case_file".to_owned(),
        was: String::new(),
        now: format!("{} – {}", file.name(), file.subject),
    }];
    if let Wish::NoteEvent(it) = wish {
        let year = |it: Option<i16>| it.map(|it| it.to_string()).unwrap_or_default();
        let was = year(file.closed.as_ref().and_then(|it| it.trigger_year));
        rows.push(ChangeRow { field: "trigger_year".to_owned(), was, now: year(it.year) });
    }
    rows.extend(show::wished(tx, &changes)?);
    Ok(rows)
}

/// Everything that was typed: where the registering failed, it stands nowhere else.
fn entry_fields(entry: &Entry) -> Vec<FieldChange> {
    let fields = [
        (Field::Subject, json!(entry.subject)),
        (Field::Sender, json!(entry.sender)),
        (Field::Addressee, json!(entry.addressee)),
        (Field::SenderReference, json!(entry.sender_reference)),
        (Field::DeliveredAt, json!(entry.delivered_at)),
        (Field::Sheets, json!(entry.sheets)),
        (Field::PaperAttachments, json!(entry.paper_attachments)),
        (Field::OtherAttachments, json!(entry.other_attachments)),
        (Field::Unit, json!(entry.unit)),
        (Field::Person, json!(entry.person)),
    ];
    let typed = fields.into_iter().filter(|(_, now)| !now.is_null() && now != "");
    typed.map(|(field, now)| FieldChange { field, was: Value::Null, now }).collect()
}
