//! What becomes of people when a course changes: every version in `courses/*/publicadas/`, edited in every way in which an author may, and
//! the logs that three people made on it. Completion, results and constancias never fall.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use aula_core::assessment::{draw, finish, regrade};
use aula_core::course::{
    Course, Lesson, Part, Pool, Published, fingerprint, published_json, read_published,
};
use aula_core::credential::{LearnerName, Request, eligibility, issue};
use aula_core::id::{AttemptId, ItemId, LessonId, ModuleId};
use aula_core::item::plan::Commitment;
use aula_core::item::{Interaction, Item, Response};
use aula_core::progress::event::Event;
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::progress::{Completion, CourseProgress, Progress};
use proptest::prelude::*;

use crate::fixtures::minute;

/// Name and text of every published version.
fn files() -> Vec<(String, String)> {
    let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../courses");
    let entries = |folder: &Path| -> Vec<_> {
        let read = fs::read_dir(folder).into_iter().flatten();
        read.map(|entry| entry.unwrap().path()).collect()
    };
    let mut files = vec![];
    for course in entries(&courses) {
        for path in entries(&course.join("publicadas")) {
            let name = path.strip_prefix(&courses).unwrap();
            let text = fs::read_to_string(&path).unwrap();
            files.push((name.display().to_string(), text));
        }
    }
    files.sort();
    files
}

static PUBLISHED: LazyLock<Vec<Published>> = LazyLock::new(|| {
    let files = files();
    assert!(files.len() >= 4, "each course has a published version");
    let read = |(name, text): &(String, String)| match read_published(text) {
        Ok(published) => published,
        Err(error) => panic!("{name}: {error}"),
    };
    files.iter().map(read).collect()
});

#[test]
fn what_is_published_reads_for_ever_and_is_written_the_same() {
    for ((name, text), published) in files().iter().zip(&*PUBLISHED) {
        let course = &published.course;
        let written = published_json(course, &published.pool, &published.pretest);
        assert!(written == *text, "{name}");
        assert_eq!(
            *name,
            format!("{}/publicadas/{}.json", course.id, course.version)
        );
    }
}

/// Lines are added, and those that are there stay as they are: a constancia names a version, and is signed over its digest.
#[test]
fn what_is_published_is_never_changed_and_never_leaves() {
    let known = include_str!("../../testdata/publicadas.txt");
    let found: Vec<String> = files()
        .iter()
        .map(|(name, text)| format!("{} {name}", fingerprint(text)))
        .collect();
    for line in known.lines() {
        assert!(
            found.iter().any(|each| each == line),
            "changed or gone: {line}"
        );
    }
    for line in &found {
        assert!(
            known.lines().any(|each| each == line),
            "new, or changed; if it is new, add to crates/core/testdata/publicadas.txt:\n{line}"
        );
    }
}

/// How far somebody came on the published version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Learner {
    /// The first half of the lessons.
    Half,
    /// All lessons, and an evaluation in which every answer is wrong.
    Failed,
    /// Everything, with a constancia if there is one.
    Finished,
}

const LEARNERS: [Learner; 3] = [Learner::Half, Learner::Failed, Learner::Finished];

impl Learner {
    /// What happened to them.
    fn log(self, published: &Published) -> Log {
        let course = &published.course;
        let lessons: Vec<&Lesson> = course.lessons().map(|(_, lesson)| lesson).collect();
        let taken = match self {
            Learner::Half => lessons.len().div_ceil(2),
            Learner::Failed | Learner::Finished => lessons.len(),
        };
        let mut events = Log::default();
        for lesson in &lessons[..taken] {
            events.push(opened(course, lesson));
            events.extend(lesson.items().map(|item| answered(course, lesson, item)));
            events.push(completed(course, &lesson.id));
        }
        if self != Learner::Half && course.has_assessment() {
            self.take_evaluation(published, &mut events);
        }
        keep_rise(course, &mut events);
        events
    }

