//! Two piles are read one after another, a page cannot be read, reading is stopped, files are dropped where they cannot be taken.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use serde_json::json;
use stories::{page, write_program};
use testkit::{EsclDevice, EsclServer, Faults};

use super::{attach, begin, labelled, letter};
use crate::story::Stage;
use crate::{Chord, Desk, Key, Letter, wait_for};

const FIRST: &str = "Čtení první hromádky";
const SECOND: &str = "Čtení druhé hromádky";

/// Stands before the program that recognises text: each reading waits until it is let through, and is written down.
struct Gate {
    folder: PathBuf,
    through: File,
}

impl Gate {
    fn new(stage: &Stage) -> Self {
        let folder = stage.data("recognition");
        std::fs::create_dir(&folder).expect("there is room");
        let made = Command::new("mkfifo").arg(folder.join("gate")).status();
        assert!(made.expect("mkfifo is there").success(), "a pipe can be made");
        // The way of a page up is asked of the program, too, and lines it passed over; those are no readings.
        let script = format!(
            "cd '{}'
case \"$*\" in *'--psm 3'*) ;; *) exec /usr/bin/tesseract \"$@\" ;; esac
echo begun >> log
[ -e open ] || read -r _ < gate
if [ -e broken ]; then cat > /dev/null; echo failed >> log; exit 1; fi
/usr/bin/tesseract \"$@\"
echo read >> log",
            folder.display()
        );
        write_program(&folder.join("tesseract"), &script);
        // Held open on both ends: whoever waits there waits for a line.
        let through = OpenOptions::new().read(true).write(true).open(folder.join("gate"));
        Self { through: through.expect("it is ours"), folder }
    }

    fn path(&self) -> String {
        format!("{}:{}", self.folder.display(), std::env::var("PATH").unwrap_or_default())
    }

