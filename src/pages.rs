//! One file a page.

pub mod assessment;
pub mod attempt;
pub mod attempt_items;
pub mod card;
pub mod catalog;
pub mod certificate;
pub mod certificates;
pub mod course;
pub mod data;
pub mod health;
pub mod later;
pub mod lesson;
pub mod mastery;
pub mod not_found;
pub mod plan;
pub mod pretest;
pub mod privacy;
pub mod profiles;
pub mod remedy;
pub mod result;
pub mod review_run;
pub mod reviews;
pub mod sheet;
pub mod visit;
