//! Data files from the build to the app of the same release: postcard, because its decoder is a fraction of a JSON one (no field
//! names, no second way to read each struct). Nothing that must outlive a release is written so: records, exports and published
//! versions are JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The bytes of a value; empty if it cannot be packed, which [`unpack`] refuses.
pub fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The value of these bytes, or `None` if they are not one that [`pack`] made.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
