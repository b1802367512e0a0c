//! A file of several pages; PDF has a target of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if !bytes.windows(5).take(1024).any(|it| it == b"%PDF-") {
        let _ = page_worker::split(bytes, &mut |_, _| Ok(()));
    }
});
