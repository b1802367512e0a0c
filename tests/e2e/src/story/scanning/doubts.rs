//! A pile with everything in it that a person must look at: each is settled by keys, and the letters are found by a word of their scans.

use domain::numbering::{Jid, SeatPart};
use stories::{drawn, jpeg, written};
use testkit::{EsclDevice, EsclServer, Faults, SeededRandomness};

use super::{SENTENCES, assign_to, attach, begin, label, letter};
use crate::story::Stage;
use crate::{Chord, Desk, Key, Letter, wait_for};

/// The letters of the pile, each with its sheets.
const LETTERS: [(&str, &str); 5] = [
    ("Nejasnost cizí štítek", "2"),
    ("Nejasnost vadná strana", "2"),
    ("Nejasnost bez štítku", "1"),
    ("Nejasnost dva štítky", "1"),
    ("Nejasnost štítek vzadu", "1"),
];

/// Registered at another desk that is offline.
const LATE: &str = "Dopis od vedle";
const CANCELLED: &str = "Zapsáno omylem";
const REGISTERED_AGAIN: &str = "Znovu zapsáno";

/// Scans it, settles every doubt, and attaches it all.
pub(super) fn every_kind(stage: &mut Stage, jana: &mut Desk, alena: &mut Desk) {
    let jids = LETTERS
        .map(|(subject, sheets)| jana.register(&Letter { sender: "novak", subject, sheets, ..Letter::default() }));
    jana.register(&Letter { sender: "novak", subject: REGISTERED_AGAIN, sheets: "2", ..Letter::default() });
    jana.to_list();
    let with = |stage: &Stage, at: usize, n_lines| letter(Some(&label(stage, &jids[at])), n_lines);
    let foreign = stage.file("cizi.pdf", &documents::separator_sheets("HLUC0000000000X", 1));
    let foreign = jpeg(&drawn(&foreign, 200).remove(0).into_luma8());
    let mut both = written(Some(&label(stage, &jids[3])), &SENTENCES);
    image::imageops::overlay(&mut both, &label(stage, &jids[4]), 100, 1600);
    // Registered at the desk beside, whose line is cut.
    alena.line.cut();
    let unknown = alena.register(&Letter { sender: "novak", subject: LATE, sheets: "1", ..Letter::default() });
    alena.to_list();
    let school = Jid::issue(
        "ZSUL",
        &SeatPart::numbered(900).expect("there are as many parts"),
        1,
        &mut SeededRandomness::new(1, "a letter of another office"),
    );
    let cancelled = jana.register(&Letter { sender: "novak", subject: CANCELLED, sheets: "1", ..Letter::default() });
    jana.choose(CANCELLED);
    jana.window.chord(Chord::ctrl_shift(Key::Char('x')));
    jana.window.wait_focus("reason");
    jana.window.text("zapsáno omylem");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail]", "zapsáno omylem");
    jana.to_list();
    let pages = [
        // Without a label at the head of the pile.
        letter(None, 12),
        // A letter with a second sheet on which another code stands.
        with(stage, 0, 20),
        foreign,
        // One whose second sheet cannot be read.
        with(stage, 1, 20),
        [&[0xFF, 0xD8, 0xFF][..], b"torn"].concat(),
        jpeg(&both),
        // Registered at a desk this one has not heard of yet.
        letter(Some(&label(stage, &unknown)), 20),
        letter(Some(&label(stage, &cancelled)), 20),
        // The label of a school.
        letter(Some(&label(stage, school.as_str())), 22),
        // The first letter again, at the end.
        with(stage, 0, 33),
    ];
    let scanner = EsclServer::start(EsclDevice::new(pages, Faults { lies_by: 1, ..Faults::default() }));
    begin(jana, &format!("escl:{}", scanner.url()), false);
    let said = jana.window.wait_text(".list-side .notice-warning", "11");
    wait_for("the reading to end", || jana.window.shown("[data-part=scan]").is_none().then_some(()));
    stage.report.saw(format!("the device says that it gave one page more: {}", said.replace('\n', " ")));
    let tree = jana.window.wait_text("[data-part=tree]", "cizí");
    for doubt in ["bez štítku", "cizí", "nejde přečíst", "dva štítky", "vícekrát", "ještě není", "stornovaný"]
    {
        assert!(tree.to_lowercase().contains(doubt), "{doubt} in {tree}");
    }
    stage.report.picture(&jana.window, "station", "doubts");
    stage.report.saw(format!("a pile with every kind of doubt: {}", tree.replace('\n', " | ")));

    jana.window.chord(Chord::ctrl_shift(Key::Char('j')));
    wait_for("the pages to be counted", || jana.window.shown(".list-side .notice-warning").is_none().then_some(()));
    // The page with the school's label follows the letter that was cancelled; it all is the scan of another one.
    at(jana, "stornovaný");
    assign_words(jana, REGISTERED_AGAIN);
    // No label: whose it is, is typed.
    at(jana, "bez štítku");
    assign(jana, "bez štítku");
    // What repeats goes to the document it belongs to, and then has a sheet too many.
    at_last(jana, "vícekrát");
    jana.window.chord(Chord::ctrl(Key::Char('m')));
    jana.window.wait_focus("to_document");
    jana.window.text("cizí štítek");
    jana.window.wait_text("[role=listbox]", "cizí štítek");
    jana.window.press(Key::Enter);
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("nothing twice", || jana.window.shown("[data-part=tree]").filter(|it| !it.contains("vícekrát")));
    at(jana, "poškozený");
    accept(jana, "poškozený");
    // What cannot be read is left out, and the letter has a sheet fewer.
    at(jana, "nejde přečíst");
    jana.window.press(Key::Down);
    jana.window.press(Key::Down);
    jana.window.chord(Chord::ctrl_shift(Key::Char('x')));
    wait_for("the page to be left out", || {
        jana.window.shown("[data-part=tree]").filter(|it| it.to_lowercase().contains("méně listů"))
    });
    at(jana, "méně listů");
    accept(jana, "méně listů");
    at(jana, "dva štítky");
    assign(jana, "dva štítky");
    let left = jana.window.wait_text("[data-part=tree]", "Nejasnost");
    assert_eq!(left.matches("v pořádku").count(), 5, "{left}");
    stage.report.saw(format!("settled by keys: {}", left.replace('\n', " | ")));
    attach(jana, "Nejasnost");
    stage.report.saw("attached in one step; what no desk here knows yet waits in the batch for its letter");

    alena.line.mend();
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    jana.choose(LATE);
    jana.window.wait_text("[data-part=detail] .files", &format!("{unknown}.pdf"));
    stage.report.saw("its letter comes from the desk beside, and its scan is attached by itself");
    jana.to_list();

    // A label on the back of a sheet.
    let back = jpeg(&written(Some(&label(stage, &jids[4])), &["Dlažba u kapličky se po zimě propadla."]));
    let both_sides = [with(stage, 2, 20), back];
    let scanner = EsclServer::start(EsclDevice::new(both_sides, Faults::default()));
    scan(jana, &scanner, true);
    at(jana, "rubu");
    accept(jana, "rubu");
    // The letter of its front was assigned a page of the pile before.
    at(jana, "už svůj sken má");
    accept(jana, "už svůj sken má");
    attach(jana, "Nejasnost");
    stage.report.saw("a label on the back of a sheet begins its letter, and waits for somebody to look at it");
    // What stands on the scans finds them, also on the other desk.
    let row = alena.choose("obsah:kapličky");
    assert!(row.contains("štítek vzadu"), "{row}");
    stage.report.saw(format!("Alena finds a letter by a word of its scan: {}", row.replace('\n', " | ")));
    alena.to_list();
    watched(stage, jana, &with(stage, 2, 26));
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    jana.to_list();
}

