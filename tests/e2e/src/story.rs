//! The story of the main job, played by keys in real windows; what is checked is read from the screen.

mod case_files;
mod desk_work;
mod finding;
mod first_day;
mod hand_to_hand;
mod mishaps;
mod scanning;
mod sizes;
mod together;
mod town_life;
mod trouble;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Bus, Centre, Chord, Desk, Key, Line, Places, Report, seed, wait_for};

/// How many records the town's name register has in the story: enough for a first sync of a dozen pages.
const N_PARTIES: u32 = 9_000;

/// Where the story plays.
pub(crate) struct Stage {
    pub(crate) places: Places,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) centre: Centre,
    pub(crate) bus: Bus,
    pub(crate) report: Report,
}

/// Plays the story and returns its report. Panics at the first step that does not hold.
pub fn play(places: &Places) -> Report {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut report = Report::new(&places.out, &places.axe);
    let centre = Centre::new(&places.centre, &folder.path().join("centre"));
    report.step("0. A centre with a town, three villages and nine schools");
    seed(&centre, &folder.path().join("tables"), N_PARTIES);
    report.saw("13 tenants, founded and filled by `centre` at the shell; the centre serves over TLS on loopback");
    let bus = Bus::start(folder.path());
    let mut stage = Stage { places: places.clone(), folder, centre, bus, report };
    sizes::prepare(&stage);
    stage.centre.start();

    let (jana, alena) = first_day::enrol(&mut stage);
    let (jana, alena) = first_day::register_offline(&mut stage, jana, alena);
    let (jana, mut alena) = first_day::back(&mut stage, jana, alena);
    let jana = together::two_at_once(&mut stage, jana, &mut alena);
    let jana = hand_to_hand::verbs(&mut stage, jana, &mut alena);
    let jana = hand_to_hand::killed_while_registering(&mut stage, jana);
    let jana = case_files::from_founding_to_closing(&mut stage, jana);
    let jana = finding::deadlines_and_searches(&mut stage, jana);
    let hana = together::another_office(&mut stage);
    let (jana, hana) = town_life::a_day(&mut stage, jana, &mut alena, hana);
    let jana = desk_work::more_verbs(&mut stage, jana);
    let jana = scanning::a_pile(&mut stage, jana, &mut alena);
    trouble::forgotten_password(&mut stage, hana);
    trouble::copied_folder(&mut stage, jana, &mut alena);
    mishaps::at_another_device(&mut stage);
    sizes::every_size(&mut stage);
    stage.report.step("13. What the centre says of it all");
    let checked = stage.centre.admin(&["check"]);
    stage.report.saw(format!("`centre check`: {}", checked["text"].as_str().unwrap_or_default().replace('\n', "; ")));
    stage.report.list_screens();
    stage.report
}

impl Stage {
    pub(crate) fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn line(&self) -> Line {
        Line::open(self.centre.address())
    }

    pub(crate) fn enrolment_line(&self, tenant: &str, person: &str, line: &Line) -> String {
        let address = line.address().to_string();
        let said = self.centre.admin(&["desk-code", "--tenant", tenant, "--person", person, "--address", &address]);
        text(&said, "line")
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }
}

/// Types into the field that has the focus and takes the first thing offered.
pub(crate) fn choose_typed(desk: &mut Desk, text: &str) {
    desk.window.text(text);
    wait_for("the choices", || desk.window.shown("[role=option]"));
    desk.window.press(Key::Enter);
}

/// Goes up or down the choices of a group until the wanted one is chosen.
pub(crate) fn choose_radio(desk: &mut Desk, key: Key, name: &str, wanted: &str) {
    let chosen = |desk: &Desk| desk.window.attribute(&format!("[name={name}]:checked"), "value").unwrap_or_default();
    desk.window.wait_focus(name);
    while chosen(desk) != wanted {
        let before = chosen(desk);
        desk.window.press(key);
        wait_for(&format!("another choice of {name}"), || (chosen(desk) != before).then_some(()));
    }
}

/// Finishes a panel without its reason, which is refused, and with it.
pub(crate) fn give_reason(stage: &mut Stage, jana: &mut Desk, screen: &str, panel: &str, reason: &str) {
    jana.window.wait_focus("reason");
    jana.window.chord(Chord::ctrl(Key::Enter));
    jana.window.wait_text(&format!("[data-panel={panel}]"), "Důvod chybí");
    stage.report.picture(&jana.window, screen, "refused");
    jana.window.wait_focus("reason");
    jana.window.text(reason);
    stage.report.picture(&jana.window, screen, "full");
    jana.window.chord(Chord::ctrl(Key::Enter));
    wait_for("the panel to close", || jana.window.shown(&format!("[data-panel={panel}]")).is_none().then_some(()));
}

pub(crate) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}")).to_owned()
}

/// Bytes that do not compress, the same each time.
pub(crate) fn noise(n_bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    (0..n_bytes).map(|_| next()).collect()
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    let status = std::process::Command::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(status.expect("cp is there").success(), "the folder can be copied");
}
