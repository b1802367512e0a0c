//! What can be searched for, what was understood, and searches that are kept.

use actions::{SEARCH_FIELDS, SearchField, ValueKind};
use sentences::{Language, word};
use values::Problem;

use crate::types::{SavedSearch, SearchFieldRow, SearchValueRow};
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn explained(&self, typed: &str, language: &str) -> Result<String, Problem> {
        let language = if language == "en" { Language::En } else { Language::Cs };
        let asked = self.open()?.desk.read(|tx| Ok(actions::read_search(tx, typed)?))?;
        Ok(actions::explain(&asked, &|name| word(name, language)))
    }

    pub(crate) fn searches(&self) -> Result<Vec<SavedSearch>, Problem> {
        let saved = self.open()?.desk.read(|tx| tx.saved_searches())?;
        Ok(saved.into_iter().map(|(name, typed)| SavedSearch { name, typed }).collect())
    }
}

pub(crate) fn fields() -> Vec<SearchFieldRow> {
    SEARCH_FIELDS.iter().map(field).collect()
}

fn field(it: &SearchField) -> SearchFieldRow {
    let value = |(name, czech): &(&str, &str)| SearchValueRow { name: (*name).to_owned(), czech: (*czech).to_owned() };
    let (kind, values) = match it.kind {
        ValueKind::Text(_) => ("text", Vec::new()),
        ValueKind::Day(_) => ("day", Vec::new()),
        ValueKind::Code(of) => ("code", actions::values_of(of).iter().map(value).collect()),
        ValueKind::Unit => ("unit", Vec::new()),
        ValueKind::Person => ("person", Vec::new()),
        ValueKind::Class => ("class", Vec::new()),
        ValueKind::Retention => ("retention", Vec::new()),
    };
    SearchFieldRow { name: it.name.to_owned(), czech: it.czech.to_owned(), kind: kind.to_owned(), values }
}