/// A device that scans into a folder: what it puts there is a batch a moment later, until the watching is stopped.
fn watched(stage: &mut Stage, jana: &mut Desk, scan: &[u8]) {
    let folder = stage.data("skeny");
    std::fs::create_dir(&folder).expect("there is room");
    begin(jana, &format!("folder:{}", folder.display()), false);
    jana.window.wait_text("[data-part=scan]", "skeny");
    std::fs::write(folder.join("0001.jpg"), scan).expect("there is room");
    let batches = jana.window.wait_text(".batches", "0001.jpg");
    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    wait_for("the watching to end", || jana.window.shown("[data-part=scan]").is_none().then_some(()));
    assert!(folder.join("převzato/0001.jpg").is_file(), "it was moved away once it was stored");
    stage.report.saw(format!(
        "a watched folder: what a device scans into it is a batch by itself: {}",
        batches.replace('\n', " | ")
    ));
}

fn scan(jana: &mut Desk, scanner: &EsclServer, both_sides: bool) {
    begin(jana, &format!("escl:{}", scanner.url()), both_sides);
    wait_for("the scan to end", || {
        let goes_on = jana.window.shown(".list-side .notice-warning, [data-part=scan]").is_some();
        (!goes_on && jana.window.shown("[data-part=tree]").is_some()).then_some(())
    });
}

/// Stands at the first document of which this is said.
pub(super) fn at(jana: &mut Desk, said: &str) {
    jana.window.press(Key::Home);
    walk(jana, Key::Right, said);
}

/// Stands at the last one.
fn at_last(jana: &mut Desk, said: &str) {
    jana.window.press(Key::End);
    jana.window.press(Key::Left);
    walk(jana, Key::Left, said);
}

fn walk(jana: &mut Desk, key: Key, said: &str) {
    jana.window.wait_focus("tree");
    for _ in 0..20 {
        let chosen = jana.window.shown("[data-part=tree] [aria-selected=true]").unwrap_or_default().to_lowercase();
        if chosen.contains(said) && !chosen.starts_with("stránka") {
            return;
        }
        jana.window.press(key);
    }
    panic!("no document of which {said} is said");
}

fn accept(jana: &mut Desk, said: &str) {
    jana.window.chord(Chord::ctrl(Key::Char('j')));
    wait_for("it to be all right", || {
        jana.window
            .shown("[data-part=tree] [aria-selected=true]")
            .filter(|it| !it.to_lowercase().contains(said) && it.contains("v pořádku"))
    });
}

/// Says whose scan it is: the letter is found by a part of its subject.
fn assign(jana: &mut Desk, subject: &str) {
    assign_words(jana, &format!("nejasnost {subject}"));
}

pub(super) fn assign_words(jana: &mut Desk, words: &str) {
    assign_to(jana, words);
    wait_for("it to be assigned", || {
        jana.window.shown("[data-part=tree] [aria-selected=true]").filter(|it| it.contains("v pořádku"))
    });
}
