//! Step 9d: a labelled pile goes through a feeder that jams, and its letters have their scans.

mod breaks;
mod doubts;
mod readings;

pub(super) use readings::drop_file;

use documents::{CodeKind, LabelFormat, LabelWish, Stamp};
use image::GrayImage;
use stories::{drawn, jpeg, page, written};
use testkit::{EsclDevice, EsclServer, Faults};

use crate::story::Stage;
use crate::{Chord, Desk, Key, Letter, wait_for};

const FIRST: &str = "Skenovaná žádost";
const SECOND: &str = "Skenovaná stížnost";
/// What people write.
const SENTENCES: [&str; 5] = [
    "Žádám tímto o povolení kácení dřevin rostoucích mimo les na svém pozemku.",
    "Jde o jednu vzrostlou lípu, která při větru ohrožuje střechu sousedního domu.",
    "Vlastník pozemku se záměrem souhlasí a jeho vyjádření přikládám.",
    "Náhradní výsadbu navrhuji provést nejpozději do konce příštího roku.",
    "Za vyřízení děkuji a prosím o odpověď na uvedenou adresu.",
];
/// A page was drawn, and not only its frame.
const IS_SEEN: &str =
    "const it = document.querySelector('.page-large img'); return !!it && it.complete && it.naturalWidth > 200";

/// Jana scans two letters; the paper jams, one has a sheet more than was registered, and both get their file in one step.
pub(super) fn a_pile(stage: &mut Stage, mut jana: Desk, alena: &mut Desk) -> Desk {
    stage.report.step("9d. The scanning line");
    let sheets = [(FIRST, "1"), (SECOND, "1")];
    let jids = sheets
        .map(|(subject, sheets)| jana.register(&Letter { sender: "novak", subject, sheets, ..Letter::default() }));
    let [first, second] = jids.each_ref().map(|it| labelled(stage, it));
    let first_again = first.clone();
    // The second one has two sheets, the first one a page with nothing on it.
    let pages = [first, jpeg(&page(None, 0)), second, letter(None, 25)];
    let device = EsclDevice::new(pages, Faults { jam_before: Some(3), ..Faults::default() });
    let scanner = EsclServer::start(device);
    jana.to_list();
    jana.window.press(Key::F(5));
    jana.window.wait_screen("station");
    jana.window.wait_text("[data-screen=station]", "Zatím tu žádná dávka není");
    stage.report.picture(&jana.window, "station", "empty");
    scan_until_it_jams(stage, &mut jana, &scanner);
    scan_the_rest(stage, &mut jana, &scanner);
    edit(stage, &mut jana);
    scan_again(stage, &mut jana, &scanner, first_again);
    release(stage, &mut jana);
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    for (subject, jid) in [(FIRST, &jids[0]), (SECOND, &jids[1])] {
        jana.choose(subject);
        jana.window.wait_text("[data-part=detail] .files", &format!("{jid}.pdf"));
    }
    stage.report.saw("each of the two letters has its scan among its files");
    jana.to_list();
    doubts::every_kind(stage, &mut jana, alena);
    breaks::in_the_middle(stage, &mut jana);
    readings::one_after_another(stage, jana)
}

/// The first page of a letter with its label on it.
fn labelled(stage: &Stage, jid: &str) -> Vec<u8> {
    letter(Some(&label(stage, jid)), 20)
}

/// A page of a letter with so many lines on it, as a scanner gives it.
fn letter(label: Option<&GrayImage>, n_lines: usize) -> Vec<u8> {
    let lines: Vec<&str> = SENTENCES.into_iter().cycle().take(n_lines).collect();
    jpeg(&written(label, &lines))
}

/// A letter's label, at 200 dots an inch.
fn label(stage: &Stage, jid: &str) -> GrayImage {
    let stamp = Stamp {
        office: "Město Hlučín (ukázka)".to_owned(),
        delivered_at: None,
        jid: serde_json::from_value(jid.into()).expect("the window says JIDs"),
        reference: None,
        emergency: None,
        copy: None,
        is_unopened: false,
        sheets: Some(1),
        paper_attachments: None,
        other_attachments: None,
    };
    let format = LabelFormat::named("roll-62x29").expect("it is a format of the beginning");
    let wish = LabelWish { format, code: CodeKind::DataMatrix, first: 1 };
    let pdf = stage.file(&format!("{jid}.pdf"), &documents::labels(&[stamp], &wish).expect("it has room"));
    drawn(&pdf, 200).remove(0).into_luma8()
}

