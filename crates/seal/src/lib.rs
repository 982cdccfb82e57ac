//! Signed constancias: everything cryptographic, in a wasm of its own that is loaded when somebody signs or verifies.
//!
//! Pure like core: randomness and the current time are arguments, text and bytes go in and come out. From the bottom up: `radix` and
//! `jws` spell bytes, `key` and `key_file` keep keys, `list` says who is trusted and what is revoked, `renew` signs the next ones, `register` signs a line of what was signed, `badge` is the credential as
//! Open Badges 3.0, `compact` the same for a QR code, `code` the QR code itself, `bake` the credential in an SVG, `file` signs a file that holds its own token, `pdf` reads our
//! sheets and `words` looks for the fields in them, `issue` makes all of it, `exhibit` finds its copies in what anybody hands in and `verify`
//! judges them.

mod badge;
mod bake;
mod code;
mod compact;
mod error;
mod exhibit;
mod file;
mod issue;
mod jws;
mod key;
mod key_file;
mod list;
mod pdf;
mod radix;
mod register;
mod renew;
mod verify;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod words;

pub use aula_core::verification::{
    Difference, Field, Fields, Format, Issuer, Reason, Revocation, RevocationCheck, RevocationList,
    SheetCheck, Verdict, Verification,
};
pub use code::{code, drawn_code};
pub use error::Error;
pub use exhibit::{Exhibit, exhibits};
pub use issue::{Issued, issue, issue_as, prepare, prepare_as};
pub use key::{Fingerprint, PublicKey, Signer};
pub use key_file::{KeyFile, PASSPHRASE_LEAST, lock, unlock};
pub use list::{
    Revocations, Succession, TrustList, Trusted, read_revocations, read_trust, sign_revocations,
    sign_succession, sign_trust,
};
pub use register::sign_register;
pub use renew::{
    BadList, ListFile, Lists, SignedLists, first_lists, first_revocations, folio, renew_trust,
    revoke, start, succeed,
};
pub use verify::verify;
