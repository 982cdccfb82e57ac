//! A small school: one course of three lessons, two objectives, and the events that happen in it.

use aula_core::case::Decision;
use aula_core::course::{
    AssessmentRules, Counting, Course, Disclosure, Lesson, Module, Objective, Part, Pool, WhenSpent,
};
use aula_core::credential::{Credential, LearnerName, Trust};
use aula_core::id::{
    AlternativeId, AttemptId, CourseId, DecisionId, Id, ItemId, LessonId, ModuleId, ObjectiveId,
    PassageId, SceneId,
};
use aula_core::item::choice::{Alternative, Cardinality, Choice};
use aula_core::item::plan::Commitment;
use aula_core::item::{Interaction, Item, Level, Outcome, Response, Score, Verdict};
use aula_core::progress::event::{Applied, Certainty, Event};
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::progress::{CourseProgress, Progress};
use aula_core::prose::Inline;
use aula_core::time::{Date, Timestamp};

/// 2026-11-24, noon in Naucalpan, and so many minutes.
pub fn minute(minutes: i64) -> Timestamp {
    Timestamp {
        utc_ms: 1_795_543_200_000 + minutes * 60_000,
        offset_minutes: -360,
    }
}

pub fn ids<Kind>(words: &str) -> Vec<Id<Kind>> {
    words.split_whitespace().map(Id::new).collect()
}

/// Course `c`: module `m` with `l1` and `l2` for objective `o1`, and `l3` for `o2`. Pass mark 80, two attempts, ten minutes.
pub fn course() -> Course {
    Course {
        id: CourseId::new("c"),
        title: "Mujeres y migración".to_owned(),
        subtitle: "Atención en la ventanilla".to_owned(),
        version: "1.0.0".to_owned(),
        minutes: 80,
        summary: String::new(),
        audience: vec![],
        decisions: vec![],
        sensitive: String::new(),
        objectives: ["o1", "o2"]
            .map(|id| Objective {
                id: ObjectiveId::new(id),
                text: String::new(),
            })
            .into(),
        modules: vec![Module {
            id: ModuleId::new("m"),
            title: String::new(),
            lessons: [("l1", "o1"), ("l2", "o1"), ("l3", "o2")]
                .map(|(id, objective)| lesson(id, objective))
                .into(),
            card: None,
        }],
        assessment: AssessmentRules {
            pass_mark: 80,
            attempts: 2,
            wait_minutes: 10,
            when_spent: WhenSpent::Review,
            strata: [("o1", 2), ("o2", 1)]
                .map(|(id, number)| (ObjectiveId::new(id), number))
                .into(),
            levels: Default::default(),
            counting: Counting::Best,
            shown_handed_in: Disclosure::Items,
            shown_passed: Disclosure::Explanations,
            valid_months: None,
            recertification_items: None,
        },
        glossary: Default::default(),
        sources: Default::default(),
        contacts: Default::default(),
        retired: vec![],
    }
}

fn lesson(id: &str, objective: &str) -> Lesson {
    Lesson {
        id: LessonId::new(id),
        title: String::new(),
        objectives: ids(objective),
        parts: vec![Part::Item(item(&format!("{id}-item"), objective))],
    }
}

pub fn lessons() -> Vec<LessonId> {
    ids("l1 l2 l3")
}

/// An item whose right alternative says «sí» and whose wrong one «no».
pub fn item(id: &str, objective: &str) -> Item {
    let alternative = |words: &str, correct| {
        let content = vec![Inline::Text(words.to_owned())];
        Alternative {
            id: Alternative::id_of(&content),
            content,
            correct,
            feedback: vec![],
        }
    };
    Item {
        id: ItemId::new(id),
        title: String::new(),
        objective: ObjectiveId::new(objective),
        lesson: LessonId::new("l1"),
        level: Level::Apply,
        sources: vec![],
        prompt: vec![],
        interaction: Interaction::Choice(Choice {
            cardinality: Cardinality::Single,
            alternatives: vec![alternative("sí", true), alternative("no", false)],
        }),
        digest: String::new(),
    }
}

/// Items `a1…` for `o1` and `b1…` for `o2`, so many of each.
pub fn pool(number: usize) -> Pool {
    let items = [("a", "o1"), ("b", "o2")]
        .into_iter()
        .flat_map(|(letter, objective)| {
            (1..=number).map(move |index| item(&format!("{letter}{index}"), objective))
        })
        .collect();
    Pool { items }
}

