//! A record of the name register.

use serde::{Deserialize, Serialize};
use values::{CompanyNumber, PartyId, fold};

use crate::Extra;

/// A person or a company the office writes with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// Its id; it never changes, and after a merge it forwards.
    pub id: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// Given name of a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Surname of a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub surname: String,
    /// Name of a company or an office; business addendum of a person in business.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// IČO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_number: Option<CompanyNumber>,
    /// Data-box id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub data_box: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Postal address in one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The record this one was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PartyId>,
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The three types of the standard: FO, PFO, PO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A natural person (FO).
    Natural,
    /// A natural person in business (PFO).
    SelfEmployed,
    /// A legal person (PO).
    Legal,
}

impl Party {
    /// Returns the name as it stands in lists: surname first, or the company's name.
    pub fn list_name(&self) -> String {
        let person = format!("{} {}", self.surname, self.name).trim().to_owned();
        match self.kind {
            PartyKind::Natural => person,
            PartyKind::Legal => self.company.clone(),
            PartyKind::SelfEmployed if self.company.is_empty() => person,
            PartyKind::SelfEmployed => format!("{person}, {}", self.company),
        }
    }

    /// Returns what two records of the same person or company have in common: the company number, or else the
    /// folded name and address.
    pub fn likeness(&self) -> String {
        match &self.company_number {
            Some(number) => number.as_str().to_owned(),
            None => format!("{}|{}", fold(&self.list_name()), fold(&self.address)),
        }
    }

    /// Returns the folded words it is found by.
    pub fn search_text(&self) -> String {
        let number = self.company_number.as_ref().map(CompanyNumber::as_str).unwrap_or_default();
        let parts = [&self.surname, &self.name, &self.company, &self.address, &self.email, &self.data_box];
        let mut text = parts.map(|it| fold(it)).join(" ");
        text.push(' ');
        text.push_str(number);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