fn scan_until_it_jams(stage: &mut Stage, jana: &mut Desk, scanner: &EsclServer) {
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("source");
    jana.window.text("tiskárna");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=scan]", "Takový zdroj tu není");
    stage.report.picture(&jana.window, "scan", "refused");
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text(&format!("escl:{}", scanner.url()));
    stage.report.picture(&jana.window, "scan", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    let said = jana.window.wait_text(".list-side .notice-warning", "Hromádka není doskenovaná do konce");
    wait_for("the page", || jana.window.run(IS_SEEN, serde_json::json!([])).as_bool().filter(|it| *it));
    stage.report.picture(&jana.window, "station", "refused");
    stage.report.saw(format!("the paper jams in the feeder: {}", said.replace('\n', " ")));
}

fn scan_the_rest(stage: &mut Stage, jana: &mut Desk, scanner: &EsclServer) {
    scanner.device.lock().expect("no thread panics while holding it").mend();
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Enter));
    let tree = jana.window.wait_text("[data-part=tree]", "více listů, než bylo zaevidováno (2 / 1)");
    wait_for("the scan to end", || {
        jana.window.shown(".list-side .notice-warning, [data-part=scan]").is_none().then_some(())
    });
    wait_for("the page", || jana.window.run(IS_SEEN, serde_json::json!([])).as_bool().filter(|it| *it));
    stage.report.picture(&jana.window, "station", "full");
    stage.report.saw(format!("the rest of the pile goes into the same batch: {}", tree.replace('\n', " | ")));
}

/// The panels of a page: each is looked at, refused and left without a change.
fn edit(stage: &mut Stage, jana: &mut Desk) {
    for (key, panel, field, typed, missing) in [
        ('p', "assign-scan", "letter", "stížnost", "Vyberte"),
        ('m', "move-pages", "to_document", "stížnost", "Vyberte"),
    ] {
        jana.window.chord(Chord::ctrl(Key::Char(key)));
        jana.window.wait_focus(field);
        jana.window.chord(Chord::ctrl(Key::Char('a')));
        jana.window.press(Key::Delete);
        jana.window.chord(Chord::ctrl(Key::Enter));
        jana.window.wait_text(&format!("[data-panel={panel}]"), missing);
        stage.report.picture(&jana.window, panel, "refused");
        jana.window.wait_focus(field);
        jana.window.text(typed);
        jana.window.wait_text("[role=listbox]", "Skenovan");
        stage.report.picture(&jana.window, panel, "full");
        // The first Esc closes the list of choices, the second the panel.
        jana.window.press(Key::Escape);
        jana.window.press(Key::Escape);
        wait_for("the panel to close", || jana.window.shown(&format!("[data-panel={panel}]")).is_none().then_some(()));
        jana.window.wait_focus("tree");
    }
    stage.report.saw("the panels that assign a scan and move pages are looked at and left unchanged");
}

/// A page is scanned once more in its place; every edit of the tree is done by its key and taken back.
fn scan_again(stage: &mut Stage, jana: &mut Desk, scanner: &EsclServer, page: Vec<u8>) {
    let tree = |jana: &Desk| jana.window.shown("[data-part=tree]").unwrap_or_default();
    let n_left_out = |jana: &Desk| tree(jana).matches("vynechaná").count();
    let before = tree(jana);
    // A document is not scanned again, one of its pages is.
    jana.window.press(Key::Home);
    jana.window.press(Key::Down);
    jana.window.chord(Chord::ctrl_shift(Key::Char('r')));
    jana.window.wait_text("[data-panel=rescan]", "nahradit");
    stage.report.picture(&jana.window, "rescan", "full");
    *scanner.device.lock().expect("no thread panics while holding it") = EsclDevice::new([page], Faults::default());
    let n_before = n_left_out(jana);
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("folder:/nikde");
    jana.window.chord(Chord::ctrl(Key::Enter));
    // What comes into a folder is a batch by itself.
    jana.window.wait_text("[data-panel=rescan]", "Takový zdroj tu není");
    stage.report.picture(&jana.window, "rescan", "refused");
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text(&format!("escl:{}", scanner.url()));
    jana.window.chord(Chord::ctrl(Key::Enter));
    // The old page is left out, the new one stands behind it.
    wait_for("the new page", || {
        let rows = jana.window.all_shown("[data-part=tree] [data-page]");
        let is_over = jana.window.shown("[data-panel=rescan], [data-part=scan]").is_none();
        let is_there = rows.first()?.contains("vynechaná") && !rows.get(1)?.contains("vynechaná");
        (is_over && is_there && n_left_out(jana) == n_before + 1).then_some(())
    });
    jana.window.wait_focus("tree");
    stage.report.saw(format!("a page is scanned once more in its place: {}", tree(jana).replace('\n', " | ")));
    let settled = tree(jana);
    assert_ne!(before, settled);
    for (key, what) in [
        (Chord::ctrl(Key::Char('t')), "turned"),
        (Chord::ctrl_shift(Key::Char('x')), "left out"),
        (Chord::ctrl(Key::Char('d')), "parted"),
        (Chord::alt(Key::Down), "moved"),
    ] {
        // The second page of the first letter, the new one.
        jana.window.press(Key::Home);
        jana.window.press(Key::Down);
        jana.window.press(Key::Down);
        jana.window.chord(key);
        let changed = wait_for(what, || Some(tree(jana)).filter(|it| *it != settled));
        jana.window.chord(Chord::ctrl(Key::Char('z')));
        wait_for("it to be taken back", || (tree(jana) == settled).then_some(()));
        jana.window.chord(Chord::ctrl_shift(Key::Char('z')));
        wait_for("it to be done again", || (tree(jana) == changed).then_some(()));
        jana.window.chord(Chord::ctrl(Key::Char('z')));
        wait_for("it to be taken back again", || (tree(jana) == settled).then_some(()));
    }
    stage
        .report
        .saw("a page is turned, left out, parted and moved by a key each, each taken back, done again and taken back");
}

