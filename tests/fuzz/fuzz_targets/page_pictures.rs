//! A picture of a page: JPEG, PNG, TIFF. It is looked at, made small for the window, and packed for the archive in both ways.
#![no_main]

use libfuzzer_sys::fuzz_target;
use page_helper::Packing;

fuzz_target!(|bytes: &[u8]| {
    let Ok(look) = page_worker::look(bytes) else { return };
    let _ = page_worker::preview(bytes, 200, look.lie());
    for packing in [Packing::Jbig2, Packing::FaxG4] {
        let _ = page_worker::archive(bytes, true, packing);
    }
    let _ = page_worker::archive(bytes, false, Packing::Jbig2);
});
