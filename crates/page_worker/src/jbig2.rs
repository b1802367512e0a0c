//! JBIG2 without loss: every pixel of a page in one generic region (ISO/IEC 14492, 6.2), as PDF wants it (ISO 32000-1, 7.4.7).
//!
//! Never symbols: what takes two alike ones for the same swaps digits.

use image::GrayImage;
use jbig2enc_rust::jbig2structs::Jbig2Config;
use jbig2enc_rust::{Jbig2Context, encode_single_image_with_config};

use crate::Why;

/// Returns the segments of a page of nothing but black and white.
pub(crate) fn packed(ink: &GrayImage) -> Result<Vec<u8>, Why> {
    let bits: Vec<u8> = ink.as_raw().iter().map(|it| u8::from(*it == 0)).collect();
    let context = Jbig2Context::with_config(Jbig2Config::lossless(), true);
    let packed = encode_single_image_with_config(&bits, ink.width(), ink.height(), context);
    match packed {
        Ok(it) if it.global_data.is_none() => Ok(it.page_data),
        _ => Err("image_damaged"),
    }
}