pub fn says(words: &str) -> Response {
    let content = [Inline::Text(words.to_owned())];
    Response::Choice(vec![Alternative::id_of(&content)])
}

pub fn opened(lesson: &str) -> Event {
    Event::LessonOpened {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
    }
}

pub fn completed(lesson: &str) -> Event {
    Event::LessonCompleted {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
    }
}

pub fn answered(lesson: &str) -> Event {
    Event::ItemAnswered {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
        item: ItemId::new(format!("{lesson}-item")),
        digest: "0123456789abcdef".to_owned(),
        response: says("sí"),
        outcome: Outcome {
            verdict: Verdict::Correct,
            score: Score { raw: 1, max: 1 },
        },
        certainty: None,
        review: None,
    }
}

pub fn started(attempt: &str, items: &str) -> Event {
    Event::AttemptStarted {
        course: CourseId::new("c"),
        attempt: AttemptId::new(attempt),
        version: "1.0.0".to_owned(),
        seed: 18_446_744_073_709_551_615,
        items: ids(items),
        recertifies: false,
    }
}

pub fn attempt_answered(attempt: &str, item: &str, words: &str) -> Event {
    Event::AttemptAnswered {
        attempt: AttemptId::new(attempt),
        item: ItemId::new(item),
        digest: "0123456789abcdef".to_owned(),
        response: says(words),
    }
}

pub fn marked(attempt: &str, item: &str, marked: bool) -> Event {
    Event::AttemptMarked {
        attempt: AttemptId::new(attempt),
        item: ItemId::new(item),
        marked,
    }
}

/// An attempt handed in with these points for `o1` and `o2`, two of each possible.
pub fn finished(attempt: &str, o1: u32, o2: u32) -> Event {
    let points = |raw| Score { raw, max: 2 };
    Event::AttemptFinished {
        course: CourseId::new("c"),
        attempt: AttemptId::new(attempt),
        score: points(o1).plus(points(o2)),
        pass_mark: 80,
        by_objective: vec![
            (ObjectiveId::new("o1"), points(o1)),
            (ObjectiveId::new("o2"), points(o2)),
        ],
        recertifies: false,
        answers: None,
    }
}

/// The same, and it says in which records of this writer the answers are.
pub fn finished_with(attempt: &str, writer: u64, answers: &[u64]) -> Event {
    let mut event = finished(attempt, 2, 2);
    if let Event::AttemptFinished { answers: named, .. } = &mut event {
        let writer = Writer::new(writer);
        *named = Some(
            answers
                .iter()
                .map(|seq| RecordKey { writer, seq: *seq })
                .collect(),
        );
    }
    event
}

pub fn credential() -> Credential {
    Credential {
        folio: "7f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60".to_owned(),
        name: LearnerName::new("María José Ñáñez Peña").unwrap(),
        course: CourseId::new("c"),
        title: "Mujeres y migración".to_owned(),
        subtitle: "Atención en la ventanilla".to_owned(),
        version: "1.0.0".to_owned(),
        minutes: 80,
        percent: 90,
        pass_mark: 80,
        started_on: Date::new(2026, 11, 3).unwrap(),
        finished_on: Date::new(2026, 11, 24).unwrap(),
        issued_at: minute(0),
        trust: Trust::SelfIssued,
        issuer: "Ayuntamiento de Ejemplo".to_owned(),
        demonstration: true,
        valid_until: None,
        recertified_on: None,
    }
}

pub fn issued() -> Event {
    Event::CredentialIssued {
        credential: Box::new(credential()),
    }
}

pub fn decided(lesson: &str, scene: &str, words: &str) -> Event {
    decided_as(lesson, &SceneId::new(scene), &Decision::id_of(words))
}

pub fn decided_as(lesson: &str, scene: &SceneId, decision: &DecisionId) -> Event {
    Event::CaseDecided {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
        scene: scene.clone(),
        decision: decision.clone(),
    }
}

pub fn returned(lesson: &str, steps: u32) -> Event {
    Event::CaseReturned {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
        steps,
    }
}

pub fn ended(lesson: &str, scene: &str) -> Event {
    Event::CaseEnded {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
        scene: SceneId::new(scene),
    }
}

