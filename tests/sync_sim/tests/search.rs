//! Searches as they are typed: what they find, what they refuse, what they say of themselves.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use actions::{explain, read_search};
use common::{Offices, offices};
use domain::authority::Role;
use domain::name_register::AddParty;
use domain::registry::CancelDocument;
use store::{Desk, ListQuery, SortBy, WorkList};
use testkit::{letter, own_document, party};
use values::{Clock, PartyId, Problem};

/// Subject, sender, how many days ago it was delivered.
const LETTERS: [(&str, &str, i64); 5] = [
    ("Kácení staré lípy", "Novák", 0),
    ("Kácení dubu", "Svoboda", 1),
    ("Hluk z dílny", "Novák", 2),
    ("Hluk a kácení", "Malá", 40),
    ("Zábor chodníku", "Svoboda", 400),
];

fn filled() -> Offices {
    let it = offices(Role::FilingClerk);
    it.town
        .desk
        .write(|tx| {
            for (subject, surname, days_ago) in LETTERS {
                let sender = tx.new_id(PartyId);
                tx.submit(AddParty { party: party(sender, surname) })?;
                let delivered_at = it.clock.now() - jiff::SignedDuration::from_hours(24 * days_ago);
                tx.submit(letter(subject).from(sender).delivered_at(delivered_at).received(tx)?)?;
            }
            let own = own_document("Odpověď o hluku").own(tx)?;
            let document = own.document;
            tx.submit(own)?;
            tx.submit(CancelDocument { document, reason: "omyl".to_owned() })
        })
        .unwrap();
    it
}

fn found(desk: &Desk, typed: &str, list: WorkList, sort: SortBy) -> Result<Vec<String>, Problem> {
    let page = desk.read(|tx| {
        let search = read_search(tx, typed)?.search();
        let query = ListQuery { list, search, sort, descending: false, after: None, limit: 100 };
        let page = tx.list_documents(&query)?;
        assert_eq!(tx.count_documents(&query)? as usize, page.lines.len(), "{typed}");
        Ok(page)
    })?;
    // The office has one letter of its own, which no search here means.
    Ok(page.lines.into_iter().map(|it| it.subject).filter(|it| it != "Stížnost").collect())
}

#[test]
fn words_fields_and_days_are_joined_as_they_are_typed() {
    let it = filled();
    let desk = &it.town.desk;
    let [lime, oak, noise, both, pavement] = LETTERS.map(|it| it.0);
    let reply = "Odpověď o hluku";
    let cases: &[(&str, &[&str])] = &[
        ("kaceni", &[lime, oak, both]),
        ("kaceni hluk", &[both]),
        ("hluk kaceni", &[both]),
        ("\"kaceni hluk\"", &[both]),
        ("kaceni OR hluk", &[lime, oak, noise, both, reply]),
        ("lip NEBO dubu OR zabor", &[lime, oak, pavement]),
        ("kaceni -lipy", &[oak, both]),
        ("kaceni NOT odesilatel:novak", &[oak, both]),
        ("NOT kaceni", &[noise, pavement, reply]),
        ("NOT NOT kaceni", &[lime, oak, both]),
        ("NOT (kaceni OR zabor) puvod:doruceny", &[noise]),
        ("(kaceni OR zabor) odesilatel:svoboda", &[oak, pavement]),
        ("kaceni OR zabor odesilatel:novak", &[lime, oak, both]),
        ("sender:novak subject:hluk", &[noise]),
        ("vec:novak", &[]),
        ("odesilatel:\"svob\"", &[oak, pavement]),
        ("doruceno:dnes", &[lime]),
        ("doruceno:-2..dnes", &[lime, oak, noise]),
        ("doruceno:..-30", &[both, pavement]),
        ("NOT doruceno:-50..", &[pavement, reply]),
        ("doruceno:1/2025", &[pavement]),
        ("hluk doruceno:-50.. OR zabor", &[noise, both, pavement]),
        ("stav:stornovano", &[reply]),
        ("state:unassigned puvod:own", &[]),
        ("omezeny:ano", &[]),
        ("zpusob:posta kaceni", &[lime, oak, both]),
        // Half typed: what there is is looked for.
        ("kaceni AND", &[lime, oak, both]),
        ("(kaceni odesilatel:", &[lime, oak, both]),
        ("kaceni) lipy", &[lime]),
        ("OR kaceni", &[lime, oak, both]),
    ];
    for (typed, expected) in cases {
        assert_eq!(found(desk, typed, WorkList::All, SortBy::Captured).unwrap(), *expected, "{typed}");
        // The same from the other side: in another order, and in a list that holds everything.
        let mut other = found(desk, typed, WorkList::Today, SortBy::Subject).unwrap();
        let mut expected = expected.to_vec();
        other.sort();
        expected.sort();
        assert_eq!(other, expected, "{typed}");
    }
    assert_eq!(found(desk, "kaceni", WorkList::WithDeadline, SortBy::Captured).unwrap(), [""; 0]);
}

#[test]
fn what_means_nothing_is_refused_and_what_is_hostile_is_harmless() {
    let it = filled();
    let desk = &it.town.desk;
    let long = format!("vec:{}", "a".repeat(2000));
    let deep = "(".repeat(150);
    for (typed, code) in [
        ("stav:zamitnuto", "search_value_unknown"),
        ("doruceno:priste", "search_value_unknown"),
        ("utvar:NIC", "search_value_unknown"),
        ("zpracovatel:nikdo", "search_value_unknown"),
        ("trida:999", "search_value_unknown"),
        (long.as_str(), "text_too_long"),
        (deep.as_str(), "search_too_long"),
    ] {
        match found(desk, typed, WorkList::All, SortBy::Captured) {
            Err(Problem::Refused(it)) => assert_eq!((it.code.as_str(), it.field.as_deref()), (code, Some("search"))),
            other => panic!("{typed}: {other:?}"),
        }
    }
    for typed in [
        "\"",
        "vec:\"",
        "vec:\"a\" OR b*\"",
        "' OR 1=1 --",
        "NEAR(a b)",
        "a^b",
        "{subject}:a",
        "-",
        "--",
        "() ()",
        "vec:*",
    ] {
        found(desk, typed, WorkList::All, SortBy::Captured).unwrap();
    }
}

#[test]
fn a_search_says_what_it_looks_for() {
    let it = filled();
    let cs = |name: &str, with: &[(&str, &str)]| sentences::phrase(name, with, sentences::Language::Cs);
    let said = |typed: &str| it.town.desk.read(|tx| Ok(explain(&read_search(tx, typed)?, &cs))).unwrap();
    assert_eq!(said(""), "");
    // What was typed is a value, whatever it looks like.
    assert_eq!(said("vec:{field}"), "Hledá se, kde věc obsahuje „{field}“.");
    assert_eq!(
        said("kácení (odesilatel:novák OR odesilatel:\"Malá Eva\") NOT stav:settled doruceno:1.2.2026..28.2.2026"),
        "Hledá se, kde je kdekoli „kácení“ a zároveň (odesílatel obsahuje „novák“ nebo odesílatel obsahuje „Malá Eva“) \
         a zároveň neplatí, že stav je vyřízeno a zároveň doručeno od 1. 2. 2026 do 28. 2. 2026."
    );
}
