//! What the app asks of the linker: the list of the places where addresses stand, without which its module could not be split. Only of the
//! app: with the list the linker keeps what nobody calls, and only splitting drops that again.

#![allow(clippy::print_stdout, reason = "cargo reads it")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
}
