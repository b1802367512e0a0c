//! What can go wrong, as three situations a person can tell apart.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Code;

/// A rule says no, or something is missing; the sentence for `code` stands in the locale files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What is the matter.
    pub code: Code,
    /// The field it belongs to, when there is one, by its name in the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the sentence needs, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Refusal {
    /// A refusal without a field and without arguments.
    pub fn new(code: Code) -> Self {
        Self { code, field: None, args: BTreeMap::new() }
    }

    /// Ties the refusal to a field.
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Adds an argument of the sentence.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code.as_str())?;
        if let Some(field) = &self.field {
            write!(f, " at {field}")?;
        }
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Problem {
    /// A rule says no; the clerk can act.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The network, a device or a disk is not there; it is tried again.
    #[error("unavailable: {0}")]
    Unavailable(Refusal),
    /// Data on the disk is damaged or of a version this program does not know; it is left as it is.
    #[error("damaged: {0}")]
    Damaged(Refusal),
    /// Our fault. The text goes to the log, the clerk sees an incident id.
    #[error("broken: {0}")]
    Broken(String),
}

impl Problem {
    /// A plain refusal.
    pub fn refused(code: Code) -> Self {
        Self::Refused(Refusal::new(code))
    }

    /// Something that is not there just now.
    pub fn unavailable(code: Code) -> Self {
        Self::Unavailable(Refusal::new(code))
    }

    /// Returns the code a person or a script is told.
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(it) | Self::Unavailable(it) | Self::Damaged(it) => it.code,
            Self::Broken(_) => Code::Broken,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
