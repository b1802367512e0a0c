//! What happens while the line is at work: somebody stops it, attaches what is being scanned again, or writes on at a file.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::{Device, FileText, SyncWorker};
use capture::{Edit, Profile};
use page_helper::Helper;
use scanners::{FilesSource, WatchedFolder};
use store::Desk;
use stories::{Clerk, Town, drawn, jpeg, page, wait_until};
use sync_client::{HttpTransport, Round};
use values::{BatchId, Code};

fn opened(jana: &Clerk) -> (Desk, Helper) {
    let device = Device::new(jana.folder());
    let password = std::fs::read_to_string(jana.folder().with_extension("password")).unwrap();
    let desk = device.unlock(&device.find_seat(None).unwrap(), password.trim_end()).unwrap();
    (desk, Helper::beside_this_program().unwrap())
}

fn saved(jana: &Clerk, name: &str, bytes: &[u8]) -> PathBuf {
    let path = jana.folder().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The scan of a new letter: one page with its label.
fn labelled(jana: &Clerk) -> (String, PathBuf) {
    let jid = jana.register("Dopis", &["--sheets", "1"]);
    let pdf = jana.folder().join("štítek.pdf");
    jana.run(&["label", &jid, "--to", pdf.to_str().unwrap()]).done();
    let sheet = page(Some(&drawn(&pdf, 200).remove(0).into_luma8()), 20);
    let path = saved(jana, &format!("{jid}.jpg"), &jpeg(&sheet));
    (jid, path)
}

/// A batch of these files.
fn taken(desk: &Desk, helper: &Helper, files: &[&Path]) -> BatchId {
    let batch = actions::begin_batch(desk, &Profile::named("labels").unwrap(), "soubory").unwrap();
    let mut source = files_source(helper, files);
    actions::take_pages(desk, helper, batch, &mut source, 1, &mut |_| ControlFlow::Continue(())).unwrap();
    batch
}

fn files_source(helper: &Helper, files: &[&Path]) -> FilesSource {
    FilesSource::new(helper.clone(), files.iter().map(|it| it.to_path_buf()), false)
}

fn n_files(jana: &Clerk, jid: &str) -> usize {
    jana.show(jid)["files"].as_array().unwrap().len()
}

#[test]
fn a_release_that_is_stopped_attaches_nothing_and_is_done_later() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let (first, second) = (labelled(&jana), labelled(&jana));
    let (desk, helper) = opened(&jana);
    let batch = taken(&desk, &helper, &[&first.1, &second.1]);
    // While its pages are read, and while its files are written.
    for text in [FileText::Recognised, FileText::None] {
        let heard = std::sync::Mutex::new(Vec::new());
        let told = |it: actions::Releasing| {
            heard.lock().unwrap().push((it.is_writing, it.n_done, it.n_pages));
            false
        };
        let released = actions::release_batch(&desk, &helper, batch, text, 1, &told);
        assert_eq!(released.unwrap_err().code(), Code::ReleaseStopped);
        assert_eq!(heard.into_inner().unwrap(), [(text == FileText::None, 1, 2)]);
        assert_eq!([&first, &second].map(|it| n_files(&jana, &it.0)), [0, 0]);
    }
    // The first file is whole when the second is ended: no letter gets it, and it lies nowhere.
    let n_here = || std::fs::read_dir(jana.desk_folder().join("files")).unwrap().count();
    let n_before = n_here();
    let told = |it: actions::Releasing| !it.is_writing || it.n_done < 2;
    let released = actions::release_batch(&desk, &helper, batch, FileText::None, 1, &told);
    assert_eq!((released.unwrap_err().code(), n_here()), (Code::ReleaseStopped, n_before));
    let released = actions::release_batch(&desk, &helper, batch, FileText::Recognised, 1, &|_| true).unwrap();
    assert_eq!(released.len(), 2);
    assert_eq!([&first, &second].map(|it| n_files(&jana, &it.0)), [1, 1]);
    assert_eq!(n_here(), n_before + 2);
}

#[test]
fn what_is_changed_while_it_waits_follows_no_letter_before_it_is_released() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let (other, (_, waiting)) = (jana.register("Jiný dopis", &["--sheets", "1"]), labelled(&petr));
    let (desk, helper) = opened(&jana);
    let batch = taken(&desk, &helper, &[&waiting]).to_string();
    let released = jana.run(&["batch", "release", &batch, "--without-text"]).done();
    assert_eq!((&released["state"], n_files(&jana, &other)), (&"parked".into(), 0));
    // Nobody said yet that this is right.
    let said = jana.run(&["batch", "resolve", &batch, "assign", "1", &other]).done();
    assert_eq!((&said["state"], &said["documents"][0]["letter"]), (&"ended".into(), &other.as_str().into()));
    jana.sync();
    assert_eq!(n_files(&jana, &other), 0);
    let released = jana.run(&["batch", "release", &batch, "--without-text"]).done();
    assert_eq!((&released["state"], n_files(&jana, &other)), (&"released".into(), 1));
}

#[test]
fn a_batch_whose_source_was_never_asked_is_forgotten_and_one_just_begun_is_not() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let sheet = saved(&jana, "list.jpg", &jpeg(&page(None, 20)));
    let (desk, _) = opened(&jana);
    let begun = actions::begin_batch(&desk, &Profile::named("labels").unwrap(), "soubory").unwrap().to_string();
    let is_there = |clerk: &Clerk| {
        clerk.run(&["capture", sheet.to_str().unwrap(), "--without-text"]).done();
        let said = clerk.run(&["batch", "list"]).done();
        said["batches"].as_array().unwrap().iter().any(|it| it["id"] == begun.as_str())
    };
    assert!(is_there(&jana), "another window may be about to ask");
    assert!(!is_there(&jana.clone().ahead(2 * 3600)));
}

