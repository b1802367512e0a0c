//! The scanning line is killed at any moment: every batch opens, every page once stored is whole, nothing is attached twice.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::{GrayImage, Luma};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use serde_json::Value;
use stories::{Clerk, Town, drawn, jpeg, kill_after, wait_until, write_program};
use testkit::{EsclDevice, EsclServer, Faults};
use values::Sha256;

/// How often each of the two loops, which run side by side, is killed.
const KILLS: usize = 100;
/// Sheets of a letter.
const SHEETS: usize = 3;

/// The sheets of a letter: its label, and a line beneath that is another one on each.
fn sheets(jana: &Clerk, jid: &str) -> Vec<Vec<u8>> {
    let pdf = jana.folder().join("label.pdf");
    jana.run(&["label", jid, "--to", pdf.to_str().unwrap()]).done();
    let label = drawn(&pdf, 200).remove(0).into_luma8();
    let sheet = |n: usize| {
        let mut page = GrayImage::from_pixel(520, 400, Luma([245]));
        if n == 0 {
            image::imageops::overlay(&mut page, &label, 10, 10);
        }
        for x in 40..480 {
            for y in 0..8 {
                page.put_pixel(x, 300 + 20 * u32::try_from(n).unwrap() + y, Luma([20]));
            }
        }
        jpeg(&page)
    };
    (0..SHEETS).map(sheet).collect()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path());
    entries.flat_map(|it| if it.is_dir() { files_under(&it) } else { vec![it] }).collect()
}

/// The one batch that is not attached, if there is one.
fn open_batch(jana: &Clerk) -> Option<String> {
    let all = jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().clone();
    let open: Vec<&Value> = all.iter().filter(|it| it["is_closed"] == false).collect();
    assert!(open.len() <= 1, "{open:?}");
    open.first().map(|it| it["id"].as_str().unwrap().to_owned())
}

fn n_files(jana: &Clerk, jid: &str) -> usize {
    jana.show(jid)["files"].as_array().unwrap().len()
}