    fn take_evaluation(self, published: &Published, events: &mut Log) {
        let (course, pool) = (&published.course, &published.pool);
        let (attempt, seed) = (AttemptId::new("t1"), 7);
        let items = draw(&course.assessment, pool, seed, &Default::default());
        events.push(Event::AttemptStarted {
            course: course.id.clone(),
            attempt: attempt.clone(),
            version: course.version.clone(),
            seed,
            items: items.clone(),
            recertifies: false,
        });
        for id in items {
            let item = pool.items.iter().find(|item| item.id == id).unwrap();
            events.push(Event::AttemptAnswered {
                attempt: attempt.clone(),
                item: id,
                digest: item.digest.clone(),
                response: response(item, self == Learner::Finished),
            });
        }
        let open = progress(course, events);
        events.push(finish(course, pool, &open.attempts[0]));
        let request = Request {
            name: LearnerName::new("Ana Pérez").unwrap(),
            folio: "8c1f7f0e-5f0a-4c57-9d3e-0c9a3a3b1a11".to_owned(),
            now: minute(10_000),
            issuer: "Municipio".to_owned(),
            demonstration: true,
        };
        let issued = issue(course, &progress(course, events), request);
        assert_eq!(issued.is_some(), self == Learner::Finished, "{}", course.id);
        events.extend(issued.map(|credential| Event::CredentialIssued {
            credential: Box::new(credential),
        }));
    }
}

fn opened(course: &Course, lesson: &Lesson) -> Event {
    Event::LessonOpened {
        course: course.id.clone(),
        lesson: lesson.id.clone(),
    }
}

fn completed(course: &Course, lesson: &LessonId) -> Event {
    Event::LessonCompleted {
        course: course.id.clone(),
        lesson: lesson.clone(),
    }
}

fn answered(course: &Course, lesson: &Lesson, item: &Item) -> Event {
    let response = response(item, true);
    Event::ItemAnswered {
        course: course.id.clone(),
        lesson: lesson.id.clone(),
        item: item.id.clone(),
        digest: item.digest.clone(),
        outcome: item.grade(&response),
        response,
        certainty: None,
        review: None,
    }
}

/// The response of somebody who knows, or who takes one wrong alternative where there are some and else gives nothing.
fn response(item: &Item, knows: bool) -> Response {
    match &item.interaction {
        Interaction::Choice(choice) => {
            let picked = choice.alternatives.iter();
            let picked = picked.filter(|each| each.correct == knows);
            let most = if knows { usize::MAX } else { 1 };
            Response::Choice(picked.take(most).map(|each| each.id.clone()).collect())
        }
        Interaction::Order(order) => {
            let ids = order.entries.iter().map(|each| each.id.clone());
            Response::Order(if knows { ids.collect() } else { vec![] })
        }
        Interaction::Match(matching) => {
            let pairs = matching.entries();
            let pairs = pairs.map(|(entry, group)| (entry.id.clone(), group.id.clone()));
            Response::Match(if knows { pairs.collect() } else { vec![] })
        }
        Interaction::Blanks(blanks) => {
            let filled = blanks.blanks.iter();
            let filled = filled.map(|each| (each.element.id.clone(), each.accepted[0].clone()));
            Response::Blanks(if knows { filled.collect() } else { vec![] })
        }
        Interaction::Hottext(hottext) => {
            let picked = hottext.candidates.iter().filter(|each| each.correct);
            let picked = picked.map(|each| each.id.clone());
            Response::Hottext(if knows { picked.collect() } else { vec![] })
        }
        Interaction::Number(number) => Response::Number(match knows {
            true => number.right.value.to_string(),
            false => String::new(),
        }),
        Interaction::Extended(_) => Response::Extended("Buenas tardes.".to_owned()),
        Interaction::Plan(_) => Response::Plan(Commitment {
            situation: "llegue alguien sin papeles".to_owned(),
            action: "pregunto qué necesita".to_owned(),
        }),
    }
}

/// What the log amounts to in the course.
fn progress(course: &Course, log: &Log) -> CourseProgress {
    let mut progress = Progress::replay(log.0.iter());
    progress.courses.remove(&course.id).unwrap_or_default()
}

/// Records of one page; it only grows.
#[derive(Debug, Clone, Default)]
struct Log(Vec<Record>);

impl Log {
    fn push(&mut self, event: Event) {
        let seq = self.0.len() as u64 + 1;
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(1),
                seq,
            },
            lamport: seq,
            previous: self.0.last().map_or(String::new(), Record::hash),
            at: minute(seq as i64),
        };
        self.0.push(Record::seal(envelope, event));
    }

    fn extend(&mut self, events: impl IntoIterator<Item = Event>) {
        events.into_iter().for_each(|event| self.push(event));
    }
}

