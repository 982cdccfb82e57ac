//! The native suite: data in, what a person would see out.

mod courses;