    fn log(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    fn set(&self, name: &str) {
        File::create(self.folder.join(name)).expect("there is room");
    }

    fn wait_log(&self, wanted: &[&str]) {
        wait_for(&format!("{wanted:?}"), || (self.log() == wanted).then_some(()));
    }

    fn let_through(&mut self, n: usize) {
        self.through.write_all("\n".repeat(n).as_bytes()).expect("somebody waits");
    }
}

/// Plays it at a window of Jana's whose program for recognition waits at the gate.
pub(super) fn one_after_another(stage: &mut Stage, mut jana: Desk) -> Desk {
    // As many pages are read side by side as the machine has cores to spare; of the second pile some wait even then.
    let n_side = std::thread::available_parallelism().map_or(1, |it| it.get().saturating_sub(1)).max(1);
    let n_pages = n_side + 2;
    let mut gate = Gate::new(stage);
    jana.opening.env.push(("PATH".to_owned(), gate.path()));
    let mut jana = jana.kill_and_reopen(&stage.places);
    jana.unlock();
    let sheets = n_pages.to_string();
    let [first, second] = [(FIRST, "1"), (SECOND, sheets.as_str())]
        .map(|(subject, sheets)| jana.register(&Letter { sender: "novak", subject, sheets, ..Letter::default() }))
        .map(|jid| labelled(stage, &jid));
    jana.to_list();

    gate.set("broken");
    scan(&mut jana, vec![first]);
    gate.wait_log(&["begun"]);
    let more = (1..n_pages).map(|it| letter(None, 10 + it));
    scan(&mut jana, [second].into_iter().chain(more).collect());
    stage.report.picture(&jana.window, "station", "reading");
    gate.let_through(1);
    let mut log = vec!["begun", "failed"];
    log.extend(vec!["begun"; n_side]);
    gate.wait_log(&log);
    stage.report.saw("a second pile is scanned while the first is read, and read once that one is");

    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    wait_for("the message", || Some(jana.message()).filter(|it| it.contains("Rozpoznávání textu se zastaví")));
    std::fs::remove_file(gate.folder.join("broken")).expect("it was made");
    gate.let_through(n_side);
    wait_for("the reading to end", || jana.window.shown("[data-part=scan] [role=status]").is_none().then_some(()));
    log.extend(vec!["read"; n_side]);
    gate.wait_log(&log);
    stage.report.saw("stopped, the pages in hand are read to their end, and none of the others is begun");
    stopped_release(stage, &mut jana, &mut gate, n_side);
    gate.set("open");
    attach(&mut jana, SECOND);
    let n_read = gate.log().iter().filter(|it| *it == "read").count();
    assert_eq!(n_read, n_pages, "each page once, the rest when the pile was attached");

    not_read(stage, &mut jana);
    waited_for(stage, &mut jana);
    pasted(stage, &mut jana);
    pasted_picture(stage, &mut jana);
    jana.opening.env.retain(|(name, _)| name != "PATH");
    jana
}

/// A release says that two pages are not read yet, waits for them, and is stopped: nothing is attached.
fn stopped_release(stage: &mut Stage, jana: &mut Desk, gate: &mut Gate, n_side: usize) {
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", "2 stránky ještě nejsou přečtené");
    stage.report.picture(&jana.window, "release", "unread");
    let mut log = gate.log();
    let n_at_once = n_side.min(2);
    jana.window.chord(Chord::ctrl(Key::Enter));
    log.extend(vec!["begun".to_owned(); n_at_once]);
    gate.wait_log(&log.iter().map(String::as_str).collect::<Vec<_>>());
    jana.window.wait_text("[data-panel=release] [role=status]", "Připojuje se");
    stage.report.picture(&jana.window, "release", "under-way");
    jana.window.press(Key::Escape);
    jana.window.wait_text("[data-panel=release] [role=status]", "Zastaví se");
    gate.let_through(n_at_once);
    jana.window.wait_text("[data-panel=release] [role=alert]", "nic se nepřipojilo");
    stage.report.saw("a release of pages nobody has read says so, is stopped with a key, and has attached nothing");
    jana.window.press(Key::Escape);
    wait_for("the panel to close", || jana.window.shown("[data-panel=release]").is_none().then_some(()));
    jana.window.wait_focus("tree");
}

/// The pile whose page the program failed on says so; attached, it is tried once more.
fn not_read(stage: &mut Stage, jana: &mut Desk) {
    // The newest that is not attached stands first in the list above the tree.
    let is_there = "return document.activeElement === document.querySelector('[data-batch]')";
    for _ in 0..20 {
        if jana.window.run(is_there, json!([])) == json!(true) {
            break;
        }
        jana.window.press(Key::Tab);
    }
    jana.window.press(Key::Enter);
    let tree = jana.window.wait_text("[data-part=tree]", "text se nepodařilo přečíst");
    stage.report.picture(&jana.window, "station", "not-read");
    stage.report.saw(format!("a page the program failed on says so: {}", tree.replace('\n', " | ")));
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", FIRST);
    drop_file(jana, &stage.data("sken.pdf").to_string_lossy());
    wait_for("the message", || Some(jana.message()).filter(|it| it.contains("Nejdřív dokončete")));
    stage.report.picture(&jana.window, "release", "files-dropped");
    stage.report.saw("files dropped beside an open panel are not taken, and it says why");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the message", || Some(jana.message()).filter(|it| it.starts_with("Připojen")));
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    jana.to_list();
}

/// A device that works for somebody else is waited for, until that is stopped.
fn waited_for(stage: &mut Stage, jana: &mut Desk) {
    let faults = Faults { n_busy: u32::MAX, ..Faults::default() };
    let scanner = EsclServer::start(EsclDevice::new([letter(None, 20)], faults));
    begin(jana, &format!("escl:{}", scanner.url()), false);
    jana.window.wait_text("[data-part=scan]", "Čeká se na");
    stage.report.picture(&jana.window, "station", "waiting");
    jana.window.chord(Chord::ctrl_shift(Key::Char('s')));
    wait_for("the scan to end", || jana.window.shown("[data-part=scan] [role=status]").is_none().then_some(()));
    stage.report.saw("a device that works for another computer is waited for, and left with a key");
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    jana.to_list();
}

/// A file copied elsewhere is pasted over the tree: the clipboard holds its address, as file managers write it.
fn pasted(stage: &mut Stage, jana: &mut Desk) {
    let file = stage.data("vložený sken.pdf");
    jana.window.press(Key::F(5));
    jana.window.wait_screen("station");
    jana.window.chord(Chord::ctrl(Key::Char('s')));
    jana.window.wait_focus("source");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text(&format!("file://{}", file.display()));
    for letter in ['a', 'x'] {
        jana.window.chord(Chord::ctrl(Key::Char(letter)));
    }
    leave_panel(jana);
    jana.window.chord(Chord::ctrl(Key::Char('v')));
    jana.window.wait_text("[data-panel=scan]", "vložený sken.pdf");
    stage.report.picture(&jana.window, "scan", "pasted");
    stage.report.saw("a file copied elsewhere is pasted at the station, and scanned once it was said how");
    leave_panel(jana);
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    jana.to_list();
}

/// A picture copied elsewhere is pasted and scanned; it belongs to no letter, and is set aside by keys.
fn pasted_picture(stage: &mut Stage, jana: &mut Desk) {
    let mut png = std::io::Cursor::new(Vec::new());
    page(None, 22).write_to(&mut png, image::ImageFormat::Png).expect("memory takes it");
    jana.window.press(Key::F(5));
    jana.window.wait_screen("station");
    // As the web view says it; no program that holds a picture for others is here.
    let script = "const [bytes] = arguments
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], 'leták.png', { type: 'image/png' }))
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    jana.window.run(script, json!([png.into_inner()]));
    jana.window.wait_text("[data-panel=scan]", "leták.png");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=tree]", "bez štítku");
    wait_for("the reading to end", || jana.window.shown("[data-part=scan]").is_none().then_some(()));
    jana.window.wait_focus("tree");
    jana.window.press(Key::Home);
    jana.window.press(Key::Down);
    jana.window.chord(Chord::ctrl_shift(Key::Char('x')));
    jana.window.wait_text("[data-part=tree]", "všechny stránky jsou vyřazené");
    jana.window.chord(Chord::ctrl(Key::Char('j')));
    jana.window.wait_text("[data-part=tree]", "nic se nepřipojí");
    stage.report.picture(&jana.window, "station", "set-aside");
    jana.window.chord(Chord::ctrl(Key::Char('u')));
    jana.window.wait_text("[data-panel=release]", "nic se nepřipojí");
    stage.report.picture(&jana.window, "release", "set-aside");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the message", || Some(jana.message()).filter(|it| it.contains("je v koši")));
    stage.report.saw("a pasted picture belongs to no letter: it is set aside by keys, and its batch goes into the bin");
    jana.window.press(Key::F(2));
    jana.window.wait_screen("registry");
    jana.to_list();
}

