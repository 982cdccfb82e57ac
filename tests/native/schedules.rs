//! Random schedules of events, faults and crashes: what was acknowledged is there afterwards (invariant I1).

use std::collections::BTreeSet;

use aula_core::id::{CourseId, LessonId};
use aula_core::progress::event::Event;
use aula_core::progress::export::read_export;
use aula_core::progress::journal::Input;
use aula_core::progress::mirror::MIRROR_LIMIT;
use aula_core::progress::record::Record;
use aula_core::progress::saving::{Cause, SaveState, StoreKind};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::world::{Mirrored, World};

#[derive(Debug, Clone, Copy)]
enum Step {
    Happens(char),
    Completes(char),
    Refuses(char),
    IsLate(char),
    Retries(char),
    Reopens(char),
    /// A file from another machine, which holds more each time.
    Imports(char),
    /// The page is gone after the store has completed so many more of its writes.
    Crashes(char, usize),
    Flushes,
    PowerCut,
    /// The power is cut, and the durable store comes back empty.
    Wiped,
    /// The power is cut, and the mirror comes back empty.
    MirrorWiped,
}

fn step() -> impl Strategy<Value = Step> {
    let tab = prop_oneof![Just('a'), Just('b'), Just('c')];
    (0..25u8, tab, 0..3usize).prop_map(|(kind, tab, number)| match kind {
        0..8 => Step::Happens(tab),
        8..14 => Step::Completes(tab),
        14 => Step::Refuses(tab),
        15 => Step::IsLate(tab),
        16 => Step::Retries(tab),
        17 => Step::Reopens(tab),
        18 | 19 => Step::Crashes(tab, number),
        20 => Step::Flushes,
        21 => Step::PowerCut,
        22 => Step::Wiped,
        23 => Step::Imports(tab),
        _ => Step::MirrorWiped,
    })
}

/// The world, and what was acknowledged and is not yet excused.
#[derive(Default)]
struct Run {
    world: World,
    /// Another machine of the same person.
    elsewhere: World,
    acknowledged: BTreeSet<String>,
    happened: u32,
}

impl Run {
    fn take(&mut self, step: Step) {
        let world = &mut self.world;
        match step {
            Step::Happens(tab) => {
                self.open_if_closed(tab);
                self.happened += 1;
                let event = lesson_opened(self.happened);
                let at = self.world.now();
                self.world.tell(tab, Input::Happened { event, at });
            }
            // A page that is closed does nothing.
            Step::Completes(tab) | Step::Refuses(tab) | Step::IsLate(tab) | Step::Retries(tab)
                if !world.tabs.contains_key(&tab) => {}
            Step::Completes(tab) => drop(world.complete(tab)),
            Step::Refuses(tab) => drop(world.refuse(tab, Cause::Full)),
            Step::IsLate(tab) => drop(world.delay(tab)),
            Step::Retries(tab) => drop(world.tell(tab, Input::RetryAsked)),
            Step::Reopens(tab) => drop(world.open(tab, StoreKind::Durable)),
            Step::Imports(tab) => {
                self.open_if_closed(tab);
                let (event, at) = (lesson_opened(0), self.elsewhere.now());
                self.elsewhere.tell('f', Input::Happened { event, at });
                let file = self.elsewhere.tab('f').journal.export();
                let texts = read_export(&file).unwrap();
                let at = self.world.now();
                self.world.tell(tab, Input::Imported { texts, at });
            }
            Step::Crashes(tab, commits) => {
                for _ in 0..commits {
                    world.commit(tab);
                }
                world.crash(tab);
            }
            Step::Flushes => world.flushed = world.mirror.clone(),
            Step::PowerCut => world.cut_power(),
            Step::Wiped => {
                world.cut_power();
                world.store.clear();
                let left: BTreeSet<&String> = world.mirror.records.values().collect();
                self.acknowledged.retain(|text| left.contains(text));
            }
            Step::MirrorWiped => {
                world.cut_power();
                world.mirror = Mirrored::default();
                world.flushed = Mirrored::default();
                let left: BTreeSet<&String> = world.store.values().collect();
                self.acknowledged.retain(|text| left.contains(text));
            }
        }
        self.note_acknowledged();
    }

    fn open_if_closed(&mut self, tab: char) {
        if !self.world.tabs.contains_key(&tab) {
            self.world.open(tab, StoreKind::Durable);
        }
    }

    fn note_acknowledged(&mut self) {
        for tab in self.world.tabs.values() {
            let records = tab.journal.log();
            let saved = records.filter(|record| tab.journal.is_saved(&record.key()));
            self.acknowledged
                .extend(saved.map(|record| record.text().to_owned()));
        }
    }

    /// Everything acknowledged is in the journal of this tab.
    fn check(&self, tab: char) {
        let journal = &self.world.tabs[&tab].journal;
        let held: BTreeSet<&str> = journal.log().map(Record::text).collect();
        for text in &self.acknowledged {
            assert!(held.contains(text.as_str()), "lost: {text}");
        }
        assert_eq!(journal.unreadable().count(), 0);
    }
}

fn lesson_opened(number: u32) -> Event {
    Event::LessonOpened {
        course: CourseId::new("c"),
        lesson: LessonId::new(format!("l{number}")),
    }
}

