//! What a day brings besides letters: closed envelopes, advertising, returned post, post for the school, an emergency, and
//! somebody who is away.

use crate::story::{Stage, choose_typed};
use crate::{Chord, Desk, Key, Letter, wait_for};

/// Jana and Hana at their desks, and Marie, who supervises, at hers.
pub(super) fn a_day(stage: &mut Stage, mut jana: Desk, alena: &mut Desk, mut hana: Desk) -> (Desk, Desk) {
    stage.report.step("9b. A day in town");
    envelopes(stage, &mut jana);
    letter(stage, &mut jana);
    sent(stage, &mut jana);
    returned_post(stage, &mut jana);
    post_for_the_school(stage, &mut jana, &mut hana);
    let line = stage.line();
    let code = stage.enrolment_line("hlucin", "Svobodová", &line);
    let mut marie = Desk::new(&stage.places, &stage.data("marie"), line);
    marie.type_enrolment(&code);
    marie.window.wait_screen("registry");
    emergency(stage, &mut marie);
    standing_in(stage, &mut marie, alena);
    told_by_the_system(stage, &mut jana, alena);
    several_at_once(stage, &mut jana);
    jana.to_list();
    (jana, hana)
}

fn envelopes(stage: &mut Stage, jana: &mut Desk) {
    jana.to_list();
    jana.begin_entry();
    jana.window.chord(Chord::ctrl_shift(Key::Delete));
    jana.window.wait_focus("sender");
    choose_typed(jana, "novak");
    jana.enter_until("subject");
    jana.window.text("Leták obchodního domu");
    jana.window.wait_text("[data-part=entry]", "Co nemá úřední charakter, třeba reklama nebo noviny, se neeviduje");
    stage.report.picture(&jana.window, "entry", "not-registered");
    jana.window.chord(Chord::ctrl_shift(Key::Delete));
    jana.window.wait_focus("sender");
    stage
        .report
        .saw("advertising: the entry says that it is not registered, by which paragraph; one key throws it away");
    choose_typed(jana, "novak");
    jana.enter_until("envelope");
    choose_typed(jana, "vlastn");
    jana.window.wait_focus("unopened");
    jana.window.press(Key::Char(' '));
    wait_for("the subject of a closed envelope", || {
        (jana.window.shown("[name=subject]")? == "Neotevřená obálka").then_some(())
    });
    stage.report.picture(&jana.window, "entry", "envelope");
    let before = jana.message();
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the closed envelope", || Some(jana.message()).filter(|it| *it != before));
    jana.choose("Neotevřená obálka");
    let facts = jana.window.wait_text("[data-part=detail] .facts", "doručeno do vlastních rukou");
    let line = facts.lines().find(|it| it.contains("vlastních rukou")).unwrap_or_default();
    stage.report.saw(format!("a closed envelope: {line}"));
}

/// What nobody has yet is marked in the list and assigned at once; what may not be accepted keeps its mark and its reason.
fn several_at_once(stage: &mut Stage, jana: &mut Desk) {
    for nth in ["první", "druhý", "třetí", "čtvrtý"] {
        jana.begin_entry();
        jana.register(&Letter {
            sender: "novak",
            subject: &format!("Hromadný dopis {nth}"),
            sheets: "1",
            ..Letter::default()
        });
        jana.to_list();
    }
    jana.window.chord(Chord::ctrl(Key::Char('f')));
    jana.window.wait_focus("search");
    jana.window.text("Hromadný dopis");
    wait_for("the four letters", || (jana.rows().len() == 4).then_some(()));
    jana.window.press(Key::Down);
    wait_for("the first of them", || jana.window.shown("[data-document][data-active=true]"));
    jana.window.press(Key::Char(' '));
    for _ in 1..=3 {
        jana.window.chord(Chord::shift(Key::Down));
    }
    jana.window.wait_text("[data-part=detail]", "Označeny 4 dokumenty");
    stage.report.picture(&jana.window, "many", "full");
    jana.window.chord(Chord::ctrl(Key::Char('d')));
    jana.window.wait_focus("unit");
    choose_typed(jana, "OŽP");
    stage.report.picture(&jana.window, "many", "assign");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("all four assigned", || (jana.message() == "Přiděleny 4 dokumenty.").then_some(()));
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.wait_text("[data-part=detail]", "Označeny 4 dokumenty");
    jana.window.chord(Chord::ctrl(Key::Char('p')));
    wait_for("that none is hers", || (jana.message() == "Převzato 0 dokumentů.").then_some(()));
    stage.report.picture(&jana.window, "many", "refused");
    stage.report.saw(format!(
        "four letters marked and assigned at once; accepting what is not hers is refused for each: {}",
        jana.window.shown(".refused li").unwrap_or_default()
    ));
}

