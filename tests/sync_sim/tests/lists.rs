//! The lists of a desk through its public door: every order paged to its end, searched, and counted.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use common::{offices, sync};
use domain::authority::Role;
use store::{Desk, DocumentLine, ListQuery, Search, SortBy, WorkList};
use testkit::own_document;

const SUBJECTS: [&str; 12] = [
    "Čistění studny",
    "Cesta k lesu",
    "Chodník u školy",
    "Hluk z dílny",
    "Ížiny a tůně",
    "Jez na Opavě",
    "Řezání dřeva",
    "Roh ulice",
    "Šachta 12",
    "Stoka",
    "Žádost o zábor",
    "Zábor chodníku",
];

fn query(list: WorkList, search: &str, sort: SortBy, descending: bool) -> ListQuery {
    ListQuery { list, search: Search::words(search), sort, descending, after: None, limit: 5 }
}

/// Reads a list page by page.
fn all(desk: &Desk, mut query: ListQuery) -> Vec<DocumentLine> {
    let mut lines = Vec::new();
    loop {
        let page = desk.read(|tx| tx.list_documents(&query)).unwrap();
        lines.extend(page.lines);
        match page.next {
            Some(next) => query.after = Some(next),
            None => {
                let total = desk.read(|tx| tx.count_documents(&query)).unwrap();
                assert_eq!(total as usize, lines.len(), "a page is missing or came twice");
                return lines;
            }
        }
    }
}

fn subjects(lines: &[DocumentLine]) -> Vec<&str> {
    lines.iter().map(|it| it.subject.as_str()).collect()
}

fn filled() -> (common::Offices, Vec<String>) {
    let it = offices(Role::FilingClerk);
    let mut jids = Vec::new();
    for subject in SUBJECTS {
        let wish = it.school.desk.write(|tx| {
            let wish = own_document(subject).own(tx)?;
            tx.submit(wish.clone())?;
            Ok(wish)
        });
        jids.push(wish.unwrap().entry.jid.to_string());
    }
    sync(&it.centre, &it.school.desk);
    (it, jids)
}

#[test]
fn every_order_is_paged_to_its_end_and_turned_round() {
    let (it, _) = filled();
    let desk = &it.school.desk;
    for sort in [SortBy::Captured, SortBy::Reference, SortBy::Delivered, SortBy::Subject, SortBy::Sender, SortBy::Due] {
        let up = all(desk, query(WorkList::All, "", sort, false));
        let mut down = all(desk, query(WorkList::All, "", sort, true));
        assert_eq!(up.len(), SUBJECTS.len() + 1);
        down.reverse();
        let ids = |lines: &[DocumentLine]| lines.iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(&up), ids(&down), "{sort:?}");
    }
    let by_subject = all(desk, query(WorkList::All, "", SortBy::Subject, false));
    let mut czech = SUBJECTS.to_vec();
    // As a Czech index has them: č after c, ch after h, ř after r, š after s, ž after z.
    let order = ["Ce", "Či", "Hl", "Ch", "Íž", "Je", "Ro", "Ře", "St", "Ša", "Zá", "Žá"];
    czech.sort_by_key(|it| order.iter().position(|begin| it.starts_with(begin)));
    let found: Vec<&str> = subjects(&by_subject).into_iter().filter(|it| SUBJECTS.contains(it)).collect();
    assert_eq!(found, czech);
    let by_number = all(desk, query(WorkList::All, "", SortBy::Reference, false));
    let numbers: Vec<u64> =
        by_number.iter().filter_map(|it| it.reference.as_ref()?.split('/').nth(1)?.parse().ok()).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
}

#[test]
fn words_are_found_without_accents_and_numbers_by_their_parts() {
    let (it, jids) = filled();
    let desk = &it.school.desk;
    let found = |search: &str| {
        let lines = all(desk, query(WorkList::All, search, SortBy::Subject, false));
        lines.into_iter().map(|it| it.subject).collect::<Vec<_>>()
    };
    assert_eq!(found("zabor"), ["Zábor chodníku", "Žádost o zábor"]);
    assert_eq!(found("chod škol"), ["Chodník u školy"]);
    assert_eq!(found("REZANI"), ["Řezání dřeva"]);
    assert_eq!(found(&jids[3][4..]), ["Hluk z dílny"]);
    assert_eq!(found("nic takového"), [""; 0]);
    for hostile in ["\"", "\" OR 1", "a* NOT b", "(", "subject:x", "^", "-", "NEAR(a b)"] {
        found(hostile);
    }
}

#[test]
fn a_list_of_work_holds_what_its_name_says() {
    let (it, _) = filled();
    let desk = &it.school.desk;
    let count = |list| all(desk, query(list, "", SortBy::Captured, true)).len() as u32;
    desk.write(|tx| tx.submit(own_document("Bez čísla").own(tx)?)).unwrap();
    let counts = desk.read(|tx| tx.counts()).unwrap();
    let expected = [
        (WorkList::All, counts.all, SUBJECTS.len() as u32 + 2),
        (WorkList::Today, counts.today, SUBJECTS.len() as u32 + 2),
        (WorkList::WithoutNumber, counts.without_number, 1),
        (WorkList::Unassigned, counts.unassigned, SUBJECTS.len() as u32 + 2),
        (WorkList::ReturnedToMe, counts.returned_to_me, 0),
        (WorkList::AssignedToMe, counts.assigned_to_me, 0),
        (WorkList::WithDeadline, counts.with_deadline, 0),
    ];
    for (list, counted, wanted) in expected {
        assert_eq!((counted, count(list)), (wanted, wanted), "{list:?}");
    }
}