/// Runs a schedule, then cuts the power once more; then everything works.
fn holds(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut run = Run::default();
    let mut wiped = false;
    for step in steps {
        wiped |= matches!(step, Step::Wiped);
        let was_open: Vec<char> = run.world.tabs.keys().copied().collect();
        run.take(step);
        for tab in run.world.tabs.keys().copied().collect::<Vec<_>>() {
            if !was_open.contains(&tab) {
                run.check(tab);
                let start = run.world.tabs[&tab].journal.start_report();
                prop_assert!(wiped || start.lost == 0, "a false alarm: {start:?}");
                prop_assert_eq!(start.altered, 0, "nobody changes anything");
            }
        }
    }
    run.take(Step::PowerCut);
    run.world.open('a', StoreKind::Durable);
    run.check('a');
    while !run.world.tab('a').writes.is_empty() {
        run.take(Step::Completes('a'));
    }
    prop_assert_eq!(run.world.tab('a').journal.save_state(), SaveState::Saved);
    // A second look finds the same, and nothing to complain about.
    run.world.open('b', StoreKind::Durable);
    let start = run.world.tab('b').journal.start_report();
    prop_assert_eq!((start.recovered, start.lost, start.altered), (0, 0, 0));
    prop_assert_eq!(run.world.tab('b').writes.len(), 0);
    prop_assert_eq!(
        run.world.tab('b').journal.export(),
        run.world.tab('a').journal.export()
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_was_acknowledged_is_there_after_any_schedule(steps in proptest::collection::vec(step(), 0..60)) {
        holds(steps)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    #[ignore = "minutes: `cargo aula test --faults`"]
    fn row_32_what_was_acknowledged_is_there_after_a_hundred_thousand_schedules(
        steps in proptest::collection::vec(step(), 0..60),
    ) {
        holds(steps)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_wiped_store_is_a_loss_of_just_what_the_mirror_has_not(saved in 0..900usize) {
        let mut run = Run::default();
        for _ in 0..saved {
            run.take(Step::Happens('a'));
            run.take(Step::Completes('a'));
        }
        run.world.flushed = run.world.mirror.clone();
        prop_assert_eq!(run.world.mirror.records.len(), saved.min(MIRROR_LIMIT));
        run.take(Step::Wiped);
        run.world.open('a', StoreKind::Durable);
        let start = run.world.tab('a').journal.start_report();
        prop_assert_eq!(start.recovered, saved.min(MIRROR_LIMIT));
        prop_assert_eq!(start.lost, saved.saturating_sub(MIRROR_LIMIT));
        prop_assert!(!start.is_amnesia());
    }
}

#[test]
fn a_large_import_is_one_write_and_leaves_the_mirror_small() {
    let mut source = Run::default();
    let many = 2 * MIRROR_LIMIT;
    for _ in 0..many {
        source.take(Step::Happens('a'));
    }
    let texts = read_export(&source.world.tab('a').journal.export()).unwrap();
    let mut target = Run::default();
    target.world.open('b', StoreKind::Durable);
    let at = target.world.now();
    target.world.tell('b', Input::Imported { texts, at });
    assert_eq!(target.world.tab('b').writes.len(), 1);
    target.world.refuse('b', Cause::Full);
    assert_eq!(target.world.mirror.records.len(), MIRROR_LIMIT);
    target.world.tell('b', Input::RetryAsked);
    target.world.complete('b');
    assert_eq!(target.world.store.len(), many);
    assert_eq!(target.world.mirror.records.len(), MIRROR_LIMIT);
    assert_eq!(target.world.tab('b').journal.save_state(), SaveState::Saved);
}

#[test]
fn an_answer_does_not_wait_for_a_large_batch_that_was_refused() {
    let mut source = Run::default();
    for _ in 0..1000 {
        source.take(Step::Happens('a'));
    }
    let texts = read_export(&source.world.tab('a').journal.export()).unwrap();
    let mut target = Run::default();
    target.world.open('b', StoreKind::Durable);
    let at = target.world.now();
    target.world.tell('b', Input::Imported { texts, at });
    target.world.refuse('b', Cause::Full);
    target.take(Step::Happens('b'));
    assert_eq!(target.world.tab('b').writes[0].records.len(), 1);
    target.take(Step::Completes('b'));
    assert_eq!(target.world.store.len(), 1);
    // The rest still counts as not saved, and goes when the person asks.
    assert_eq!(target.world.tab('b').writes.len(), 0);
    let state = target.world.tab('b').journal.save_state();
    assert_eq!(state, SaveState::NotSaved(Cause::Full));
    target.take(Step::Retries('b'));
    target.take(Step::Completes('b'));
    assert_eq!(target.world.store.len(), 1001);
}

#[test]
fn texts_set_aside_are_written_with_what_takes_their_place_or_not_at_all() {
    let mut run = Run::default();
    run.take(Step::Happens('a'));
    run.take(Step::Completes('a'));
    run.take(Step::Crashes('a', 0));
    for text in run.world.store.values_mut() {
        text.truncate(20);
    }
    run.world.open('a', StoreKind::Durable);
    let first = &run.world.tab('a').writes[0];
    assert_eq!((first.asides.len(), first.records.len()), (1, 1));
    run.take(Step::Refuses('a'));
    run.take(Step::Retries('a'));
    let again = &run.world.tab('a').writes[0];
    assert_eq!((again.asides.len(), again.records.len()), (1, 1));
    run.take(Step::Completes('a'));
    assert_eq!(run.world.store.len(), 2);
}
