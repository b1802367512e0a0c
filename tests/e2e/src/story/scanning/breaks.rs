//! The line breaks in the middle of a pile with a stained label, and with the scan of a letter whose file is closed.

use stories::{jpeg, stained, written};
use testkit::{EsclDevice, EsclServer, Faults};

use super::doubts::{assign_words, at};
use super::{SENTENCES, attach, begin, label, letter};
use crate::story::{Stage, case_files};
use crate::{Chord, Desk, Key, Letter, wait_for};

/// The letters of the pile, and the one the scan of the closed file belongs to.
const LETTERS: [&str; 4] = ["Přerušení skvrna", "Přerušení spis", "Přerušení konec", "Přerušení jinam"];

/// Scans it, counts it, and settles what is doubtful.
pub(super) fn in_the_middle(stage: &mut Stage, jana: &mut Desk) {
    let jids =
        LETTERS.map(|subject| jana.register(&Letter { sender: "novak", subject, sheets: "1", ..Letter::default() }));
    jana.to_list();
    case_files::closed_with(stage, jana, LETTERS[1]);
    let pages = [
        jpeg(&written(Some(&stained(label(stage, &jids[0]))), &SENTENCES)),
        letter(Some(&label(stage, &jids[1])), 20),
        // It goes through the feeder while the line breaks, and is put in again.
        letter(Some(&label(stage, &jids[2])), 21),
        letter(Some(&label(stage, &jids[2])), 21),
    ];
    let scanner = EsclServer::start(EsclDevice::new(pages, Faults { cut_at: Some(2), ..Faults::default() }));
    begin(jana, &format!("escl:{}", scanner.url()), false);
    let said = jana.window.wait_text(".list-side .notice-warning", "uprostřed přerušilo");
    stage.report.picture(&jana.window, "station", "interrupted");
    stage.report.saw(format!("the line breaks, and the pile has to be counted: {}", said.replace('\n', " ")));
    scanner.device.lock().expect("no thread panics while holding it").mend();
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=tree]", LETTERS[2]);
    wait_for("the scan to end", || jana.window.shown("[data-part=scan], [data-panel=scan]").is_none().then_some(()));
    jana.window.wait_focus("tree");
    jana.window.chord(Chord::ctrl_shift(Key::Char('j')));
    wait_for("the pages to be counted", || jana.window.shown(".list-side .notice-warning").is_none().then_some(()));
    at(jana, "štítek nejde přečíst");
    assign_words(jana, LETTERS[0]);
    at(jana, "uzavřeném spisu");
    assign_words(jana, LETTERS[3]);
    let settled = jana.window.wait_text("[data-part=tree]", LETTERS[3]);
    assert_eq!(settled.matches("v pořádku").count(), 3, "{settled}");
    attach(jana, LETTERS[0]);
    stage.report.saw("counted; a stained label and a letter in a closed file are settled by keys, and all is attached");
}
