//! The log and its update loop.