/// As the app does after what happened.
fn keep_rise(course: &Course, events: &mut Log) {
    let rise = progress(course, events).rise(&course.lesson_ids(), course.evaluations());
    events.extend(rise.map(|percent| Event::Progressed {
        course: course.id.clone(),
        percent,
    }));
}

/// One thing that an author may change.
#[derive(Debug, Clone)]
enum Edit {
    RemoveItem(ItemId),
    /// The one wrong alternative that somebody took is right, and nothing else.
    Correct(ItemId),
    /// To the last lesson; in the pool, the last place.
    MoveItem(ItemId),
    RemoveLesson(LessonId),
    RenameLesson(LessonId),
    /// To a module of its own, before all others.
    MoveLesson(LessonId),
    /// A copy of this one, under another key.
    AddLesson(LessonId),
}

impl Edit {
    fn apply(&self, course: &mut Course, pool: &mut Pool) {
        match self {
            Edit::RemoveItem(id) => {
                pool.items.retain(|item| item.id != *id);
                each_lesson(course, |lesson| {
                    lesson.parts.retain(|part| !is_item(part, id))
                });
                course.retired.push(id.clone());
            }
            Edit::Correct(id) => {
                let found = pool.items.iter_mut().filter(|item| item.id == *id);
                found.for_each(correct);
                each_lesson(course, |lesson| {
                    for part in &mut lesson.parts {
                        if let Part::Item(item) = part
                            && item.id == *id
                        {
                            correct(item);
                        }
                    }
                });
            }
            Edit::MoveItem(id) => {
                pool.items.sort_by_key(|item| item.id == *id);
                let mut moved = vec![];
                each_lesson(course, |lesson| {
                    moved.extend(lesson.parts.extract_if(.., |part| is_item(part, id)));
                });
                let last = course.modules.iter_mut().next_back();
                if let Some(lesson) = last.and_then(|module| module.lessons.last_mut()) {
                    lesson.parts.extend(moved);
                }
            }
            Edit::RemoveLesson(id) => {
                for module in &mut course.modules {
                    module.lessons.retain(|lesson| lesson.id != *id);
                }
            }
            Edit::RenameLesson(id) => each_lesson(course, |lesson| {
                if lesson.id == *id {
                    lesson.title = "Otro nombre".to_owned();
                }
            }),
            Edit::MoveLesson(id) => {
                let mut first = course.modules[0].clone();
                first.id = ModuleId::new("antes-de-todo");
                first.lessons.clear();
                for module in &mut course.modules {
                    let moved = module.lessons.extract_if(.., |lesson| lesson.id == *id);
                    first.lessons.extend(moved);
                }
                course.modules.insert(0, first);
            }
            Edit::AddLesson(id) => {
                let Some((_, lesson)) = course.lesson(id) else {
                    return;
                };
                let mut added = lesson.clone();
                added.id = LessonId::new(format!("{id}-otra"));
                course.modules[0].lessons.push(added);
            }
        }
    }
}

fn each_lesson(course: &mut Course, change: impl FnMut(&mut Lesson)) {
    let modules = course.modules.iter_mut();
    modules
        .flat_map(|module| &mut module.lessons)
        .for_each(change);
}

fn is_item(part: &Part, id: &ItemId) -> bool {
    matches!(part, Part::Item(item) if item.id == *id)
}

fn correct(item: &mut Item) {
    let wrong = response(item, false);
    if let (Interaction::Choice(choice), Response::Choice(picked)) = (&mut item.interaction, wrong)
    {
        for alternative in &mut choice.alternatives {
            alternative.correct = picked.contains(&alternative.id);
        }
    }
}

/// Every edit of this kind.
fn item_edits(published: &Published, edit: fn(ItemId) -> Edit) -> Vec<Edit> {
    let lessons = published.course.lessons();
    let practice = lessons.flat_map(|(_, lesson)| lesson.items());
    practice
        .chain(&published.pool.items)
        .map(|item| edit(item.id.clone()))
        .collect()
}

