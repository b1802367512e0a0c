//! Step 12: what goes wrong at a desk, and what its clerk sees of it.

use stories::SmallDisk;

use crate::story::{Stage, choose_radio, noise, text};
use crate::{Centre, Chord, Desk, Key, Letter, Opening, PASSWORD, wait_for};

const NEW_PASSWORD: &str = "lipa kvete v cervenci";
const SUBJECT: &str = "Na plný disk";
const EVERY_FIELD: &str = "Projekt přístavby";
const DAY_S: i64 = 24 * 60 * 60;

/// Jana sits down at another device: its disk fills up, its clock is a day ahead, its line leads astray.
pub(super) fn at_another_device(stage: &mut Stage) {
    stage.report.step("12. What goes wrong");
    let disk = SmallDisk::mount(&stage.data("small"), 64);
    let opening = Opening { beside: disk.as_ref().map(SmallDisk::beside).unwrap_or_default(), ..Opening::default() };
    let mut jana = Desk::open(&stage.places, &stage.data("small").join("device"), stage.line(), opening);
    enrol(stage, &mut jana);
    jana.line.cut();
    jana.wait_reach("offline");
    fill_every_field(stage, &mut jana);
    fill_the_disk(stage, &mut jana, disk.as_ref());
    refuse_on_every_panel(stage, &mut jana);
    change_password(stage, &mut jana);
    jana.opening.ahead_s = DAY_S;
    let mut jana = jana.kill_and_reopen(&stage.places);
    open_after_midnight(stage, &mut jana);
    lead_astray(stage, &mut jana);
    switch_person(stage, &mut jana);
    revoke(stage, &mut jana);
}

/// A letter with every field, from a company made on the way, whose first number has a wrong check digit.
fn fill_every_field(stage: &mut Stage, jana: &mut Desk) {
    jana.begin_entry();
    jana.window.text("Vzorová stavební společnost Vzorov");
    jana.window.press(Key::F(8));
    jana.window.wait_focus("kind");
    stage.report.picture(&jana.window, "new-party", "empty");
    jana.enter_until("company_number");
    jana.window.text("12345678");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "company_number");
    stage.report.picture(&jana.window, "new-party", "refused");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("12345679");
    jana.enter_until("address");
    jana.window.text("Dlouhá 7, 999 02 Vzorov");
    stage.report.picture(&jana.window, "new-party", "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the new company in the entry", || {
        (jana.window.shown("[name=address]").is_none() && jana.focus() != "address").then_some(())
    });
    jana.enter_until("sender_reference");
    jana.window.text("VSS-17/2026");
    jana.enter_until("delivered_on");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("včera");
    jana.enter_until("delivered_time");
    jana.window.text("905");
    jana.enter_until("delivery_method");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("osob");
    wait_for("the ways", || jana.window.shown("[role=option]"));
    jana.window.press(Key::Enter);
    jana.enter_until("sheets");
    jana.window.text("3");
    jana.enter_until("paper_attachments");
    jana.window.text("2");
    jana.enter_until("other_count");
    jana.window.text("1");
    jana.enter_until("other_description");
    jana.window.text("CD s výkresy");
    jana.enter_until("subject");
    jana.window.text(EVERY_FIELD);
    jana.enter_until("unit");
    jana.window.text("OŽP");
    wait_for("the units", || jana.window.shown("[role=option]"));
    jana.window.press(Key::Enter);
    jana.enter_until("person");
    jana.window.text("dvorak");
    wait_for("the people", || jana.window.shown("[role=option]"));
    jana.window.press(Key::Enter);
    jana.enter_until("restricted");
    jana.window.press(Key::Char(' '));
    let before = jana.message();
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the registered letter", || Some(jana.message()).filter(|it| *it != before && it.contains("Zaevidováno")));
    jana.window.wait_focus("sender");
    jana.enter_until("sender_reference");
    jana.window.chord(Chord::ctrl_shift(Key::Char('d')));
    wait_for("the last value", || (jana.window.shown("[name=sender_reference]")? == "VSS-17/2026").then_some(()));
    jana.window.chord(Chord::ctrl_shift(Key::Delete));
    jana.choose(EVERY_FIELD);
    let shown = jana.window.shown("[data-part=detail]").unwrap_or_default();
    for wanted in ["Vzorová stavební společnost Vzorov", "VSS-17/2026", "9:05", "osobně", "CD s výkresy", "Dvořák"]
    {
        assert!(shown.contains(wanted), "{wanted} in {shown}");
    }
    stage.report.picture(&jana.window, "detail", "every-field");
    stage
        .report
        .saw("a letter with every field, restricted, from a company made in its middle; one key repeats a value");
}

