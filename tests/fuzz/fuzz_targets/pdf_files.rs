//! A PDF, as far as it is read here: what the programs of poppler say of it and draw, each in a process of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let is_pdf = bytes.windows(5).take(1024).any(|it| it == b"%PDF-");
    let head: &[u8] = if is_pdf { b"" } else { b"%PDF-1.7\n" };
    let _ = page_worker::split(&[head, bytes].concat(), &mut |_, page| page_worker::look(page).map(drop));
});