#[test]
fn no_page_takes_the_place_of_one_that_was_attached_meanwhile() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    // The other one waits for its letter: the batch is not closed with the first.
    let ((jid, sheet), (_, waiting)) = (labelled(&jana), labelled(&petr));
    let again = saved(&jana, "znovu.jpg", &jpeg(&page(None, 30)));
    let (desk, helper) = opened(&jana);
    let batch = taken(&desk, &helper, &[&sheet, &waiting]);
    let old = actions::view_batch(&desk, batch).unwrap().0.pages()[0].stored.page;
    let mut source = files_source(&helper, &[&again]);
    let mut release = |_| {
        actions::release_batch(&desk, &helper, batch, FileText::None, 1, &|_| true).unwrap();
        ControlFlow::Continue(())
    };
    let replaced = actions::take_in_place(&desk, &helper, batch, &mut source, old, 1, &mut release);
    assert_eq!(replaced.unwrap_err().code(), Code::NotFound);
    // What came is kept, and goes with no letter.
    let state = actions::view_batch(&desk, batch).unwrap().0;
    let is_spare: Vec<bool> = state.pages().iter().map(|it| it.is_spare).collect();
    assert_eq!((is_spare, n_files(&jana, &jid)), (vec![false, true], 1));
    // Nor is anything asked for it from then on.
    let mut source = files_source(&helper, &[&again]);
    let more = &mut |_| ControlFlow::Continue(());
    let replaced = actions::take_in_place(&desk, &helper, batch, &mut source, old, 1, more);
    assert_eq!(replaced.unwrap_err().code(), Code::NotFound);
    assert_eq!(actions::view_batch(&desk, batch).unwrap().0.n_stored(), 3);
}

/// A TIFF of so many small pages, each of another grey.
fn tiff(n_pages: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    for n in 0..n_pages {
        encoder.write_image::<tiff::encoder::colortype::Gray8>(40, 56, &[n; 40 * 56]).unwrap();
    }
    bytes.into_inner()
}

#[test]
fn a_watched_file_that_grows_while_it_is_taken_stays_and_is_taken_again_whole() {
    let town = Town::found();
    let jana = town.desk("Nováková");
    let folder = jana.folder().join("skeny");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("1.tif");
    std::fs::write(&file, tiff(2)).unwrap();
    let (desk, helper) = opened(&jana);
    let profile = Profile::named("one-document").unwrap();
    let mut watched = WatchedFolder::new(&folder);
    let mut look = |on_page: &dyn Fn()| {
        let mut told = |_, _| {
            on_page();
            ControlFlow::Continue(())
        };
        actions::take_folder(&desk, &helper, &profile, &mut watched, 1, &mut told).unwrap()
    };
    assert_eq!(look(&|| {}).batches.len(), 0, "nothing is ready at the first look");
    // The device goes on writing behind the first page that was taken.
    let is_first = Cell::new(true);
    let taken = look(&|| {
        if is_first.take() {
            std::fs::write(&file, tiff(5)).unwrap();
        }
    });
    let (half, of_half) = &taken.batches[0];
    let codes: Vec<Code> = of_half.problems.iter().map(|it| it.code()).collect();
    assert_eq!((codes, taken.problems.len()), (vec![Code::FileGrows], 0));
    assert!(file.exists(), "it is not moved away");
    // Once it is quiet it is taken as another file, and what there was of it before has to be counted.
    assert_eq!(look(&|| {}).batches.len(), 0);
    let taken = look(&|| {});
    let (whole, of_whole) = &taken.batches[0];
    assert_eq!((of_whole.n_pages, of_whole.problems.len()), (5, 0));
    assert!(folder.join("převzato/1.tif").exists() && !file.exists());
    assert_ne!(half, whole);
    let doubt = |batch| actions::view_batch(&desk, batch).unwrap().0.count_in_doubt();
    assert_eq!((doubt(*half).is_some(), doubt(*whole)), (true, None));
    assert_eq!(look(&|| {}).batches.len(), 0, "taken once");
    actions::edit_batch(&desk, *half, Edit::AcceptCount).unwrap();
}

#[test]
fn a_scan_follows_its_letter_also_when_the_program_ended_between_the_two() {
    let town = Town::found();
    let (jana, petr) = (town.desk("Nováková"), town.desk("Dvořák"));
    let (jid, sheet) = labelled(&petr);
    let (desk, helper) = opened(&jana);
    let batch = taken(&desk, &helper, &[&sheet]);
    let released = actions::release_batch(&desk, &helper, batch, FileText::None, 1, &|_| true).unwrap();
    assert_eq!(released.len(), 0, "its letter is not here yet");
    petr.sync();
    // It comes, and the program ends before anything follows it.
    let header = desk.folder().header().unwrap();
    let transport = HttpTransport::new(&header.address, &header.pin).unwrap();
    Round::default().play(&desk, &transport, &mut |_| {}).unwrap();
    assert_eq!(n_files(&jana, &jid), 0);
    // Nothing more comes from the centre, and it follows all the same.
    let worker = SyncWorker::start(Arc::new(desk), Box::new(|_| {})).unwrap();
    wait_until("the scan of the letter", || n_files(&jana, &jid) == 1);
    drop(worker);
}