/// The admin revokes her desk: it hands over what it has, forgets everything, and says so.
fn revoke(stage: &mut Stage, jana: &mut Desk) {
    let desks = stage.centre.admin(&["desk", "list", "--tenant", "hlucin"]);
    let rows = desks["desks"].as_array().into_iter().flatten();
    let mine = rows.filter(|it| it["person"].as_str().is_some_and(|it| it.contains("Nováková")));
    let newest = mine.max_by_key(|it| it["enrolled_at"].as_str().unwrap_or_default().to_owned());
    let seat = text(newest.expect("she has a desk"), "seat");
    stage.centre.admin(&["desk", "revoke", "--seat", &seat]);
    jana.window.wait_screen("unlock");
    let said = jana.window.wait_text("aside", "zrušil");
    stage.report.picture(&jana.window, "unlock", "after-revoking");
    assert!(!jana.window.shown("main").is_some_and(|it| it.contains("Nováková")), "her desk is gone");
    jana.unlock();
    assert!(jana.window.shown("header").is_some_and(|it| it.contains("Dvořák")), "Petr's desk is untouched");
    stage.report.saw(format!("the admin revokes her desk: {}", said.trim()));
}

fn enrol(stage: &mut Stage, jana: &mut Desk) {
    jana.type_enrolment("127.0.0.1:8443 tohle není ten řádek");
    wait_refused(jana, "line");
    stage.report.picture(&jana.window, "enrol", "refused");
    let code = stage.enrolment_line("hlucin", "Nováková", &jana.line);
    jana.fill_enrolment(&code);
    stage.report.picture(&jana.window, "enrol", "full");
    jana.line.hold_after(250_000);
    jana.window.press(Key::Enter);
    wait_for("half of the first sync", || jana.line.is_held().then_some(()));
    jana.window.wait_screen("first-sync");
    wait_for("the progress bar", || jana.window.attribute("[role=progressbar]", "aria-valuenow"));
    stage.report.picture(&jana.window, "first-sync", "full");
    jana.line.let_go();
    jana.window.wait_screen("registry");
    stage.report.saw("a wrong line is refused beside the field; the right one opens the registry");
}

/// An entry that finds no room stays in the form, and is registered when there is room.
fn fill_the_disk(stage: &mut Stage, jana: &mut Desk, disk: Option<&SmallDisk>) {
    let file = stage.file("sken.bin", &noise(2 * 1024 * 1024));
    jana.begin_entry();
    jana.fill(&Letter { sender: "novak", subject: SUBJECT, sheets: "1", file: Some(&file), ..Letter::default() });
    if let Some(disk) = disk {
        disk.fill();
        jana.window.chord(Chord::ctrl(Key::Enter));
        wait_for("the refusal", || {
            let said = format!("{} {}", jana.message(), jana.window.shown("[data-part=entry]").unwrap_or_default());
            said.contains("Na disku došlo místo").then_some(())
        });
        stage.report.picture(&jana.window, "entry", "no-room");
        disk.free();
        stage.report.saw("the disk is full: »Na disku došlo místo«; the entry stays in the form");
    } else {
        stage.report.saw("SKIPPED: no disk can be mounted here, so none was filled");
    }
    let before = jana.message();
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the registered letter", || Some(jana.message()).filter(|it| *it != before && it.contains("Zaevidováno")));
    stage.report.saw("with room again the same Ctrl+Enter registers it");
    jana.choose(SUBJECT);
    assert_eq!(jana.window.all_shown("[data-component]").len(), 1, "its file, once");
}

