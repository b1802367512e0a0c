//! Steps 8 and 9: two at once, another office.

use crate::story::Stage;
use crate::{Chord, Desk, Key, Letter, wait_for};

/// Both change one letter while cut off; one assigns to a unit that is closed meanwhile, and registers for it.
pub(super) fn two_at_once(stage: &mut Stage, mut jana: Desk, alena: &mut Desk) -> Desk {
    stage.report.step("8. Two at once");
    jana.wait_reach("online");
    jana.line.cut();
    alena.line.cut();
    jana.wait_reach("offline");
    alena.wait_reach("offline");
    stage.centre.admin(&["unit", "close", "--tenant", "hlucin", "--code", "KULT"]);
    stage.report.saw("both desks are cut off; the admin closes KULT with `centre unit close`");

    correct_subject(alena, "kácení", "Kácení lípy u kostela");
    correct_subject(&mut jana, "kácení", "Kácení lípy v parku");
    assign(&mut jana, "Mapa pozemků", "KULT");
    let letter =
        Letter { sender: "cermak", subject: "Pozvánka na výstavu", sheets: "1", unit: "KULT", ..Letter::default() };
    jana.begin_entry();
    jana.register(&letter);
    let after = Letter { sender: "zizka", subject: "Stížnost na hluk", sheets: "1", ..Letter::default() };
    jana.register(&after);
    stage.report.saw(
        "both change the subject of one letter; Jana assigns another one to KULT, registers one for it, and one more",
    );

    alena.line.mend();
    alena.wait_reach("online");
    alena.choose("Kácení lípy u kostela");
    wait_for("Alena's subject to be confirmed", || {
        let it = alena.window.shown("[data-part=status]")?;
        (!it.contains("čeká") && !it.contains("čekají")).then_some(())
    });
    jana.line.mend();
    jana.wait_reach("online");
    jana.window.press(Key::Escape);
    jana.window.press(Key::F(9));
    jana.window.wait_screen("needs-you");
    let kinds = wait_for("three items", || {
        let kinds = item_kinds(&jana);
        (kinds.len() >= 3).then_some(kinds)
    });
    assert_eq!(sorted(kinds), ["conflict", "notice", "refused"]);
    stage.report.picture(&jana.window, "needs-you", "full");
    let items = jana.window.all_shown("[data-item]").join(" / ").replace('\n', " ");
    stage.report.saw(format!("Jana's »Vyžaduje vás«: {items}"));

    choose_item(&mut jana, "conflict");
    let detail = jana.window.wait_text("[data-item-detail]", "Kácení lípy u kostela");
    assert!(detail.contains("Kácení lípy v parku"), "both values are shown: {detail}");
    stage.report.saw("the conflict shows both values; one key, M, settles it");
    jana.window.press(Key::Char('m'));
    wait_for("the conflict to be settled", || (!item_kinds(&jana).contains(&"conflict".to_owned())).then_some(()));
    choose_item(&mut jana, "refused");
    let said = jana.window.wait_text("[data-item-detail]", "KULT");
    stage
        .report
        .saw(format!("the refused assignment: {}", said.lines().find(|it| it.contains("KULT")).unwrap_or_default()));
    choose_item(&mut jana, "notice");
    jana.window.wait_text("[data-item-detail]", "Pozvánka na výstavu");
    let said = jana.window.shown("[data-item-detail]").unwrap_or_default();
    stage.report.saw(format!("the notice about the letter for KULT: {}", said.replace('\n', " ")));
    for _ in 0..2 {
        let before = item_kinds(&jana).len();
        jana.window.press(Key::Delete);
        wait_for("the item to go", || (item_kinds(&jana).len() < before).then_some(()));
    }
    stage.report.picture(&jana.window, "needs-you", "empty");
    jana.window.press(Key::Escape);
    let row = jana.choose("Kácení lípy v parku");
    stage.report.saw(format!("on Jana's own desk: {}", row.replace('\n', " | ")));
    for desk in [&mut jana, &mut *alena] {
        desk.window.press(Key::Escape);
        let row = desk.choose("Mapa pozemků");
        assert!(row.contains("nepřiděleno"), "the refused assignment has no effect: {row}");
    }
    stage.report.saw("on both desks the map is assigned to nobody: the refused assignment has no effect");
    alena.window.press(Key::Escape);
    let row = alena.choose("Kácení lípy v parku");
    stage.report.saw(format!("on Alena's desk stands what Jana chose: {}", row.replace('\n', " | ")));
    let row = alena.choose("Pozvánka na výstavu");
    assert!(row.contains("HLUC/00004/"), "registered for a closed unit, numbered all the same: {row}");
    let row = alena.choose("Stížnost na hluk");
    assert!(row.contains("HLUC/00005/"), "nothing waited behind them: {row}");
    stage.report.saw("the letter for KULT has 00004 and asks for a unit; the one after it has 00005: nothing waited");
    jana
}

