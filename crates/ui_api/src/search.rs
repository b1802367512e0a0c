//! What can be searched for, what was understood, and searches that are kept.

use actions::{SEARCH_FIELDS, SearchField, ValueKind};
use sentences::{Language, phrase};
use values::Problem;

use crate::types::{SavedSearch, SearchFieldRow, SearchValueRow};
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn explained(&self, typed: &str, language: &str) -> Result<String, Problem> {
        let language = if language == "en" { Language::En } else { Language::Cs };
        let asked = self.open()?.desk.read(|tx| Ok(actions::read_search(tx, typed)?))?;
        Ok(actions::explain(&asked, &|name, with| phrase(name, with, language)))
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

#[cfg(test)]
mod tests {
    use domain::deadline::deadline_rules;
    use sentences::{Language, word};

    use super::fields;

    #[test]
    fn every_field_value_and_rule_has_its_word_in_both_languages() {
        let of_fields = fields().into_iter().flat_map(|field| {
            let of_values = field.values.iter().map(|it| format!("search.value.{}.{}", field.name, it.name));
            of_values.chain([format!("search.field.{}", field.name)]).collect::<Vec<_>>()
        });
        let of_rules = deadline_rules().iter().map(|it| format!("rule.{}", it.id));
        for name in of_fields.chain(of_rules) {
            for language in [Language::Cs, Language::En] {
                assert_ne!(word(&name, language), name, "{language:?}");
            }
        }
    }
}
