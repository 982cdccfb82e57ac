//! The fold of the log: what each event means for the [`Progress`].

use super::event::{Applied, Event};
use super::record::{Envelope, Record, RecordKey, Recorded};
use super::{
    Answer, Attempt, AttemptResult, CaseProgress, CourseProgress, Draft, Given, Note,
    PretestAnswer, Progress, Reviewed,
};
use crate::id::{AttemptId, CourseId, ItemId, LessonId};
use crate::item::Verdict;
use crate::time::Timestamp;

impl Progress {
    /// The state after these records, which must come in the order of the log.
    pub fn replay<'a>(records: impl Iterator<Item = &'a Record>) -> Progress {
        let mut progress = Progress::default();
        for record in records {
            progress.apply(record);
        }
        progress
    }

    /// Takes in the record that follows all others. An event that this version does not know changes nothing.
    pub fn apply(&mut self, record: &Record) {
        match record.event() {
            Recorded::Known(event) => self.take_in(event, record.envelope()),
            Recorded::Unknown(_) => {}
        }
    }

    /// Takes in what happened then and there, after everything else.
    pub(crate) fn take_in(&mut self, event: &Event, envelope: &Envelope) {
        let at = envelope.at;
        match event {
            Event::LessonOpened { course, lesson } => {
                open(self.course(course, at), lesson);
            }
            Event::ItemAnswered {
                course,
                lesson: _,
                item,
                digest,
                response,
                outcome,
                certainty,
                review,
            } => {
                let answer = Answer {
                    response: response.clone(),
                    outcome: *outcome,
                    digest: digest.clone(),
                    at,
                };
                let course = self.course(course, at);
                let known = course.answers.contains_key(item);
                if let Some(certainty) = certainty.filter(|_| !known) {
                    let right = outcome.verdict == Verdict::Correct;
                    course.rated.push((item.clone(), certainty, right));
                }
                match review {
                    None => {
                        course.drafts.remove(item);
                        course.answers.insert(item.clone(), answer);
                    }
                    Some(objective) => course.reviewed.push(Reviewed {
                        item: item.clone(),
                        objective: objective.clone(),
                        answer,
                        review: course.reviews.len(),
                    }),
                }
            }
            Event::LessonCompleted { course, lesson } => {
                let course = self.course(course, at);
                course.completed.entry(lesson.clone()).or_insert(at);
                course.skipped.remove(lesson);
            }
            Event::AttemptStarted {
                course,
                attempt,
                version,
                seed,
                items,
                recertifies,
            } => {
                let begun = Attempt {
                    version: version.clone(),
                    seed: *seed,
                    items: items.clone(),
                    ..blank(attempt, at)
                };
                let course = self.course(course, at);
                begin(kept_in(course, *recertifies), begun);
            }
            Event::AttemptAnswered {
                attempt,
                item,
                digest: _,
                response,
            } => {
                // Also after its end in the order of the log: a second device that handed it in had these.
                if let Some(attempt) = self.attempt(attempt) {
                    attempt.given.push(Given {
                        key: envelope.key,
                        item: item.clone(),
                        response: response.clone(),
                    });
                }
            }
            Event::AttemptMarked {
                attempt,
                item,
                marked,
            } => {
                let attempt = self.attempt(attempt);
                if let Some(attempt) = attempt.filter(|attempt| attempt.result.is_none()) {
                    attempt.marked.remove(item);
                    attempt.marked.extend(marked.then(|| item.clone()));
                }
            }
            Event::AttemptFinished {
                course,
                attempt,
                score,
                pass_mark,
                by_objective,
                recertifies,
                answers,
            } => {
                let result = AttemptResult {
                    score: *score,
                    pass_mark: *pass_mark,
                    by_objective: by_objective.clone(),
                    at,
                    writer: envelope.key.writer,
                    regraded: false,
                    answers: answers.clone().unwrap_or_else(|| self.given_to(attempt)),
                };
                let course = self.course(course, at);
                let mut of_a_part = course.recertifications.iter();
                // What was asked of a part of the course never counts for the whole.
                let recertifies = *recertifies || of_a_part.any(|each| each.id == *attempt);
                if finish(kept_in(course, recertifies), attempt, result) {
                    course.reopened.clear();
                }
            }
            Event::CredentialIssued { credential } => {
                self.course(&credential.course, at).earned = true;
                if !self.credentials.contains(credential) {
                    self.credentials.push((**credential).clone());
                }
            }
            Event::RecordsImported { new: _, known: _ } => {}
            Event::ProfileNamed { alias } => self.alias.clone_from(alias),
            Event::CaseDecided {
                course,
                lesson,
                scene,
                decision,
            } => {
                let case = self.case(course, lesson, at);
                case.road.push((scene.clone(), decision.clone()));
            }
            Event::CaseReturned {
                course,
                lesson,
                steps,
            } => {
                let case = self.case(course, lesson, at);
                case.road.truncate(*steps as usize);
            }
            Event::CaseEnded {
                course,
                lesson,
                scene: _,
            } => self.case(course, lesson, at).ended = true,
            Event::PretestAnswered {
                course,
                lesson,
                item,
                digest,
                response,
                outcome,
                certainty,
            } => {
                let answer = Answer {
                    response: response.clone(),
                    outcome: *outcome,
                    digest: digest.clone(),
                    at,
                };
                let answer = PretestAnswer {
                    answer,
                    lesson: lesson.clone(),
                    certainty: *certainty,
                };
                pretest(self.course(course, at), item, answer);
            }
            Event::PassageNoted {
                course,
                lesson,
                passage,
                excerpt,
                note,
                marked,
            } => {
                let notes = &mut self.course(course, at).notes;
                notes.retain(|known| !known.is_of(lesson, passage));
                if !note.is_empty() || *marked {
                    notes.push(Note {
                        lesson: lesson.clone(),
                        passage: passage.clone(),
                        excerpt: excerpt.clone(),
                        text: note.clone(),
                        marked: *marked,
                        at,
                    });
                }
            }
            Event::LessonSkipped { course, lesson } => {
                let course = self.course(course, at);
                if !course.completed.contains_key(lesson) {
                    course.completed.insert(lesson.clone(), at);
                    course.skipped.insert(lesson.clone());
                }
            }
            Event::Progressed { course, percent } => {
                let course = self.course(course, at);
                course.reached = course.reached.max((*percent).min(100));
            }
            Event::ItemDrafted {
                course,
                item,
                digest,
                response,
            } => {
                let draft = Draft {
                    response: response.clone(),
                    digest: digest.clone(),
                };
                self.course(course, at).drafts.insert(item.clone(), draft);
            }
            Event::AttemptRegraded {
                course,
                attempt,
                version: _,
                score,
                by_objective,
            } => {
                let attempts = &mut self.course(course, at).attempts;
                let graded = attempts.iter_mut().find(|graded| graded.id == *attempt);
                if let Some(result) = graded.and_then(|graded| graded.result.as_mut())
                    && score.percent() > result.score.percent()
                {
                    result.score = *score;
                    result.by_objective.clone_from(by_objective);
                    result.regraded = true;
                }
            }
            Event::ReviewFinished {
                course,
                rung,
                applied,
            } => finish_review(self.course(course, at), *rung, *applied, at),
        }
    }

    /// The course, which begins now if it has not begun.
    fn course(&mut self, id: &CourseId, at: Timestamp) -> &mut CourseProgress {
        let course = self.courses.entry(id.clone()).or_default();
        course.started_at.get_or_insert(at);
        course
    }

    fn case(&mut self, course: &CourseId, lesson: &LessonId, at: Timestamp) -> &mut CaseProgress {
        let course = self.course(course, at);
        course.cases.entry(lesson.clone()).or_default()
    }

    /// The attempt of this name in whichever course.
    fn attempt(&mut self, id: &AttemptId) -> Option<&mut Attempt> {
        self.courses.values_mut().find_map(|course| {
            let mut all = course
                .attempts
                .iter_mut()
                .chain(&mut course.recertifications);
            all.find(|attempt| attempt.id == *id)
        })
    }

    /// The records of all answers to an attempt so far.
    fn given_to(&mut self, id: &AttemptId) -> Vec<RecordKey> {
        let attempt = self.attempt(id);
        attempt.map_or(vec![], |attempt| {
            attempt.given.iter().map(|given| given.key).collect()
        })
    }
}