fn refuse_on_every_panel(stage: &mut Stage, jana: &mut Desk) {
    jana.to_list();
    jana.window.chord(Chord::ctrl_shift(Key::Char('n')));
    jana.window.wait_focus("addressee");
    stage.report.picture(&jana.window, "own-entry", "empty");
    jana.enter_until("sender_reference");
    jana.window.text("KS 12/2026");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "subject");
    stage.report.picture(&jana.window, "own-entry", "refused");
    jana.window.text("Výzva k doplnění");
    stage.report.picture(&jana.window, "own-entry", "full");
    jana.window.chord(Chord::ctrl_shift(Key::Delete));
    jana.window.press(Key::Escape);

    jana.choose("Stížnost na hluk");
    stage.report.picture(&jana.window, "detail", "empty");
    jana.window.chord(Chord::ctrl(Key::Char('e')));
    jana.window.wait_focus("subject");
    stage.report.picture(&jana.window, "correct", "full");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.press(Key::Delete);
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "subject");
    stage.report.picture(&jana.window, "correct", "refused");
    leave_panel(jana, "correct");
    jana.window.chord(Chord::ctrl(Key::Char('d')));
    jana.window.wait_focus("unit");
    stage.report.picture(&jana.window, "assign", "empty");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "unit");
    stage.report.picture(&jana.window, "assign", "refused");
    jana.window.text("OŽP");
    wait_for("the units", || jana.window.shown("[role=option]"));
    jana.window.press(Key::Enter);
    stage.report.picture(&jana.window, "assign", "full");
    leave_panel(jana, "assign");
    jana.window.chord(Chord::ctrl_shift(Key::Char('x')));
    jana.window.wait_focus("reason");
    stage.report.picture(&jana.window, "cancel", "empty");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "reason");
    stage.report.picture(&jana.window, "cancel", "refused");
    jana.window.text("zapsáno dvakrát");
    stage.report.picture(&jana.window, "cancel", "full");
    leave_panel(jana, "cancel");

    jana.to_list();
    jana.window.chord(Chord::ctrl(Key::Char('f')));
    jana.window.wait_focus("search");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("nic takového");
    jana.window.wait_text("[data-part=list]", "Nic neodpovídá");
    stage.report.picture(&jana.window, "registry", "refused");
    jana.window.press(Key::Escape);
    jana.to_list();
    jana.window.chord(Chord::ctrl(Key::Char('k')));
    jana.window.wait_focus("palette");
    stage.report.picture(&jana.window, "palette", "full");
    jana.window.text("nic takového");
    jana.window.wait_text("[role=dialog]", "Nic se nenašlo");
    stage.report.picture(&jana.window, "palette", "empty");
    jana.window.press(Key::Escape);
    wait_for("the palette to close", || jana.window.shown("[role=dialog]").is_none().then_some(()));
    jana.window.press(Key::F(1));
    wait_for("the help", || jana.window.shown("[role=dialog]"));
    stage.report.picture(&jana.window, "help", "full");
    jana.window.press(Key::Escape);
    wait_for("the help to close", || jana.window.shown("[role=dialog]").is_none().then_some(()));
    jana.window.press(Key::F(10));
    jana.window.wait_screen("sync");
    stage.report.picture(&jana.window, "sync", "full");
    jana.to_list();
    stage.report.saw("an empty subject, nobody to assign to, no reason, a wrong IČO: each is refused beside its field");
}

/// A label of her own measures; what does not fit its page is refused beside its measure.
fn own_label(stage: &mut Stage, jana: &mut Desk) {
    tab_until(jana, "label_format");
    let before = jana.window.attribute("[name=label_format]:checked", "value").unwrap_or_default();
    choose_radio(jana, Key::Down, "label_format", "custom");
    tab_until(jana, "width");
    stage.report.picture(&jana.window, "label-measures", "full");
    jana.window.chord(Chord::ctrl(Key::Char('a')));
    jana.window.text("999");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "width");
    stage.report.picture(&jana.window, "label-measures", "refused");
    jana.window.run("document.querySelector('[name=label_format]:checked').focus()", serde_json::json!([]));
    choose_radio(jana, Key::Up, "label_format", &before);
    stage.report.saw("a label wider than its page is refused beside its width");
}

fn change_password(stage: &mut Stage, jana: &mut Desk) {
    jana.window.press(Key::F(11));
    jana.window.wait_screen("settings");
    jana.window.wait_focus("language");
    own_label(stage, jana);
    tab_until(jana, "old");
    type_passwords(jana, "tohle není ono");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_refused(jana, "old");
    stage.report.picture(&jana.window, "settings", "refused");
    type_passwords(jana, PASSWORD);
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text("[data-part=message]", "Heslo je změněné");
    stage.report.saw("a wrong old password changes nothing; the right one does");
}

/// The letter is from yesterday now, and has no number: the window says so, in a quiet line.
fn open_after_midnight(stage: &mut Stage, jana: &mut Desk) {
    jana.window.wait_focus("password");
    jana.window.text(PASSWORD);
    jana.window.press(Key::Enter);
    wait_refused(jana, "password");
    stage.report.picture(&jana.window, "unlock", "refused");
    jana.window.press(Key::F(8));
    jana.window.wait_focus("code");
    jana.window.text("NENIKOD");
    jana.window.press(Key::Enter);
    jana.window.wait_focus("password");
    jana.window.text(NEW_PASSWORD);
    jana.window.press(Key::Enter);
    jana.window.wait_focus("password_again");
    jana.window.text(NEW_PASSWORD);
    stage.report.picture(&jana.window, "reset", "full");
    jana.window.press(Key::Enter);
    wait_refused(jana, "code");
    stage.report.picture(&jana.window, "reset", "refused");
    jana.window.press(Key::Escape);
    jana.unlock_with(NEW_PASSWORD);
    let said = jana.window.wait_text("aside", "přidělí se po spojení");
    stage.report.picture(&jana.window, "registry", "after-midnight");
    stage.report.saw(format!("opened a day later, still offline: {}", said.trim()));
}

