//! The centre and who comes to it.
#![allow(clippy::unwrap_used)]

use stories::Town;

#[test]
fn another_centre_at_the_same_address_gets_nothing() {
    let mut town = Town::found();
    let jana = town.desk("Nováková");
    let jid = jana.register("Dopis", &[]);
    let other = Town::found();
    town.serve_from(&other.centre_folder());
    let problem = jana.run(&["sync"]).problem(3, "centre_not_the_same");
    assert_eq!(problem["kind"], "unavailable");
    assert_eq!(jana.show(&jid)["is_pending"], true);
    town.serve();
    jana.sync();
    assert!(jana.show(&jid)["reference"].is_string());
}

#[test]
fn a_code_is_good_once_and_for_its_hours() {
    let town = Town::found();
    let line = town.line("Nováková", "1");
    town.device("první").run(&["enrol", "--line", &line]).done();
    let second = town.device("druhé");
    second.run(&["enrol", "--line", &line]).problem(1, "code_used");
    assert!(!second.folder().join("enrolment.json").exists(), "keys nothing will come of are not kept");
    let old = town.line("Nováková", "0");
    town.device("třetí").run(&["enrol", "--line", &old]).problem(1, "code_too_old");
    let wrong = line.replace('/', "/0");
    town.device("čtvrté").run(&["enrol", "--line", &wrong]).problem(1, "enrol_line_wrong");
    let in_file = town.folder().join("řádek.txt");
    std::fs::write(&in_file, format!("  {}\n", town.line("Malá", "1").to_lowercase())).unwrap();
    town.device("páté").run(&["enrol", "--line-file", in_file.to_str().unwrap()]).done();
    town.device("šesté").run(&["list"]).problem(1, "no_desk");
}

#[test]
fn a_clock_that_is_off_is_noticed_and_the_year_of_a_number_is_the_centre_s() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let right = jana.register("Včas", &[]);
    jana.sync();
    let year = jana.show(&right)["reference"].as_str().unwrap().rsplit_once('/').unwrap().1.to_owned();
    for ahead_s in [86_400, 366 * 86_400] {
        let ahead = jana.clone().ahead(ahead_s);
        let jid = ahead.register("Napřed", &[]);
        ahead.sync();
        let shown = ahead.show(&jid);
        assert!(shown["reference"].as_str().unwrap().ends_with(&format!("/{year}")), "{shown}");
        let desk = &town.desks()[0];
        assert_eq!(desk["is_clock_wrong"], true);
        assert!((desk["clock_ahead_s"].as_i64().unwrap() - ahead_s).abs() < 60, "{desk}");
    }
    jana.sync();
    assert_eq!(town.desks()[0]["is_clock_wrong"], false);
    town.check();
}

#[test]
fn a_mask_may_count_the_letters_of_each_unit_beside_those_of_the_office() {
    let town = Town::found();
    let mask = "{abbr}/{seq}/{yy}/{unit}-{unit_seq:2}";
    town.centre(&["tenant", "mask", "--tenant", "hlucin", "--mask", mask]).done();
    let jana = town.desk("Nováková");
    for unit in [Some("OŽP"), Some("FIN"), None, Some("OŽP")] {
        let to: Vec<&str> = unit.map_or(Vec::new(), |it| vec!["--unit", it]);
        jana.register("Dopis", &to);
    }
    jana.sync();
    let mut numbers: Vec<String> =
        jana.documents().iter().map(|it| it["reference"].as_str().unwrap().to_owned()).collect();
    numbers.sort();
    let endings = numbers.iter().map(|it| it.splitn(4, '/').nth(3).unwrap_or_default());
    assert_eq!(endings.collect::<Vec<_>>(), ["OŽP-01", "FIN-01", "", "OŽP-02"], "{numbers:?}");
    town.check();
}

#[test]
fn a_registry_of_a_newer_version_is_left_as_it_is() {
    let mut town = Town::found();
    town.stop();
    let path = town.centre_folder().join("tenants/hlucin.sqlite");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 1_000).unwrap();
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    db.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let problem = town.centre(&["person", "list", "--tenant", "hlucin"]).problem(4, "newer_version");
    assert_eq!((problem["kind"].as_str(), problem["args"]["version"].as_str()), (Some("damaged"), Some("1000")));
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn a_seat_that_is_not_there_cannot_be_revoked() {
    let town = Town::found();
    let nobody = "00000000-0000-4000-8000-000000000000";
    town.centre(&["desk", "revoke", "--seat", nobody]).problem(1, "seat_unknown");
}

