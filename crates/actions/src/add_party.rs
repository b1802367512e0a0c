//! Makes a record of the name register.

use domain::name_register::{AddParty, Party, PartyKind};
use store::Desk;
use values::{Code, CompanyNumber, PartyId, Problem, Refusal};

/// A record as typed.
#[derive(Clone, Debug, Default)]
pub struct NewParty {
    /// natural, self_employed or legal.
    pub kind: String,
    /// Given name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// Company.
    pub company: String,
    /// IČO; empty for none.
    pub company_number: String,
    /// Data box.
    pub data_box: String,
    /// E-mail.
    pub email: String,
    /// Address.
    pub address: String,
}

/// Makes a person or a company; refuses a wrong check digit and a missing name.
pub fn add_party(desk: &Desk, typed: &NewParty) -> Result<Party, Problem> {
    let kind = match typed.kind.as_str() {
        "natural" => PartyKind::Natural,
        "self_employed" => PartyKind::SelfEmployed,
        _ => PartyKind::Legal,
    };
    let company_number = match typed.company_number.trim() {
        "" => None,
        number => Some(
            CompanyNumber::read(number).ok_or_else(|| Refusal::new(Code::CompanyNumberWrong).at("company_number"))?,
        ),
    };
    let party = Party {
        id: desk.new_id(PartyId),
        kind,
        name: typed.name.clone(),
        surname: typed.surname.clone(),
        company: typed.company.clone(),
        company_number,
        data_box: typed.data_box.clone(),
        email: typed.email.clone(),
        address: typed.address.clone(),
        merged_into: None,
        extra: Default::default(),
    };
    Ok(desk.write(|tx| {
        tx.submit(AddParty { party: party.clone() })?;
        Ok(tx.party(party.id)?.unwrap_or(party))
    })?)
}
