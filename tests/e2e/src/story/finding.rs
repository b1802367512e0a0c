//! A deadline by keys, its list and its reminder; a search built condition by condition, kept, and written into a table.

use crate::story::{Stage, choose_typed};
use crate::{Chord, Desk, Key, wait_for};

/// A letter gets a deadline by the law and one of Jana's own; then letters are found by fields.
pub(super) fn deadlines_and_searches(stage: &mut Stage, mut jana: Desk) -> Desk {
    stage.report.step("8e. Until when, and where is it");
    deadline(stage, &mut jana);
    reminder(stage, &mut jana);
    search(stage, &mut jana);
    jana.to_list();
    jana
}

fn deadline(stage: &mut Stage, jana: &mut Desk) {
    clear_search(jana);
    jana.window.chord(Chord::alt(Key::Char('7')));
    jana.window.wait_text("[data-part=list]", "Žádná lhůta neběží");
    stage.report.picture(&jana.window, "deadlines", "empty");
    jana.window.chord(Chord::alt(Key::Char('1')));
    jana.choose("Pád první");
    ask_for_deadline(jana);
    // Her own is the last of the rules; it wants a day.
    while jana.window.attribute("[name=rule]:checked", "value").as_deref() != Some("own") {
        jana.window.press(Key::Down);
    }
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=deadline]", "Takový den v kalendáři není");
    stage.report.picture(&jana.window, "deadline", "refused");
    jana.window.wait_focus("due_on");
    jana.window.text("+1");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] .facts", "vlastní lhůta");
    jana.choose("Pád druhý");
    ask_for_deadline(jana);
    jana.window.press(Key::Down);
    let counted = jana.window.wait_text("[data-part=counted]", "§ 71");
    stage.report.picture(&jana.window, "deadline", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] .facts", "rozhodnutí ve správním řízení");
    stage.report.saw(format!("a deadline of one's own without a day is refused; by the law: {counted}"));
    clear_search(jana);
    jana.window.chord(Chord::alt(Key::Char('7')));
    wait_for("what ends first to stand first", || {
        let rows = jana.rows();
        (rows.len() == 2 && rows[0].contains("Pád první") && rows[1].contains("Pád druhý")).then_some(())
    });
    stage.report.picture(&jana.window, "deadlines", "full");
    stage.report.saw("both stand in the list of deadlines, the one that ends tomorrow first");
    jana.window.chord(Chord::alt(Key::Char('1')));
}

fn ask_for_deadline(jana: &mut Desk) {
    jana.window.chord(Chord::ctrl_shift(Key::Char('l')));
    jana.window.wait_focus("rule");
}

fn reminder(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Pád první");
    // The reminder is for whoever has the letter: Jana takes it to herself.
    jana.window.chord(Chord::ctrl(Key::Char('d')));
    jana.window.wait_focus("unit");
    choose_typed(jana, "POD");
    jana.window.wait_focus("person");
    choose_typed(jana, "Nov");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the panel to close", || jana.window.shown("[data-panel=assign]").is_none().then_some(()));
    jana.window.wait_text("[data-part=detail] .facts", "Podatelna · Nováková");
    clear_search(jana);
    jana.window.press(Key::F(9));
    jana.window.wait_screen("needs-you");
    jana.window.wait_text("[data-kind=deadline]", "Pád první");
    stage.report.picture(&jana.window, "needs-you", "deadline");
    jana.window.press(Key::Home);
    let mut n_steps = 0;
    while jana.window.attribute("[role=option][aria-selected=true]", "data-kind").as_deref() != Some("deadline") {
        jana.window.press(Key::Down);
        n_steps += 1;
        assert!(n_steps < 50, "the reminder is not among what needs Jana");
    }
    jana.window.press(Key::Delete);
    wait_for("the reminder to be away", || jana.window.shown("[data-kind=deadline]").is_none().then_some(()));
    stage.report.saw("the reminder of the deadline that ends tomorrow is put away until tomorrow with one key");
    jana.to_list();
}

fn search(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl(Key::Char('h')));
    jana.window.wait_focus("field");
    stage.report.picture(&jana.window, "build-search", "empty");
    jana.window.press(Key::Enter);
    jana.window.wait_focus("value");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=build-search]", "Napište, co se má hledat");
    stage.report.picture(&jana.window, "build-search", "refused");
    jana.window.wait_focus("value");
    jana.window.text("pád");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=build-search] [data-part=search-says]", "věc obsahuje „pád“");
    jana.window.wait_focus("field");
    choose_typed(jana, "lhůta");
    jana.window.wait_focus("value");
    jana.window.text("dnes..+7");
    jana.window.chord(Chord::ctrl(Key::Enter));
    let says = jana.window.wait_text("[data-part=build-search] [data-part=search-says]", "a zároveň lhůta končí od");
    wait_for("one letter to be found", || (jana.rows().len() == 1).then_some(()));
    stage.report.picture(&jana.window, "build-search", "full");
    stage.report.saw(format!("built by keys: {says} It finds the one letter it should"));
    keep_and_export(stage, jana);
    clear_search(jana);
    wait_for("all letters again", || (jana.rows().len() > 2).then_some(()));
}

/// The search is kept under a name, and what it finds is written into a table.
fn keep_and_export(stage: &mut Stage, jana: &mut Desk) {
    jana.tab_until("name");
    jana.window.press(Key::Enter);
    wait_for("a name to be asked for", || jana.window.shown(".saved-searches [aria-invalid=true]"));
    stage.report.picture(&jana.window, "saved-search", "refused");
    jana.window.wait_focus("name");
    jana.window.text("Pády do týdne");
    jana.window.press(Key::Enter);
    wait_for("the kept search", || jana.window.shown("[data-saved]").filter(|it| it.contains("Pády do týdne")));
    stage.report.picture(&jana.window, "saved-search", "full");
    jana.tab_until("path");
    jana.window.text(&stage.data("není/nalezené.xlsx").display().to_string());
    jana.window.press(Key::Enter);
    jana.window.wait_text(".export-found", "neexistuje");
    stage.report.picture(&jana.window, "export", "refused");
    jana.window.wait_focus("path");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    let path = stage.data("nalezené.xlsx");
    jana.window.text(&path.display().to_string());
    stage.report.picture(&jana.window, "export", "full");
    jana.window.press(Key::Enter);
    wait_for("the table", || path.exists().then_some(()));
    stage.report.saw(format!("the search is kept under a name, and what it finds exported: {}", jana.message()));
}

fn clear_search(jana: &mut Desk) {
    jana.to_list();
    jana.window.chord(Chord::ctrl(Key::Char('f')));
    jana.window.wait_focus("search");
    jana.window.press(Key::Escape);
    jana.window.press(Key::Escape);
    // The second one gives the keys back to the list, a moment later: what is pressed before goes nowhere.
    jana.wait_list();
}