fn letter(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Výzva k doplnění");
    jana.window.chord(Chord::ctrl_shift(Key::Char('h')));
    jana.window.wait_focus("path");
    jana.window.text(&stage.data("není/dopis").display().to_string());
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=letter]", "neexistuje");
    stage.report.picture(&jana.window, "letter", "refused");
    jana.window.wait_focus("path");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text(&stage.data("dopis").display().to_string());
    stage.report.picture(&jana.window, "letter", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    let bytes = wait_for("the letter", || std::fs::read(stage.data("dopis.docx")).ok());
    assert!(bytes.starts_with(b"PK"), "a letter is a package");
    stage.report.saw("a letter with its head, written under the ending of what is in it");
    jana.to_list();
}

fn sent(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Výzva k doplnění");
    jana.window.chord(Chord::ctrl_shift(Key::Char('m')));
    jana.window.wait_focus("way");
    jana.window.press(Key::Enter);
    jana.window.wait_focus("sent_on");
    jana.window.text("zítra");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=sent]", "v budoucnosti");
    stage.report.picture(&jana.window, "sent", "refused");
    jana.window.wait_focus("sent_on");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("dnes");
    jana.window.press(Key::Enter);
    jana.window.wait_focus("note");
    jana.window.text("RR 12 345 678 CZ");
    stage.report.picture(&jana.window, "sent", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] .facts", "poštou · RR 12 345 678 CZ");
    stage.report.saw("what was sent: the day, the way and the posting number stand in the record");
    jana.to_list();
}

fn returned_post(stage: &mut Stage, jana: &mut Desk) {
    jana.choose("Výzva k doplnění");
    jana.window.chord(Chord::ctrl_shift(Key::Char('j')));
    jana.window.wait_focus("why");
    while jana.window.attribute("[name=why]:checked", "value").as_deref() != Some("otherwise") {
        jana.window.press(Key::Down);
    }
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=returned]", "Důvod chybí");
    stage.report.picture(&jana.window, "returned", "refused");
    jana.window.wait_focus("note");
    jana.window.text("promočená zásilka");
    stage.report.picture(&jana.window, "returned", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=detail] .facts", "promočená zásilka");
    jana.to_list();
    jana.window.press(Key::F(9));
    jana.window.wait_screen("needs-you");
    jana.window.wait_text("[data-kind=returned]", "Výzva k doplnění");
    stage.report.picture(&jana.window, "needs-you", "returned");
    jana.window.press(Key::Home);
    let mut n_steps = 0;
    while jana.window.attribute("[role=option][aria-selected=true]", "data-kind").as_deref() != Some("returned") {
        jana.window.press(Key::Down);
        n_steps += 1;
        assert!(n_steps < 50, "the returned post is not among what needs Jana");
    }
    jana.window.press(Key::Delete);
    wait_for("the returned post to be seen", || jana.window.shown("[data-kind=returned]").is_none().then_some(()));
    stage.report.saw(
        "returned post: noted at what was sent, with why; whoever handles it is told, and puts it away with one key",
    );
    jana.to_list();
}

fn post_for_the_school(stage: &mut Stage, jana: &mut Desk, hana: &mut Desk) {
    jana.choose("Pozvánka na výstavu");
    jana.window.chord(Chord::ctrl_shift(Key::Char('u')));
    jana.window.wait_focus("office");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-panel=dispatch]", "Takový úřad");
    stage.report.picture(&jana.window, "dispatch", "refused");
    jana.window.wait_focus("office");
    choose_typed(jana, "u lip");
    stage.report.picture(&jana.window, "dispatch", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    let here = jana.window.wait_text("[data-part=detail] .facts", "ZSUL 2/");
    let row = wait_for("the letter at the school", || {
        let row = hana.rows().into_iter().find(|it| it.contains("Pozvánka na výstavu"));
        row.filter(|it| it.contains("ZSUL 2/"))
    });
    hana.choose("Pozvánka na výstavu");
    let there = hana.window.wait_text("[data-part=detail] .facts", "Předal úřad");
    stage.report.picture(&hana.window, "detail", "handed-over");
    let line = |text: &str, of: &str| text.lines().find(|it| it.contains(of)).unwrap_or_default().to_owned();
    stage.report.saw(format!("the town's record: {}", line(&here, "ZSUL 2/")));
    stage.report.saw(format!(
        "the school's, registered by the centre: {}; {}",
        row.replace('\n', " | "),
        line(&there, "Město Hlučín")
    ));
    hana.to_list();
}

