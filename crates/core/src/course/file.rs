//! The author's TOML files.
