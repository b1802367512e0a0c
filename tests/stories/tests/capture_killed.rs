//! The scanning line is killed at any moment: every batch opens, every page once stored is whole, nothing is attached twice.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use image::{GrayImage, Luma};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use serde_json::Value;
use stories::{Clerk, Town, drawn, kill_after};

/// Of each of the two loops, which run side by side.
const ROUNDS: usize = 100;

/// The page of each letter: its label, and a line beneath.
fn pages(jana: &Clerk, jids: &[String]) -> Vec<PathBuf> {
    let pdf = jana.folder().join("labels.pdf");
    let jids = jids.iter().map(String::as_str);
    let arguments: Vec<&str> = ["label"].into_iter().chain(jids).chain(["--to", pdf.to_str().unwrap()]).collect();
    jana.run(&arguments).done();
    let write = |(n, label): (usize, image::DynamicImage)| {
        let mut page = GrayImage::from_pixel(520, 400, Luma([245]));
        image::imageops::overlay(&mut page, &label.into_luma8(), 10, 10);
        for x in 40..480 {
            page.put_pixel(x, 330, Luma([20]));
            page.put_pixel(x, 331, Luma([20]));
        }
        let path = jana.folder().join(format!("{n}.png"));
        page.save(&path).unwrap();
        path
    };
    drawn(&pdf, 200).into_iter().enumerate().map(write).collect()
}

fn open_batches(jana: &Clerk) -> Vec<String> {
    let all = jana.run(&["batch", "list"]).done()["batches"].as_array().unwrap().clone();
    all.iter().filter(|it| it["is_closed"] == false).map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

fn n_files(jana: &Clerk, jid: &str) -> usize {
    jana.show(jid)["files"].as_array().unwrap().len()
}

/// Finishes what a kill left: the page is counted, and the batch released.
fn finish(jana: &Clerk, batch: &str) -> Value {
    jana.run(&["batch", "resolve", batch, "accept-count"]).done();
    jana.run(&["batch", "release", batch]).done()
}

#[test]
fn no_moment_loses_a_stored_page_or_attaches_one_twice() {
    kill_again_and_again(20_261_126);
}

#[test]
fn no_other_moment_does_either() {
    kill_again_and_again(20_261_127);
}

/// The moments come from the seed.
fn kill_again_and_again(seed: u64) {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let jids: Vec<String> = (0..=ROUNDS).map(|n| jana.register(&format!("Dopis {n}"), &["--sheets", "1"])).collect();
    let pages = pages(&jana, &jids);
    let arguments = |n: usize| ["capture", pages[n].to_str().unwrap(), "--release"];
    // The first one is not killed: it shows how long one takes.
    let begin = Instant::now();
    jana.run(&arguments(0)).done();
    let whole = begin.elapsed();
    assert_eq!(n_files(&jana, &jids[0]), 1);

    let mut randomness = ChaCha8Rng::seed_from_u64(seed);
    let mut moment = || whole.mul_f64(f64::from(randomness.next_u32() % 1_200) / 1_000.0) + Duration::from_micros(100);
    let (mut n_killed, mut n_left) = (0, 0);
    for (n, jid) in jids.iter().enumerate().skip(1) {
        n_killed += usize::from(kill_after(jana.start(&arguments(n)), moment()).exit == -1);
        for batch in open_batches(&jana) {
            let shown = jana.run(&["batch", "show", &batch]).done();
            if shown["n_pages"] == 0 {
                continue;
            }
            n_left += 1;
            assert_eq!(shown["documents"][0]["jid"], jid.as_str(), "{shown}");
            // The release is killed, too, now and then.
            if n % 3 == 0 {
                jana.run(&["batch", "resolve", &batch, "accept-count"]).done();
                kill_after(jana.start(&["batch", "release", &batch]), moment() / 2);
            }
            if open_batches(&jana).contains(&batch) {
                finish(&jana, &batch);
            }
        }
    }
    assert!(n_killed > ROUNDS / 2 && n_left > ROUNDS / 20, "{n_killed} killed, {n_left} left: the moments are wrong");
    for (n, jid) in jids.iter().enumerate() {
        if n_files(&jana, jid) == 0 {
            // Its page was not stored before the kill: the paper is still there.
            jana.run(&arguments(n)).done();
        }
        assert_eq!(n_files(&jana, jid), 1, "{jid}");
    }
    jana.run(&["check"]).done();
    jana.sync();
    town.check();
}
