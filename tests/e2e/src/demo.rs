//! The invented office to look at: a centre that serves, enrolled desks, one open window.

use std::path::Path;
use std::process::Command;

use crate::story::text;
use crate::{Centre, PASSWORD, Places, seed};

/// Starts the office in `target/demo-office` (made at the first time) and stays until the window is closed.
#[allow(clippy::print_stdout)]
pub fn demo(places: &Places) {
    let folder = places.out.with_file_name("demo-office");
    let is_new = !folder.join("ready").exists();
    if is_new {
        // A set-up that was cut off is begun again.
        let _ = std::fs::remove_dir_all(&folder);
    }
    let mut centre = Centre::kept(&places.centre, &folder.join("centre"), &folder.join("port"));
    if is_new {
        println!("founding a town, three villages and nine schools…");
        seed(&centre, &folder.join("tables"), 2_000);
    }
    centre.start();
    // A filing clerk, a case clerk, who supervises, and a school secretary.
    let people = [
        ("hlucin", "Nováková", "jana"),
        ("hlucin", "Dvořák", "petr"),
        ("hlucin", "Svobodová", "marie"),
        ("zs-u-lip", "Malá", "hana"),
    ];
    if is_new {
        for (tenant, person, name) in people {
            println!("enrolling {person}…");
            enrol(places, &centre, &folder, tenant, person, name);
        }
        std::fs::write(folder.join("ready"), "").expect("the folder can be written");
    }
    println!("\nThe centre serves at {}. Every desk's password: {PASSWORD}", centre.address());
    println!("The window of Jana Nováková, filing clerk, opens; the office ends when it is closed. Other desks:");
    for (_, person, name) in &people[1..] {
        println!("  {person}: {} --data {}", places.workstation.display(), folder.join(name).display());
    }
    let window = Command::new(&places.workstation).arg("--data").arg(folder.join("jana")).status();
    window.expect("the workstation is built");
}

fn enrol(places: &Places, centre: &Centre, folder: &Path, tenant: &str, person: &str, name: &str) {
    let address = centre.address().to_string();
    let said = centre.admin(&["desk-code", "--tenant", tenant, "--person", person, "--address", &address]);
    let password = folder.join("password.txt");
    std::fs::write(&password, PASSWORD).expect("the folder can be written");
    let status = Command::new(&places.clerk)
        .args(["enrol", "--line", &text(&said, "line"), "--data"])
        .arg(folder.join(name))
        .arg("--password-file")
        .arg(&password)
        .status();
    assert!(status.expect("clerk is built").success(), "{person} is enrolled");
}
