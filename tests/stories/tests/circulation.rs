//! Letters on their way through the office.
#![allow(clippy::unwrap_used)]

use stories::Town;

#[test]
fn eighty_letters_are_assigned_at_once_and_one_that_cannot_be_holds_up_no_other() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let mut jids: Vec<String> = (0..80).map(|n| jana.register(&format!("Dopis {n}"), &[])).collect();
    jana.run(&["cancel", &jids[7], "--reason", "dvakrát"]).done();
    let all: Vec<&str> = ["assign"].into_iter().chain(jids.iter().map(String::as_str)).collect();
    let done = jana.run(&[all.as_slice(), &["--unit", "OŽP"]].concat()).done();
    assert_eq!((done["n_done"].as_u64(), done["refused"].as_array().unwrap().len()), (Some(79), 1));
    assert_eq!(done["refused"][0]["problem"]["code"], "document_cancelled");
    jana.sync();
    let eva = town.desk("Malá");
    let mine = eva.run(&["list", "--list", "assigned-to-me", "--limit", "100"]).done();
    assert_eq!(mine["total"], 79);
    // Who it is for takes it in hand at once, too; the filing office takes back what she left.
    let done = eva.run(&["accept", &jids[8], &jids[9], &jids[12]]).done();
    assert_eq!(done["n_done"], 3);
    eva.sync();
    jana.sync();
    let done = jana.run(&["withdraw", &jids[8], &jids[10], &jids[11]]).done();
    assert_eq!(
        (done["n_done"].as_u64(), &done["refused"][0]["problem"]["code"]),
        (Some(2), &"already_accepted".into())
    );
    // To a unit that was closed an hour ago nothing is assigned, and nothing is half done.
    town.centre(&["unit", "close", "--tenant", "hlucin", "--code", "FIN"]).done();
    jana.sync();
    jids.truncate(3);
    let some: Vec<&str> = ["assign"].into_iter().chain(jids.iter().map(String::as_str)).collect();
    let done = jana.run(&[some.as_slice(), &["--unit", "FIN"]].concat()).done();
    assert_eq!((done["n_done"].as_u64(), done["refused"].as_array().unwrap().len()), (Some(0), 3));
    assert_eq!(jana.show(&jids[0])["unit"], "OŽP");
    let many: Vec<&str> = ["assign"].into_iter().chain(std::iter::repeat_n(jids[0].as_str(), 501)).collect();
    jana.run(&[many.as_slice(), &["--unit", "OŽP"]].concat()).problem(1, "too_many_chosen");
}
