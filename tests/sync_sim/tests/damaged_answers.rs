//! Answers that came to harm on the way: nothing of them is shown, and the next round is whole.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use common::{ask, attach_wish, enrol, offices, sync};
use domain::authority::Role;
use store::Desk;
use sync_client::Round;
use sync_protocol::{Reply, Request, decode};
use testkit::seal;
use values::{Code, ComponentId, Problem};

fn n_entities(desk: &Desk) -> usize {
    desk.read(|tx| Ok(tx.everything_confirmed()?.len())).unwrap()
}

/// Brings a round to its pull; returns it with what it asks.
fn round_at_its_pull(desk: &Desk) -> (Round, Request) {
    let mut round = Round::default();
    let request = round.next(desk).unwrap().unwrap();
    assert_eq!(request.name(), "pull");
    (round, request)
}

#[test]
fn a_page_with_a_wrong_hash_is_not_shown_and_is_asked_for_again() {
    let it = offices(Role::FilingClerk);
    let other = enrol(&it.centre, &it.clock, &it.folder, "town", it.town.person).desk;
    let component = ComponentId(uuid::Uuid::from_u128(5));
    it.town.desk.write(|tx| tx.submit(attach_wish(component, it.town.document))).unwrap();
    sync(&it.centre, &it.town.desk);
    let before = n_entities(&other);
    let (mut round, request) = round_at_its_pull(&other);
    let Reply::Pull(mut reply) = ask(&it.centre, &other, request).unwrap() else {
        panic!("a pull is answered by a page")
    };
    reply.page = reply.page.damaged();
    let refused = round.receive(&other, Reply::Pull(reply)).unwrap_err();
    assert_eq!(refused, Problem::unavailable(Code::PageHashWrong));
    assert_eq!(n_entities(&other), before);
    sync(&it.centre, &other);
    // The file and the line of the history that says so.
    assert_eq!(n_entities(&other), before + 2);
}

#[test]
fn an_answer_cut_off_anywhere_is_as_if_it_had_not_come() {
    let it = offices(Role::FilingClerk);
    let (_, request) = round_at_its_pull(&it.town.desk);
    let signer = sync_client::signer(&it.town.desk).unwrap();
    let whole = seal(&request, Some(&signer)).deliver(&it.centre);
    for n_bytes in 0..whole.len() {
        let read = decode::<Result<Reply, Problem>>(&whole[..n_bytes]);
        assert_eq!(read.unwrap_err(), Problem::unavailable(Code::AnswerNotUnderstood), "{n_bytes} of {}", whole.len());
    }
}
