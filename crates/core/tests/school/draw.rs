//! The draw of an evaluation.

use vecmap::VecSet;

use aula_core::assessment::draw;
use aula_core::id::{ItemId, ObjectiveId};
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
