//! Reference numbers through the public doors of desk and centre, over years and changes of the mask.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod common;

use std::collections::BTreeSet;

use common::{Offices, offices, register, sync};
use domain::authority::{Role, SetMask};
use domain::{Entity, EntityKind};
use testkit::tell;
use values::Clock;

fn set_mask(it: &Offices, mask: &str) {
    tell(
        &it.centre,
        it.clock.as_ref(),
        it.school.slug,
        SetMask { mask: mask.to_owned(), file_mask: None, sheet_mask: None },
    )
    .unwrap();
}

#[test]
fn a_changed_mask_gives_no_number_twice_and_refuses_no_letter() {
    let it = offices(Role::FilingClerk);
    let desk = &it.school.desk;
    set_mask(&it, "{abbr} {seq}/{yy}");
    for _ in 1..27 {
        register(desk, it.clock.now());
    }
    sync(&it.centre, desk);
    // Number 26 of 2027 in the new mask reads like number 27 of 2026 in the old one.
    set_mask(&it, "{abbr} {yy}/{seq}");
    it.clock.advance_s(366 * 24 * 3600);
    for _ in 0..26 {
        register(desk, it.clock.now());
    }
    sync(&it.centre, desk);
    let documents = it.centre.in_tenant(it.school.slug, |store| store.list(EntityKind::Document)).unwrap();
    let numbers: Vec<_> = documents
        .iter()
        .filter_map(|it| if let Entity::Document(it) = it { it.reference.clone() } else { None })
        .collect();
    assert_eq!(numbers.len(), 1 + 26 + 26);
    let texts: BTreeSet<&str> = numbers.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts.len(), numbers.len(), "{texts:?}");
    assert!(texts.contains("SCHL 27/26") && texts.contains("SCHL 27/26-2"), "{texts:?}");
}
