//! One file a page.

pub mod assessment;
pub mod attempt;
pub mod card;
pub mod care;
pub mod catalog;
pub mod certificate;
pub mod certificates;
pub mod course;
pub mod data;
pub mod desk;
pub mod glossary;
pub mod health;
pub mod later;
pub mod lesson;
pub mod not_found;
pub mod notes;
pub mod plan;
pub mod pretest;
pub mod privacy;
pub mod profiles;
pub mod result;
pub mod search;
pub mod sheet;
pub mod study;