/// The item of the diagnostic about this lesson was answered.
pub fn pretested(lesson: &str, verdict: Verdict, certainty: Certainty) -> Event {
    Event::PretestAnswered {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
        item: ItemId::new(format!("{lesson}-antes")),
        digest: "0123456789abcdef".to_owned(),
        response: says("sí"),
        outcome: Outcome {
            verdict,
            score: Score { raw: 1, max: 1 },
        },
        certainty,
    }
}

pub fn skipped(lesson: &str) -> Event {
    Event::LessonSkipped {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
    }
}

/// Something is being written in the item of this lesson.
pub fn drafted(lesson: &str, words: &str) -> Event {
    Event::ItemDrafted {
        course: CourseId::new("c"),
        item: ItemId::new(format!("{lesson}-item")),
        digest: "0123456789abcdef".to_owned(),
        response: Response::Extended(words.to_owned()),
    }
}

/// The attempt was graded again, with so many of four points.
pub fn regraded(attempt: &str, points: u32) -> Event {
    Event::AttemptRegraded {
        course: CourseId::new("c"),
        attempt: AttemptId::new(attempt),
        version: "1.1.0".to_owned(),
        score: Score {
            raw: points,
            max: 4,
        },
        by_objective: vec![(
            ObjectiveId::new("o1"),
            Score {
                raw: points,
                max: 4,
            },
        )],
    }
}

fn outcome(verdict: Verdict) -> Outcome {
    let raw = u32::from(verdict == Verdict::Correct);
    Outcome {
        verdict,
        score: Score { raw, max: 1 },
    }
}

/// An item of the first lesson was answered, with this certainty.
pub fn rated(item: &str, verdict: Verdict, certainty: Option<Certainty>) -> Event {
    Event::ItemAnswered {
        course: CourseId::new("c"),
        lesson: LessonId::new("l1"),
        item: ItemId::new(item),
        digest: "0123456789abcdef".to_owned(),
        response: says("sí"),
        outcome: outcome(verdict),
        certainty,
        review: None,
    }
}

/// An item of this objective was answered in a review, with high certainty.
pub fn reviewed(item: &str, objective: &str, verdict: Verdict) -> Event {
    Event::ItemAnswered {
        course: CourseId::new("c"),
        lesson: LessonId::new("l1"),
        item: ItemId::new(item),
        digest: "0123456789abcdef".to_owned(),
        response: says("sí"),
        outcome: outcome(verdict),
        certainty: Some(Certainty::High),
        review: Some(ObjectiveId::new(objective)),
    }
}

/// The review of this rung was finished.
pub fn review_finished(rung: u8) -> Event {
    Event::ReviewFinished {
        course: CourseId::new("c"),
        rung,
        applied: None,
    }
}

/// A note was written at this passage, or taken away with empty words and no mark.
pub fn noted(lesson: &str, passage: &str, note: &str, marked: bool) -> Event {
    Event::PassageNoted {
        course: CourseId::new("c"),
        lesson: LessonId::new(lesson),
        passage: PassageId::new(passage),
        excerpt: "Amina llega al comedor".to_owned(),
        note: note.to_owned(),
        marked,
    }
}

/// A recertification began.
pub fn recertification_started(attempt: &str, items: &str) -> Event {
    Event::AttemptStarted {
        course: CourseId::new("c"),
        attempt: AttemptId::new(attempt),
        version: "1.0.0".to_owned(),
        seed: 7,
        items: ids(items),
        recertifies: true,
    }
}

/// A recertification handed in with so many of two points for each of these objectives.
pub fn recertification_finished(attempt: &str, points: &[(&str, u32)]) -> Event {
    let by_objective: Vec<(ObjectiveId, Score)> = points
        .iter()
        .map(|(id, raw)| (ObjectiveId::new(*id), Score { raw: *raw, max: 2 }))
        .collect();
    let all = by_objective.iter().map(|(_, score)| *score);
    Event::AttemptFinished {
        course: CourseId::new("c"),
        attempt: AttemptId::new(attempt),
        score: all.fold(Score { raw: 0, max: 0 }, Score::plus),
        pass_mark: 80,
        by_objective,
        recertifies: true,
        answers: None,
    }
}

/// A constancia that expires, renewed by a recertification.
pub fn renewed() -> Event {
    let credential = Credential {
        folio: "0c9a3a3b-1a11-4c57-9d3e-8c1f7f0e5f0a".to_owned(),
        valid_until: Date::new(2028, 11, 10),
        recertified_on: Date::new(2027, 11, 10),
        ..credential()
    };
    Event::CredentialIssued {
        credential: Box::new(credential),
    }
}