/// A school secretary at her own desk.
pub(super) fn another_office(stage: &mut Stage) -> Desk {
    stage.report.step("9. Another office");
    let line = stage.line();
    let code = stage.enrolment_line("zs-u-lip", "Malá", &line);
    let mut hana = Desk::new(&stage.places, &stage.data("hana"), line);
    hana.type_enrolment(&code);
    hana.window.wait_screen("registry");
    hana.begin_entry();
    hana.register(&Letter { sender: "novak", subject: "Omluvenka", sheets: "1", ..Letter::default() });
    let row = hana.choose("Omluvenka");
    let row = if row.contains("ZSUL 1/") {
        row
    } else {
        wait_for("the school's number", || hana.rows().into_iter().find(|it| it.contains("ZSUL 1/")))
    };
    stage.report.saw(format!("the school's series begins at 1: {}", row.replace('\n', " | ")));
    stage.report.picture(&hana.window, "registry", "school");
    for words in ["lípy", "HLUC", "Stížnost"] {
        assert!(!hana.finds(words), "{words} of the town is found at the school");
    }
    stage.report.saw("nothing of the town is found there (a desk that lies is tried in tests/sync_sim)");
    hana
}

fn correct_subject(desk: &mut Desk, words: &str, subject: &str) {
    desk.choose(words);
    desk.window.chord(Chord::ctrl(Key::Char('e')));
    wait_for("the correction", || desk.window.shown("[data-panel=correct]"));
    for _ in 0..20 {
        if desk.focus() == "subject" {
            break;
        }
        let before = desk.focus();
        desk.window.press(Key::Enter);
        wait_for("the next field", || (desk.focus() != before).then_some(()));
    }
    desk.window.chord(Chord::ctrl(Key::Char('a')));
    desk.window.text(subject);
    desk.window.chord(Chord::ctrl(Key::Enter));
    desk.window.wait_text("[data-part=detail]", subject);
    wait_for("the correction to close", || desk.window.shown("[data-panel=correct]").is_none().then_some(()));
}

fn assign(desk: &mut Desk, words: &str, unit: &str) {
    desk.choose(words);
    desk.window.chord(Chord::ctrl(Key::Char('d')));
    desk.window.wait_focus("unit");
    desk.window.text(unit);
    wait_for("the units", || desk.window.shown("[role=option]"));
    desk.window.press(Key::Enter);
    desk.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the panel to close", || desk.window.shown("[data-panel=assign]").is_none().then_some(()));
}

fn item_kinds(desk: &Desk) -> Vec<String> {
    let kinds = desk
        .window
        .run("return [...document.querySelectorAll('[data-item]')].map(it => it.dataset.kind)", serde_json::json!([]));
    kinds.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

fn choose_item(desk: &mut Desk, kind: &str) {
    desk.window.press(Key::Home);
    for _ in 0..10 {
        let script = "const d = document.querySelector('[data-item-detail]'); if (!d) return null;
                      const it = document.querySelector(`[data-item='${d.dataset.itemDetail}']`); return it && it.dataset.kind";
        if desk.window.run(script, serde_json::json!([])).as_str() == Some(kind) {
            return;
        }
        desk.window.press(Key::Down);
    }
    panic!("no item {kind}");
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}