fn emergency(stage: &mut Stage, marie: &mut Desk) {
    marie.wait_reach("online");
    open_emergency(marie);
    marie.window.wait_focus("reason");
    marie.window.text("Výpadek");
    marie.window.chord(Chord::ctrl(Key::Enter));
    marie.window.wait_text("[data-part=emergency]", "Ústředna odpovídá");
    stage.report.picture(&marie.window, "emergency", "refused");
    marie.window.press(Key::Escape);
    marie.line.cut();
    marie.wait_reach("offline");
    open_emergency(marie);
    marie.window.wait_focus("reason");
    stage.report.picture(&marie.window, "emergency", "empty");
    marie.window.text("Vichřice přerušila vedení");
    marie.window.chord(Chord::ctrl(Key::Enter));
    let said = marie.window.wait_text("[data-part=emergency]", "Další číslo: 1.");
    let name =
        said.split_whitespace().find(|it| it.starts_with("NE-")).unwrap_or_default().trim_end_matches('.').to_owned();
    stage.report.saw(format!("refused while the centre answers; without it, declared with a reason: {name}"));
    marie.register(&Letter { sender: "novak", subject: "Za výpadku proudu", sheets: "1", ..Letter::default() });
    let row = marie.choose("Za výpadku proudu");
    assert!(row.contains(&format!("{name}/1")), "{row}");
    stage.report.saw(format!("a letter meanwhile: {}", row.replace('\n', " | ")));
    stage.report.picture(&marie.window, "registry", "emergency");
    marie.line.mend();
    marie.wait_reach("online");
    open_emergency(marie);
    marie.window.wait_text("[data-part=emergency]", "Další číslo: 2.");
    stage.report.picture(&marie.window, "emergency", "full");
    // The only button of the list.
    marie.window.press(Key::Tab);
    marie.window.press(Key::Enter);
    marie.window.wait_focus("afterwards");
    stage.report.picture(&marie.window, "close-emergency", "full");
    marie.window.chord(Chord::ctrl(Key::Enter));
    marie.window.wait_text("[data-part=message]", "je uzavřená");
    marie.choose("Za výpadku proudu");
    let facts = marie.window.wait_text("[data-part=detail] .facts", "přeevidováno");
    let line = facts.lines().find(|it| it.contains("přeevidováno")).unwrap_or_default();
    wait_for("the number of the office", || {
        marie.window.shown("[data-part=detail] .facts").filter(|it| it.contains("HLUC/"))
    });
    stage.report.saw(format!("closed, it is registered again in the office's register: {line}"));
    marie.to_list();
}

fn open_emergency(desk: &mut Desk) {
    desk.to_list();
    desk.window.chord(Chord::ctrl_shift(Key::Char('e')));
    wait_for("the substitute register", || desk.window.shown("[data-part=emergency]"));
}

fn standing_in(stage: &mut Stage, marie: &mut Desk, alena: &mut Desk) {
    marie.window.press(Key::F(11));
    marie.window.wait_screen("settings");
    wait_for("the standing in", || marie.window.shown("[name=absent]"));
    marie.window.run("document.querySelector('[name=absent]').focus()", serde_json::json!([]));
    marie.window.chord(Chord::ctrl(Key::Char('a')));
    choose_typed(marie, "dvorak");
    marie.window.wait_focus("deputy");
    choose_typed(marie, "kralova");
    marie.enter_until("until");
    marie.window.text("včera");
    marie.window.chord(Chord::ctrl(Key::Enter));
    marie.window.wait_text("[data-part=deputy]", "Zástup musí končit dnes nebo později");
    stage.report.picture(&marie.window, "standing-in", "refused");
    marie.window.wait_focus("until");
    marie.window.chord(Chord::ctrl(Key::Char('a')));
    marie.window.text("+2");
    marie.window.chord(Chord::ctrl(Key::Enter));
    marie.window.wait_text("[data-part=deputy]", "Dvořák Petr: zástup Králová Alena");
    stage.report.picture(&marie.window, "standing-in", "full");
    let banner = alena.window.wait_text("aside", "Zastupujete: Dvořák Petr");
    stage.report.picture(&alena.window, "registry", "standing-in");
    stage.report.saw(format!("Marie says who stands in for Petr; Alena's window: {}", banner.replace('\n', " ")));
    marie.window.press(Key::Escape);
}

/// Alena looks at another window: the system tells her what was assigned to her.
fn told_by_the_system(stage: &mut Stage, jana: &mut Desk, alena: &mut Desk) {
    alena.window.run("document.hasFocus = () => false", serde_json::json!([]));
    jana.choose("Neotevřená obálka");
    jana.window.chord(Chord::ctrl(Key::Char('d')));
    jana.window.wait_focus("unit");
    choose_typed(jana, "POD");
    jana.window.wait_focus("person");
    choose_typed(jana, "král");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the panel to close", || jana.window.shown("[data-panel=assign]").is_none().then_some(()));
    let heard = wait_for("the system's notice", || {
        Some(stage.bus.heard())
            .filter(|it| it.contains("Přidělen vám byl dokument") && it.contains("Neotevřená obálka"))
    });
    let line = heard.lines().rev().find(|it| it.contains("Neotevřená obálka")).unwrap_or_default().trim().to_owned();
    stage.report.saw(format!("assigned while she looks elsewhere, said on the session bus: {line}"));
    alena.window.run("delete document.hasFocus", serde_json::json!([]));
}
