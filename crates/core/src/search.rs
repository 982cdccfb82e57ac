//! Accent-insensitive search.
