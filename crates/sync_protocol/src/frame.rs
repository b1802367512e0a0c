//! Bytes of a body: MessagePack inside zstd, both with limits.

use std::io::Read;

use serde::Serialize;
use serde::de::DeserializeOwned;
use values::{Code, Problem};

/// The most bytes a body may have on the wire.
pub const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// The most bytes a body may unpack to.
pub const MAX_UNPACKED_BYTES: u64 = 32 * 1024 * 1024;

/// Level 1 is four times faster than 3 on our pages and a tenth larger.
const LEVEL: i32 = 1;

/// Packs a body.
pub fn encode<T: Serialize>(it: &T) -> Vec<u8> {
    let plain = rmp_serde::to_vec_named(it).expect("requests and replies are plain data");
    zstd::bulk::compress(&plain, LEVEL).expect("compressing into memory does not fail")
}

/// Unpacks a body; refuses what is cut off, too large, or something else.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if bytes.len() > MAX_BODY_BYTES {
        return Err(Problem::refused(Code::TooLarge));
    }
    let not_understood = || Problem::unavailable(Code::AnswerNotUnderstood);
    let mut plain = Vec::new();
    let reader = zstd::stream::read::Decoder::new(bytes).map_err(|_| not_understood())?;
    reader.take(MAX_UNPACKED_BYTES + 1).read_to_end(&mut plain).map_err(|_| not_understood())?;
    if plain.len() as u64 > MAX_UNPACKED_BYTES {
        return Err(Problem::refused(Code::TooLarge));
    }
    rmp_serde::from_slice(&plain).map_err(|_| not_understood())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(decode::<Vec<u32>>(&encode(&vec![1_u32, 2])), Ok(vec![1, 2]));
    }

    #[test]
    fn a_cut_body_and_a_bomb_are_refused() {
        let whole = encode(&vec![7_u32; 1000]);
        assert!(decode::<Vec<u32>>(&whole[..whole.len() - 3]).is_err());
        let bomb = zstd::bulk::compress(&vec![0; MAX_UNPACKED_BYTES as usize + 10], 1).unwrap();
        assert_eq!(decode::<Vec<u8>>(&bomb), Err(Problem::refused(Code::TooLarge)));
    }
}
