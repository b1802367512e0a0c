//! Steps 1 to 7: enrolment, offline, registering, killed, back, the second desk.

use crate::story::{Stage, noise};
use crate::{Chord, Desk, Key, Letter, Opening, wait_for};

/// The admin makes two codes; two clerks enrol. The second one's line breaks three times.
pub(super) fn enrol(stage: &mut Stage) -> (Desk, Desk) {
    stage.report.step("1. Enrolment");
    let line = stage.line();
    let code = stage.enrolment_line("hlucin", "Nováková", &line);
    let n_chars = code.chars().count() - line.address().to_string().len();
    assert!(n_chars <= 40, "{n_chars} characters besides the address");
    stage.report.saw(format!("the line has {n_chars} characters besides the address"));
    let mut jana = Desk::new(&stage.places, &stage.data("jana"), line);
    stage.report.picture(&jana.window, "enrol", "empty");
    jana.type_enrolment(&code);
    jana.window.wait_screen("registry");
    let n_whole = jana.line.n_bytes_down();
    stage.report.saw(format!("Jana's first sync took {n_whole} bytes"));

    let line = stage.line();
    let code = stage.enrolment_line("hlucin", "Králová", &line);
    let opening = Opening { env: vec![stage.bus.env()], ..Opening::default() };
    let mut alena = Desk::open(&stage.places, &stage.data("alena"), line, opening);
    alena.line.cut_after(n_whole / 10);
    alena.type_enrolment(&code);
    for percent in [10, 50, 90] {
        wait_for("the line to break", || alena.line.is_cut().then_some(()));
        // The first pages may be here before the window has turned the page itself.
        alena.window.wait_screen("first-sync");
        if percent == 50 {
            stage.report.picture(&alena.window, "first-sync", "refused");
        }
        let next = if percent == 10 { 50 } else { 90 };
        alena.line.mend();
        if percent < 90 {
            let ahead = (n_whole * next / 100).saturating_sub(alena.line.n_bytes_down());
            alena.line.cut_after(ahead.max(1));
        }
    }
    alena.window.wait_screen("registry");
    let n_cut = alena.line.n_bytes_down();
    // Three pages broken off and three new connections may come twice, not what had come whole.
    assert!(n_cut < n_whole * 16 / 10, "{n_cut} bytes with three cuts, {n_whole} without");
    stage.report.saw(format!("cut at 10, 50 and 90 %, Alena's took {n_cut} bytes: pages received were not sent again"));
    stage.report.picture(&alena.window, "registry", "empty");
    (jana, alena)
}

/// Both are cut off; Jana registers three letters, is killed, and nothing is lost.
pub(super) fn register_offline(stage: &mut Stage, mut jana: Desk, alena: Desk) -> (Desk, Desk) {
    stage.report.step("2. Offline");
    jana.line.cut();
    alena.line.cut();
    let said = jana.wait_reach("offline");
    stage.report.saw(format!("Jana's status line: {}", said.replace('\n', " ")));
    alena.wait_reach("offline");

    stage.report.step("3. and 4. Registering, with the keyboard alone");
    let file = stage.file("plán stavby.pdf", &sample_pdf());
    let big = stage.file("mapa.bin", &noise(6 * 1024 * 1024));
    jana.begin_entry();
    stage.report.picture(&jana.window, "entry", "empty");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=entry]", "Odesílatel chybí");
    stage.report.saw("an entry without a sender is refused beside the field, and the focus goes there");
    stage.report.picture(&jana.window, "entry", "refused");
    jana.window.wait_focus("sender");
    let first = Letter { sender: "novak adam", subject: "Žádost o kácení lípy", sheets: "2", ..Letter::default() };
    let before = jana.window.n_keys;
    jana.fill(&first);
    stage.report.picture(&jana.window, "entry", "full");
    let n_words = first.sender.chars().count() + first.subject.chars().count() + first.sheets.len();
    let message = jana.message();
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the registered letter", || Some(jana.message()).filter(|it| *it != message));
    let n_keys = jana.window.n_keys - before - u32::try_from(n_words).expect("a letter is short");
    assert!(n_keys <= 25, "{n_keys} keys besides the words");
    stage.report.saw(format!("first letter: {} — {n_keys} keys besides the words typed", jana.message()));
    jana.window.wait_focus("sender");
    let second = Letter {
        sender: "stavby",
        delivered_on: "včera",
        subject: "Oznámení o zahájení stavby",
        sheets: "5",
        unit: "OŽP",
        file: Some(&file),
    };
    let jid = jana.register(&second);
    stage.report.saw(format!("second letter, delivered yesterday, for OŽP, with a PDF: JID {jid} at once"));
    let third =
        Letter { sender: "chalupa", subject: "Mapa pozemků", sheets: "1", file: Some(&big), ..Letter::default() };
    let jid = jana.register(&third);
    stage.report.saw(format!("third letter with a file of 6 MB: JID {jid} at once"));
    jana.to_list();
    wait_for("three rows", || (jana.rows().len() == 3).then_some(()));
    let row = jana.rows().into_iter().find(|it| it.contains("kácení")).expect("the first letter is in the list");
    assert!(row.contains("č. j. bude přiděleno"), "{row}");
    stage.report.saw(format!("its row: {}", row.replace('\n', " | ")));
    stage.report.picture(&jana.window, "registry", "offline");

    stage.report.step("5. Killed");
    jana.begin_entry();
    jana.fill(&Letter { sender: "ríha", subject: "Rozepsaná věc, kterou", sheets: "3", ..Letter::default() });
    wait_for("a second", {
        let since = std::time::Instant::now();
        move || (since.elapsed().as_millis() >= 1000).then_some(())
    });
    let mut jana = jana.kill_and_reopen(&stage.places);
    stage.report.picture(&jana.window, "unlock", "empty");
    jana.unlock();
    jana.begin_entry();
    let subject = jana.window.run("return document.querySelector('[name=subject]').value", serde_json::json!([]));
    assert_eq!(subject.as_str(), Some("Rozepsaná věc, kterou"));
    stage.report.saw("SIGKILL with a half-typed entry: the subject stands there again, letter for letter");
    jana.window.chord(Chord::ctrl_shift(Key::Delete));
    jana.to_list();
    wait_for("three rows", || (jana.rows().len() == 3).then_some(()));
    let row = jana.choose("zahájení stavby");
    assert!(row.contains("Oznámení"), "{row}");
    wait_for("the file", || jana.window.shown("[data-component]").filter(|it| it.contains("plán stavby.pdf")));
    stage.report.saw("the three letters and their files are there");
    stage.report.picture(&jana.window, "detail", "offline");
    (jana, alena)
}

