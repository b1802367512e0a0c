//! What a clerk waits for at a desk that knows everything: finding, registering, the list, opening.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use actions::read_search;
use domain::name_register::AddParty;
use store::{Desk, ListQuery, Search, SortBy, WorkList};
use testkit::{letter, party};
use values::PartyId;

use crate::machine::timed;
use crate::report::{Line, Report};
use crate::series::{Series, shown};
use crate::town::{PASSWORD, open};

/// What clerks type: common and rare words, numbers, names.
const TYPED: [&str; 12] = [
    "kácení",
    "stavební povolení",
    "novák",
    "opavská 12",
    "čez",
    "odvolání",
    "2026",
    "00123",
    "poplatku za",
    "hluk rovniny",
    "zn 45",
    "šťastná",
];
/// Times a thing is done that takes less than a tenth of a second.
const OFTEN: usize = 50;

/// The figures of one size, in milliseconds, to be compared with those of another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) search: f64,
    pub(crate) register: f64,
    pub(crate) list: f64,
    pub(crate) counts: f64,
    pub(crate) opened: f64,
}

pub(crate) fn measure(report: &mut Report, folder: &Path, n: usize, is_judged: bool) -> Figures {
    let desk = open(folder);
    Figures {
        opened: opening(report, folder, n, is_judged),
        search: typing(report, &desk, n, is_judged),
        list: paging(report, &desk, n),
        counts: counting(report, &desk, n),
        register: registering(report, &desk, folder, n, is_judged),
    }
}

fn query(search: Search) -> ListQuery {
    ListQuery { list: WorkList::All, search, sort: SortBy::Captured, descending: true, after: None, limit: 50 }
}

/// Each beginning of each of the words, from the second letter on.
fn typing(report: &mut Report, desk: &Desk, n: usize, is_judged: bool) -> f64 {
    let (mut ours, mut bare) = (Series::default(), Series::default());
    for _ in 0..5 {
        for typed in TYPED {
            for end in typed.char_indices().map(|it| it.0).skip(2).chain([typed.len()]) {
                let beginning = &typed[..end];
                let begun = Instant::now();
                let found = desk.read(|tx| tx.list_documents(&query(read_search(tx, beginning)?.search())));
                ours.push(begun.elapsed());
                drop(found.expect("it is searched"));
                let word = values::fold(beginning.split_whitespace().last().unwrap_or(beginning));
                let begun = Instant::now();
                desk.read(|tx| tx.search_barely(&word, 50)).expect("the full text answers");
                bare.push(begun.elapsed());
            }
        }
    }
    let (p95, bare_p95) = (ours.percentile(95), bare.percentile(95));
    let (median, bare_median) = (ours.median(), bare.median());
    report.add(Line {
        what: format!("search while typing at {n}: first 50, newest first"),
        measured: format!(
            "p95 {} ms, median {} ms, longest {} ms",
            shown(p95),
            shown(median),
            shown(ours.percentile(100))
        ),
        baseline: format!("bare FTS5: p95 {} ms, median {} ms", shown(bare_p95), shown(bare_median)),
        to_reach: format!("p95 ≤ 30 ms and ≤ 2 ×: is {} ×", shown(p95 / bare_p95)),
        is_reached: is_judged.then_some(p95 <= 30.0 && p95 <= 2.0 * bare_p95),
    });
    p95
}

fn registering(report: &mut Report, desk: &Desk, folder: &Path, n: usize, is_judged: bool) -> f64 {
    let path = folder.join("fdatasync");
    let mut file = std::fs::File::create(&path).expect("there is room");
    let sender = desk
        .write(|tx| {
            let sender = tx.new_id(PartyId);
            tx.submit(AddParty { party: party(sender, "Novák") })?;
            Ok(sender)
        })
        .expect("a sender");
    let (mut ours, mut disk) = (Series::default(), Series::default());
    for nth in 0..OFTEN {
        let begun = Instant::now();
        desk.write(|tx| {
            let wish = letter(&format!("Dopis {nth}")).from(sender).delivered_at(tx.now()).received(tx)?;
            tx.submit(wish)
        })
        .expect("it is registered");
        ours.push(begun.elapsed());
        let begun = Instant::now();
        file.write_all(&[7; 4096]).and_then(|()| file.sync_data()).expect("there is room");
        disk.push(begun.elapsed());
    }
    let limit = disk.median() + 5.0;
    report.add(Line {
        what: format!("registering at {n}"),
        measured: format!("{} ms, p95 {} ms", ours.text(), shown(ours.percentile(95))),
        baseline: format!("fdatasync of 4 KiB {} ms", disk.text()),
        to_reach: format!("fdatasync + 5 ms: {} ms", shown(limit)),
        is_reached: is_judged.then_some(ours.median() <= limit),
    });
    ours.median()
}

