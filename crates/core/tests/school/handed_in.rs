//! What was handed in stays what it was: answers to the same attempt that come later, with a file of another device, are nobody's.

use aula_core::assessment::{corrections, finish, handed_in};
use aula_core::evidence::{CourseMark, Edition, Evidence, Finding, Known, review};
use aula_core::id::CourseId;
use aula_core::item::Response;
use aula_core::progress::event::Event;
use aula_core::progress::journal::{Input, Journal, update};
use aula_core::progress::record::Record;
use aula_core::progress::{Attempt, CourseProgress};
use proptest::prelude::*;

use crate::assessment::corrected;
use crate::evidence::edition;
use crate::fixtures::*;
use crate::journal::{import, opened_with, texts};

/// What a person does in one of the tabs of a device.
#[derive(Debug, Clone)]
enum Turn {
    Answers(usize, &'static str, &'static str),
    /// Something else happens.
    Reads(usize),
    /// The page is loaded again, and reads what all have written.
    Reloads(usize),
    /// What the others have written arrives.
    Hears(usize),
}

/// The journals of the tabs of one device, and what is in its store.
struct Device {
    tabs: [Journal; 2],
    stored: Vec<String>,
    last_writer: u64,
}

impl Device {
    fn of(stored: Vec<String>, number: u64) -> Device {
        Device {
            tabs: [1, 2].map(|tab| opened_with(number + tab, stored.clone())),
            stored,
            last_writer: number + 2,
        }
    }

    fn happens(&mut self, tab: usize, event: Event) {
        let at = minute(self.stored.len() as i64);
        update(&mut self.tabs[tab], Input::Happened { event, at });
        let written = self.tabs[tab].log().next_back().map(Record::text);
        self.stored.extend(written.map(str::to_owned));
    }

    fn live(&mut self, turns: &[Turn]) {
        for turn in turns {
            match *turn {
                Turn::Answers(tab, item, words) => {
                    self.happens(tab, attempt_answered("t1", item, words));
                }
                Turn::Reads(tab) => self.happens(tab, opened("l1")),
                Turn::Reloads(tab) => {
                    self.last_writer += 1;
                    self.tabs[tab] = opened_with(self.last_writer, self.stored.clone());
                }
                Turn::Hears(tab) => {
                    let message = self.stored.join("\n");
                    update(&mut self.tabs[tab], Input::ArrivedFromTab(message));
                }
            }
        }
    }

    fn hands_in(&mut self, tab: usize) -> Attempt {
        let Edition { course, pool, .. } = edition();
        let open = of_course(&self.tabs[tab]).attempts[0].clone();
        self.happens(tab, finish(&course, &pool, &open));
        of_course(&self.tabs[tab]).attempts[0].clone()
    }

    /// A page that is loaded after the file was joined.
    fn joined_with(&self, file: &[String]) -> Journal {
        let mut journal = opened_with(self.last_writer + 1, self.stored.clone());
        import(&mut journal, file.to_vec());
        journal
    }
}

fn of_course(journal: &Journal) -> &CourseProgress {
    &journal.progress().courses[&CourseId::new("c")]
}

/// What the attempt shows of each item.
fn shown(attempt: &Attempt) -> Vec<Option<Response>> {
    let handed = handed_in(attempt, &edition().pool).into_iter();
    handed.map(|each| each.response).collect()
}

/// Panics if the attempt is not what it was when it was handed in: its result, its answers, and what a coordinator finds.
#[track_caller]
fn check(journal: &Journal, expected: &Attempt) {
    let all = edition();
    let progress = of_course(journal);
    assert_eq!(progress.attempts[0].result, expected.result);
    assert_eq!(corrections(&all.course, &all.pool, progress), []);
    let evidence = Evidence::collect(
        journal.log(),
        &credential(),
        CourseMark::default(),
        minute(0),
    );
    let editions = [all];
    let review = review(&evidence, &editions, &Known::default(), minute(0));
    let score = |attempt: &Attempt| attempt.result.as_ref().map(|result| result.score);
    assert_eq!(Some(review.attempts[0].result.score), score(expected));
    let otherwise = |finding: &&Finding| matches!(finding, Finding::GradedOtherwise { .. });
    assert_eq!(review.findings.iter().find(otherwise), None);
    assert_eq!(shown(&progress.attempts[0]), shown(expected));
}

fn begun() -> Device {
    let mut device = Device::of(vec![], 0xa00);
    device.happens(0, started("t1", "a1 a2 b1"));
    device.live(&[Turn::Hears(1)]);
    device
}

