//! From hand to hand: every verb of a registered document, by keys, and what is printed of it.

use serde_json::json;

use crate::story::{Stage, choose_typed, give_reason};
use crate::{Chord, Desk, Key, Letter, wait_for};

/// A letter is assigned, taken back, assigned again, accepted, given back with a reason and cancelled; a correction is
/// undone; an own document is registered; a label, a receipt and the register are printed to files.
pub(super) fn verbs(stage: &mut Stage, mut jana: Desk, alena: &mut Desk) -> Desk {
    stage.report.step("8b. From hand to hand");
    jana.to_list();
    jana.begin_entry();
    jana.register(&Letter { sender: "novak", subject: "Dotaz na svoz", sheets: "1", ..Letter::default() });
    jana.choose("Dotaz na svoz");

    assign_to(&mut jana, "POD", "králová");
    wait_detail(&jana, "přiděleno");
    jana.window.chord(Chord::ctrl_shift(Key::Char('r')));
    wait_detail(&jana, "nepřiděleno");
    stage.report.saw("Jana assigns a letter to Alena and takes it back with one key before it is accepted");
    assign_to(&mut jana, "POD", "králová");

    alena.choose("Dotaz na svoz");
    wait_detail(alena, "přiděleno");
    alena.window.chord(Chord::ctrl(Key::Char('p')));
    wait_detail(alena, "vyřizuje se");
    stage.report.saw("Alena takes it in hand with one key");
    alena.window.chord(Chord::ctrl(Key::Char('r')));
    give_reason(stage, alena, "refuse", "refuse", "nepatří mně");
    wait_detail(alena, "vráceno");
    jana.choose("Dotaz na svoz");
    let said = jana.window.wait_text("[data-part=detail]", "nepatří mně");
    stage.report.saw(format!(
        "given back, Jana reads why: {}",
        said.lines().find(|it| it.contains("nepatří")).unwrap_or_default()
    ));

    jana.window.chord(Chord::ctrl(Key::Char('e')));
    jana.window.wait_focus("subject");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("Dotaz na svoz bioodpadu");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] h2", "bioodpadu");
    jana.window.chord(Chord::ctrl(Key::Char('z')));
    wait_for("the correction to be undone", || {
        (jana.window.shown("[data-part=detail] h2")? == "Dotaz na svoz").then_some(())
    });
    stage.report.saw("a correction is undone with Ctrl+Z; both stand in the history");

    print(stage, &mut jana);

    jana.window.chord(Chord::ctrl_shift(Key::Char('x')));
    jana.window.wait_focus("reason");
    jana.window.text("zapsáno omylem");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail]", "zapsáno omylem");
    stage.report.saw("cancelled with a reason; the row and its number stay");

    jana.to_list();
    jana.window.chord(Chord::ctrl_shift(Key::Char('n')));
    jana.window.wait_focus("addressee");
    choose_typed(&mut jana, "novak");
    jana.enter_until("subject");
    jana.window.text("Výzva k doplnění");
    let before = jana.message();
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the own document", || Some(jana.message()).filter(|it| *it != before));
    let row = jana.choose("Výzva k doplnění");
    assert!(row.contains("Vlastní → Novák"), "{row}");
    stage.report.saw(format!("an own document: {}", row.replace('\n', " | ")));
    jana.to_list();
    alena.to_list();
    jana
}

