//! Keys, credentials and verification, through the public interface.

mod fixtures;
mod forgeries;
mod issuing;
mod keys;
mod lists;
mod mutations;
mod sheets;