/// One event of every kind.
pub fn every_kind() -> Vec<Event> {
    vec![
        opened("l1"),
        answered("l1"),
        completed("l1"),
        started("t1", "a1 a2 b1"),
        attempt_answered("t1", "a1", "sí"),
        marked("t1", "a2", true),
        finished("t1", 2, 2),
        issued(),
        Event::RecordsImported { new: 3, known: 1 },
        Event::ProfileNamed {
            alias: "Lupita".to_owned(),
        },
        decided("l2", "la-puerta", "La deja pasar."),
        returned("l2", 0),
        ended("l2", "puerta-abierta"),
        pretested("l3", Verdict::Correct, Certainty::High),
        skipped("l3"),
    ]
    .into_iter()
    .chain(every_response().into_iter().map(answered_with))
    .chain([
        drafted("l1", "Buenas tardes."),
        regraded("t1", 4),
        rated("l1-item", Verdict::Correct, Some(Certainty::Medium)),
        reviewed("b1", "o2", Verdict::Incorrect),
        Event::ReviewFinished {
            course: CourseId::new("c"),
            rung: 2,
            applied: Some(Applied::NoOccasion),
        },
        noted("l1", "p-1a2b3c4d", "Preguntar al área jurídica.", true),
        recertification_started("r1", "a3 a4"),
        recertification_finished("r1", &[("o1", 2)]),
        renewed(),
        progressed(40),
        finished_with("t1", 0xa1, &[5]),
    ])
    .collect()
}

pub fn progressed(percent: u8) -> Event {
    Event::Progressed {
        course: CourseId::new("c"),
        percent,
    }
}

/// A response of every kind but a choice.
pub fn every_response() -> Vec<Response> {
    let id = |words: &str| AlternativeId::new(words);
    vec![
        Response::Order(vec![id("b"), id("a")]),
        Response::Match(vec![(id("a"), id("x"))]),
        Response::Blanks(vec![(id("a"), "cinco días".to_owned())]),
        Response::Hottext(vec![id("a")]),
        Response::Number("1,234.5 días".to_owned()),
        Response::Extended("Buenas tardes.\n¿En qué le ayudo?".to_owned()),
        Response::Plan(Commitment {
            situation: "llegue alguien sin papeles".to_owned(),
            action: "pregunto qué necesita".to_owned(),
        }),
    ]
}

fn answered_with(response: Response) -> Event {
    let verdict = match &response {
        Response::Extended(_) | Response::Plan(_) => Verdict::Kept,
        _ => Verdict::Incorrect,
    };
    let max = u32::from(verdict == Verdict::Incorrect);
    Event::ItemAnswered {
        course: CourseId::new("c"),
        lesson: LessonId::new("l1"),
        item: ItemId::new("l1-item"),
        digest: "0123456789abcdef".to_owned(),
        response,
        outcome: Outcome {
            verdict,
            score: Score { raw: 0, max },
        },
        certainty: None,
        review: None,
    }
}

/// The chain of records that these events make, a minute apart, for the writer of this number.
pub fn chain(number: u64, events: &[Event]) -> Vec<Record> {
    let mut records: Vec<Record> = vec![];
    for (event, seq) in events.iter().zip(1..) {
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(number),
                seq,
            },
            lamport: seq,
            previous: records.last().map_or(String::new(), Record::hash),
            at: minute(seq as i64),
        };
        records.push(Record::seal(envelope, event.clone()));
    }
    records
}

/// The event as the app makes it after these records: the end of an attempt names those of its answers.
pub fn naming(mut event: Event, known: &[Record]) -> Event {
    if let Event::AttemptFinished {
        attempt,
        answers: Some(answers),
        ..
    } = &mut event
    {
        let progress = Progress::replay(known.iter());
        let courses = progress.courses.values();
        let mut all =
            courses.flat_map(|course| course.attempts.iter().chain(&course.recertifications));
        let attempt = all.find(|each| each.id == *attempt).unwrap();
        *answers = attempt.answers().map(|given| given.key).collect();
    }
    event
}

/// What these events amount to in course `c`.
pub fn course_progress(events: &[Event]) -> CourseProgress {
    let records = chain(1, events);
    Progress::replay(records.iter())
        .courses
        .remove(&CourseId::new("c"))
        .unwrap_or_default()
}
