//! `substitute`: who stands in for whom.

use sentences::Language;
use serde_json::{Value, json};
use store::Desk;
use values::{PersonId, Problem};

use crate::find;
use crate::output::Said;
use crate::show::person_name;
use crate::words::own;

/// What was asked for on the command line.
pub(crate) struct Wanted<'a> {
    pub(crate) deputy: Option<&'a str>,
    pub(crate) from: &'a str,
    pub(crate) until: &'a str,
    pub(crate) absent: Option<&'a str>,
    pub(crate) end: bool,
}

/// Names a deputy or ends the standing in, where that was asked for; says how it stands now.
pub(crate) fn substitute(desk: &Desk, wanted: &Wanted<'_>, language: Language) -> Result<Said, Problem> {
    if wanted.deputy.is_some() || wanted.end {
        let (person, deputy) = desk.read(|tx| {
            let named = |it: Option<&str>| -> Result<Option<PersonId>, Problem> {
                it.map(|it| find::person(tx, it).map(|it| it.id)).transpose()
            };
            let me = tx.identity()?.person;
            Ok((named(wanted.absent)?.unwrap_or(me), named(wanted.deputy)?))
        })?;
        actions::set_substitute(desk, person, deputy, wanted.from, wanted.until)?;
    }
    Ok(desk.read(|tx| {
        let (mut lines, mut rows): (Vec<String>, Vec<Value>) = Default::default();
        for (person, it) in actions::substituted(tx)? {
            let deputy = person_name(tx, Some(it.deputy))?.unwrap_or_default();
            let (from, until) = (actions::shown_day(it.from), actions::shown_day(it.until));
            let facts: [(&str, &dyn ToString); 4] =
                [("person", &person.list_name()), ("deputy", &deputy), ("from", &from), ("until", &until)];
            lines.push(own("substitute", &facts, language));
            rows.push(json!({ "person": person.list_name(), "deputy": deputy, "from": it.from, "until": it.until }));
        }
        Ok(Said { text: lines.join("\n"), json: json!({ "substitutes": rows }) })
    })?)
}
