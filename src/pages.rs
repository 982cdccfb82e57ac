//! One file a page.

pub mod annex;
pub mod assessment;
pub mod attempt;
pub mod card;
pub mod catalog;
pub mod certificate;
pub mod certificates;
pub mod countersign;
pub mod course;
pub mod data;
pub mod evidence;
pub mod health;
pub mod later;
pub mod lesson;
pub mod not_found;
pub mod plan;
pub mod pretest;
pub mod privacy;
pub mod profiles;
pub mod result;
pub mod sheet;
pub mod verify;