fn release(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", SECOND);
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=release] [role=alert]", "čeká na posouzení");
    stage.report.picture(&jana.window, "release", "refused");
    jana.window.press(Key::Escape);
    wait_for("the panel to close", || jana.window.shown("[data-panel=release]").is_none().then_some(()));
    // The tree stays where it stood; the next doubt is a key away.
    jana.window.press(Key::F(3));
    jana.window.wait_focus("tree");
    wait_for("the doubtful document", || {
        jana.window.shown("[data-part=tree] [aria-selected=true]").filter(|it| it.contains("více listů"))
    });
    jana.window.chord(Chord::ctrl(Key::Char('j')));
    wait_for("nothing doubtful", || {
        let tree = jana.window.shown("[data-part=tree]")?;
        (!tree.contains("více listů")).then_some(())
    });
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", SECOND);
    stage.report.picture(&jana.window, "release", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the message", || Some(jana.message()).filter(|it| it.contains("Připojeny 2 dokumenty")));
    stage
        .report
        .saw("a release with a doubt is refused; accepted with one key, both letters get their file in one step");
    look_again(stage, jana);
}

/// Taken out of the bin, the batch says what is attached already; with nothing changed it goes back.
fn look_again(stage: &mut Stage, jana: &mut Desk) {
    // It is said before the batch is read again: what is pressed before that is refused, as the batch is not in the bin yet.
    wait_for("the attached batch", || jana.window.shown("[data-part=tree]").is_none().then_some(()));
    jana.window.chord(Chord::ctrl_shift(Key::Char('u')));
    jana.window.wait_text("[data-part=tree]", SECOND);
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", "Už je připojený");
    stage.report.picture(&jana.window, "release", "attached");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the message", || Some(jana.message()).filter(|it| it.contains("je v koši")));
    wait_for("the empty batch", || jana.window.shown("[data-part=tree]").is_none().then_some(()));
    stage.report.saw("the batch is taken out of the bin, says that both are attached, and goes back");
}

/// Begins a scan from the station, each label a letter as the last time, from one side of the sheets or from both.
fn begin(jana: &mut Desk, source: &str, both_sides: bool) {
    jana.window.press(Key::F(5));
    jana.window.wait_screen("station");
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text(source);
    jana.tab_until("both_sides");
    // The way of the last time stands there.
    let is_chosen = jana.window.run("return document.activeElement.checked", serde_json::json!([]));
    if is_chosen != serde_json::json!(both_sides) {
        jana.window.press(Key::Char(' '));
    }
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the scan to begin", || jana.window.shown("[data-panel=scan]").is_none().then_some(()));
}

/// Says whose scan the chosen document is: the letter is found by words of its subject.
pub(super) fn assign_to(jana: &mut Desk, words: &str) {
    jana.window.chord(Chord::ctrl(Key::Char('p')));
    jana.window.wait_focus("letter");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text(words);
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    wait_for("the letter", || jana.window.shown("[role=listbox]").filter(|it| it.to_lowercase().contains(&first)));
    jana.window.press(Key::Enter);
    jana.window.chord(Chord::ctrl(Key::Enter));
}

/// Attaches what is in the batch; words of it stand in the release panel before.
fn attach(jana: &mut Desk, words: &str) {
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", words);
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the message", || Some(jana.message()).filter(|it| it.starts_with("Připojen")));
}