/// The network comes back: numbers in order, the second desk sees letters and fetches a file.
pub(super) fn back(stage: &mut Stage, mut jana: Desk, mut alena: Desk) -> (Desk, Desk) {
    stage.report.step("6. Back");
    alena.line.mend();
    let since = std::time::Instant::now();
    jana.line.mend();
    // The big file does not get through at first: the commands do, and a third of the file.
    jana.line.cut_after_up(2 * 1024 * 1024);
    alena.to_list();
    let rows = wait_for("three numbered rows on Alena's desk", || {
        let rows = alena.rows();
        (rows.len() == 3 && rows.iter().all(|it| it.contains("HLUC/"))).then_some(rows)
    });
    for (subject, number) in [("kácení", "HLUC/00001/"), ("zahájení", "HLUC/00002/"), ("Mapa", "HLUC/00003/")] {
        assert!(rows.iter().any(|it| it.contains(subject) && it.contains(number)), "{subject} {number} in {rows:?}");
    }
    let seconds = since.elapsed().as_secs_f32();
    stage.report.saw(format!("{seconds:.1} s after the line was mended they stand on the other desk's screen"));
    stage.report.saw("without a click: 00001, 00002, 00003 in the order they were registered, read on Alena's desk");
    stage.report.picture(&alena.window, "registry", "full");
    alena.window.resize(1920, 1080);
    stage.report.picture(&alena.window, "registry", "wide");
    alena.window.resize(640, 400);
    stage.report.picture(&alena.window, "registry", "at-200-percent");
    alena.window.resize(1280, 800);
    for (key, screen, state) in [(10, "sync", "empty"), (11, "settings", "full")] {
        alena.window.press(Key::F(key));
        alena.window.wait_screen(screen);
        stage.report.picture(&alena.window, screen, state);
    }
    alena.to_list();

    stage.report.step("7. Files");
    wait_for("Jana's line to break in the big file", || jana.line.is_cut().then_some(()));
    alena.choose("Mapa pozemků");
    let said = alena.window.wait_text("[data-part=detail]", "Na cestě od");
    let said = said.lines().find(|it| it.contains("Na cestě")).unwrap_or_default().to_owned();
    stage.report.saw(format!("a file that is not there yet: {said}"));
    stage.report.picture(&alena.window, "detail", "file-on-its-way");
    jana.line.mend();
    wait_for("the file to arrive", || {
        (alena.window.attribute("[data-component]", "data-place")? != "on_its_way").then_some(())
    });
    stage.report.saw("the line is mended: the file goes on where it stood, and is at the centre");
    alena.choose("zahájení stavby");
    wait_for("the file at the centre", || {
        alena.window.attribute("[data-component]", "data-place").filter(|it| it == "at_centre" || it == "here")
    });
    alena.window.press(Key::Enter);
    let is_on_file = "return !!document.activeElement.closest('[data-component]')";
    for _ in 0..20 {
        if alena.window.run(is_on_file, serde_json::json!([])).as_bool() == Some(true) {
            break;
        }
        alena.window.press(Key::Tab);
    }
    alena.window.press(Key::Enter);
    wait_for("the fetched file", || alena.window.attribute("[data-component]", "data-place").filter(|it| it == "here"));
    stage.report.saw("Alena opens the PDF: fetched on demand, kept, shown");
    stage.report.picture(&alena.window, "detail", "full");
    jana.to_list();
    (jana, alena)
}

/// A small valid PDF of one empty page.
fn sample_pdf() -> Vec<u8> {
    let mut text = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for body in [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ] {
        offsets.push(text.len());
        text.push_str(&format!("{} 0 obj{body}endobj\n", offsets.len()));
    }
    let at = text.len();
    text.push_str("xref\n0 4\n0000000000 65535 f \n");
    for offset in offsets {
        text.push_str(&format!("{offset:010} 00000 n \n"));
    }
    text.push_str(&format!("trailer<</Size 4/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"));
    text.into_bytes()
}
