//! Records that were changed where they lie and can still be read: the chain of hashes tells them from what was written.

use std::sync::LazyLock;

use aula_core::progress::Progress;
use aula_core::progress::journal::{ASIDE_PREFIX, Input, StartReport};
use aula_core::progress::mirror::Head;
use aula_core::progress::record::Record;
use aula_core::progress::saving::{Cause, SaveState, StoreKind};
use proptest::prelude::*;

use crate::world::{Mirrored, Texts, World};

/// A record of each kind, in one chain.
const GOLDEN: &str = include_str!("../../crates/core/testdata/record-v1.jsonl");

/// The chain of each kind, and a short one of another writer.
fn written() -> Vec<String> {
    let mut texts: Vec<String> = GOLDEN.lines().map(str::to_owned).collect();
    let mut hash = String::new();
    for line in GOLDEN.lines().take(3) {
        let previous = Record::decode(line).unwrap().envelope().previous.clone();
        let text = line
            .replace("00000000000000a1", "00000000000000b2")
            .replace(&previous, &hash);
        hash = Record::decode(&text).unwrap().hash();
        texts.push(text);
    }
    texts
}

/// Both stores when all of that is saved, and no page.
fn saved() -> World {
    static SAVED: LazyLock<(Texts, Mirrored)> = LazyLock::new(|| {
        let mut world = World::default();
        world.open('c', StoreKind::Durable);
        let (texts, at) = (written(), world.now());
        world.tell('c', Input::Imported { texts, at });
        world.complete('c');
        (world.store, world.mirror)
    });
    let mut world = World::default();
    (world.store, world.mirror) = SAVED.clone();
    world
}

/// What all of that amounts to.
fn whole() -> &'static Progress {
    static WHOLE: LazyLock<Progress> = LazyLock::new(|| start(&mut saved()).1);
    &WHOLE
}

/// The text that lies under the key of this number in the first chain, or behind its end in the second.
fn at(texts: &mut Texts, number: usize) -> &mut String {
    texts.values_mut().nth(number - 1).unwrap()
}

/// The last record of the first chain.
fn last() -> usize {
    GOLDEN.lines().count()
}

fn change(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "{text}");
    *text = text.replacen(from, to, 1);
    assert!(Record::decode(text).is_ok(), "{text}");
}

/// Reads the stores in a new page, which then writes what it wants; how many writes that were.
fn start(world: &mut World) -> (StartReport, Progress, usize) {
    world.open('a', StoreKind::Durable);
    let writes = world.tab('a').writes.len();
    while !world.tab('a').writes.is_empty() {
        world.complete('a');
    }
    let journal = &world.tab('a').journal;
    assert_eq!(journal.save_state(), SaveState::Saved);
    let found = (journal.start_report(), journal.progress().clone(), writes);
    world.crash('a');
    found
}