#[test]
fn a_revoked_desk_hands_over_what_it_has_and_forgets_everything() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let scan = town.folder().join("sken.pdf");
    std::fs::write(&scan, b"%PDF-1.7 the only scan there is").unwrap();
    let jid = jana.register("Poslední", &["--file", scan.to_str().unwrap()]);
    let desks = town.desks();
    let seat = desks.iter().find(|it| it["person"] == "Nováková Jana").unwrap()["seat"].as_str().unwrap().to_owned();
    town.centre(&["desk", "revoke", "--seat", &seat]).done();
    jana.run(&["sync"]).problem(1, "seat_revoked");
    jana.run(&["list"]).problem(1, "no_desk");
    petr.sync();
    let waiting: Vec<_> = petr.needs_you().into_iter().filter(|it| it["kind"] == "quarantined").collect();
    assert_eq!(waiting.len(), 3, "the sender, the letter and its file, in this order");
    for item in waiting {
        petr.run(&["settle", item["id"].as_str().unwrap(), "release"]).done();
        petr.sync();
    }
    assert!(petr.show(&jid)["reference"].is_string());
    // The desk is gone; the bytes of what waited came before it went.
    let fetched = town.folder().join("stažený sken.pdf");
    petr.run(&["fetch", &jid, "sken.pdf", "--to", fetched.to_str().unwrap()]).done();
    assert_eq!(std::fs::read(fetched).unwrap(), std::fs::read(scan).unwrap());
    town.check();
}

#[test]
fn no_two_offices_issue_jids_that_begin_alike() {
    let town = Town::found();
    let add = |slug: &str, abbreviation: &str, prefix: &str| {
        let add = ["tenant", "add", "--tenant", slug, "--name", "Obec", "--abbreviation", abbreviation];
        town.centre(&[add.as_slice(), &["--jid-prefix", prefix]].concat())
    };
    let problem = add("obec", "OBEC", "HLUC").problem(1, "jid_prefix_taken");
    assert_eq!(
        (problem["args"]["prefix"].as_str(), problem["args"]["tenant"].as_str()),
        (Some("HLUC"), Some("hlucin"))
    );
    // A label of the one would read as one of the other.
    for prefix in ["HLU", "HLUC2"] {
        add("obec", "OBEC", prefix).problem(1, "jid_prefix_taken");
    }
    add("obec", "", "OBEC").problem(1, "name_missing");
    add("obec", "OBEC", "OBEC").done();
}

#[test]
fn a_copy_made_while_serving_is_a_whole_centre() {
    let mut town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let file = town.folder().join("příloha.txt");
    std::fs::write(&file, "text ".repeat(100_000)).unwrap();
    for n in 0..10 {
        jana.register(&format!("Dopis {n}"), &["--file", file.to_str().unwrap()]);
    }
    jana.sync();
    for n in 0..30 {
        petr.register(&format!("Jiný dopis {n}"), &[]);
    }
    // While one desk is being answered.
    let sync = petr.start(&["sync"]);
    let to = town.folder().join("kopie ústředny");
    town.centre(&["copy", "--to", to.to_str().unwrap()]).done();
    sync.finish().done();
    town.centre(&["copy", "--to", to.to_str().unwrap()]).problem(2, "usage_wrong");
    let checked = town.centre_in(&to, &["check"]).done();
    assert!(checked["tenants"][0]["n_documents"].as_u64().unwrap() >= 10);

    // The copy is the same centre: desks know it, and hand it again what it has not heard of.
    town.serve_from(&to);
    let new = town.folder().join("kopie.txt");
    let jid = jana.documents()[0]["jid"].as_str().unwrap().to_owned();
    jana.run(&["sync"]).done();
    petr.run(&["fetch", &jid, "příloha.txt", "--to", new.to_str().unwrap()]).done();
    assert!(std::fs::read(new).unwrap() == std::fs::read(file).unwrap());
}
