//! Makes a record of the name register. It never fails as a double: the centre proposes a merge.

use serde::{Deserialize, Serialize};
use values::{Code, MAX_LINE_CHARS, MergeProposalId, Refusal};

use super::{MergeProposal, Party, PartyKind, ProposalState};
use crate::decide::Context;
use crate::text::checked_line;
use crate::{Changes, Decision, EntityKey, EntityKind, Extra, Standing, View};

/// Makes a person or a company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddParty {
    /// The record; its id is made by the desk.
    pub party: Party,
}

pub(crate) fn decide(wish: &AddParty, it: &Context<'_>, view: &dyn View) -> Decision {
    if view.has(EntityKind::Party, wish.party.id.0) {
        return Err(Refusal::new(Code::AlreadyExists).into());
    }
    let party = checked(&wish.party)?;
    let mut changes = Changes::new();
    if view.standing() == Standing::Final
        && let Some(older) = view.parties_like(&party).first()
    {
        let proposal = MergeProposal {
            id: MergeProposalId(it.command.id.0),
            older: *older,
            newer: party.id,
            state: ProposalState::Open,
            extra: Extra::new(),
        };
        changes = changes.entity(proposal);
    }
    let key = EntityKey::party(party.id);
    Ok(changes.entity(party).log("Zalozeni", key))
}

/// Returns the record with its texts cleaned, or what is the matter with it.
fn checked(party: &Party) -> Result<Party, Refusal> {
    let line = |field: &str, text: &str| checked_line(field, text, MAX_LINE_CHARS);
    let it = Party {
        name: line("name", &party.name)?,
        surname: line("surname", &party.surname)?,
        company: line("company", &party.company)?,
        data_box: line("data_box", &party.data_box)?,
        email: line("email", &party.email)?,
        address: line("address", &party.address)?,
        merged_into: None,
        ..party.clone()
    };
    let name_field = if it.kind == PartyKind::Legal { ("company", &it.company) } else { ("surname", &it.surname) };
    if name_field.1.is_empty() {
        return Err(Refusal::new(Code::NameMissing).at(name_field.0));
    }
    if let Some(number) = &it.company_number
        && values::CompanyNumber::read(number.as_str()).as_ref() != Some(number)
    {
        return Err(Refusal::new(Code::CompanyNumberWrong).at("company_number"));
    }
    Ok(it)
}
