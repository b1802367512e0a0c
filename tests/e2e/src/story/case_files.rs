//! A case file from its founding to its closing, by keys.

use crate::story::{Stage, choose_radio, choose_typed, give_reason};
use crate::{Chord, Desk, Key, wait_for};

/// Contracts: the years of their files begin when they end.
const CONTRACTS: &str = "50.3";

/// Two files are founded; a letter is put into one and taken out; that one is given away, moved, settled, joined, parted,
/// closed and taken up again, and its prints are made.
pub(super) fn from_founding_to_closing(stage: &mut Stage, mut jana: Desk) -> Desk {
    stage.report.step("8d. A case file");
    jana.choose("Pád druhý");
    found(stage, &mut jana, false);
    jana.choose("Výzva k doplnění");
    found(stage, &mut jana, true);
    stage.report.saw("Jana founds two case files; each has its mark from the centre");
    in_and_out(stage, &mut jana);

    jana.to_list();
    jana.window.press(Key::F(4));
    jana.window.wait_screen("case_files");
    wait_for("both files in the list", || {
        (jana.window.all_shown("[data-part=list] [data-case-file]").len() == 2).then_some(())
    });
    jana.window.wait_text("[data-part=detail] h2", "Výzva k doplnění");
    stage.report.picture(&jana.window, "case-files", "full");
    jana.window.chord(Chord::alt(Key::Char('4')));
    wait_for("no closed file", || jana.window.all_shown("[data-case-file]").is_empty().then_some(()));
    stage.report.picture(&jana.window, "case-files", "empty");
    jana.window.chord(Chord::alt(Key::Char('5')));
    jana.window.wait_text("[data-part=detail] h2", "Výzva k doplnění");
    jana.window.chord(Chord::ctrl(Key::Char('f')));
    jana.window.wait_focus("search");
    jana.window.text("nic takového");
    wait_for("nothing found", || jana.window.all_shown("[data-case-file]").is_empty().then_some(()));
    stage.report.picture(&jana.window, "case-files", "refused");
    // The first clears the search, the second leaves it.
    jana.window.press(Key::Escape);
    jana.window.press(Key::Escape);
    jana.window.wait_text("[data-part=detail] h2", "Výzva k doplnění");

    correct(stage, &mut jana);
    give_and_move(stage, &mut jana);
    settle_and_join(stage, &mut jana);
    close_and_reopen(stage, &mut jana);
    print(stage, &mut jana);
    jana.to_list();
    jana
}

/// Founds a file on this document and closes it.
pub(super) fn closed_with(stage: &mut Stage, jana: &mut Desk, subject: &str) {
    jana.choose(subject);
    found(stage, jana, false);
    jana.to_list();
    jana.window.press(Key::F(4));
    jana.window.wait_screen("case_files");
    jana.window.chord(Chord::ctrl(Key::Char('f')));
    jana.window.wait_focus("search");
    jana.window.text(subject);
    wait_for("its file alone", || {
        (jana.window.all_shown("[data-part=list] [data-case-file]").len() == 1).then_some(())
    });
    jana.window.press(Key::Enter);
    jana.window.wait_text("[data-part=detail] h2", subject);
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("way");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "vyřízeno");
    jana.window.chord(Chord::ctrl_shift(Key::Char('k')));
    jana.window.wait_text("[role=dialog]", subject);
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "uzavřený");
    jana.to_list();
}

/// Founds a file on the chosen document.
fn found(stage: &mut Stage, jana: &mut Desk, is_shown: bool) {
    jana.window.chord(Chord::ctrl_shift(Key::Char('f')));
    jana.window.wait_focus("class");
    if is_shown {
        jana.window.chord(Chord::ctrl(Key::Enter));
        jana.window.wait_text("[data-panel=found]", "spisový plán nemá");
        stage.report.picture(&jana.window, "found", "refused");
        jana.window.wait_focus("class");
    }
    choose_typed(jana, "58.2");
    jana.window.wait_focus("subject");
    if is_shown {
        stage.report.picture(&jana.window, "found", "full");
    }
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail]", "SZ HLUC/");
}

