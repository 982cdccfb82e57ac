//! The results of what was handed in, by its answers.
//!
//! An attempt may have been answered on two devices: begun, taken to the second in a file, ended on one or on both, and joined. The log then
//! holds the answers of both in one order; each result is graded by those that it names, as far as the log shows that they were given. Chains
//! and Lamport numbers alone could not tell: where the page was loaded again before the end, those of both devices look alike.

use super::{Finding, Regrading};
use crate::assessment;
use crate::course::{Course, Pool};
use crate::id::AttemptId;
use crate::item::Score;
use crate::progress::Attempt;
use crate::progress::event::Event;
use crate::progress::record::{Envelope, RecordKey};
use crate::recertification;
use crate::time::Timestamp;

/// Nobody reads a question and answers it in less, in milliseconds.
const QUICKEST_ITEM_MS: u64 = 3_000;

/// Grades what is handed in.
type Finish = fn(&Course, &Pool, &Attempt) -> Event;

impl Regrading<'_> {
    /// The end of an attempt with the result that its answers give; without its beginning or its edition it has none. Of one that was handed
    /// in twice each end has the result of its own answers, and which of them counts is for the fold of the log to say.
    pub(super) fn finished(
        &mut self,
        (id, recertifies): (&AttemptId, bool),
        (said, answers): (Score, Option<&[RecordKey]>),
        envelope: &Envelope,
    ) -> Option<Event> {
        let progress = self.course_so_far();
        let (begun, finish): (&[Attempt], Finish) = match recertifies {
            true => (&progress.recertifications, recertification::finish),
            false => (&progress.attempts, assessment::finish),
        };
        let attempt = begun.iter().find(|attempt| attempt.id == *id).cloned();
        let held = attempt.as_ref().and_then(|attempt| attempt.result.as_ref());
        let elsewhere = held.map(|held| held.writer != envelope.key.writer);
        let Some(mut attempt) = attempt.filter(|_| elsewhere != Some(false)) else {
            self.findings.push(Finding::WithoutAttempt);
            return None;
        };
        if elsewhere.is_some() {
            self.findings.push(Finding::HandedInTwice);
        }
        // Of one that was handed in before, the answers of this end.
        attempt.result = None;
        if let Some(answers) = answers {
            attempt.given.retain(|given| answers.contains(&given.key));
        }
        let edition = self.edition_of(&attempt.version)?;
        self.check_pace(&attempt, envelope.at);
        let event = finish(&edition.course, &edition.pool, &attempt);
        if let Event::AttemptFinished { score: found, .. } = &event
            && *found != said
        {
            let found = *found;
            self.findings.push(Finding::GradedOtherwise { said, found });
        }
        Some(event)
    }

    /// What an attempt is worth after items of it were corrected in this version, if that is better for the person.
    pub(super) fn corrected(&mut self, id: &AttemptId, version: &str) -> Option<Event> {
        let Some(edition) = self.edition_of(version) else {
            self.findings
                .push(Finding::NotPublished(version.to_owned()));
            return None;
        };
        let attempt = self.course_so_far().attempt(id)?;
        assessment::regrade(&edition.course, &edition.pool, attempt)
    }

    fn check_pace(&mut self, attempt: &Attempt, at: Timestamp) {
        let (passed, items) = (at.ms_since(attempt.started_at), attempt.items.len());
        if passed < QUICKEST_ITEM_MS.saturating_mul(items as u64) {
            let seconds = passed / 1000;
            self.findings.push(Finding::QuickAttempt { seconds, items });
        }
    }
}