fn lesson_edits(published: &Published, edit: fn(LessonId) -> Edit) -> Vec<Edit> {
    published
        .course
        .lesson_ids()
        .into_iter()
        .map(edit)
        .collect()
}

/// What nobody may lose.
#[derive(Debug, PartialEq, Eq)]
struct Standing {
    percent: u8,
    /// Of each attempt.
    results: Vec<Option<u8>>,
    passed: bool,
    answers: usize,
    credentials: usize,
}

impl Standing {
    fn of(course: &Course, events: &Log) -> Standing {
        let all = Progress::replay(events.0.iter());
        let progress = all.courses.get(&course.id).unwrap();
        let results = progress.attempts.iter().map(|attempt| {
            let result = attempt.result.as_ref();
            result.map(|result| result.score.percent())
        });
        Standing {
            percent: progress
                .completion(&course.lesson_ids(), course.evaluations())
                .percent(),
            results: results.collect(),
            passed: progress.passed(),
            answers: progress.answers.len(),
            credentials: all.credentials.len(),
        }
    }

    /// Panics if something fell.
    fn assert_kept_in(&self, after: &Standing, why: &dyn std::fmt::Debug) {
        let results = self.results.iter().zip(&after.results);
        let kept = after.percent >= self.percent
            && after.results.len() == self.results.len()
            && results.clone().all(|(before, after)| after >= before)
            && after.passed >= self.passed
            && after.answers >= self.answers
            && after.credentials == self.credentials;
        assert!(kept, "{self:?} became {after:?}: {why:?}");
    }
}

/// As the app does in another version: what was corrected is graded again, and at its start it keeps how far the person has come. Nothing else
/// happens: who is done opens no lesson.
fn starts(course: &Course, pool: &Pool, events: &mut Log) {
    let before = progress(course, events);
    let attempts = before.attempts.iter();
    let better = attempts.filter_map(|attempt| regrade(course, pool, attempt));
    events.extend(better);
    keep_rise(course, events);
}

/// Makes each edit of each published version alone, and says what became of each person.
fn each_edit(
    edits: fn(&Published) -> Vec<Edit>,
    check: impl Fn(Learner, &Course, &CourseProgress),
) {
    for published in &*PUBLISHED {
        let edits = edits(published);
        assert!(!edits.is_empty(), "{}", published.course.id);
        for learner in LEARNERS {
            let log = learner.log(published);
            let before = Standing::of(&published.course, &log);
            for edit in &edits {
                let (mut course, mut pool) = (published.course.clone(), published.pool.clone());
                edit.apply(&mut course, &mut pool);
                let mut events = log.clone();
                starts(&course, &pool, &mut events);
                let why = (&course.id, learner, edit);
                before.assert_kept_in(&Standing::of(&course, &events), &why);
                check(learner, &course, &progress(&course, &events));
            }
        }
    }
}

#[test]
fn row_36_any_question_may_leave_a_published_course() {
    each_edit(
        |published| item_edits(published, Edit::RemoveItem),
        |learner, course, progress| {
            // A lesson that lost a question is not unfinished by that.
            let mut items = course.lessons().flat_map(|(_, lesson)| lesson.items());
            let answered = items.all(|item| progress.answers.contains_key(&item.id));
            assert!(answered || learner == Learner::Half);
        },
    );
}

#[test]
fn row_37_any_key_of_a_published_course_may_be_corrected() {
    each_edit(
        |published| item_edits(published, Edit::Correct),
        |learner, _, progress| {
            let regraded = progress.results().any(|result| result.regraded);
            // Who was right stays so, and is told nothing.
            assert!(learner == Learner::Failed || !regraded);
        },
    );
}

/// The words are shown for `regraded`, and so they must come: to whoever was asked the item, and in each course.
#[test]
fn row_37_who_took_what_is_right_now_is_graded_again_in_their_favour() {
    for published in PUBLISHED.iter().filter(|each| each.course.has_assessment()) {
        let log = Learner::Failed.log(published);
        let taken = progress(&published.course, &log);
        let before = taken.counted(published.course.assessment.counting).unwrap();
        let asked = taken.attempts[0].items.iter();
        let mut told = 0;
        for id in asked {
            let (mut course, mut pool) = (published.course.clone(), published.pool.clone());
            Edit::Correct(id.clone()).apply(&mut course, &mut pool);
            let mut events = log.clone();
            starts(&course, &pool, &mut events);
            let after = progress(&course, &events);
            let result = after.counted(course.assessment.counting).unwrap();
            told += usize::from(result.regraded);
            assert_eq!(
                result.regraded,
                result.score.percent() > before.score.percent()
            );
        }
        assert!(told > 0, "{}", published.course.id);
    }
}

