//! A class (věcná skupina): where case files belong. Only a leaf holds files, and only a leaf has a retention rule.

use serde::{Deserialize, Serialize};
use values::{ClassId, Code, Date, FilePlanId, Refusal};

use super::RetentionRule;
use crate::{Extra, Lookup, View};

/// How many plans in a row a class is followed through; a longer chain is a fault in the data.
const MAX_REPLACED: usize = 50;

/// A class of a filing plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileClass {
    /// Its id.
    pub id: ClassId,
    /// The plan it belongs to.
    pub plan: FilePlanId,
    /// The class above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ClassId>,
    /// Its full mark (plně určený spisový znak): `610.2.1`.
    pub mark: String,
    /// What belongs into it.
    pub title: String,
    /// How long its files are kept; none for a class that only holds classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionRule>,
    /// How documents of the files founded in it get their numbers (the standard, 3.1.2 h).
    #[serde(default)]
    pub numbering: NumberingMode,
    /// The archive has consented for good: files close without output formats (the standard, 3.2.10).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub permanent_consent: bool,
    /// The first day it holds.
    pub opened_on: Date,
    /// The day it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// The class of the next plan that took its place; its open files belong there from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<ClassId>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How the documents of a case file are numbered (the standard's `ZpusobVedeni`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberingMode {
    /// Each by the series of the year, as it was registered (`Priorace`).
    #[default]
    Period,
    /// By the file's mark and their order in it (`SbernyArch`, collecting sheet).
    CollectingSheet,
}

impl FileClass {
    /// Returns whether files are founded in it.
    pub fn is_leaf(&self) -> bool {
        self.retention.is_some()
    }

    /// Returns whether it is in force.
    pub fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}

/// Returns the class that stands for `id` now: the last one of those that took its place.
pub fn forward_class(id: ClassId, find: &dyn Fn(ClassId) -> Option<FileClass>) -> Option<FileClass> {
    let mut class = find(id)?;
    for _ in 0..MAX_REPLACED {
        match class.replaced_by {
            Some(next) => class = find(next)?,
            None => return Some(class),
        }
    }
    None
}

/// Returns the open leaf a file may be founded in or moved to. `None` is a class this desk does not have.
pub(crate) fn open_leaf(id: ClassId, view: &dyn View) -> Result<Option<FileClass>, Refusal> {
    if view.class(id) == Lookup::Unknown {
        return Ok(None);
    }
    let class =
        forward_class(id, &|it| view.class(it).found()).ok_or_else(|| Refusal::new(Code::ClassUnknown).at("class"))?;
    if !class.is_leaf() {
        return Err(Refusal::new(Code::ClassNotLeaf).at("class").with("mark", &class.mark));
    }
    if !class.is_open() {
        return Err(Refusal::new(Code::ClassClosed).at("class").with("mark", &class.mark));
    }
    Ok(Some(class))
}
