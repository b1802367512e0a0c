//! What a centre finds in its log after its process died, and answers from, must outlive a power loss, too.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use centre_store::{OpenHow, TenantStore};
use domain::authority::{FoundTenant, OpenUnit};
use testkit::{Dice, Disk};
use values::{CommandId, Instant, TenantId, UnitId};

#[test]
fn what_was_found_again_after_a_crash_is_safe_before_it_is_told_to_anybody() {
    let at: Instant = "2026-03-02T08:00:00Z".parse().unwrap();
    let id = |n: u64| uuid::Uuid::from_u128(u128::from(n) + 1);
    let mut n_found = 0;
    for seed in 0..120 {
        let disk = Disk::new();
        let how = OpenHow { vfs: Some(disk.vfs()), ..OpenHow::default() };
        let open = || TenantStore::open("/centre/hlucin.sqlite".as_ref(), &how).unwrap();
        let mut store = open();
        let wish = FoundTenant {
            tenant: TenantId(id(0)),
            name: "Hlučín".to_owned(),
            abbreviation: "HLUC".to_owned(),
            jid_prefix: "HLUC".to_owned(),
            mask: "{abbr}/{seq}/{year}".to_owned(),
        };
        store.command(wish.into(), CommandId(id(0)), at).unwrap();
        let before = store.head().unwrap();
        disk.fail_after("/centre", seed % 60 + 1);
        let wish = OpenUnit { unit: UnitId(id(seed)), code: "OZP".to_owned(), name: "OZP".to_owned() };
        let is_done = store.command(wish.into(), CommandId(id(seed)), at).is_ok();
        disk.fail_after("/centre", 0);
        drop(store);
        disk.crash("/centre");
        let store = open();
        let found = store.head().unwrap();
        assert!(!is_done || found > before);
        n_found += u32::from(!is_done && found > before);
        disk.fail_after("/centre", 0);
        drop(store);
        disk.power_loss("/centre", &mut Dice::new(seed, "power"));
        assert_eq!(open().head().unwrap(), found, "seed {seed}");
    }
    assert!(n_found > 0, "no crash fell between writing the log and syncing it");
}