/// The first page, and from there page by page to the last row; and the end from the other side.
fn paging(report: &mut Report, desk: &Desk, n: usize) -> f64 {
    let page = |query: &ListQuery| {
        let begun = Instant::now();
        let page = desk.read(|tx| tx.list_documents(query)).expect("a page");
        (page, begun.elapsed())
    };
    let first = Series::of(OFTEN, |_| page(&query(Search::default())).1);
    let last = Series::of(OFTEN, |_| page(&ListQuery { descending: false, ..query(Search::default()) }).1);
    let mut all = ListQuery { limit: 500, ..query(Search::default()) };
    let (mut pages, mut n_rows) = (Series::default(), 0);
    loop {
        let (found, took) = page(&all);
        pages.push(took);
        n_rows += found.lines.len();
        match found.next {
            Some(next) => all.after = Some(next),
            None => break,
        }
    }
    let mut orders = Series::default();
    for sort in [SortBy::Reference, SortBy::Delivered, SortBy::Subject, SortBy::Sender, SortBy::Due] {
        for descending in [true, false] {
            orders.push(page(&ListQuery { sort, descending, ..query(Search::default()) }).1);
        }
    }
    report.add(Line {
        what: format!("list at {n}: first 50, last 50, 500 on the way, first 50 of the ten other orders"),
        measured: format!(
            "{}, {}, {}, {} ms; {n_rows} rows walked",
            shown(first.median()),
            shown(last.median()),
            pages.text(),
            orders.text()
        ),
        baseline: "–".to_owned(),
        to_reach: "the last row is reached".to_owned(),
        is_reached: Some(n_rows >= n),
    });
    first.median()
}

fn counting(report: &mut Report, desk: &Desk, n: usize) -> f64 {
    let lists = Series::of(5, |_| timed(|| desk.read(|tx| tx.counts()).expect("counts")).1.wall);
    let found = Series::of(5, |_| {
        timed(|| desk.read(|tx| tx.count_documents(&query(Search::words("kácení")))).expect("a count")).1.wall
    });
    report.add(Line {
        what: format!("counting at {n}, beside the rows: the work lists, what a common word finds"),
        measured: format!("{} ms, {} ms", lists.text(), found.text()),
        baseline: "–".to_owned(),
        to_reach: "nobody waits for it".to_owned(),
        is_reached: None,
    });
    lists.median()
}

/// From the right password to the first rows, the stretching of the password taken off.
fn opening(report: &mut Report, folder: &Path, n: usize, is_judged: bool) -> f64 {
    let mut whole = Series::default();
    for _ in 0..5 {
        let begun = Instant::now();
        let desk = open(folder);
        desk.read(|tx| tx.list_documents(&query(Search::default()))).expect("a page");
        whole.push(begun.elapsed());
    }
    // A change of password stretches two of them.
    let desk = open(folder);
    let key =
        Series::of(5, |_| timed(|| desk.change_password(PASSWORD, PASSWORD).expect("it is the right one")).1.wall / 2);
    let rest = whole.median() - key.median();
    report.add(Line {
        what: format!("unlock to the first rows at {n}, at the desk"),
        measured: format!("{} ms besides the key", shown(rest)),
        baseline: format!("the key alone {} ms", key.text()),
        to_reach: "≤ 300 ms".to_owned(),
        is_reached: is_judged.then_some(rest <= 300.0),
    });
    rest
}
