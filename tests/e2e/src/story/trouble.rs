//! Steps 10 and 11: a forgotten password, a copied folder.

use crate::story::{Stage, copy_folder, text};
use crate::{Desk, Key, Letter, wait_for};

/// The secretary forgot her password; the admin's code lets her in, and her unsent letter is there.
pub(super) fn forgotten_password(stage: &mut Stage, mut hana: Desk) {
    stage.report.step("11. Forgotten password");
    hana.line.cut();
    hana.wait_reach("offline");
    hana.begin_entry();
    hana.register(&Letter {
        sender: "kovar", subject: "Přihláška ke vzdělávání", sheets: "2", ..Letter::default()
    });
    let mut hana = hana.kill_and_reopen(&stage.places);
    hana.line.mend();
    let desks = stage.centre.admin(&["desk", "list", "--tenant", "zs-u-lip"]);
    let seat = text(&desks["desks"][0], "seat");
    let code = text(&stage.centre.admin(&["reset-code", "--seat", &seat]), "code");
    hana.window.wait_screen("unlock");
    hana.window.wait_focus("password");
    hana.window.press(Key::F(8));
    hana.window.wait_focus("code");
    stage.report.picture(&hana.window, "reset", "empty");
    hana.window.text(&code);
    hana.window.press(Key::Enter);
    hana.window.wait_focus("password");
    hana.window.text("nove heslo pro Hanu");
    hana.window.press(Key::Enter);
    hana.window.wait_focus("password_again");
    hana.window.text("nove heslo pro Hanu");
    hana.window.press(Key::Enter);
    hana.window.wait_screen("registry");
    hana.choose("Přihláška");
    let row = wait_for("its number", || hana.rows().into_iter().find(|it| it.contains("ZSUL 3/")));
    stage.report.saw(format!(
        "with the admin's code she sets a new one; the unsent letter is there and gets its number: {}",
        row.replace('\n', " | ")
    ));
}

/// Jana's folder is copied, and both copies go on.
pub(super) fn copied_folder(stage: &mut Stage, jana: Desk, alena: &mut Desk) {
    stage.report.step("10. Forked");
    jana.wait_reach("online");
    let Desk { data, line, window, .. } = jana;
    drop(window);
    let copy = stage.data("jana-copy");
    copy_folder(&data, &copy);
    let mut one = Desk::new(&stage.places, &data, line);
    one.unlock();
    let mut two = Desk::new(&stage.places, &copy, stage.line());
    two.unlock();
    one.begin_entry();
    one.register(&Letter { sender: "novak", subject: "Z první kopie", sheets: "1", ..Letter::default() });
    wait_for("the first copy's letter at the centre", || {
        let shown = one.window.shown("[data-part=status]")?;
        (!shown.contains("čeká") && !shown.contains("čekají")).then_some(())
    });
    two.begin_entry();
    two.register(&Letter { sender: "novak", subject: "Z druhé kopie", sheets: "1", ..Letter::default() });
    for (desk, name) in [(&mut one, "first"), (&mut two, "second")] {
        desk.window.press(Key::Escape);
        desk.window.press(Key::F(9));
        desk.window.wait_screen("needs-you");
        wait_for(&format!("the {name} copy to notice"), || desk.window.shown("[data-kind=forked]"));
        stage.report.picture(&desk.window, "needs-you", &format!("forked-{name}"));
    }
    let rows = ["Z první kopie", "Z druhé kopie"].map(|words| alena.choose(words));
    assert!(rows.iter().all(|it| it.contains("HLUC/")), "{rows:?}");
    let mut numbers: Vec<&str> =
        rows.iter().flat_map(|it| it.split_whitespace()).filter(|it| it.starts_with("HLUC/")).collect();
    let n_numbers = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), n_numbers, "no number twice: {rows:?}");
    stage.report.saw("both copies notice it; both letters are at the centre, each with a number of its own");
}
