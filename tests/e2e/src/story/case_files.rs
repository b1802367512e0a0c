//! A case file from its founding to its closing, by keys.

use crate::story::Stage;
use crate::{Chord, Desk, Key, wait_for};

/// A file is founded on a letter, settled, refused to be closed by a slip, closed, taken up again, and its cover printed.
pub(super) fn from_founding_to_closing(stage: &mut Stage, mut jana: Desk) -> Desk {
    stage.report.step("8d. A case file");
    jana.choose("Výzva k doplnění");
    jana.window.chord(Chord::ctrl_shift(Key::Char('f')));
    jana.window.wait_focus("class");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=found]", "spisový plán nemá");
    stage.report.picture(&jana.window, "found", "refused");
    jana.window.wait_focus("class");
    jana.window.text("58.2");
    wait_for("the classes", || jana.window.shown("[role=option]"));
    jana.window.press(Key::Enter);
    jana.window.wait_focus("subject");
    stage.report.picture(&jana.window, "found", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail]", "SZ HLUC/");
    stage.report.saw("Jana founds a case file on an own document; the file has its mark from the centre");

    jana.to_list();
    jana.window.press(Key::F(4));
    jana.window.wait_screen("case_files");
    let row = wait_for("the file in the list", || jana.window.shown("[data-part=list] [data-case-file]"));
    jana.window.wait_text("[data-part=detail]", "Výzva k doplnění");
    stage.report.picture(&jana.window, "case-files", "full");
    stage.report.saw(format!("the open files: {}", row.replace('\n', " | ")));

    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("way");
    stage.report.picture(&jana.window, "settle", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    // It has left the list of open files.
    wait_for("the list without it", || jana.window.all_shown("[data-case-file]").is_empty().then_some(()));
    stage.report.picture(&jana.window, "case-files", "empty");
    jana.window.chord(Chord::alt(Key::Char('5')));
    wait_state(&jana, "vyřízeno");
    jana.window.chord(Chord::ctrl_shift(Key::Char('k')));
    jana.window.wait_text("[role=dialog]", "Výzva k doplnění");
    stage.report.picture(&jana.window, "close", "full");
    jana.window.press(Key::Enter);
    wait_for("the question to be gone", || jana.window.shown("[role=dialog]").is_none().then_some(()));
    wait_state(&jana, "vyřízeno");
    jana.window.chord(Chord::ctrl_shift(Key::Char('k')));
    jana.window.wait_text("[role=dialog]", "Výzva k doplnění");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(&jana, "uzavřený");
    stage.report.saw("settled with its document; Enter alone does not close it, Ctrl+Enter does");

    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    jana.window.wait_focus("reason");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=reopen]", "Důvod chybí");
    stage.report.picture(&jana.window, "reopen", "refused");
    jana.window.wait_focus("reason");
    jana.window.text("odvolání");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_state(&jana, "otevřený");

    let cover = stage.folder.path().join("obal.pdf");
    jana.window.chord(Chord::ctrl(Key::Char('t')));
    jana.window.wait_focus("printer");
    jana.enter_until("path");
    jana.window.text(&cover.to_string_lossy());
    stage.report.picture(&jana.window, "cover", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the cover", || cover.exists().then_some(()));
    stage.report.saw("taken up again with a reason; its cover is printed to a file");
    jana.to_list();
    jana
}

/// Waits for a word of the file's state.
fn wait_state(desk: &Desk, word: &str) {
    wait_for(&format!("{word:?} on the file"), || {
        let state = desk.window.shown("[data-part=detail] .facts-head .state")?;
        state.to_lowercase().starts_with(word).then_some(())
    });
}