/// A letter goes into the file and comes out with a reason.
fn in_and_out(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Pád první");
    jana.window.chord(Chord::ctrl_shift(Key::Char('v')));
    jana.window.wait_focus("case_file");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=insert]", "Vyberte");
    stage.report.picture(&jana.window, "insert", "refused");
    jana.window.wait_focus("case_file");
    choose_typed(jana, "výzva");
    stage.report.picture(&jana.window, "insert", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail]", "SZ HLUC/");
    jana.window.chord(Chord::ctrl_shift(Key::Char('y')));
    give_reason(stage, jana, "take-out", "take_out", "nepatří sem");
    jana.window.wait_text("[data-part=detail]", "nepatří sem");
    stage.report.saw("a letter is put into the file and taken out with a reason");
}

/// Its subject is put right; an empty one is refused, and the old one stays readable.
fn correct(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl(Key::Char('e')));
    jana.window.wait_focus("subject");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.press(Key::Delete);
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=correct]", "Věc chybí");
    stage.report.picture(&jana.window, "correct-file", "refused");
    jana.window.wait_focus("subject");
    jana.window.text("Výzva k doplnění žádosti");
    stage.report.picture(&jana.window, "correct-file", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] h2", "Výzva k doplnění žádosti");
    let history = jana.window.wait_text("[data-part=detail] .history", "spis opraven");
    jana.window.run("document.querySelector('.history').scrollIntoView()", serde_json::json!([]));
    stage.report.picture(&jana.window, "file-history", "full");
    assert!(history.contains("Výzva k doplnění"), "the old subject stays readable: {history}");
    stage.report.saw("the file's subject is corrected, and its history says what it was");
}

fn give_and_move(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl_shift(Key::Char('d')));
    jana.window.wait_focus("unit");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("why not", || jana.window.shown("[data-panel=assign] [aria-invalid=true]"));
    stage.report.picture(&jana.window, "assign-file", "refused");
    jana.window.wait_focus("unit");
    choose_typed(jana, "POD");
    stage.report.picture(&jana.window, "assign-file", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] .facts", "POD");
    jana.window.chord(Chord::ctrl_shift(Key::Char('m')));
    jana.window.wait_focus("class");
    choose_typed(jana, "50.4");
    give_reason(stage, jana, "move", "move", "jiná věc");
    jana.window.wait_text("[data-part=detail] .facts", "50.4");
    stage.report.saw("the file is given to a unit to keep, and moved to another class with a reason");
}

fn settle_and_join(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl(Key::Char('b')));
    jana.window.wait_focus("to");
    choose_typed(jana, "pád");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("two open files to be refused", || Some(said(jana)).filter(|it| it.contains("jen jeden")));
    stage.report.picture(&jana.window, "join", "refused");
    jana.window.press(Key::Escape);
    wait_for("the panel to close", || jana.window.shown("[data-panel=join]").is_none().then_some(()));

    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("way");
    stage.report.picture(&jana.window, "settle", "full");
    choose_radio(jana, Key::Down, "way", "otherwise");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=settle]", "Napište, co se udělalo");
    jana.window.wait_focus("note");
    jana.window.text("dohodou na místě");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=settle]", "Důvod chybí");
    stage.report.picture(&jana.window, "settle", "refused");
    jana.window.wait_focus("reason");
    jana.window.text("žadatel o víc nestojí");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "vyřízeno");
    jana.window.chord(Chord::ctrl(Key::Char('b')));
    jana.window.wait_focus("to");
    choose_typed(jana, "pád");
    stage.report.picture(&jana.window, "join", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-joined]", "Pád druhý");
    jana.window.chord(Chord::ctrl_shift(Key::Char('b')));
    give_reason(stage, jana, "part", "part", "omylem");
    wait_for("the files to be parted", || jana.window.shown("[data-joined]").is_none().then_some(()));
    stage.report.saw("two open files are not joined; one that is settled is, and parted again with a reason");
}

fn close_and_reopen(stage: &mut Stage, jana: &mut Desk) {
    ask_to_close(jana);
    stage.report.picture(&jana.window, "close", "full");
    jana.window.press(Key::Enter);
    wait_for("the question to be gone", || jana.window.shown("[role=dialog]").is_none().then_some(()));
    wait_state(jana, "vyřízeno");
    ask_to_close(jana);
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "uzavřený");
    stage.report.saw("settled with its document; Enter alone does not close it, Ctrl+Enter does");
    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    give_reason(stage, jana, "reopen", "reopen", "odvolání");
    wait_state(jana, "otevřený");
    close_with_year(stage, jana);
    note_event(stage, jana);
}

