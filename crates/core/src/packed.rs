//! Data files from the build to the app of the same release: postcard, because its decoder is a fraction of a JSON one (no field
//! names, no second way to read each struct). Nothing that must outlive a release is written so: records, exports and published
//! versions are JSON.
//!
//! Behind the value stands the beginning of its SHA-256: a file that was damaged on the way never comes to the decoder, which asks for
//! as much memory as a damaged length says and would end the app (found by fuzzing).

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

const CHECK: usize = 8;

/// The bytes of a value; empty if it cannot be packed, which [`unpack`] refuses.
pub fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    let Ok(mut bytes) = postcard::to_allocvec(value) else {
        return vec![];
    };
    let check = check(&bytes);
    bytes.extend_from_slice(&check);
    bytes
}

/// The value of these bytes, or `None` if they are not what [`pack`] made.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (value, found) = bytes.split_last_chunk::<CHECK>()?;
    if *found != check(value) {
        return None;
    }
    postcard::from_bytes(value).ok()
}

fn check(value: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::digest(value);
    std::array::from_fn(|index| digest.get(index).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    #[test]
    fn what_was_damaged_on_the_way_is_not_read() {
        let packed = pack(&vec!["uno".to_owned(), "dos".to_owned()]);
        assert_eq!(
            unpack::<Vec<String>>(&packed).map(|read| read.len()),
            Some(2)
        );
        for place in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[place] ^= 0x10;
            assert_eq!(unpack::<Vec<String>>(&damaged), None);
            assert_eq!(unpack::<Vec<String>>(&packed[..place]), None);
        }
        assert_eq!(unpack::<Vec<String>>(&[]), None);
    }
}