#[test]
fn answers_that_nobody_handed_in_make_no_failed_attempt_a_passed_one() {
    let all = |words: &'static str| ["a1", "a2", "b1"].map(|item| Turn::Answers(0, item, words));
    let nothing: [Turn; 0] = [];
    // Here the page is loaded again before the attempt is handed in, or not, or nothing was answered at all; the other device answers
    // everything, or what was left open here.
    for (here, there) in [
        (
            [&all("no")[..], &[Turn::Reloads(0)]].concat(),
            all("sí").to_vec(),
        ),
        (all("no").to_vec(), all("sí").to_vec()),
        (all("sí")[..1].to_vec(), all("sí")[1..].to_vec()),
        (nothing.to_vec(), all("sí").to_vec()),
    ] {
        let mut first = begun();
        let mut second = Device::of(first.stored.clone(), 0xb00);
        first.live(&here);
        second.live(&there);
        let expected = first.hands_in(0);
        assert!(!expected.result.as_ref().unwrap().passed());
        check(&first.joined_with(&second.stored), &expected);
        check(&second.joined_with(&first.stored), &expected);
    }
}

#[test]
fn an_attempt_answered_over_five_loads_of_the_page_counts_whole() {
    let mut device = begun();
    for item in ["a1", "a2", "b1", "a1"] {
        device.live(&[Turn::Answers(0, item, "sí"), Turn::Reloads(0)]);
    }
    let expected = device.hands_in(0);
    assert!(expected.result.as_ref().unwrap().passed());
    check(&device.joined_with(&[]), &expected);
    check(&opened_with(0xc00, device.stored), &expected);
}

#[test]
fn row_37_a_correction_counts_for_what_was_handed_in_whatever_another_device_had_answered() {
    let mut first = begun();
    let mut second = Device::of(first.stored.clone(), 0xb00);
    first.live(&[
        Turn::Answers(0, "a1", "no"),
        Turn::Reloads(0),
        Turn::Answers(0, "a2", "sí"),
        Turn::Answers(0, "b1", "sí"),
    ]);
    second.live(&["a1", "a2", "b1"].map(|item| Turn::Answers(0, item, "no")));
    second.live(&[Turn::Answers(0, "a1", "sí")]);
    first.hands_in(0);
    let Edition { course, pool, .. } = edition();
    for joined in [
        first.joined_with(&second.stored),
        second.joined_with(&first.stored),
    ] {
        for (item, expected) in [("a1", Some(3)), ("a2", None), ("b1", None)] {
            let pool = corrected(pool.clone(), item);
            let events = corrections(&course, &pool, of_course(&joined));
            let raw = events.iter().map(|event| match event {
                Event::AttemptRegraded { score, .. } => score.raw,
                _ => panic!("{event:?}"),
            });
            assert_eq!(Vec::from_iter(raw), Vec::from_iter(expected), "{item}");
        }
    }
}

#[test]
fn of_an_attempt_that_two_devices_handed_in_the_answers_of_the_result_are_shown() {
    let mut first = begun();
    let mut second = Device::of(first.stored.clone(), 0xb00);
    first.live(&[Turn::Answers(0, "a1", "no")]);
    // The end there comes later in the order of the log.
    second.live(&["a1", "a2", "b1"].map(|item| Turn::Answers(0, item, "sí")));
    let (failed, passed) = (first.hands_in(0), second.hands_in(0));
    assert_ne!(shown(&failed), shown(&passed));
    check(&first.joined_with(&second.stored), &passed);
    check(&second.joined_with(&first.stored), &passed);
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let item = prop_oneof![Just("a1"), Just("a2"), Just("b1")];
    let words = prop_oneof![Just("sí"), Just("no")];
    let turn = prop_oneof![
        4 => (0..2usize, item, words).prop_map(|(tab, item, words)| Turn::Answers(tab, item, words)),
        1 => (0..2usize).prop_map(Turn::Reads),
        1 => (0..2usize).prop_map(Turn::Reloads),
        2 => (0..2usize).prop_map(Turn::Hears),
    ];
    proptest::collection::vec(turn, 0..6)
}

proptest! {
    #[test]
    fn joining_changes_nothing_of_an_attempt_that_one_device_handed_in(
        shared in turns(),
        here in [turns(), turns()],
        there in [turns(), turns(), turns()],
        exchanged in any::<bool>(),
        tab in 0..2usize,
    ) {
        let mut first = begun();
        first.live(&shared);
        let mut second = Device::of(first.stored.clone(), 0xb00);
        first.live(&here[0]);
        second.live(&there[0]);
        if exchanged {
            // What the other device had answered by then is known here, and counts.
            let joined = first.joined_with(&second.stored);
            first = Device::of(texts(&Vec::from_iter(joined.log().cloned())), 0xd00);
        }
        first.live(&here[1]);
        second.live(&there[1]);
        let expected = first.hands_in(tab);
        second.live(&there[2]);
        check(&first.joined_with(&second.stored), &expected);
        check(&second.joined_with(&first.stored), &expected);
        let mut third = opened_with(0xc00, second.stored);
        import(&mut third, first.stored);
        check(&third, &expected);
    }
}
