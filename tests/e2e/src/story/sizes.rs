//! Step 12b: a thousand rows, very long words, answers that take their time, a large screen and one at 200 %.

use centre_store::{OpenHow, TenantStore, tenant_file};
use values::Clock;

use stories::{jpeg, page};

use super::scanning::{assign_to, drop_file};
use crate::story::{Stage, choose_radio};
use crate::{Chord, Desk, Key, Letter, Opening, wait_for};

/// The office whose ten years are looked at.
const OFFICE: &str = "zus-klic";
const N_LETTERS: usize = 1_000;
/// A subject no column has room for, with a word no line has room for.
const LONG: &str = "Žádost o vyjádření k projektové dokumentaci stavebních úprav, přístavby a nástavby budovy základní \
    umělecké školy včetně zázemí, parkoviště, zpevněných ploch, sadových úprav a přeložek inženýrských sítí na pozemcích \
    parc. č. 1234/5, 1234/6, 1234/7 a 1235 v katastrálním území Vzorov, \
    sp.zn.VZOROV-STAVEBNIURAD-2026-0000123456-PRISTAVBA-A-NASTAVBA-BUDOVY-ZAKLADNI-UMELECKE-SKOLY-VARIANTA-B";

/// Whether the focus stands in the record.
const IN_DETAIL: &str = "return !!document.activeElement.closest('[data-part=detail]')";

/// Gives the office its letters, before the centre runs.
pub(super) fn prepare(stage: &Stage) {
    let file = tenant_file(&stage.data("centre"), OFFICE);
    let mut store = TenantStore::open(&file, &OpenHow::default()).expect("the office opens");
    testkit::fill_office(&mut store, "ZUSK", N_LETTERS, host::SystemClock.now());
}

/// Looks at it all in each size.
pub(super) fn every_size(stage: &mut Stage) {
    stage.report.step("12b. A thousand rows, very long words, slow answers, large and small screens");
    let line = stage.line();
    let code = stage.enrolment_line(OFFICE, "Malá", &line);
    let mut hana = Desk::new(&stage.places, &stage.data("hana-klic"), line);
    hana.type_enrolment(&code);
    hana.window.wait_screen("registry");
    thousand_rows(stage, &mut hana);
    very_long(stage, &mut hana);
    thousand_pages(stage, &mut hana);
    slow_answers(stage, &mut hana);
    hana.window.resize(1920, 1080);
    every_area(stage, &mut hana, "1920x1080");
    let Desk { data, line, window, .. } = hana;
    drop(window);
    let opening = Opening { env: vec![("GDK_SCALE".to_owned(), "2".to_owned())], ..Opening::default() };
    let mut hana = Desk::open(&stage.places, &data, line, opening);
    // A screen of 1920 × 1080 has half of that in points then.
    hana.window.resize(960, 540);
    hana.hold("list_documents");
    hana.unlock();
    hana.window.wait_text("[data-part=list]", "Seznam se načítá");
    stage.report.picture(&hana.window, "registry", "loading");
    hana.let_go();
    hana.hold("list_batches");
    hana.window.press(Key::F(5));
    hana.window.wait_text("[data-screen=station]", "načítají");
    stage.report.picture(&hana.window, "station", "loading");
    hana.let_go();
    hana.window.press(Key::F(2));
    hana.window.wait_screen("registry");
    every_area(stage, &mut hana, "200-percent");
    stage.report.saw("the same screens at 1920 × 1080 and at 200 %: nothing is cut off, axe-core finds nothing");
}

fn thousand_rows(stage: &mut Stage, hana: &mut Desk) {
    hana.to_list();
    hana.window.chord(Chord::alt(Key::Char('1')));
    wait_for("a thousand rows", || {
        let n = hana.window.attribute("[data-part=list] [role=grid]", "aria-rowcount")?.parse::<usize>().ok()?;
        (n >= N_LETTERS).then_some(())
    });
    stage.report.picture(&hana.window, "registry", "thousand-rows");
    hana.window.press(Key::End);
    wait_for("the last row", || {
        let script = "return [...document.querySelectorAll('[data-part=list] [data-document]')].at(-1)?.ariaRowIndex";
        let at = hana.window.run(script, serde_json::json!([]));
        at.as_str().and_then(|it| it.parse::<usize>().ok()).filter(|it| *it >= N_LETTERS)
    });
    stage.report.saw(format!("{N_LETTERS} letters came with the first sync; one key goes to the last of them"));
}

