//! `list`, `search`, `export`: pages of the registry, and all of them as a table.

use std::path::Path;

use actions::Asked;
use clap::{Args, ValueEnum};
use sentences::{Language, phrase};
use serde_json::{Value, json};
use store::{Desk, ListQuery, SortBy, WorkList};
use values::Problem;

use crate::output::{Said, line_json, line_text};
use crate::run::usage;
use crate::words::own;

pub(crate) fn list(desk: &Desk, list: ListName, page: &PageArguments, language: Language) -> Result<Said, Problem> {
    read_page(desk, work_list(list), &Asked::All(Vec::new()), page, language)
}

/// Searches, and says in a sentence what was looked for.
pub(crate) fn search(desk: &Desk, typed: &[String], page: &PageArguments, language: Language) -> Result<Said, Problem> {
    let asked = desk.read(|tx| Ok(actions::read_search(tx, &as_typed(typed))?))?;
    let mut said = read_page(desk, WorkList::All, &asked, page, language)?;
    let sentence = actions::explain(&asked, &|name, with| phrase(name, with, language));
    said.text = [sentence.clone(), said.text].join("\n").trim_start().to_owned();
    said.json["says"] = sentence.into();
    Ok(said)
}

/// Exports every line of a list or a search as a table, by the file's name CSV or XLSX.
pub(crate) fn export(
    desk: &Desk,
    list: ListName,
    typed: &[String],
    page: &PageArguments,
    to: &Path,
    language: Language,
) -> Result<Said, Problem> {
    let asked = desk.read(|tx| Ok(actions::read_search(tx, &as_typed(typed))?))?;
    let n_rows = actions::export(desk, &query(work_list(list), &asked, page), to)?;
    let place = to.to_string_lossy().into_owned();
    Ok(Said {
        text: own("exported", &[("n", &n_rows), ("to", &place)], language),
        json: json!({ "n_rows": n_rows, "to": place }),
    })
}

/// The words of the shell as one search: the quotes the shell took are put back around a value of several words. One that
/// has the signs of a search in it is a whole search in one argument.
fn as_typed(words: &[String]) -> String {
    let is_plain = |value: &str| {
        let is_sign = |it: &str| matches!(it, "AND" | "OR" | "NOT" | "NEBO" | "NE") || it.starts_with('-');
        !value.contains(['(', ')', ':', '"']) && !value.split_whitespace().any(is_sign)
    };
    let quoted = |it: &String| match it.split_once(':') {
        Some((field, value))
            if value.contains(char::is_whitespace) && !field.contains(char::is_whitespace) && is_plain(value) =>
        {
            format!("{field}:\"{value}\"")
        }
        _ => it.clone(),
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

fn work_list(list: ListName) -> WorkList {
    match list {
        ListName::All => WorkList::All,
        ListName::Today => WorkList::Today,
        ListName::WithoutNumber => WorkList::WithoutNumber,
        ListName::Unassigned => WorkList::Unassigned,
        ListName::ReturnedToMe => WorkList::ReturnedToMe,
        ListName::AssignedToMe => WorkList::AssignedToMe,
        ListName::WithDeadline => WorkList::WithDeadline,
    }
}

fn query(list: WorkList, asked: &Asked, page: &PageArguments) -> ListQuery {
    ListQuery {
        list,
        search: asked.search(),
        sort: match page.sort {
            SortName::Captured => SortBy::Captured,
            SortName::Reference => SortBy::Reference,
            SortName::Delivered => SortBy::Delivered,
            SortName::Subject => SortBy::Subject,
            SortName::Sender => SortBy::Sender,
            SortName::Due => SortBy::Due,
        },
        descending: page.descending,
        after: page.after.clone(),
        limit: page.limit,
    }
}

fn read_page(
    desk: &Desk,
    list: WorkList,
    asked: &Asked,
    page: &PageArguments,
    language: Language,
) -> Result<Said, Problem> {
    let query = query(list, asked, page);
    Ok(desk.read(|tx| {
        let found = tx.list_documents(&query).map_err(|fault| match (&page.after, Problem::from(fault)) {
            // Where a page ended is told by the page before; another text is the caller's slip.
            (Some(_), Problem::Broken(why)) => usage(why),
            (_, problem) => problem,
        })?;
        let rows = found.lines.iter().map(|it| line_json(tx, it)).collect::<store::Result<Vec<Value>>>()?;
        let mut text: Vec<String> = found.lines.iter().map(|it| line_text(it, language)).collect();
        let total = tx.count_documents(&query)?;
        text.push(own("found", &[("shown", &found.lines.len()), ("total", &total)], language));
        Ok(Said { text: text.join("\n"), json: json!({ "documents": rows, "total": total, "next": found.next }) })
    })?)
}

/// How a list is paged and sorted.
#[derive(Args)]
pub(crate) struct PageArguments {
    /// How many; at most 500.
    #[arg(long, default_value_t = 100)]
    pub(crate) limit: u32,
    /// By what.
    #[arg(long, value_enum, default_value = "captured")]
    pub(crate) sort: SortName,
    /// The largest first.
    #[arg(long)]
    pub(crate) descending: bool,
    /// Where the page before ended, as its `next` said.
    #[arg(long, value_name = "NEXT")]
    pub(crate) after: Option<String>,
}

/// The work lists.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ListName {
    All,
    Today,
    WithoutNumber,
    Unassigned,
    ReturnedToMe,
    AssignedToMe,
    WithDeadline,
}

/// What a list is sorted by.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SortName {
    Captured,
    Reference,
    Delivered,
    Subject,
    Sender,
    Due,
}
