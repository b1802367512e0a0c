//! A sender who was merged twice is shown by the name of the last record, in the list as in the document.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use common::{offices, sync};
use domain::authority::Role;
use domain::name_register::{AddParty, MergeParties};
use store::Tx;
use testkit::{letter, party};
use values::{Clock, PartyId};

fn add(tx: &Tx<'_>, surname: &str) -> store::Result<PartyId> {
    let id = tx.new_id(PartyId);
    tx.submit(AddParty { party: party(id, surname) })?;
    Ok(id)
}

#[test]
fn a_line_follows_its_sender_through_two_merges() {
    let it = offices(Role::FilingClerk);
    let desk = &it.school.desk;
    let (first, second, third, document) = desk
        .write(|tx| {
            let (first, second, third) = (add(tx, "Adam")?, add(tx, "Bílek")?, add(tx, "Cibulka")?);
            let wish = letter("Dotaz").from(first).delivered_at(it.clock.now()).received(tx)?;
            let document = wish.document;
            tx.submit(wish)?;
            Ok((first, second, third, document))
        })
        .unwrap();
    for (keep, merge, name) in [(second, first, "Bílek Jan"), (third, second, "Cibulka Jan")] {
        desk.write(|tx| tx.submit(MergeParties { keep, merge, proposal: None })).unwrap();
        let shown = || desk.read(|tx| Ok(tx.document_line(document)?.unwrap().sender)).unwrap();
        assert_eq!(shown(), name, "at once");
        sync(&it.centre, desk);
        assert_eq!(shown(), name, "and after the feed");
    }
}