fn very_long(stage: &mut Stage, hana: &mut Desk) {
    hana.begin_entry();
    hana.fill(&Letter { sender: "stavby vzorov", sheets: "125", subject: LONG, ..Letter::default() });
    stage.report.picture(&hana.window, "entry", "very-long");
    let before = hana.message();
    hana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the registered letter", || Some(hana.message()).filter(|it| *it != before));
    hana.choose("nástavby budovy");
    stage.report.picture(&hana.window, "registry", "very-long");
    hana.window.chord(Chord::ctrl_shift(Key::Char('f')));
    hana.window.wait_focus("class");
    hana.window.text("1");
    wait_for("the classes", || hana.window.shown("[role=option]"));
    hana.window.press(Key::Enter);
    hana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the file", || hana.window.shown("[data-panel=found]").is_none().then_some(()));
    hana.window.press(Key::F(4));
    hana.window.wait_screen("case_files");
    hana.window.wait_text("[data-part=detail]", "nástavby budovy");
    stage.report.picture(&hana.window, "case-files", "very-long");
    hana.window.press(Key::F(2));
    hana.window.wait_screen("registry");
    stage
        .report
        .saw("a subject of five lines is cut in lists and whole in the record; no word of it pushes anything aside");
}

/// A file of a thousand pages, all of them blank, dropped on the station; then a letter whose subject no line has room for.
fn thousand_pages(stage: &mut Stage, hana: &mut Desk) {
    let many = stage.file("tisic.tif", &blank_pages(N_LETTERS));
    scan_file(hana, &many.to_string_lossy());
    wait_for("a thousand pages", || {
        let size = hana.window.attribute("[data-part=tree] [aria-level='2']", "aria-setsize")?;
        (size.parse() == Ok(N_LETTERS)).then_some(())
    });
    stage.report.picture(&hana.window, "station", "thousand-rows");
    let one = stage.file("jedna.jpg", &jpeg(&page(None, 30)));
    scan_file(hana, &one.to_string_lossy());
    hana.window.wait_text("[data-part=tree]", "bez štítku");
    hana.window.wait_focus("tree");
    assign_to(hana, "nástavby budovy");
    hana.window.wait_text("[data-part=tree]", "nástavby");
    stage.report.picture(&hana.window, "station", "very-long");
    hana.window.press(Key::F(2));
    hana.window.wait_screen("registry");
    stage
        .report
        .saw("a file of a thousand pages is a tree of a thousand rows; a scan of the letter with the long subject");
}

fn scan_file(hana: &mut Desk, path: &str) {
    hana.window.press(Key::F(5));
    hana.window.wait_screen("station");
    drop_file(hana, path);
    hana.window.wait_text("[data-panel=scan]", path);
    hana.tab_until("profile");
    choose_radio(hana, Key::Down, "profile", "one-document");
    hana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the scan", || {
        let is_over = hana.window.shown("[data-panel=scan], [data-part=scan]").is_none();
        (is_over && hana.window.shown("[data-part=tree]").is_some()).then_some(())
    });
}

/// A TIFF of so many small white pages.
fn blank_pages(n: usize) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).expect("memory takes it");
    for _ in 0..n {
        encoder.write_image::<tiff::encoder::colortype::Gray8>(40, 56, &[250; 40 * 56]).expect("memory takes it");
    }
    bytes.into_inner()
}

/// What stands there while an answer takes its time: the desk is asked, and its answer held back on the way to the page.
fn slow_answers(stage: &mut Stage, hana: &mut Desk) {
    hana.to_list();
    hana.window.press(Key::Escape);
    wait_for("the rows", || (hana.rows().len() > 1).then_some(()));
    hana.hold("show_document");
    hana.window.press(Key::Down);
    hana.window.wait_text("[data-part=detail]", "Záznam se načítá");
    stage.report.picture(&hana.window, "detail", "loading");
    hana.let_go();
    hana.hold("show_case_file");
    hana.window.press(Key::F(4));
    hana.window.wait_screen("case_files");
    hana.window.wait_text("[data-part=detail]", "Spis se načítá");
    stage.report.picture(&hana.window, "case-files", "loading");
    hana.let_go();
    hana.window.wait_text("[data-part=detail]", "nástavby budovy");
    stage.report.saw("an answer that takes its time is said where it is missing, and nothing else waits for it");
}

fn every_area(stage: &mut Stage, hana: &mut Desk, size: &str) {
    hana.choose("nástavby budovy");
    stage.report.picture(&hana.window, "registry", size);
    hana.window.press(Key::Enter);
    wait_for("the record", || hana.window.run(IN_DETAIL, serde_json::json!([])).as_bool().filter(|it| *it));
    stage.report.picture(&hana.window, "detail", size);
    hana.begin_entry();
    stage.report.picture(&hana.window, "entry", size);
    hana.window.press(Key::Escape);
    for (key, screen, named) in [
        (4, "case_files", "case-files"),
        (5, "station", "station"),
        (9, "needs-you", "needs-you"),
        (10, "sync", "sync"),
        (11, "settings", "settings"),
    ] {
        hana.window.press(Key::F(key));
        hana.window.wait_screen(screen);
        stage.report.picture(&hana.window, named, size);
        hana.window.press(Key::Escape);
    }
    hana.window.press(Key::F(2));
    hana.window.wait_screen("registry");
}