fn lead_astray(stage: &mut Stage, jana: &mut Desk) {
    let mut other = Centre::new(&stage.places.centre, &stage.data("another centre"));
    other.start();
    jana.line.lead(Some(other.address()));
    jana.window.press(Key::F(10));
    jana.window.wait_screen("sync");
    jana.window.wait_text("[data-screen=sync]", "jiná ústředna");
    stage.report.picture(&jana.window, "sync", "refused");
    stage.report.saw("another centre answers: nothing is sent to it, and it is said");
    jana.line.lead(None);
    jana.wait_reach("online");
    let said = wait_for("the wrong clock to be said", || {
        jana.window.shown("[data-part=status]").filter(|it| it.contains("hodiny se liší"))
    });
    stage.report.saw(format!("back at its own: {}", said.replace('\n', ", ")));
    let row = jana.choose(SUBJECT);
    let row = if row.contains("HLUC/") {
        row
    } else {
        wait_for("its number", || jana.rows().into_iter().find(|it| it.contains("HLUC/")))
    };
    wait_for("the banner to go", || jana.window.shown("aside").is_none().then_some(()));
    stage.report.saw(format!("the letter has its number, the banner is gone: {}", row.replace('\n', " | ")));
}

fn switch_person(stage: &mut Stage, jana: &mut Desk) {
    jana.window.chord(Chord::ctrl(Key::Char('l')));
    jana.window.wait_screen("unlock");
    jana.window.chord(Chord::ctrl(Key::Char('n')));
    let code = stage.enrolment_line("hlucin", "Dvořák", &jana.line);
    jana.type_enrolment(&code);
    jana.window.wait_screen("registry");
    assert!(jana.window.shown("header").is_some_and(|it| it.contains("Dvořák")), "Petr works now");
    jana.window.chord(Chord::ctrl(Key::Char('l')));
    jana.window.wait_screen("unlock");
    jana.window.wait_focus("password");
    let chosen = "const it = document.querySelector('[name=seat]:checked'); return it.closest('label').innerText";
    let is_jana =
        |jana: &Desk| jana.window.run(chosen, serde_json::json!([])).as_str().is_some_and(|it| it.contains("Nováková"));
    if !is_jana(jana) {
        jana.window.chord(Chord::shift(Key::Enter));
        jana.window.wait_focus("seat");
        jana.window.press(Key::Down);
        wait_for("Jana to be chosen", || is_jana(jana).then_some(()));
    }
    stage.report.picture(&jana.window, "unlock", "full");
    if jana.focus() != "password" {
        jana.window.press(Key::Enter);
    }
    jana.unlock_with(NEW_PASSWORD);
    assert!(jana.window.shown("header").is_some_and(|it| it.contains("Nováková")), "Jana works again");
    stage.report.saw("Petr has a desk on the same device; Ctrl+L and a password change who works");
}

/// Types the three fields of a new password, from the first.
fn type_passwords(desk: &mut Desk, old: &str) {
    for (field, text) in [("old", old), ("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)] {
        desk.window.wait_focus(field);
        desk.window.chord(Chord::ctrl(Key::Char('a')));
        desk.window.text(text);
        if field != "password_again" {
            desk.window.press(Key::Enter);
        }
    }
}

fn tab_until(desk: &mut Desk, name: &str) {
    for _ in 0..20 {
        if desk.focus() == name {
            return;
        }
        let before = desk.focus();
        desk.window.press(Key::Tab);
        wait_for("the next field", || (desk.focus() != before).then_some(()));
    }
    panic!("Tab never came to {name}");
}

/// Waits until a field is marked wrong and has the focus.
#[track_caller]
fn wait_refused(desk: &Desk, name: &str) {
    let field = format!("[name={name}]");
    wait_for(&format!("{name} to be refused"), || {
        (desk.window.attribute(&field, "aria-invalid")? == "true").then_some(())
    });
    desk.window.wait_focus(name);
}

fn leave_panel(desk: &mut Desk, panel: &str) {
    desk.window.press(Key::Escape);
    let panel = format!("[data-panel={panel}]");
    wait_for("the panel to close", || desk.window.shown(&panel).is_none().then_some(()));
}
