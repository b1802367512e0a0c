//! What a network scanner says of itself: XML from a device nobody here has made.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scanners::escl::{read_capabilities, read_status};

fuzz_target!(|bytes: &[u8]| {
    let _ = read_capabilities(bytes);
    let _ = read_status(bytes);
});
