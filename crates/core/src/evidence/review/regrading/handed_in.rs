//! The results of what was handed in, by its answers.
//!
//! An attempt may have been handed in twice: begun, taken to a second device in a file, ended on both, and joined. The log then holds the
//! answers of both in one order; each result is graded by those that its own load of the page can have had before it.

use vecmap::VecMap;

use super::{Finding, Regrading};
use crate::assessment;
use crate::course::{Course, Pool};
use crate::id::{AttemptId, ItemId};
use crate::item::{Response, Score};
use crate::progress::Attempt;
use crate::progress::event::Event;
use crate::progress::record::{Envelope, Record, Recorded, Writer};
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
        said: Score,
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
        if let Some(responses) = self.twice.responses(id, envelope.key.writer) {
            attempt.responses = responses;
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
        let mut attempt = self.course_so_far().attempt(id).cloned()?;
        let writer = attempt.result.as_ref()?.writer;
        if let Some(responses) = self.twice.responses(id, writer) {
            attempt.responses = responses;
        }
        assessment::regrade(&edition.course, &edition.pool, &attempt)
    }

    fn check_pace(&mut self, attempt: &Attempt, at: Timestamp) {
        let (passed, items) = (at.ms_since(attempt.started_at), attempt.items.len());
        if passed < QUICKEST_ITEM_MS.saturating_mul(items as u64) {
            let seconds = passed / 1000;
            self.findings.push(Finding::QuickAttempt { seconds, items });
        }
    }
}

/// Who answered what in the attempts that were handed in twice, so far.
#[derive(Default)]
pub(super) struct Twice {
    /// By which loads of the page each attempt was handed in, in the whole log; each once.
    handed_in: Vec<(AttemptId, Writer)>,
    /// In the order of the log.
    given: Vec<(AttemptId, Writer, ItemId, Response)>,
}

impl Twice {
    /// The attempts of these records that more than one load of the page handed in.
    pub(super) fn among(records: &[Record]) -> Twice {
        let mut twice = Twice::default();
        for record in records {
            if let Recorded::Known(Event::AttemptFinished { attempt, .. }) = record.event()
                && !twice.is_of(attempt, record.key().writer)
            {
                let handed_in = (attempt.clone(), record.key().writer);
                twice.handed_in.push(handed_in);
            }
        }
        twice
    }

    fn is_of(&self, id: &AttemptId, writer: Writer) -> bool {
        let mut all = self.handed_in.iter();
        all.any(|(attempt, by)| attempt == id && *by == writer)
    }

    fn holds(&self, id: &AttemptId) -> bool {
        let of_it = self.handed_in.iter().filter(|(attempt, _)| attempt == id);
        of_it.count() > 1
    }

    /// Takes what follows all others.
    pub(super) fn take(&mut self, event: &Event, envelope: &Envelope) {
        if let Event::AttemptAnswered {
            attempt,
            item,
            response,
            digest: _,
        } = event
            && self.holds(attempt)
        {
            let writer = envelope.key.writer;
            let given = (attempt.clone(), writer, item.clone(), response.clone());
            self.given.push(given);
        }
    }

    /// The answers with which this load of the page handed the attempt in; `None` if no other one did.
    ///
    /// Its own come before any; then those of loads that did not hand it in; then what the other one had answered before this one began to.
    // Limit: both devices loaded the page again in the middle: which of the loads before belongs to which device is nowhere said.
    pub(super) fn responses(
        &self,
        id: &AttemptId,
        writer: Writer,
    ) -> Option<VecMap<ItemId, Response>> {
        if !self.holds(id) {
            return None;
        }
        let (mut of_the_other, mut between, mut its_own) = (vec![], vec![], vec![]);
        for (attempt, by, item, response) in &self.given {
            if attempt != id {
                continue;
            }
            let given = (item, response);
            if *by == writer {
                its_own.push(given);
            } else if !self.is_of(id, *by) {
                between.push(given);
            } else if its_own.is_empty() {
                of_the_other.push(given);
            }
        }
        of_the_other.append(&mut between);
        of_the_other.append(&mut its_own);
        let mut responses = VecMap::new();
        for (item, response) in of_the_other {
            responses.insert(item.clone(), response.clone());
        }
        Some(responses)
    }
}