/// The pages of a batch as they were stored, by their hashes.
fn stored(jana: &Clerk, batch: &str) -> Vec<String> {
    let shown = jana.run(&["batch", "show", batch]).done();
    let documents = shown["documents"].as_array().unwrap();
    let pages = documents.iter().flat_map(|it| it["pages"].as_array().unwrap());
    pages.map(|it| it["sha256"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_moment_loses_a_stored_page_or_attaches_one_twice() {
    kill_again_and_again(20_261_126);
}

#[test]
fn no_other_moment_does_either() {
    kill_again_and_again(20_261_127);
}

fn kill_again_and_again(seed: u64) {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let n_sheets = SHEETS.to_string();
    let scanner = EsclServer::start(EsclDevice::default());
    let source = format!("escl:{}", scanner.url());
    let put_in = |sheets: &[Vec<u8>]| {
        *scanner.device.lock().unwrap() = EsclDevice::new(sheets.to_vec(), Faults::default());
    };
    let scan = ["capture", "--source", &source, "--without-text", "--release"];
    let letter = |n: usize| {
        let jid = jana.register(&format!("Dopis {n}"), &["--sheets", &n_sheets]);
        let sheets = sheets(&jana, &jid);
        (jid, sheets)
    };
    // The first one is not killed: it shows how long one takes.
    let (jid, sheets) = letter(0);
    put_in(&sheets);
    let begin = Instant::now();
    jana.run(&scan).done();
    let whole = begin.elapsed();
    assert_eq!(n_files(&jana, &jid), 1);

    let mut randomness = ChaCha8Rng::seed_from_u64(seed);
    let mut moment = || whole.mul_f64(f64::from(randomness.next_u32() % 1_100) / 1_000.0) + Duration::from_micros(100);
    let (mut n_killed, mut n_between, mut jids) = (0, 0, vec![jid]);
    while n_killed < KILLS {
        let (jid, sheets) = letter(jids.len());
        jids.push(jid.clone());
        let hashes: Vec<String> = sheets.iter().map(|it| Sha256::of(it).to_string()).collect();
        put_in(&sheets);
        // Every other time right behind one of its pages: most of the time goes by when all of them are there.
        let n_given = || SHEETS - scanner.device.lock().unwrap().feeder.len();
        let mut running = jana.start(&scan);
        let time = match jids.len() % (2 * SHEETS) {
            behind @ 1..=SHEETS => {
                while n_given() < behind && !running.has_ended() {
                    std::hint::spin_loop();
                }
                moment() / 20
            }
            _ => moment(),
        };
        n_killed += usize::from(kill_after(running, time).exit == -1);
        let n_given = n_given();
        if n_files(&jana, &jid) == 1 {
            continue;
        }
        // A page is safe before the next one is asked for: only the last that was given may be missing.
        let kept = match open_batch(&jana) {
            Some(batch) => {
                let kept = stored(&jana, &batch);
                assert!(kept.len() + 1 >= n_given, "{} of {n_given} pages that were given are kept", kept.len());
                assert_eq!(kept, hashes[..kept.len()], "each whole, once, and in its order");
                n_between += usize::from(!kept.is_empty() && kept.len() < SHEETS);
                kept.len()
            }
            None => {
                assert_eq!(n_given, 0, "a batch is there before its first page is asked for");
                0
            }
        };
        // What the device gave and nobody kept is put in again, and the rest of the pile goes on in the same batch.
        put_in(&sheets[kept..]);
        let batch = open_batch(&jana);
        let more: Vec<&str> = batch.iter().flat_map(|it| ["--batch", it.as_str()]).collect();
        if kept < SHEETS {
            jana.run(&[&scan[..4], &more[..]].concat()).done();
        }
        let batch = open_batch(&jana).unwrap();
        assert_eq!(stored(&jana, &batch), hashes, "all of the letter, each page once");
        jana.run(&["batch", "resolve", &batch, "accept-count"]).done();
        // The release is killed, too, now and then.
        if jids.len() % 3 == 0 {
            n_killed += usize::from(
                kill_after(jana.start(&["batch", "release", &batch, "--without-text"]), moment() / 2).exit == -1,
            );
        }
        if open_batch(&jana).is_some() {
            jana.run(&["batch", "release", &batch, "--without-text"]).done();
        }
        assert_eq!(n_files(&jana, &jid), 1, "{jid}");
    }
    assert!(n_between > KILLS / 20, "{n_between} between two pages: the moments are wrong");
    for jid in &jids {
        assert_eq!(n_files(&jana, jid), 1, "{jid}");
    }
    jana.run(&["check"]).done();
    jana.sync();
    town.check();
}

#[test]
fn a_watched_file_goes_on_behind_its_stored_pages_after_a_kill() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let folder = jana.folder().join("skeny");
    std::fs::create_dir(&folder).unwrap();
    let mut tiff = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut tiff).unwrap();
    const N_PAGES: u8 = 200;
    for n in 0..N_PAGES {
        encoder.write_image::<tiff::encoder::colortype::Gray8>(40, 56, &[n; 40 * 56]).unwrap();
    }
    std::fs::write(folder.join("1.tif"), tiff.into_inner()).unwrap();
    let source = format!("folder:{}", folder.display());
    let take = ["capture", "--source", source.as_str()];
    // Killed when some of its pages are among the files of the desk, and some are not.
    let n_files = || files_under(&jana.folder().join("seats")).len();
    let (n_before, mut running) = (n_files(), jana.start(&take));
    wait_until("a few pages", || n_files() > n_before + 5 || running.has_ended());
    kill_after(running, Duration::ZERO);
    let batch = open_batch(&jana).unwrap();
    let n = stored(&jana, &batch).len();
    assert!(n > 0 && n < N_PAGES.into(), "{n} pages: killed too late");
    jana.run(&take).done();
    let pages = stored(&jana, &open_batch(&jana).unwrap());
    let different: std::collections::BTreeSet<&String> = pages.iter().collect();
    assert_eq!((pages.len(), different.len()), (N_PAGES.into(), N_PAGES.into()), "each page once");
    assert!(folder.join("převzato/1.tif").exists());
}

/// How often each of the loops below is killed.
const FURTHER_KILLS: usize = 15;

/// Moments between nothing and a little more than a whole run took.
fn moments(whole: Duration, seed: u64) -> impl FnMut() -> Duration {
    let mut randomness = ChaCha8Rng::seed_from_u64(seed);
    move || whole.mul_f64(f64::from(randomness.next_u32() % 1_100) / 1_000.0) + Duration::from_micros(100)
}

/// How long `run` takes, and what it returned.
fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let begin = Instant::now();
    let made = run();
    (begin.elapsed(), made)
}

