//! Pages that lie askew, upside down or in the black of a device: made straight in the archive file, and never changed.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use serde_json::Value;
use stories::{Clerk, Town, askew, check_archive_file, drawn, jpeg, page, pictures, read_text, words_at};

const SUBJECT: &str = "Žádost o kácení lípy u školy";

struct Letter {
    jid: String,
    page: GrayImage,
}

/// A letter with its receipt as the scanned page: words, and its code in the corner.
fn letter(jana: &Clerk) -> Letter {
    let jid = jana.register(SUBJECT, &["--sheets", "1"]);
    let pdf = jana.folder().join("papír.pdf");
    jana.run(&["receipt", &jid, "--to", pdf.to_str().unwrap()]).done();
    Letter { page: drawn(&pdf, 200).remove(0).into_luma8(), jid }
}

/// Scans a file, with whatever is to be done before the release, and returns the file of the letter.
fn archived(jana: &Clerk, jid: &str, scan: &Path, more: &[&str], edit: &[&str]) -> (PathBuf, Value) {
    let said = jana.run(&[&["capture", scan.to_str().unwrap()], more].concat()).done();
    let batch = said["batch"].as_str().unwrap();
    if !edit.is_empty() {
        jana.run(&[&["batch", "resolve", batch], edit].concat()).done();
    }
    let said = jana.run(&["batch", "release", batch]).done();
    let to = jana.folder().join(format!("{jid}-sken.pdf"));
    let file = jana.show(jid)["files"][0]["id"].as_str().unwrap().to_owned();
    jana.run(&["fetch", jid, &file, "--to", to.to_str().unwrap()]).done();
    check_archive_file(&to);
    (to, said)
}

fn saved(jana: &Clerk, name: &str, bytes: &[u8]) -> PathBuf {
    let path = jana.folder().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// How far the words of one line stand from each other in height, in points.
fn unevenness(pdf: &Path) -> f32 {
    let words = words_at(pdf);
    let at =
        |wanted: &str| words.iter().find(|it| it.0.contains(wanted)).unwrap_or_else(|| panic!("{wanted}: {words:?}")).1;
    (at("kácení") - at("školy")).abs()
}

/// How well the ink of a page gathers in rows: best where its lines are level.
fn gathered(page: &GrayImage) -> u64 {
    page.rows().map(|row| (row.filter(|it| it.0[0] < 128).count() as u64).pow(2)).sum()
}

#[test]
fn a_page_that_lies_askew_is_level_in_its_file_and_its_picture_is_the_scanned_one() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    for degrees in [2.3, -1.4] {
        let it = letter(&jana);
        let scanned = jpeg(&askew(&it.page, degrees, 255));
        let (file, _) = archived(&jana, &it.jid, &saved(&jana, "dopis.jpg", &scanned), &[], &[]);
        assert!(read_text(&file).contains("kácení lípy u školy"), "{degrees}");
        assert!(unevenness(&file) < 2.0, "{degrees}: {}", unevenness(&file));
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.windows(scanned.len()).any(|it| it == scanned), "the device's own bytes");
        // The words lie over the picture as it is drawn: the page drawn by others is level, too.
        let level = drawn(&file, 300).remove(0).into_luma8();
        for further in [-0.4, 0.4] {
            assert!(gathered(&level) > gathered(&askew(&level, further, 255)), "{degrees} and {further}");
        }
    }
}

#[test]
fn what_lies_beside_the_paper_is_not_shown_and_one_key_brings_it_back() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let it = letter(&jana);
    let (width, height) = it.page.dimensions();
    let mut wide = GrayImage::from_pixel(width + 120, height + 80, Luma([12]));
    image::imageops::overlay(&mut wide, &it.page, 120, 0);
    let scan = saved(&jana, "dopis.jpg", &jpeg(&wide));
    let (file, _) = archived(&jana, &it.jid, &scan, &[], &[]);
    let shown = drawn(&file, 300).remove(0);
    assert!(
        shown.width().abs_diff(width) <= 6 && shown.height().abs_diff(height) <= 6,
        "{:?}",
        (shown.width(), shown.height())
    );
    assert_eq!(pictures(&file)[0].width(), wide.width(), "it is in the picture still");
    let other = letter(&jana);
    image::imageops::overlay(&mut wide, &other.page, 120, 0);
    let scan = saved(&jana, "druhy.jpg", &jpeg(&wide));
    let (file, _) = archived(&jana, &other.jid, &scan, &[], &["as-scanned", "1"]);
    assert!(drawn(&file, 300)[0].width().abs_diff(wide.width()) <= 2);
}

