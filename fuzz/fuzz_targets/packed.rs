//! A data file as a server may send it: a course, a pool, a site.
#![no_main]

use aula_core::course::{Course, Pool};
use aula_core::packed::unpack;
use aula_core::site::Site;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = unpack::<Course>(bytes);
    let _ = unpack::<Pool>(bytes);
    let _ = unpack::<Site>(bytes);
});