/// What happened to the stores; and how many records the next start recovers, misses, and holds otherwise than they were written.
type Row = (&'static str, fn(&mut World), (usize, usize, usize));

const ROWS: &[Row] = &[
    ("nothing", |_| {}, (0, 0, 0)),
    (
        "one in the middle",
        |world| change(at(&mut world.store, 2), "Correct", "Incorrect"),
        (1, 0, 0),
    ),
    (
        "one in the middle, without a copy",
        |world| {
            world.mirror.records.clear();
            change(at(&mut world.store, 2), "Correct", "Incorrect");
        },
        (0, 0, 1),
    ),
    (
        "what one says of the one before",
        |world| change(at(&mut world.store, 5), "\"p\":\"2", "\"p\":\"3"),
        (1, 0, 0),
    ),
    (
        "what one says of the one before, without a copy",
        |world| {
            world.mirror.records.clear();
            change(at(&mut world.store, 5), "\"p\":\"2", "\"p\":\"3");
        },
        (0, 0, 1),
    ),
    (
        "the last one",
        |world| change(at(&mut world.store, last()), "\"t\":1", "\"t\":2"),
        (1, 0, 0),
    ),
    (
        "the last one, without a copy",
        |world| {
            world.mirror.records.clear();
            change(at(&mut world.store, last()), "\"t\":1", "\"t\":2");
        },
        (0, 0, 1),
    ),
    (
        "the last one, without copy or head: it forgot the one before, and nothing says so",
        |world| {
            world.mirror = Default::default();
            let text = at(&mut world.store, last());
            let previous = Record::decode(text).unwrap().envelope().previous.clone();
            change(text, &previous, "");
        },
        (0, 0, 0),
    ),
    (
        "one whose only copy was set aside",
        |world| {
            world.mirror.records.clear();
            let text = at(&mut world.store, 3);
            let copy = text.clone();
            change(text, "\"l1\"", "\"l2\"");
            world.store.insert(format!("{ASIDE_PREFIX}0"), copy);
        },
        (1, 0, 0),
    ),
    (
        "its place in the order",
        |world| change(at(&mut world.store, 3), "\"l\":3", "\"l\":900"),
        (1, 0, 0),
    ),
    (
        "two chains",
        |world| {
            change(at(&mut world.store, 2), "Correct", "Incorrect");
            change(at(&mut world.store, last() + 2), "Correct", "Incorrect");
        },
        (2, 0, 0),
    ),
    (
        "the copy",
        |world| change(at(&mut world.mirror.records, 2), "Correct", "Incorrect"),
        (0, 0, 0),
    ),
    (
        "the copy of a record that the store has lost",
        |world| {
            change(at(&mut world.mirror.records, 2), "Correct", "Incorrect");
            world.store.retain(|key, _| !key.ends_with("a1/00000002"));
        },
        (1, 0, 1),
    ),
    (
        "its number: the wrong text is read before the true one",
        |world| change(at(&mut world.store, 2), "\"n\":2", "\"n\":3"),
        (1, 0, 0),
    ),
    (
        "its number, without a copy",
        |world| {
            world.mirror.records.clear();
            change(at(&mut world.store, 2), "\"n\":2", "\"n\":3");
        },
        (0, 1, 0),
    ),
    (
        "a head: it says nothing any more",
        |world| {
            for head in world.mirror.heads.values_mut() {
                let mut vouching = Head::parse(head).unwrap();
                vouching.hash.clear();
                *head = vouching.to_string();
            }
        },
        (0, 0, 0),
    ),
];

#[test]
fn a_record_that_was_changed_is_mended_or_told() {
    for (what, damage, expected) in ROWS {
        let mut world = saved();
        damage(&mut world);
        let (found, progress, _) = start(&mut world);
        let told = (found.recovered, found.lost, found.altered);
        assert_eq!(told, *expected, "{what}");
        assert_eq!(found.records + found.lost, written().len(), "{what}");
        if (found.lost, found.altered) == (0, 0) {
            assert_eq!(&progress, whole(), "{what}");
        }
        // The next start finds the same, and nothing to do.
        let (again, same, writes) = start(&mut world);
        let told = (again.recovered, again.lost, again.altered, writes);
        assert_eq!(told, (0, expected.1, expected.2, 0), "{what}");
        assert_eq!((again.unreadable, same), (found.unreadable, progress));
    }
}

#[test]
fn a_store_whose_every_record_was_changed_is_mended_from_the_copy() {
    let mut world = saved();
    for text in world.store.values_mut() {
        change(text, "\"z\":-360", "\"z\":-300");
    }
    let (found, progress, _) = start(&mut world);
    assert_eq!((found.recovered, found.altered), (written().len(), 0));
    assert_eq!(&progress, whole());
    let texts: Vec<&String> = world.store.values().take(written().len()).collect();
    assert!(texts.into_iter().eq(&written()));
}

#[test]
fn a_page_without_the_store_tells_it_too_and_takes_a_file() {
    for store in [
        StoreKind::Local(Cause::Denied),
        StoreKind::Memory(Cause::Denied),
        StoreKind::Newer,
    ] {
        let mut world = saved();
        change(at(&mut world.mirror.records, 2), "Correct", "Incorrect");
        world.open('a', store.clone());
        let found = world.tab('a').journal.start_report();
        assert_eq!((found.lost, found.out_of_reach), (0, 0));
        assert_eq!((found.recovered, found.altered), (0, 1), "{store:?}");
        let (texts, now) = (written(), world.now());
        let preview = world.tab('a').journal.preview(&texts);
        assert_eq!((preview.new, preview.unreadable), (1, 0));
        world.tell('a', Input::Imported { texts, at: now });
        let journal = &world.tab('a').journal;
        assert_eq!(journal.start_report().altered, 0);
        assert_eq!(journal.progress(), whole());
        assert_eq!(journal.unreadable().count(), 1);
        let is_mended = *at(&mut world.mirror.records, 2) == written()[1];
        assert_eq!(is_mended, matches!(store, StoreKind::Local(_)), "{store:?}");
        assert_eq!(world.tab('a').writes.len(), 0);
    }
}

#[test]
fn to_take_note_of_a_loss_settles_nothing_else() {
    let mut world = saved();
    world.mirror.records.clear();
    change(at(&mut world.store, last()), "\"t\":1", "\"t\":2");
    world.store.retain(|key, _| !key.ends_with("b2/00000001"));
    for (input, lost) in [(None, 1), (Some(Input::LossAccepted), 1), (None, 0)] {
        world.open('a', StoreKind::Durable);
        let found = world.tab('a').journal.start_report();
        assert_eq!((found.lost, found.altered), (lost, 1));
        if let Some(input) = input {
            world.tell('a', input);
        }
        world.crash('a');
    }
}

#[test]
fn a_tab_takes_what_another_one_has_mended() {
    let mut world = saved();
    let copies = std::mem::take(&mut world.mirror.records);
    change(at(&mut world.store, 2), "Correct", "Incorrect");
    world.open('b', StoreKind::Durable);
    assert_eq!(world.tab('b').journal.start_report().altered, 1);
    world.mirror.records = copies;
    start(&mut world);
    assert_eq!(world.tab('b').journal.start_report().altered, 0);
    assert_eq!(world.tab('b').journal.progress(), whole());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn row_66_a_letter_that_was_changed_in_either_store_changes_nothing(
        in_mirror in any::<bool>(),
        number in 1..=written().len(),
        place in any::<prop::sample::Index>(),
        letter in prop_oneof![4 => "[0-9a-zA-Z\",:{}]", 1 => any::<char>().prop_map(String::from)],
    ) {
        let mut world = saved();
        let texts = if in_mirror { &mut world.mirror.records } else { &mut world.store };
        let text = at(texts, number);
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        *place.get_mut(&mut letters[..]) = letter;
        *text = letters.concat();

        let (found, progress, _) = start(&mut world);
        prop_assert_eq!((found.lost, found.altered), (0, 0));
        let stored: Vec<&String> = world.store.values().collect();
        prop_assert!(written().iter().all(|text| stored.contains(&text)));
        // Limit: under a key that was free the changed text is one more record.
        if found.records == written().len() {
            prop_assert_eq!(&progress, whole());
            let (again, _, writes) = start(&mut world);
            prop_assert_eq!((again.recovered, again.altered, writes), (0, 0, 0));
        }
    }
}