#[test]
fn row_38_a_lesson_may_come_into_a_published_course() {
    each_edit(
        |published| lesson_edits(published, Edit::AddLesson),
        |learner, course, progress| {
            // What was completed stays so; a sheet that names the new version takes the new lesson too.
            let completion = progress.completion(&course.lesson_ids(), course.evaluations());
            assert!(completion == Completion::Completed || learner != Learner::Finished);
            assert!(!eligibility(course, progress).is_met());
        },
    );
}

#[test]
fn row_39_any_lesson_of_a_published_course_may_move_be_renamed_or_leave() {
    for edits in [
        (|published| lesson_edits(published, Edit::MoveLesson)) as fn(&Published) -> Vec<Edit>,
        |published| lesson_edits(published, Edit::RenameLesson),
        |published| lesson_edits(published, Edit::RemoveLesson),
        |published| item_edits(published, Edit::MoveItem),
    ] {
        each_edit(edits, |_, _, _| {});
    }
}

#[test]
fn row_40_a_published_course_may_be_withdrawn() {
    for published in &*PUBLISHED {
        let course = &published.course;
        let log = Learner::Finished.log(published);
        // Nothing of the course is asked for that: the log holds the whole constancia, and what was answered.
        let all = Progress::replay(log.0.iter());
        let earned = usize::from(course.has_assessment());
        assert_eq!(all.credentials.len(), earned, "{}", course.id);
        for credential in &all.credentials {
            assert_eq!(
                (&credential.course, &credential.title, &credential.version),
                (&course.id, &course.title, &course.version)
            );
        }
        let kept = all.courses.get(&course.id).unwrap();
        let items = course.lessons().flat_map(|(_, lesson)| lesson.items());
        assert_eq!(kept.answers.len(), items.count());
        assert_eq!(
            kept.completion(&[], course.evaluations()),
            Completion::Completed
        );
    }
}

/// One thing after the other in the life of a course.
#[derive(Debug, Clone)]
enum Turn {
    /// The edit of this number, of all that there are.
    Edits(usize),
    /// Somebody goes through the lesson of this number, of those that there are now.
    Completes(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        2 => any::<usize>().prop_map(Turn::Edits),
        1 => any::<usize>().prop_map(Turn::Completes),
    ]
}

fn all_edits(published: &Published) -> Vec<Edit> {
    [
        item_edits(published, Edit::RemoveItem),
        item_edits(published, Edit::Correct),
        item_edits(published, Edit::MoveItem),
        lesson_edits(published, Edit::RemoveLesson),
        lesson_edits(published, Edit::RenameLesson),
        lesson_edits(published, Edit::MoveLesson),
        lesson_edits(published, Edit::AddLesson),
    ]
    .concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_falls_whatever_becomes_of_a_published_course(
        which in any::<usize>(),
        learner in 0..LEARNERS.len(),
        turns in proptest::collection::vec(turn(), 1..20),
    ) {
        let published = &PUBLISHED[which % PUBLISHED.len()];
        let edits = all_edits(published);
        let (mut course, mut pool) = (published.course.clone(), published.pool.clone());
        let mut events = LEARNERS[learner].log(published);
        let mut before = Standing::of(&course, &events);
        for turn in turns {
            match turn {
                Turn::Edits(number) => {
                    edits[number % edits.len()].apply(&mut course, &mut pool);
                    starts(&course, &pool, &mut events);
                }
                Turn::Completes(number) => {
                    let lessons = course.lesson_ids();
                    let Some(lesson) = lessons.get(number % lessons.len().max(1)) else { continue };
                    events.push(completed(&course, lesson));
                    keep_rise(&course, &mut events);
                }
            }
            let after = Standing::of(&course, &events);
            before.assert_kept_in(&after, &course.id);
            before = after;
        }
    }
}
