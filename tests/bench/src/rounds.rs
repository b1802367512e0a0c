//! Rounds of a desk that is up to date, over HTTPS on the loopback.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::name_register::AddParty;
use store::Desk;
use sync_client::HttpTransport;
use testkit::{letter, party};
use values::PartyId;

use crate::report::{Line, Report};
use crate::series::{Series, shown};
use crate::town::{Office, open};

/// How many commands wait when many do.
const MANY: usize = 10_000;
/// How often that is measured.
const TIMES: usize = 5;
/// More entries than this take minutes to be copied.
const LARGE: usize = 200_000;

/// A round with nothing to say, and one with a command.
pub(crate) fn measure(report: &mut Report, folder: &Path, n: usize) {
    let desk = open(folder);
    let line = line_of(&desk);
    let round = || round(&desk, &line);
    round();
    let nothing = Series::of(50, |_| round());
    report.add(Line {
        what: format!("round with nothing new at {n}"),
        measured: format!("{} ms", nothing.text()),
        baseline: "–".to_owned(),
        to_reach: "≤ 10 ms".to_owned(),
        is_reached: Some(nothing.median() <= 10.0),
    });
    let sender = sender(&desk);
    round();
    let one = Series::of(20, |nth| {
        register(&desk, sender, nth, 1);
        round()
    });
    report.add(Line {
        what: format!("one command pushed and answered at {n}"),
        measured: format!("{} ms", one.text()),
        baseline: "–".to_owned(),
        to_reach: "≤ 50 ms".to_owned(),
        is_reached: Some(one.median() <= 50.0),
    });
}

/// The commands of a week without a connection. Measured last: it fills the office.
pub(crate) fn measure_many(report: &mut Report, office: &Office, folder: &Path, n: usize) {
    let desk = open(folder);
    let line = line_of(&desk);
    let round = || round(&desk, &line);
    let sender = sender(&desk);
    round();
    let many = Series::of(TIMES, |nth| {
        register(&desk, sender, nth, MANY);
        round()
    });
    // The copy of a million takes minutes: there it is made once.
    let n_plain = if n > LARGE { 1 } else { TIMES };
    let plain = Series::of(n_plain, |_| plain_insert(office, &desk, folder, n + TIMES * MANY));
    let ratio = many.median() / plain.median();
    report.add(Line {
        what: format!("{MANY} queued commands at {n}"),
        measured: format!("{} ms", many.text()),
        baseline: format!("plain insert of as many on both sides {} ms", plain.text()),
        to_reach: format!("≤ 3 ×: is {} ×", shown(ratio)),
        is_reached: Some(ratio <= 3.0),
    });
}

fn line_of(desk: &Desk) -> HttpTransport {
    let header = desk.folder().header().expect("an enrolled desk");
    HttpTransport::new(&header.address, &header.pin).expect("the centre is known")
}

fn round(desk: &Desk, line: &HttpTransport) -> Duration {
    let begun = Instant::now();
    actions::sync_once(desk, line).expect("the centre answers");
    begun.elapsed()
}

fn sender(desk: &Desk) -> PartyId {
    desk.write(|tx| {
        let sender = tx.new_id(PartyId);
        tx.submit(AddParty { party: party(sender, "Svoboda") })?;
        Ok(sender)
    })
    .expect("a sender")
}

fn register(desk: &Desk, sender: PartyId, nth: usize, n: usize) {
    desk.write(|tx| {
        for at in 0..n {
            let wish = letter(&format!("Dopis {nth}-{at}")).from(sender).delivered_at(tx.now()).received(tx)?;
            tx.submit(wish)?;
        }
        Ok(())
    })
    .expect("they are registered");
}

/// The plain insert of everything, `n` documents on both sides, scaled to as many as were queued.
fn plain_insert(office: &Office, desk: &Desk, folder: &Path, n: usize) -> Duration {
    let copy = folder.join("plain.sqlite");
    let at_desk = desk.insert_plainly(&copy).expect("the copy is made");
    let _ = std::fs::remove_file(&copy);
    let at_centre = crate::town::insert_centre_plainly(&office.town, &copy);
    let _ = std::fs::remove_file(&copy);
    let share = MANY as f64 / n as f64;
    (at_desk + at_centre).mul_f64(share)
}
