//! Says whether what a closed file waits for has happened: the end of a contract, of a building's life (the standard, 6.1.6 e).

use serde::{Deserialize, Serialize};
use values::{CaseFileId, Code, MAX_NOTE_CHARS, Refusal};

use super::close::{checked_year, strictest};
use super::{CaseFile, Closure, chain_of};
use crate::decide::Context;
use crate::file_plan::{MAX_PERIOD_YEARS, Trigger};
use crate::registry::{Field, FieldChange, HistoryEntry};
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, View};

/// Says in which year the event happened, or that it has not yet: then it is asked again after the years of the rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteEvent {
    /// The file.
    pub case_file: CaseFileId,
    /// The year the clerk saw noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<i16>,
    /// The year it happened; none: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// What it is known from; needed to change a year that was noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Refuses a file that waits for no event, and a change of a noted year without a reason. The period begins with the year, and
/// with joined files the strictest rule is found again (the standard, 6.1.8).
pub(crate) fn decide(wish: &NoteEvent, it: &Context<'_>, view: &dyn View) -> Decision {
    let mut file = it.case_file(wish.case_file, view)?;
    it.refuse_unless_kept(&file, view)?;
    let name = file.name().to_owned();
    let not_awaited = || Refusal::new(Code::EventNotAwaited).with("mark", name);
    let Some(closure) = file.closed.as_mut().filter(|it| it.retention.trigger == Trigger::Event) else {
        return Err(not_awaited().into());
    };
    let year = wish.year.map(|year| checked_year(year, it)).transpose()?;
    if closure.trigger_year != wish.was {
        // Whoever else noted the same year has done it already.
        let is_same = year.is_some() && closure.trigger_year == year;
        return if is_same { Ok(Changes::new()) } else { Err(Refusal::new(Code::Conflict).at("trigger_year").into()) };
    }
    if closure.trigger_year.is_some() && closure.trigger_year == year {
        return Ok(Changes::new());
    }
    let reason = checked_line("reason", &wish.reason, MAX_NOTE_CHARS)?;
    if wish.was.is_some() && reason.is_empty() {
        return Err(Refusal::new(Code::ReasonMissing).at("reason").into());
    }
    let was = closure.text();
    closure.trigger_year = year;
    closure.asked_at = Some(it.now);
    let now = closure.text();
    let change = (was != now).then_some(FieldChange { field: Field::Closed, was, now });
    let key = EntityKey { kind: EntityKind::CaseFile, id: wish.case_file.0 };
    let entry = HistoryEntry::of_file(it, wish.case_file, change.into_iter().collect(), &reason);
    let changes = Changes::new().entity(entry).log("Uprava", key);
    let others = chain_of(&file, view).into_iter().filter(|it| it.id != wish.case_file && it.closed.is_some());
    Ok(strictest(others.chain([file]).collect()).into_iter().fold(changes, Changes::entity))
}

impl Closure {
    /// Returns the day from which somebody is asked whether the event has happened; none where none is awaited, or it has.
    ///
    /// A rule that names no years is asked about every year: nobody else would ever think of it.
    pub fn ask_on(&self) -> Option<values::Date> {
        let waits = self.retention.trigger == Trigger::Event && self.trigger_year.is_none();
        let years = i64::from(self.retention.check_years.unwrap_or(1).clamp(1, MAX_PERIOD_YEARS));
        let since = values::local_date(self.asked_at.unwrap_or(self.at));
        waits.then(|| since.saturating_add(jiff::Span::new().years(years)))
    }
}

impl CaseFile {
    /// Returns whether its retention begins with an event outside.
    pub fn is_of_event(&self) -> bool {
        self.closed.as_ref().is_some_and(|it| it.retention.trigger == Trigger::Event)
    }
}
