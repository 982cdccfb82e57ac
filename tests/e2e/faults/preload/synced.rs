//! Loaded into a browser (`LD_PRELOAD`): whenever it asks the system to put a file on the disk, that file's content at this moment is kept
//! in `$AULA_SYNCED`. So a test knows what a power cut would leave: the rest is only in the system's memory. Compiled by `power.rs`.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::time::UNIX_EPOCH;

/// The next library that has the function, in the order of loading.
const NEXT: *mut c_void = -1_isize as *mut c_void;

unsafe extern "C" {
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

#[unsafe(no_mangle)]
pub extern "C" fn fsync(file: c_int) -> c_int {
    synced(c"fsync", file)
}

#[unsafe(no_mangle)]
pub extern "C" fn fdatasync(file: c_int) -> c_int {
    synced(c"fdatasync", file)
}

fn synced(name: &CStr, file: c_int) -> c_int {
    // The real function has this type in every C library of a Unix.
    let real: extern "C" fn(c_int) -> c_int =
        unsafe { std::mem::transmute(dlsym(NEXT, name.as_ptr())) };
    let result = real(file);
    if result == 0 {
        // A file that is gone meanwhile has nothing to keep.
        _ = keep(file);
    }
    result
}

/// Keeps the content under the file's number and the moment it was made: names change, and numbers are used again.
fn keep(file: c_int) -> Option<()> {
    let folder = std::env::var("AULA_SYNCED").ok()?;
    let path = fs::read_link(format!("/proc/self/fd/{file}")).ok()?;
    let metadata = fs::metadata(&path).ok()?;
    if !metadata.is_file() {
        return None;
    }
    // Not every file system knows when a file was made.
    let made = metadata.created().unwrap_or(UNIX_EPOCH);
    let made = made.duration_since(UNIX_EPOCH).ok()?;
    let name = format!("{folder}/{}-{}", metadata.ino(), made.as_nanos());
    let half = format!("{name}.{:?}", std::thread::current().id());
    fs::write(&half, fs::read(&path).ok()?).ok()?;
    fs::rename(half, name).ok()
}
