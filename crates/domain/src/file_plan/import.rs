//! Takes in a plan: the whole of it, in place of the one in force.
//!
//! Classes of the plan before are closed. A leaf with the same mark in the new plan takes the place of the old one, so
//! that open files go on there (the standard, 3.2.14); the others ask to be moved.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use values::{ClassId, Code, Date, FilePlanId, MAX_LINE_CHARS, Refusal};

use super::{FileClass, FilePlan, MAX_PERIOD_YEARS, NumberingMode, RetentionRule};
use crate::text::checked_line;
use crate::{Changes, Decision, Entity, EntityKey, EntityKind, Extra, View};

/// The most classes of a plan; more do not fit into one command.
/// More classes than any office's plan has.
pub const MAX_CLASSES: usize = 1_000;
/// The longest mark the standard's schema takes.
const MAX_MARK_CHARS: usize = 50;

/// Puts a plan in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// Its id.
    pub plan: FilePlanId,
    /// What it is called.
    pub name: String,
    /// The first day it holds.
    pub valid_from: Date,
    /// Its classes, in any order.
    pub classes: Vec<NewClass>,
}

/// A class of a new plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewClass {
    /// Its id.
    pub id: ClassId,
    /// The class above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ClassId>,
    /// Its full mark.
    pub mark: String,
    /// What belongs into it.
    pub title: String,
    /// How long its files are kept; leaves alone have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionRule>,
    /// How documents are numbered.
    #[serde(default)]
    pub numbering: NumberingMode,
    /// Whether the archive has consented for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub permanent_consent: bool,
}

pub(crate) fn decide(wish: &ImportPlan, view: &dyn View) -> Decision {
    let key = EntityKey { kind: EntityKind::FilePlan, id: wish.plan.0 };
    if view.has(EntityKind::FilePlan, wish.plan.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    if wish.classes.iter().any(|it| view.has(EntityKind::FileClass, it.id.0)) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    let name = checked_line("name", &wish.name, MAX_LINE_CHARS)?;
    if name.is_empty() {
        return Err(Refusal::new(Code::NameMissing).at("name").into());
    }
    check_classes(&wish.classes)?;
    let plan = FilePlan { id: wish.plan, name, valid_from: wish.valid_from, closed_on: None, extra: Extra::new() };
    let mut changes = Changes::new().entity(plan).log("Zalozeni", key);
    for entity in view.list(EntityKind::FilePlan) {
        if let Entity::FilePlan(mut it) = entity
            && it.closed_on.is_none()
        {
            it.closed_on = Some(wish.valid_from);
            changes = changes.entity(*it);
        }
    }
    let new_leaves: BTreeMap<&str, ClassId> =
        wish.classes.iter().filter(|it| it.retention.is_some()).map(|it| (it.mark.trim(), it.id)).collect();
    for entity in view.list(EntityKind::FileClass) {
        if let Entity::FileClass(mut it) = entity
            && it.is_open()
        {
            it.closed_on = Some(wish.valid_from);
            it.replaced_by = new_leaves.get(it.mark.as_str()).copied().filter(|_| it.is_leaf());
            changes = changes.entity(*it);
        }
    }
    for class in &wish.classes {
        changes = changes.entity(FileClass {
            id: class.id,
            plan: wish.plan,
            parent: class.parent,
            mark: class.mark.trim().to_owned(),
            title: checked_line("title", &class.title, MAX_LINE_CHARS)?,
            retention: class.retention,
            numbering: class.numbering,
            permanent_consent: class.permanent_consent,
            opened_on: wish.valid_from,
            closed_on: None,
            replaced_by: None,
            extra: Extra::new(),
        });
    }
    Ok(changes)
}

/// Refuses a plan with a cycle, two equal marks, a leaf with classes below it, or a class that can hold nothing. `nth` is
/// the class it stops at, from 0.
pub fn check_classes(classes: &[NewClass]) -> Result<(), Refusal> {
    if classes.is_empty() {
        return Err(Refusal::new(Code::PlanEmpty));
    }
    if classes.len() > MAX_CLASSES {
        return Err(Refusal::new(Code::TooManyChosen).with("n", classes.len()).with("max", MAX_CLASSES));
    }
    let places: BTreeMap<ClassId, usize> = classes.iter().enumerate().map(|(nth, it)| (it.id, nth)).collect();
    if places.len() < classes.len() {
        return Err(Refusal::new(Code::AlreadyExists));
    }
    let parents: BTreeSet<ClassId> = classes.iter().filter_map(|it| it.parent).collect();
    let mut marks = BTreeSet::new();
    for (nth, class) in classes.iter().enumerate() {
        let wrong = |code, field: &str| Err(Refusal::new(code).at(field).with("mark", &class.mark).with("nth", nth));
        let mark = class.mark.trim();
        if mark.is_empty() || mark.chars().any(char::is_control) || mark.chars().count() > MAX_MARK_CHARS {
            return wrong(Code::ClassMarkWrong, "mark");
        }
        if !marks.insert(mark) {
            return wrong(Code::ClassMarkTwice, "mark");
        }
        if class.title.trim().is_empty() {
            return wrong(Code::NameMissing, "title");
        }
        if class.parent.is_some_and(|it| !places.contains_key(&it)) {
            return wrong(Code::ClassUnknown, "parent");
        }
        if is_in_cycle(class, classes, &places) {
            return wrong(Code::ClassInCycle, "parent");
        }
        match class.retention {
            Some(_) if parents.contains(&class.id) => return wrong(Code::ClassLeafWithChildren, "retention"),
            None if !parents.contains(&class.id) => return wrong(Code::ClassWithoutRetention, "retention"),
            Some(rule) if rule.period_years > MAX_PERIOD_YEARS => {
                return wrong(Code::ClassPeriodTooLong, "retention");
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_in_cycle(class: &NewClass, classes: &[NewClass], places: &BTreeMap<ClassId, usize>) -> bool {
    let mut at = class;
    // A chain longer than there are classes goes round.
    for _ in 0..=classes.len() {
        match at.parent.and_then(|it| places.get(&it)) {
            Some(place) => at = &classes[*place],
            None => return false,
        }
    }
    true
}