fn leave_panel(jana: &mut Desk) {
    jana.window.press(Key::Escape);
    wait_for("the panel to close", || jana.window.shown("[data-panel=scan]").is_none().then_some(()));
}

/// What the web view says when a file is let go over it; no pointer of a file manager is here.
pub(crate) fn drop_file(jana: &Desk, path: &str) {
    let script = "const [path] = arguments
        const event = 'tauri://drag-drop'
        const listeners = Object.getOwnPropertyNames(window).map(it => window[it]).find(it => it && Object.hasOwn(it, event))[event]
        const payload = { paths: [path], position: { x: 0, y: 0 } }
        for (const id of Object.getOwnPropertyNames(listeners))
          window.__TAURI_INTERNALS__.runCallback(listeners[id].handlerId, { event, id, payload })";
    jana.window.run(script, json!([path]));
}

fn scan(jana: &mut Desk, pages: Vec<Vec<u8>>) {
    let n_pages = pages.len();
    let scanner = EsclServer::start(EsclDevice::new(pages, Faults::default()));
    begin(jana, &format!("escl:{}", scanner.url()), false);
    wait_for("the reading", || {
        let state = jana.window.shown("[data-part=scan]")?;
        let n_rows = jana.window.all_shown("[data-part=tree] [data-page]").len();
        (state.contains("Rozpoznává se text") && !state.contains("Skenuje") && n_rows == n_pages).then_some(())
    });
}
