//! Goes through a log as the app did, and grades anew whatever the log calls graded. What it does not show did not happen.

mod handed_in;
mod renewal;

use std::collections::BTreeSet;

use super::super::Evidence;
use super::super::finding::{Counted, Finding};
use super::super::scope::{attempts_of, belongs};
use super::{Edition, ReviewedAttempt};
use crate::assessment::{self, Gate};
use crate::course::{Lesson, is_later};
use crate::id::{AttemptId, CourseId, ItemId, LessonId};
use crate::item::{Item, Outcome, Response};
use crate::progress::event::Event;
use crate::progress::record::{Envelope, Record, Recorded};
use crate::progress::{Attempt, AttemptResult, CourseProgress, Progress};
use crate::time::Timestamp;

/// The log so far.
pub(super) struct Regrading<'a> {
    course: CourseId,
    attempts: BTreeSet<AttemptId>,
    editions: &'a [Edition],
    /// That of the constancia; the first to be asked for an item.
    edition: Option<&'a Edition>,
    progress: Progress,
    findings: Vec<Finding>,
    foreign: usize,
    imported: u32,
    other_words: usize,
    practice_otherwise: usize,
}

impl<'a> Regrading<'a> {
    pub(super) fn new(
        evidence: &Evidence,
        editions: &'a [Edition],
        edition: Option<&'a Edition>,
    ) -> Regrading<'a> {
        let course = evidence.credential().course.clone();
        Regrading {
            attempts: attempts_of(&course, evidence.records().iter()),
            course,
            editions,
            edition,
            progress: Progress::default(),
            findings: vec![],
            foreign: 0,
            imported: 0,
            other_words: 0,
            practice_otherwise: 0,
        }
    }

    /// Takes the record that follows all others.
    pub(super) fn take(&mut self, record: &Record) {
        let event = match record.event() {
            Recorded::Known(event) if belongs(event, &self.course, &self.attempts) => event,
            Recorded::Known(_) | Recorded::Unknown(_) => {
                self.foreign += 1;
                return;
            }
        };
        if let Some(event) = self.regraded(event, record.envelope()) {
            self.progress.take_in(&event, record.envelope());
        }
    }

    /// What is left of an event.
    fn regraded(&mut self, event: &Event, envelope: &Envelope) -> Option<Event> {
        let (mut event, at) = (event.clone(), envelope.at);
        match &mut event {
            Event::ItemAnswered {
                item,
                digest,
                response,
                outcome,
                review,
                ..
            } => {
                let among = if review.is_some() {
                    pool_item
                } else {
                    lesson_item
                };
                let known = self.regrade(item, digest, response, outcome, among);
                if let Some(objective) = review {
                    // What a recertification asks rests on it: it is evidence of the item's own objective, or of nothing.
                    objective.clone_from(&known?.objective);
                }
            }
            Event::PretestAnswered {
                item,
                digest,
                response,
                outcome,
                ..
            } => drop(self.regrade(item, digest, response, outcome, pretest_item)),
            Event::AttemptAnswered { item, digest, .. } => {
                let known = self.find(item, pool_item);
                let same = known.iter().any(|known| known.digest == *digest);
                self.other_words += usize::from(!same);
            }
            Event::LessonCompleted { lesson, .. } if !self.shows_completed(lesson) => {
                return self.unsustained(lesson);
            }
            Event::LessonSkipped { lesson, .. } if !self.shows_mastery(lesson) => {
                return self.unsustained(lesson);
            }
            Event::CaseEnded { lesson, .. } if !self.is_at_an_end(lesson) => {
                return self.unsustained(lesson);
            }
            Event::AttemptStarted {
                version,
                seed,
                items,
                recertifies,
                ..
            } => match recertifies {
                true => self.check_recertification(version, *seed, items, at),
                false => self.check_draw(version, *seed, items, at),
            },
            Event::AttemptFinished {
                attempt,
                score,
                recertifies,
                answers,
                ..
            } => {
                let of = (&attempt.clone(), *recertifies);
                return self.finished(of, (*score, answers.as_deref()), envelope);
            }
            Event::AttemptRegraded {
                attempt, version, ..
            } => return self.corrected(&attempt.clone(), version),
            Event::RecordsImported { new, .. } => {
                self.imported = self.imported.saturating_add(*new);
            }
            // These complete a course whatever the log shows: here only what was done counts.
            Event::CredentialIssued { .. } | Event::Progressed { .. } => return None,
            Event::LessonCompleted { .. }
            | Event::LessonSkipped { .. }
            | Event::CaseEnded { .. }
            | Event::LessonOpened { .. }
            | Event::AttemptMarked { .. }
            | Event::CaseDecided { .. }
            | Event::CaseReturned { .. }
            | Event::ReviewFinished { .. }
            | Event::ItemDrafted { .. }
            | Event::PassageNoted { .. }
            | Event::ProfileNamed { .. } => {}
        }
        Some(event)
    }

    /// Grades a practice answer anew, by the item with the words that were answered. Without one it stays as it is.
    fn regrade(
        &mut self,
        item: &ItemId,
        digest: &str,
        response: &Response,
        outcome: &mut Outcome,
        among: fn(&'a Edition, &ItemId) -> Option<&'a Item>,
    ) -> Option<&'a Item> {
        let mut known = self.find(item, among).into_iter();
        let item = known.find(|known| known.digest == digest);
        match item {
            Some(item) => {
                let found = item.grade(response);
                self.practice_otherwise += usize::from(found != *outcome);
                *outcome = found;
            }
            None => self.other_words += 1,
        }
        item
    }

    /// The item in every edition that has it, that of the constancia first.
    fn find(
        &self,
        item: &ItemId,
        among: fn(&'a Edition, &ItemId) -> Option<&'a Item>,
    ) -> Vec<&'a Item> {
        let all = self.edition.into_iter().chain(self.editions);
        let of_course = all.filter(|edition| edition.course.id == self.course);
        of_course
            .filter_map(|edition| among(edition, item))
            .collect()
    }

    fn course_so_far(&mut self) -> &CourseProgress {
        self.progress
            .courses
            .entry(self.course.clone())
            .or_default()
    }

    fn unsustained(&mut self, lesson: &LessonId) -> Option<Event> {
        let finding = Finding::Unsustained(lesson.clone());
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
        None
    }

    /// The lesson in every edition that has it.
    fn lessons(&self, id: &LessonId) -> Vec<&'a Lesson> {
        let of_course = self
            .editions
            .iter()
            .filter(|edition| edition.course.id == self.course);
        of_course
            .filter_map(|edition| edition.course.lesson(id))
            .map(|(_, lesson)| lesson)
            .collect()
    }

    /// Whether the log shows a lesson completed as one of the editions has it. A lesson that none has is required by none.
    fn shows_completed(&mut self, id: &LessonId) -> bool {
        let lessons = self.lessons(id);
        let progress = self.course_so_far();
        let shown = |lesson: &&Lesson| {
            // What nobody grades is left out of the file.
            let mut graded = lesson.items().filter(|item| item.interaction.is_graded());
            graded.all(|item| progress.answers.contains_key(&item.id))
                && (lesson.case().is_none() || progress.case_has_ended(id))
        };
        lessons.is_empty() || lessons.iter().any(shown)
    }

    /// Whether the diagnostic lets a lesson be skipped; a case is never skipped.
    fn shows_mastery(&mut self, id: &LessonId) -> bool {
        let mut lessons = self.lessons(id).into_iter();
        self.course_so_far().may_skip(id) && lessons.all(|lesson| lesson.case().is_none())
    }

    /// Whether the road through a case leads to an end in one of the editions.
    fn is_at_an_end(&mut self, id: &LessonId) -> bool {
        let lessons = self.lessons(id);
        let Some(here) = self.course_so_far().cases.get(id) else {
            return lessons.is_empty();
        };
        let ends = |lesson: &&Lesson| {
            let case = lesson.case();
            case.is_some_and(|case| {
                case.play(&here.road)
                    .scene
                    .is_some_and(|scene| scene.is_end())
            })
        };
        lessons.is_empty() || lessons.iter().any(ends)
    }

    fn edition_of(&self, version: &str) -> Option<&'a Edition> {
        let mut editions = self.editions.iter();
        editions.find(|edition| edition.is(&self.course, version))
    }

    /// The edition of what begins now with this version, and what there is to say of it.
    fn edition_at(&mut self, version: &str) -> Option<&'a Edition> {
        if let Some(edition) = self.edition
            && edition.course.version != version
        {
            // The person says which version counts, and with it how long and what has changed: an honest app says the last one.
            let finding = match is_later(version, &edition.course.version) {
                true => Finding::LaterVersion,
                false => Finding::OtherVersion,
            };
            self.findings.push(finding(version.to_owned()));
        }
        let edition = self.edition_of(version);
        // Of the constancia's own version it is said once, for all.
        if edition.is_none() && self.edition.is_some() {
            self.findings
                .push(Finding::NotPublished(version.to_owned()));
        }
        edition
    }

    /// The draw of an attempt that begins now, and whether it may begin.
    fn check_draw(&mut self, version: &str, seed: u64, items: &[ItemId], at: Timestamp) {
        let Some(edition) = self.edition_at(version) else {
            return;
        };
        let progress = self.course_so_far();
        let seen = assessment::seen(progress);
        let drawn = assessment::draw(&edition.course.assessment, &edition.pool, seed, &seen);
        let may_begin = matches!(
            assessment::gate(&edition.course, progress, at),
            Gate::Ready { .. }
        );
        if drawn != items {
            self.findings.push(Finding::OtherDraw);
        }
        if !may_begin {
            self.findings.push(Finding::OutOfTurn);
        }
    }

    /// What the log amounts to, its attempts, and what there is to say.
    pub(super) fn finish(mut self) -> (CourseProgress, Vec<ReviewedAttempt>, Vec<Finding>) {
        // Without the version there are no words to compare with, which is said once.
        let other_words = self.edition.map_or(0, |_| self.other_words);
        let counted: [Counted; 3] = [
            (self.foreign, Finding::Foreign),
            (other_words, Finding::OtherWords),
            (self.practice_otherwise, Finding::PracticeOtherwise),
        ];
        let told = counted.into_iter().filter(|(number, _)| *number > 0);
        self.findings
            .extend(told.map(|(number, finding)| finding(number)));
        if self.imported > 0 {
            self.findings.push(Finding::Imported(self.imported));
        }
        let progress = self
            .progress
            .courses
            .remove(&self.course)
            .unwrap_or_default();
        let of = |attempts: &[Attempt], recertifies: bool| -> Vec<ReviewedAttempt> {
            let each = |attempt| reviewed(attempt, recertifies);
            attempts.iter().filter_map(each).collect()
        };
        let mut attempts = of(&progress.attempts, false);
        attempts.extend(of(&progress.recertifications, true));
        (progress, attempts, self.findings)
    }
}

fn reviewed(attempt: &Attempt, recertifies: bool) -> Option<ReviewedAttempt> {
    let result: &AttemptResult = attempt.result.as_ref()?;
    Some(ReviewedAttempt {
        version: attempt.version.clone(),
        seed: attempt.seed,
        started_at: attempt.started_at,
        result: result.clone(),
        recertifies,
    })
}

fn lesson_item<'a>(edition: &'a Edition, id: &ItemId) -> Option<&'a Item> {
    let mut items = edition
        .course
        .lessons()
        .flat_map(|(_, lesson)| lesson.items());
    items.find(|item| item.id == *id)
}

fn pool_item<'a>(edition: &'a Edition, id: &ItemId) -> Option<&'a Item> {
    edition.pool.items.iter().find(|item| item.id == *id)
}

fn pretest_item<'a>(edition: &'a Edition, id: &ItemId) -> Option<&'a Item> {
    edition.pretest.iter().find(|item| item.id == *id)
}