fn open(course: &mut CourseProgress, lesson: &LessonId) {
    course.last_lesson = Some(lesson.clone());
    course.opened.insert(lesson.clone());
    course.reopened.insert(lesson.clone());
}

/// The review of a rung counts once, should two tabs have finished it.
fn finish_review(course: &mut CourseProgress, rung: u8, applied: Option<Applied>, at: Timestamp) {
    if course.reviews.len() == usize::from(rung) {
        course.reviews.push(at);
    }
    course.applied = applied.or(course.applied);
}

/// The first answer to the words of an item counts: the next one would be given after the explanation.
fn pretest(course: &mut CourseProgress, item: &ItemId, answer: PretestAnswer) {
    let known = course.pretest.get(item);
    if known.is_none_or(|known| known.answer.digest != answer.answer.digest) {
        course.pretest.insert(item.clone(), answer);
    }
}

/// Where an attempt is kept.
fn kept_in(course: &mut CourseProgress, recertifies: bool) -> &mut Vec<Attempt> {
    match recertifies {
        true => &mut course.recertifications,
        false => &mut course.attempts,
    }
}

/// The first beginning of an attempt counts.
fn begin(attempts: &mut Vec<Attempt>, attempt: Attempt) {
    if attempts.iter().all(|known| known.id != attempt.id) {
        attempts.push(attempt);
    }
}

/// The first result of an attempt counts, and only then this is true. The result of an attempt whose beginning is lost counts too. Of
/// one that was open on two devices and handed in on both, the result that passes counts: joining a file takes nothing away.
fn finish(attempts: &mut Vec<Attempt>, id: &AttemptId, result: AttemptResult) -> bool {
    begin(attempts, blank(id, result.at));
    let Some(place) = attempts.iter().position(|attempt| attempt.id == *id) else {
        return false;
    };
    if let Some(held) = attempts[place].result.as_mut() {
        if held.writer != result.writer && !held.passed() && result.passed() {
            *held = result;
        }
        return false;
    }
    let mut attempt = attempts.remove(place);
    attempt.result = Some(result);
    let handed_in = attempts
        .iter()
        .filter(|attempt| attempt.result.is_some())
        .count();
    attempts.insert(handed_in, attempt);
    true
}

fn blank(id: &AttemptId, at: Timestamp) -> Attempt {
    Attempt {
        id: id.clone(),
        version: String::new(),
        seed: 0,
        items: vec![],
        given: vec![],
        marked: Default::default(),
        started_at: at,
        result: None,
    }
}
