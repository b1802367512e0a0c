//! What else a desk does in a day: a reply, a letter settled by passing it on and taken up again, files with their output
//! version, a letter in five copies.

use crate::story::{Stage, choose_typed, give_reason};
use crate::{Chord, Desk, Key, Letter, wait_for};

/// Jana answers a letter, settles one and takes it up again, attaches a file with its version for the archive, and prints a label
/// for each copy of a letter.
pub(super) fn more_verbs(stage: &mut Stage, mut jana: Desk) -> Desk {
    stage.report.step("9c. A reply, a settlement, an output version, five copies");
    reply(stage, &mut jana);
    settle_a_letter(stage, &mut jana);
    attach(stage, &mut jana);
    copies(stage, &mut jana);
    jana.to_list();
    jana
}

fn reply(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Hromadný dopis první");
    jana.window.chord(Chord::ctrl_shift(Key::Char('a')));
    jana.window.wait_focus("addressee");
    stage.report.picture(&jana.window, "reply", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    let facts = jana.window.wait_text("[data-part=detail] .facts", "Odpověď: Hromadný dopis první");
    let addressee =
        facts.lines().skip_while(|it| !it.eq_ignore_ascii_case("Adresát")).nth(1).unwrap_or_default().to_owned();
    assert!(addressee.contains("Novák"), "a reply goes to whoever wrote: {facts}");
    stage.report.saw(format!("a reply in two keys; it goes to {addressee}"));
}

fn settle_a_letter(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Hromadný dopis druhý");
    jana.window.chord(Chord::ctrl_shift(Key::Char('f')));
    jana.window.wait_focus("class");
    choose_typed(jana, "58.2");
    jana.window.wait_focus("subject");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail]", "SZ HLUC/");
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("way");
    while jana.window.attribute("[name=way]:checked", "value").as_deref() != Some("forwarded") {
        jana.window.press(Key::Down);
    }
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=settle]", "komu se dokument postupuje");
    stage.report.picture(&jana.window, "settle-letter", "refused");
    jana.window.wait_focus("note");
    jana.window.text("Krajskému úřadu");
    stage.report.picture(&jana.window, "settle-letter", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the settled letter", || jana.window.shown(".facts-head .state").filter(|it| it.starts_with("vyřízeno")));
    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    give_reason(stage, jana, "reopen-letter", "reopen", "kraj ji vrátil");
    let history = jana.window.wait_text("[data-part=detail] .history", "vyřízení zrušeno");
    jana.window.run("document.querySelector('.history').scrollIntoView()", serde_json::json!([]));
    stage.report.picture(&jana.window, "history", "full");
    let line = history.lines().find(|it| it.contains("postoupením")).unwrap_or_default();
    stage.report.saw(format!(
        "passed on only with whom it went to, and taken up again with a reason; its history says: {line}"
    ));
}

fn attach(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Hromadný dopis třetí");
    jana.window.chord(Chord::ctrl_shift(Key::Char('o')));
    jana.window.wait_focus("attach_path");
    jana.window.text(&stage.data("není.docx").display().to_string());
    jana.window.press(Key::Enter);
    wait_for("why not", || jana.window.shown("[data-part=detail] [aria-invalid=true]"));
    stage.report.picture(&jana.window, "attach", "refused");
    jana.window.wait_focus("attach_path");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    let draft = stage.file("stanovisko.txt", "Souhlasíme.".as_bytes());
    jana.window.text(&draft.display().to_string());
    jana.window.press(Key::Enter);
    wait_for("the attached file", || jana.window.shown("[data-component]").filter(|it| it.contains("stanovisko.txt")));
    stage.report.picture(&jana.window, "attach", "full");
    while jana.focus_text() != "stanovisko.txt" {
        jana.window.press(Key::Tab);
    }
    jana.window.press(Key::Char('v'));
    jana.window.wait_focus("output_path");
    jana.window.text(&stage.data("není.pdf").display().to_string());
    jana.window.press(Key::Enter);
    wait_for("why not", || jana.window.shown("[data-component] [aria-invalid=true]"));
    stage.report.picture(&jana.window, "output-version", "refused");
    jana.window.wait_focus("output_path");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    let pdf = stage.file("stanovisko.pdf", b"%PDF-1.7\n%%EOF\n");
    jana.window.text(&pdf.display().to_string());
    stage.report.picture(&jana.window, "output-version", "full");
    jana.window.press(Key::Enter);
    wait_for("the version for the archive", || jana.window.shown("[data-output-of]"));
    stage.report.saw("a file is attached by its path, and its version in PDF to it");
}

fn copies(stage: &mut Stage, jana: &mut Desk) {
    jana.to_list();
    jana.begin_entry();
    jana.fill(&Letter {
        sender: "novak", subject: "Pozvánka v pěti vyhotoveních", sheets: "1", ..Letter::default()
    });
    jana.enter_until("copies");
    jana.window.text("5");
    let before = jana.message();
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the letter", || Some(jana.message()).filter(|it| *it != before));
    jana.choose("Pozvánka v pěti vyhotoveních");
    let path = stage.data("pět štítků.pdf");
    jana.window.chord(Chord::ctrl(Key::Char('t')));
    jana.window.wait_focus("printer");
    jana.enter_until("path");
    jana.window.text(&path.to_string_lossy());
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the labels", || path.exists().then_some(()));
    let pages = std::process::Command::new("pdfinfo").arg(&path).output().expect("poppler is installed");
    let said = String::from_utf8_lossy(&pages.stdout).into_owned();
    let n_pages = said.lines().find_map(|it| it.strip_prefix("Pages:")).map(str::trim).unwrap_or_default();
    assert_eq!(n_pages, "5", "a label for each copy");
    stage.report.saw("a letter in five copies has five labels");
}