/// A label, a receipt and the register, each to a file.
fn print(stage: &mut Stage, jana: &mut Desk) {
    for (chord, panel, name) in [
        (Chord::ctrl(Key::Char('t')), "label", "štítek.pdf"),
        (Chord::ctrl_shift(Key::Char('t')), "receipt", "potvrzení.pdf"),
    ] {
        let path = stage.folder.path().join(name);
        jana.window.chord(chord);
        jana.window.wait_focus("printer");
        jana.window.chord(Chord::ctrl(Key::Enter));
        jana.window.wait_text(&format!("[data-panel={panel}]"), "Vyberte tiskárnu");
        stage.report.picture(&jana.window, panel, "refused");
        jana.enter_until("path");
        jana.window.text(&path.to_string_lossy());
        stage.report.picture(&jana.window, panel, "full");
        jana.window.chord(Chord::ctrl(Key::Enter));
        wait_for(name, || path.exists().then_some(()));
    }
    stage.report.saw("label and receipt of the letter are printed to files");
    let path = stage.folder.path().join("evidence.pdf");
    jana.window.chord(Chord::ctrl_shift(Key::Char('p')));
    jana.window.wait_focus("day");
    stage.report.picture(&jana.window, "register-book", "empty");
    jana.window.text("32. 13.");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_focus("day");
    jana.enter_until("path");
    jana.window.text(&path.to_string_lossy());
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=book]", "Takový den");
    stage.report.picture(&jana.window, "register-book", "refused");
    jana.window.wait_focus("day");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("dnes");
    stage.report.picture(&jana.window, "register-book", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the register", || path.exists().then_some(()));
    stage.report.saw(format!("the register of the day: {}", jana.message()));
    jana.choose("Dotaz na svoz");
}

/// The program is killed at the very moment an entry is finished, three times: each letter is there once, registered or
/// still in its form, with its file.
pub(super) fn killed_while_registering(stage: &mut Stage, mut jana: Desk) -> Desk {
    stage.report.step("8c. Killed at the moment of registering");
    let file = stage.file("sken.bin", &crate::story::noise(3 * 1024 * 1024));
    for (nth, subject) in ["Pád první", "Pád druhý", "Pád třetí"].into_iter().enumerate() {
        jana.begin_entry();
        jana.window.chord(Chord::ctrl_shift(Key::Delete));
        jana.window.wait_focus("sender");
        jana.fill(&Letter { sender: "novak", subject, sheets: "1", file: Some(&file), ..Letter::default() });
        wait_for("the draft on the disk", {
            let since = std::time::Instant::now();
            move || (since.elapsed().as_millis() >= 1000).then_some(())
        });
        jana.window.chord(Chord::ctrl(Key::Enter));
        // At once, a little later, and a little later still.
        wait_for("the moment", {
            let since = std::time::Instant::now();
            move || (since.elapsed().as_millis() >= 15 * nth as u128).then_some(())
        });
        jana = jana.kill_and_reopen(&stage.places);
        jana.unlock();
        let is_registered = jana.finds(subject);
        jana.begin_entry();
        let typed = jana.window.run("return document.querySelector('[name=subject]').value", json!([]));
        let is_in_form = typed.as_str() == Some(subject);
        assert!(is_registered != is_in_form, "{subject}: registered {is_registered}, in the form {is_in_form}");
        if is_in_form {
            let has_file = jana.window.shown("[data-file]").is_some_and(|it| it.contains("sken.bin"));
            assert!(has_file, "{subject}: its file is still chosen");
            jana.window.chord(Chord::ctrl(Key::Enter));
            wait_for("the letter", || jana.message().contains("Zaevidováno pod").then_some(()));
        }
        jana.choose(subject);
        wait_for("its file", || jana.window.shown("[data-component]").filter(|it| it.contains("sken.bin")));
        let place = if is_registered { "registered already" } else { "still in its form, and registered then" };
        stage.report.saw(format!("{subject}: {place}; with its file, once"));
    }
    jana.to_list();
    jana
}

fn assign_to(desk: &mut Desk, unit: &str, person: &str) {
    desk.window.chord(Chord::ctrl(Key::Char('d')));
    desk.window.wait_focus("unit");
    for (field, text) in [("unit", unit), ("person", person)] {
        desk.enter_until(field);
        desk.window.chord(Chord::ctrl(Key::Char('a')));
        desk.window.text(text);
        wait_for("the choices", || desk.window.shown("[role=option]"));
        desk.window.press(Key::Enter);
    }
    desk.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the panel to close", || desk.window.shown("[data-panel=assign]").is_none().then_some(()));
}

/// Waits for a word of the document's state.
fn wait_detail(desk: &Desk, word: &str) {
    wait_for(&format!("{word:?} on the document"), || {
        let state = desk.window.shown("[data-part=detail] .facts-head .state")?;
        state.to_lowercase().starts_with(word).then_some(())
    });
}
