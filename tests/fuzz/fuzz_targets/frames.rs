//! What the helper process answers: a file may have made it say anything.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut rest = bytes;
    while page_helper::read_frame(&mut rest).is_ok() {}
});
