//! The final evaluation.