#[test]
fn a_page_scanned_again_stands_in_its_place_or_beside_it_whenever_it_is_killed() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let scanner = EsclServer::start(EsclDevice::default());
    let source = format!("escl:{}", scanner.url());
    let put_in = |sheets: &[Vec<u8>]| {
        *scanner.device.lock().unwrap() = EsclDevice::new(sheets.to_vec(), Faults::default());
    };
    let shown = |batch: &str| {
        let said = jana.run(&["batch", "show", batch]).done();
        let pages = said["documents"][0]["pages"].as_array().unwrap().clone();
        let hashes = |is_hidden: bool| {
            let those = pages.iter().filter(|it| it["is_hidden"] == is_hidden);
            those.map(|it| it["sha256"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        (hashes(false), hashes(true))
    };
    let better = jpeg(&GrayImage::from_fn(520, 400, |x, y| Luma([if y % 60 < 8 && x % 90 > 20 { 20 } else { 240 }])));
    let hash = |bytes: &[u8]| Sha256::of(bytes).to_string();
    let scanned = |n: usize| {
        let jid = jana.register(&format!("Dopis {n}"), &["--sheets", &SHEETS.to_string()]);
        let sheets = sheets(&jana, &jid);
        put_in(&sheets);
        let said = jana.run(&["capture", "--source", &source, "--without-text"]).done();
        (jid, sheets.iter().map(|it| hash(it)).collect::<Vec<_>>(), said["batch"].as_str().unwrap().to_owned())
    };
    let again = |batch: &str| {
        put_in(std::slice::from_ref(&better));
        jana.start(&["capture", "--source", &source, "--batch", batch, "--in-place-of", "2", "--without-text"])
    };
    let (_, _, first) = scanned(0);
    let whole = timed(|| again(&first).finish().done()).0;
    let mut moment = moments(whole, 20_261_128);
    let (mut n_in_place, mut n_killed) = (0, 0);
    for n in 1..=FURTHER_KILLS {
        let (jid, mut wanted, batch) = scanned(n);
        let mut running = again(&batch);
        // Two of three times behind the moment it is given: most of the time goes by before.
        let is_given = || scanner.device.lock().unwrap().feeder.is_empty();
        wait_until("the page is given", || n % 3 == 0 || is_given() || running.has_ended());
        let ran = kill_after(running, moment() / if n % 3 == 0 { 1 } else { 2 });
        n_killed += usize::from(ran.exit == -1);
        let (left, hidden) = shown(&batch);
        let old = std::mem::replace(&mut wanted[1], hash(&better));
        if left == wanted {
            assert_eq!(hidden, [old], "the old one is kept");
            n_in_place += 1;
        } else {
            assert_eq!(left[1], old, "nothing else has changed");
            assert!(hidden.is_empty() || hidden == [hash(&better)], "what came is kept: {hidden:?}");
            again(&batch).finish().done();
            assert_eq!(shown(&batch).0, wanted, "it is scanned again as if nothing had been");
        }
        jana.run(&["batch", "release", &batch, "--without-text"]).done();
        assert_eq!(n_files(&jana, &jid), 1);
        assert_eq!(jana.show(&jid)["files"][0]["media_type"], "application/pdf");
    }
    assert!(n_killed > FURTHER_KILLS / 3 && n_in_place < FURTHER_KILLS, "{n_killed} killed: the moments are wrong");
    jana.run(&["check"]).done();
}

#[test]
fn what_was_read_before_a_kill_is_not_read_again_and_nothing_is_attached_twice() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let programs = town.folder().join("programs");
    std::fs::create_dir(&programs).unwrap();
    let log = town.folder().join("log");
    let script = format!(
        "cat > /dev/null; echo read >> '{}'
         printf 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n'
         printf '5\t1\t1\t1\t1\t1\t50\t50\t200\t40\t96\tslovo\n'",
        log.display()
    );
    write_program(&programs.join("tesseract"), &script);
    let clerk = jana.clone().with_programs(&programs);
    let n_read = || std::fs::read_to_string(&log).unwrap_or_default().lines().count();
    let scanner = EsclServer::start(EsclDevice::default());
    let source = format!("escl:{}", scanner.url());
    let scanned = |n: usize| {
        let jid = jana.register(&format!("Dopis {n}"), &["--sheets", &SHEETS.to_string()]);
        *scanner.device.lock().unwrap() = EsclDevice::new(sheets(&jana, &jid), Faults::default());
        let said = jana.run(&["capture", "--source", &source, "--without-text"]).done();
        (jid, said["batch"].as_str().unwrap().to_owned())
    };
    let (_, first) = scanned(0);
    let whole = timed(|| clerk.run(&["batch", "release", &first, "--jobs", "1"]).done()).0;
    let n_a_letter = n_read();
    let mut moment = moments(whole, 20_261_129);
    let mut n_between = 0;
    for n in 1..=FURTHER_KILLS {
        let (jid, batch) = scanned(n);
        let n_before = n_read();
        let mut running = clerk.start(&["batch", "release", &batch, "--jobs", "1"]);
        wait_until("a page is read", || n % 3 == 0 || n_read() > n_before || running.has_ended());
        kill_after(running, moment() / if n % 3 == 0 { 1 } else { 2 });
        let n_killed = n_read();
        let shown = jana.run(&["batch", "show", &batch]).done();
        if shown["state"] != "released" {
            let n_kept = shown["documents"][0]["n_recognised"].as_u64().unwrap() as usize;
            n_between += usize::from(n_kept > 0);
            let said = clerk.run(&["batch", "release", &batch, "--jobs", "1"]).done();
            assert_eq!(said["released"].as_array().unwrap().len(), 1, "{said}");
            // Only what was not kept is read; the reader of the page in hand may have begun a moment later.
            assert!(n_read() - n_killed <= n_a_letter - n_kept + 1, "{n_kept} of {n_a_letter} were kept");
        }
        assert_eq!(n_files(&jana, &jid), 1);
    }
    assert!(n_between > 0, "never between two pages: the moments are wrong");
    jana.run(&["check"]).done();
}

#[test]
fn a_scan_that_waited_is_attached_once_whenever_the_round_is_killed() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let scanner = EsclServer::start(EsclDevice::default());
    let source = format!("escl:{}", scanner.url());
    // Scanned here before its entry has come.
    let parked = |n: usize| {
        let jid = petr.register(&format!("Dopis {n}"), &["--sheets", &SHEETS.to_string()]);
        *scanner.device.lock().unwrap() = EsclDevice::new(sheets(&petr, &jid), Faults::default());
        let said = jana.run(&["capture", "--source", &source, "--without-text", "--release"]).done();
        assert_eq!(said["state"], "parked", "{said}");
        petr.sync();
        jid
    };
    let first = parked(0);
    let whole = timed(|| jana.sync()).0;
    assert_eq!(n_files(&jana, &first), 1);
    let mut moment = moments(whole, 20_261_130);
    let mut n_before = 0;
    for n in 1..=FURTHER_KILLS {
        let jid = parked(n);
        kill_after(jana.start(&["sync"]), moment());
        n_before += usize::from(open_batch(&jana).is_some());
        jana.sync();
        assert_eq!((open_batch(&jana), n_files(&jana, &jid)), (None, 1));
        petr.sync();
        assert_eq!(n_files(&petr, &jid), 1);
    }
    assert!(n_before > 0, "never before it was attached: the moments are wrong");
    jana.run(&["check"]).done();
    town.check();
}

