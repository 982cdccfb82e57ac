//! The draw of an evaluation.

use vecmap::VecSet;

use aula_core::assessment::{draw, shown};
use aula_core::course::{AssessmentRules, Pool};
use aula_core::id::{AlternativeId, ItemId, ObjectiveId};
use aula_core::item::choice::{Alternative, Cardinality, Choice};
use aula_core::item::{Interaction, Item, Level};
use aula_core::prose::Inline;
use aula_core::seeded::Seeded;

use crate::fixtures::*;

#[test]
fn the_sequence_is_that_of_the_published_splitmix64() {
    // Test vector of the reference implementation by Sebastiano Vigna (prng.di.unimi.it/splitmix64.c), seed 1234567.
    let mut random = Seeded::new(1_234_567);
    assert_eq!(
        [(); 5].map(|()| random.next_number()),
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ]
    );
}

#[test]
fn a_pick_stays_below_its_bound_and_reaches_all_of_it() {
    let mut random = Seeded::new(1);
    for bound in [0, 1, 2, 7, u32::MAX] {
        for _ in 0..1000 {
            assert!(random.below(bound) < bound.max(1));
        }
    }
    let picks: VecSet<u32> = (0..1000).map(|_| random.below(7)).collect();
    assert_eq!(picks, (0..7).collect());
}

#[test]
fn every_draw_has_exactly_the_items_that_the_rules_ask_for() {
    let (rules, pool) = (course().assessment, pool(6));
    let mut firsts = VecSet::new();
    for seed in 0..2000 {
        let drawn = draw(&rules, &pool, seed, &VecSet::new());
        let distinct: VecSet<&ItemId> = drawn.iter().collect();
        assert_eq!(distinct.len(), drawn.len(), "seed {seed}");
        for (objective, number) in &rules.strata {
            let letter = if *objective == ObjectiveId::new("o1") {
                "a"
            } else {
                "b"
            };
            let of_stratum = drawn.iter().filter(|id| id.as_str().starts_with(letter));
            assert_eq!(of_stratum.count() as u32, *number, "seed {seed}");
        }
        firsts.extend(drawn.first().cloned());
    }
    assert_eq!(
        firsts.len(),
        12,
        "every item comes first for some seed: {firsts:?}"
    );
}

#[test]
fn the_same_seed_draws_the_same_items_from_a_reordered_pool() {
    let rules = course().assessment;
    let mut reordered = pool(6);
    reordered.items.reverse();
    for seed in 0..100 {
        let seen = VecSet::new();
        assert_eq!(
            draw(&rules, &pool(6), seed, &seen),
            draw(&rules, &reordered, seed, &seen)
        );
    }
    // This very draw is what attempts of released versions were made with.
    assert_eq!(draw(&rules, &pool(6), 42, &VecSet::new()), ids("a6 b1 a3"));
}

#[test]
fn no_item_comes_back_before_its_stratum_is_exhausted() {
    let (rules, pool) = (course().assessment, pool(6));
    for seed in 0..2000 {
        let mut seen = VecSet::new();
        // Two of six for o1: three draws without repetition; one of six for o2.
        for round in 0..3 {
            for id in draw(&rules, &pool, seed * 3 + round, &seen) {
                assert!(seen.insert(id), "seed {seed}");
            }
        }
        let again = draw(&rules, &pool, seed, &seen);
        assert_eq!(again.len(), 3, "seed {seed}");
    }
}

#[test]
fn a_pool_that_is_too_small_gives_all_it_has() {
    let drawn = draw(&course().assessment, &pool(1), 7, &VecSet::new());
    assert_eq!(drawn.len(), 2);
}

const LEVELS: [Level; 3] = [Level::Recognise, Level::Apply, Level::Decide];

/// Three items of each level for `o1`, and as many for `o2`.
fn pool_of_levels() -> Pool {
    let mut pool = pool(9);
    for (index, item) in pool.items.iter_mut().enumerate() {
        item.level = LEVELS[index % 3];
    }
    pool
}

/// Of `o1` one to recognise and two to decide, of `o2` one of any level.
fn rules_of_levels() -> AssessmentRules {
    let mut rules = course().assessment;
    rules.strata.insert(ObjectiveId::new("o1"), 3);
    let levels = [(Level::Recognise, 1), (Level::Decide, 2)];
    rules.levels = levels
        .map(|(level, number)| (ObjectiveId::new("o1"), level, number))
        .into();
    rules
}

#[test]
fn ten_thousand_draws_have_exact_strata_and_repeat_nothing_before_a_stratum_is_exhausted() {
    let (rules, pool) = (rules_of_levels(), pool_of_levels());
    let first = ObjectiveId::new("o1");
    let stratum = |id: &ItemId| {
        let item = pool.items.iter().find(|item| item.id == *id).unwrap();
        (item.objective == first).then_some(item.level)
    };
    for seed in 0..10_000 {
        let mut seen = VecSet::new();
        // Three to recognise last for three draws, three to decide for one and a half; nine of `o2` for nine.
        for repeated in [0, 1, 2, 3] {
            let drawn = draw(&rules, &pool, seed * 4 + repeated, &seen);
            let number = |of| drawn.iter().filter(|id| stratum(id) == of).count();
            let strata = [Some(LEVELS[0]), Some(LEVELS[1]), Some(LEVELS[2]), None].map(number);
            assert_eq!(strata, [1, 0, 2, 1], "seed {seed}, after {repeated}");
            let again = drawn.iter().filter(|id| seen.contains(*id)).count();
            assert_eq!(again as u64, repeated, "seed {seed}");
            seen.extend(drawn);
        }
    }
}

#[test]
fn a_draw_by_levels_is_this_one_for_ever() {
    let drawn = draw(&rules_of_levels(), &pool_of_levels(), 42, &VecSet::new());
    assert_eq!(drawn, ids("a4 b6 a6 a9"));
}

/// An item of four alternatives.
fn four(id: &str) -> Item {
    let alternatives = ["uno", "dos", "tres", "cuatro"].map(|words| {
        let content = vec![Inline::Text(words.to_owned())];
        Alternative {
            id: Alternative::id_of(&content),
            content,
            correct: words == "dos",
            feedback: vec![],
        }
    });
    Item {
        interaction: Interaction::Choice(Choice {
            cardinality: Cardinality::Single,
            alternatives: alternatives.into(),
        }),
        ..item(id, "o1")
    }
}

fn order(item: &Item) -> Vec<AlternativeId> {
    let Interaction::Choice(choice) = &item.interaction else {
        panic!("{item:?}")
    };
    let ids = choice.alternatives.iter().map(|each| each.id.clone());
    ids.collect()
}

#[test]
fn an_attempt_shows_the_alternatives_in_an_order_of_its_own_and_changes_nothing_else() {
    let written = four("a1");
    let mut orders = VecSet::new();
    for seed in 0..1000 {
        let first = shown(&written, seed);
        assert_eq!(first, shown(&written, seed), "the same when it is resumed");
        orders.insert(order(&first));
        let (mut sorted, mut original) = (order(&first), order(&written));
        sorted.sort_unstable();
        original.sort_unstable();
        assert_eq!(sorted, original);
        let back = Item {
            interaction: written.interaction.clone(),
            ..first
        };
        assert_eq!(back, written);
    }
    assert_eq!(orders.len(), 24, "every order is shown by some attempt");
    let other = four("a2");
    let alike = |seed: &u64| order(&shown(&written, *seed)) == order(&shown(&other, *seed));
    assert!(
        (0..1000).filter(alike).count() < 100,
        "two items of an attempt are not shuffled alike"
    );
}