#[test]
fn a_page_scanned_upside_down_is_read_and_stands_upright() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let it = letter(&jana);
    let scan = saved(&jana, "dopis.jpg", &jpeg(&image::imageops::rotate180(&it.page)));
    let (file, _) = archived(&jana, &it.jid, &scan, &[], &[]);
    assert!(read_text(&file).contains("kácení lípy u školy"), "{}", read_text(&file));
    let height = words_at(&file).into_iter().find(|it| it.0.contains("Potvrzení")).unwrap().1;
    assert!(height < 400.0, "its title stands above: {height}");
}

#[test]
fn black_and_white_is_packed_in_both_ways_without_a_lost_pixel() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let sizes = ["jbig2", "fax_g4"].map(|packing| {
        let mut it = letter(&jana);
        image::imageops::overlay(&mut it.page, &page(None, 30), 0, 1200);
        it.page.pixels_mut().for_each(|pixel| pixel.0[0] = if pixel.0[0] < 128 { 0 } else { 255 });
        let scan = jana.folder().join("dopis.png");
        it.page.save(&scan).unwrap();
        let (file, _) = archived(&jana, &it.jid, &scan, &["--packing", packing], &[]);
        assert_eq!(pictures(&file)[0].to_luma8(), it.page, "{packing}");
        std::fs::metadata(&file).unwrap().len()
    });
    assert!(sizes[0] < sizes[1], "{sizes:?}");
}

#[test]
fn text_becomes_black_and_white_where_it_is_wished_and_a_picture_does_not() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let text = letter(&jana);
    let scan = saved(&jana, "text.jpg", &jpeg(&text.page));
    let (file, _) = archived(&jana, &text.jid, &scan, &["--colour", "text"], &[]);
    assert!(pictures(&file)[0].to_luma8().pixels().all(|it| matches!(it.0[0], 0 | 255)));
    assert!(read_text(&file).contains("kácení lípy u školy"));
    let mut photo = letter(&jana);
    for (x, y, pixel) in photo.page.enumerate_pixels_mut() {
        if (900..1900).contains(&y) {
            pixel.0[0] = 40 + (x / 8) as u8;
        }
    }
    let scanned = jpeg(&photo.page);
    let (file, _) = archived(&jana, &photo.jid, &saved(&jana, "foto.jpg", &scanned), &["--colour", "text"], &[]);
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.windows(scanned.len()).any(|it| it == scanned), "a picture stays as it came");
}

#[test]
fn colour_is_kept_where_there_is_colour() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let of = |it: &Letter, stamp: Rgb<u8>| {
        let mut page: RgbImage = DynamicImage::from(it.page.clone()).into_rgb8();
        for (_, _, pixel) in page.enumerate_pixels_mut().filter(|it| it.0 < 200 && (1500..1600).contains(&it.1)) {
            *pixel = stamp;
        }
        let path = jana.folder().join("dopis.png");
        page.save(&path).unwrap();
        let (file, _) = archived(&jana, &it.jid, &path, &["--colour", "colour"], &[]);
        pictures(&file)[0].color().has_color()
    };
    assert!(of(&letter(&jana), Rgb([190, 30, 40])));
    assert!(!of(&letter(&jana), Rgb([60, 58, 62])), "a black that is not quite grey");
}

#[test]
fn blank_pages_are_kept_where_that_is_wished() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let blank = saved(&jana, "prazdna.jpg", &jpeg(&page(None, 0)));
    for (wish, n_hidden) in [("hide", 1), ("keep", 0)] {
        let said = jana.run(&["capture", blank.to_str().unwrap(), "--blanks", wish, "--without-text"]).done();
        assert_eq!(
            (&said["documents"][0]["n_blank"], &said["documents"][0]["n_hidden"]),
            (&1.into(), &n_hidden.into())
        );
    }
    jana.run(&["capture", blank.to_str().unwrap(), "--languages", "xxx"]).problem(2, "usage_wrong");
    jana.run(&["capture", blank.to_str().unwrap(), "--colour", "modrá"]).problem(2, "usage_wrong");
}