#[test]
fn a_watched_file_is_taken_once_whenever_it_is_killed() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let folder = jana.folder().join("skeny");
    std::fs::create_dir(&folder).unwrap();
    let source = format!("folder:{}", folder.display());
    let take = ["capture", "--source", source.as_str(), "--profile", "one-document", "--without-text"];
    let put = |n: usize| {
        let page = GrayImage::from_pixel(200, 300, Luma([u8::try_from(n).unwrap()]));
        std::fs::write(folder.join(format!("{n}.jpg")), jpeg(&page)).unwrap();
    };
    let n_batches = || jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().len();
    put(0);
    let whole = timed(|| jana.run(&take).done()).0;
    let mut randomness = ChaCha8Rng::seed_from_u64(20_261_131);
    let (mut n_begun, mut n_ended) = (0, 0);
    for n in 1..=FURTHER_KILLS {
        put(n);
        let (is_there, moved) = (folder.join(format!("{n}.jpg")), folder.join(format!("převzato/{n}.jpg")));
        // From the moment its batch begins: before that the file is only waited for.
        let before = n_batches();
        let mut running = jana.start(&take);
        let files = jana.desk_folder().join("files");
        let n_before = files_under(&files).len();
        wait_until("its page comes", || files_under(&files).len() > n_before || running.has_ended());
        kill_after(running, whole.mul_f64(f64::from(randomness.next_u32() % 100) / 2_000.0));
        n_begun += n_batches() - before;
        n_ended += usize::from(moved.exists());
        if !moved.exists() {
            assert!(is_there.exists(), "it is here or there");
            jana.run(&take).done();
        }
        assert!(moved.exists() && !is_there.exists());
        assert_eq!(n_batches(), before + 1, "one batch, however often it was begun");
    }
    assert!(n_begun > 0 && n_ended < FURTHER_KILLS, "{n_begun} begun, {n_ended} ended: the moments are wrong");
    let batches = jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().clone();
    for it in &batches {
        assert_eq!(stored(&jana, it["id"].as_str().unwrap()).len(), 1, "each page once");
    }
}
