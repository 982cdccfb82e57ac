//! How long somebody worked, measured from the log: the time from one record to the next, of which a pause counts only a part.

use std::collections::BTreeMap;

use super::Evidence;
use crate::id::LessonId;
use crate::progress::event::Event;
use crate::progress::record::{Record, Recorded};

/// From one record to the next at most this much counts, in milliseconds: who goes away leaves no record.
pub const PAUSE_LIMIT_MS: u64 = 10 * 60_000;

/// Time in milliseconds, by where it was spent. Of a long reading without an answer only [`PAUSE_LIMIT_MS`] counts: what is measured is
/// less than what was worked, never more than what passed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spent {
    /// In each lesson.
    pub lessons: BTreeMap<LessonId, u64>,
    /// In the diagnostic.
    pub pretest: u64,
    /// In attempts at the evaluation and in recertifications.
    pub assessment: u64,
}

impl Spent {
    /// All of it, in whole minutes, rounded down.
    pub fn minutes(&self) -> u32 {
        let lessons: u64 = self.lessons.values().sum();
        let all = lessons + self.pretest + self.assessment;
        u32::try_from(all / 60_000).unwrap_or(u32::MAX)
    }
}

impl Evidence {
    /// The time that its records tell of.
    pub fn spent(&self) -> Spent {
        let mut spent = Spent::default();
        // How far the course has come follows from what was done and takes no time of its own.
        let takes_time =
            |record: &&Record| !matches!(record.event(), Recorded::Known(Event::Progressed { .. }));
        let mut timeline: Vec<&Record> = self.records().iter().filter(takes_time).collect();
        // By the clock, so that two tabs at once count once.
        timeline.sort_by_key(|record| record.envelope().at.utc_ms);
        for pair in timeline.windows(2) {
            if let [before, after] = pair {
                let passed = after.envelope().at.ms_since(before.envelope().at);
                if let Some(place) = place(before, &mut spent) {
                    *place += passed.min(PAUSE_LIMIT_MS);
                }
            }
        }
        spent
    }
}

/// Where somebody is after this record; `None` if that is not known.
fn place<'a>(record: &Record, spent: &'a mut Spent) -> Option<&'a mut u64> {
    let Recorded::Known(event) = record.event() else {
        return None;
    };
    match event {
        // A review comes after the course.
        Event::ItemAnswered {
            review: Some(_), ..
        } => None,
        Event::LessonOpened { lesson, .. }
        | Event::ItemAnswered { lesson, .. }
        | Event::LessonCompleted { lesson, .. }
        | Event::CaseDecided { lesson, .. }
        | Event::CaseReturned { lesson, .. }
        | Event::CaseEnded { lesson, .. } => Some(spent.lessons.entry(lesson.clone()).or_default()),
        Event::PretestAnswered { .. } => Some(&mut spent.pretest),
        Event::AttemptStarted { .. }
        | Event::AttemptAnswered { .. }
        | Event::AttemptMarked { .. } => Some(&mut spent.assessment),
        // After the end of an attempt the result is read.
        Event::AttemptFinished { .. }
        | Event::LessonSkipped { .. }
        | Event::Progressed { .. }
        | Event::CredentialIssued { .. }
        | Event::AttemptRegraded { .. }
        | Event::ReviewFinished { .. }
        | Event::ItemDrafted { .. }
        | Event::PassageNoted { .. }
        | Event::RecordsImported { .. }
        | Event::ProfileNamed { .. } => None,
    }
}