/// In a class whose period runs from a year only a person knows, the file is closed with it and not without.
fn close_with_year(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl_shift(Key::Char('m')));
    jana.window.wait_focus("class");
    choose_typed(jana, "53.2");
    say_why(jana, "osobní spis");
    jana.window.wait_text("[data-part=detail] .facts", "53.2");
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("way");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "vyřízeno");
    ask_to_close(jana);
    jana.window.wait_focus("trigger_year");
    stage.report.picture(&jana.window, "close", "with-year");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the year to be asked for", || jana.window.shown("[role=dialog] [aria-invalid=true]"));
    stage.report.picture(&jana.window, "close", "refused");
    jana.window.wait_focus("trigger_year");
    jana.window.text("1980");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "uzavřený");
    stage.report.saw("in a class that counts from a birth the year is asked for, and the file closed with it");
    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    say_why(jana, "ještě ne");
    wait_state(jana, "otevřený");
}

/// A contract has ended: its file, closed before anybody knew the year, gets it afterwards.
fn note_event(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl_shift(Key::Char('m')));
    jana.window.wait_focus("class");
    choose_typed(jana, CONTRACTS);
    say_why(jana, "je to smlouva");
    jana.window.wait_text("[data-part=detail] .facts", CONTRACTS);
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("way");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "vyřízeno");
    ask_to_close(jana);
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(jana, "uzavřený");
    jana.window.chord(Chord::ctrl_shift(Key::Char('l')));
    jana.window.wait_focus("trigger_year");
    jana.window.text("2999");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the year to be refused", || jana.window.shown("[data-panel=event] [aria-invalid=true]"));
    stage.report.picture(&jana.window, "event", "refused");
    jana.window.wait_focus("trigger_year");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("2020");
    stage.report.picture(&jana.window, "event", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the panel to close", || jana.window.shown("[data-panel=event]").is_none().then_some(()));
    stage.report.saw("a closed file that waits for the end of a contract gets the year it ended in");
    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    say_why(jana, "ještě ne");
    wait_state(jana, "otevřený");
}

fn say_why(jana: &mut Desk, reason: &str) {
    jana.window.wait_focus("reason");
    jana.window.text(reason);
    jana.window.chord(Chord::ctrl(Key::Enter));
}

fn print(stage: &mut Stage, jana: &mut Desk) {
    let both =
        [(Chord::ctrl(Key::Char('t')), "cover", "obal.pdf"), (Chord::ctrl_shift(Key::Char('t')), "list", "soupis.pdf")];
    for (chord, panel, name) in both {
        let path = stage.folder.path().join(name);
        jana.window.chord(chord);
        jana.window.wait_focus("printer");
        jana.window.chord(Chord::ctrl(Key::Enter));
        jana.window.wait_text(&format!("[data-panel={panel}]"), "Vyberte tiskárnu");
        let screen = if panel == "list" { "file-list" } else { panel };
        stage.report.picture(&jana.window, screen, "refused");
        jana.enter_until("path");
        jana.window.text(&path.to_string_lossy());
        stage.report.picture(&jana.window, screen, "full");
        jana.window.chord(Chord::ctrl(Key::Enter));
        wait_for(name, || path.exists().then_some(()));
    }
    stage.report.saw("taken up again with a reason; its cover and the list of its documents are printed to files");
}

fn ask_to_close(jana: &mut Desk) {
    jana.window.chord(Chord::ctrl_shift(Key::Char('k')));
    jana.window.wait_text("[role=dialog]", "Výzva k doplnění");
}

/// What the window says of a refusal: beside a field, or in the line of messages.
fn said(jana: &Desk) -> String {
    [jana.window.shown("[data-panel]").unwrap_or_default(), jana.message()].join(" ")
}

/// Waits for a word of the file's state.
fn wait_state(desk: &Desk, word: &str) {
    wait_for(&format!("{word:?} on the file"), || {
        let state = desk.window.shown("[data-part=detail] .facts-head .state")?;
        state.to_lowercase().starts_with(word).then_some(())
    });
}
