//! Which records are of an expediente: those of its course, without what a person wrote for themselves.

use std::collections::BTreeSet;

use crate::id::{AttemptId, CourseId};
use crate::item::Response;
use crate::progress::event::Event;
use crate::progress::record::{Record, Recorded};

/// The attempts at the evaluation of a course: what happens inside of one does not name the course.
pub(super) fn attempts_of<'a>(
    wanted: &CourseId,
    records: impl Iterator<Item = &'a Record>,
) -> BTreeSet<AttemptId> {
    records
        .filter_map(|record| match record.event() {
            Recorded::Known(
                Event::AttemptStarted {
                    course, attempt, ..
                }
                | Event::AttemptFinished {
                    course, attempt, ..
                },
            ) => (course == wanted).then(|| attempt.clone()),
            _ => None,
        })
        .collect()
}

/// Whether an event is of the course, or says how the log itself came about.
pub(super) fn belongs(event: &Event, wanted: &CourseId, attempts: &BTreeSet<AttemptId>) -> bool {
    match event {
        Event::LessonOpened { course, .. }
        | Event::ItemAnswered { course, .. }
        | Event::LessonCompleted { course, .. }
        | Event::AttemptStarted { course, .. }
        | Event::AttemptFinished { course, .. }
        | Event::CaseDecided { course, .. }
        | Event::CaseReturned { course, .. }
        | Event::CaseEnded { course, .. }
        | Event::PretestAnswered { course, .. }
        | Event::LessonSkipped { course, .. }
        | Event::Progressed { course, .. }
        | Event::AttemptRegraded { course, .. }
        | Event::ReviewFinished { course, .. } => course == wanted,
        Event::AttemptAnswered { attempt, .. } | Event::AttemptMarked { attempt, .. } => {
            attempts.contains(attempt)
        }
        Event::CredentialIssued { credential } => credential.course == *wanted,
        Event::RecordsImported { .. } => true,
        Event::ProfileNamed { .. } | Event::ItemDrafted { .. } | Event::PassageNoted { .. } => {
            false
        }
    }
}

/// Whether an event holds what a person wrote for themselves: nobody grades it, so nobody needs it.
pub(super) fn is_private(event: &Event) -> bool {
    match event {
        Event::ItemAnswered { response, .. }
        | Event::AttemptAnswered { response, .. }
        | Event::PretestAnswered { response, .. } => match response {
            Response::Extended(_) | Response::Plan(_) => true,
            Response::Choice(_)
            | Response::Order(_)
            | Response::Match(_)
            | Response::Blanks(_)
            | Response::Hottext(_)
            | Response::Number(_) => false,
        },
        // Of these, `belongs` leaves out what is private.
        Event::LessonOpened { .. }
        | Event::LessonCompleted { .. }
        | Event::LessonSkipped { .. }
        | Event::Progressed { .. }
        | Event::AttemptStarted { .. }
        | Event::AttemptMarked { .. }
        | Event::AttemptFinished { .. }
        | Event::AttemptRegraded { .. }
        | Event::CaseDecided { .. }
        | Event::CaseReturned { .. }
        | Event::CaseEnded { .. }
        | Event::ReviewFinished { .. }
        | Event::CredentialIssued { .. }
        | Event::RecordsImported { .. }
        | Event::ProfileNamed { .. }
        | Event::ItemDrafted { .. }
        | Event::PassageNoted { .. } => false,
    }
}
