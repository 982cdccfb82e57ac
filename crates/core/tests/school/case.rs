//! Where a road through a case leads.

use aula_core::case::{
    Case, Change, Condition, Decision, Effect, Onward, Position, Relation, Road, Route, Scene,
    Scoring, Variable,
};
use aula_core::course::Part;
use aula_core::id::{DecisionId, Id, SceneId, VariableId};
use aula_core::item::Score;
use aula_core::progress::Progress;
use proptest::prelude::*;

use crate::fixtures::*;

fn condition(text: &str) -> Option<Condition> {
    let (variable, rest) = text.split_at_checked(1)?;
    let (sign, value) = rest.split_at(rest.len() - 1);
    Some(Condition {
        variable: VariableId::new(variable),
        relation: match sign {
            ">=" => Relation::AtLeast,
            "<=" => Relation::AtMost,
            ">" => Relation::Above,
            "<" => Relation::Below,
            _ => Relation::Equal,
        },
        value: value.parse().unwrap(),
    })
}

fn change(text: &str) -> Change {
    let by = text[2..].parse().unwrap();
    Change {
        variable: VariableId::new(&text[..1]),
        effect: match &text[1..2] {
            "+" => Effect::Raise(by),
            "-" => Effect::Lower(by),
            _ => Effect::Set(by),
        },
    }
}

/// `words → target | changes | condition`; adequate if the words say «sí».
fn decision(text: &str) -> Decision {
    let mut parts = text.split('|').map(str::trim);
    let (words, target) = parts.next().unwrap().split_once(" → ").unwrap();
    Decision {
        id: Decision::id_of(words),
        words: words.to_owned(),
        adequate: words.starts_with("sí"),
        changes: parts
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .map(change)
            .collect(),
        condition: condition(parts.next().unwrap_or_default()),
        consequence: vec![],
        target: SceneId::new(target),
    }
}

fn scene(id: &str, onward: Onward) -> Scene {
    Scene {
        id: SceneId::new(id),
        title: String::new(),
        prose: vec![],
        onward,
    }
}

fn decisions(id: &str, texts: &[&str]) -> Scene {
    let decisions = texts.iter().map(|text| decision(text)).collect();
    scene(id, Onward::Decisions(decisions))
}

/// `target | condition`.
fn crossing(id: &str, texts: &[&str]) -> Scene {
    let route = |text: &&str| {
        let (target, terms) = text.split_once('|').unwrap_or((text, ""));
        Route {
            condition: condition(terms.trim()),
            target: SceneId::new(target.trim()),
        }
    };
    scene(id, Onward::Crossing(texts.iter().map(route).collect()))
}

/// Trust begins at 1. From the end nobody comes back; from `b` one can go round, and `d` leads to what is not there.
fn case() -> Case {
    Case {
        scoring: Scoring::Decisions,
        variables: vec![Variable {
            id: VariableId::new("t"),
            start: 1,
            label: "La confianza".to_owned(),
        }],
        scenes: vec![
            decisions(
                "a",
                &[
                    "sí → b | t+1",
                    "no → b | t-1",
                    "mucho → b | t+9 t+9",
                    "nada → b | t-9",
                    "cuatro → b | t=4",
                ],
            ),
            decisions(
                "b",
                &[
                    "sí → k",
                    "vuelta → a",
                    "sólo si → k | | t>=2",
                    "lejos → zzz",
                    "círculo → r",
                ],
            ),
            crossing("k", &["good | t>=2", "l"]),
            crossing("l", &["fair | t=1", "bad"]),
            crossing("r", &["s"]),
            crossing("s", &["r"]),
            scene("good", Onward::End { value: 100 }),
            scene("fair", Onward::End { value: 40 }),
            scene("bad", Onward::End { value: 0 }),
        ],
    }
}

/// `a:sí b:sí`.
fn road(text: &str) -> Road {
    let step = |step: &str| {
        let (scene, words) = step.split_once(':').unwrap();
        (
            SceneId::new(scene),
            Decision::id_of(&words.replace('_', " ")),
        )
    };
    text.split_whitespace().map(step).collect()
}

fn told(position: &Position) -> String {
    let scene = position.scene.map_or("", |scene| scene.id.as_str());
    format!("{} {scene} {:?}", position.steps.len(), position.values)
}

#[test]
fn a_road_is_followed_as_far_as_it_goes() {
    let case = case();
    for (text, expected) in [
        ("", "0 a [1]"),
        ("a:sí", "1 b [2]"),
        ("a:no", "1 b [0]"),
        // Values stay within 0 and 9.
        ("a:mucho", "1 b [9]"),
        ("a:nada", "1 b [0]"),
        ("a:cuatro", "1 b [4]"),
        // Crossings are never stopped at.
        ("a:sí b:sí", "2 good [2]"),
        ("a:no b:vuelta a:sí b:sí", "4 fair [1]"),
        ("a:nada b:sí", "2 bad [0]"),
        // What is not offered is not taken.
        ("a:sí b:sólo_si", "2 good [2]"),
        ("a:no b:sólo_si", "1 b [0]"),
        // What is not there (any more) ends the road.
        ("a:quizá b:sí", "0 a [1]"),
        ("a:sí c:sí", "1 b [2]"),
        ("a:sí b:lejos good:sí", "1 b [2]"),
        ("a:sí b:círculo", "1 b [2]"),
        ("a:sí b:sí good:sí a:sí", "2 good [2]"),
        // Two tabs have decided in the same scene: the first counts.
        ("a:sí a:no b:sí", "1 b [2]"),
    ] {
        assert_eq!(told(&case.play(&road(text))), expected, "{text}");
    }
}

#[test]
fn every_relation_is_what_it_says() {
    for (terms, holds) in [
        ("t>=2", [false, true, true]),
        ("t>2", [false, false, true]),
        ("t<=2", [true, true, false]),
        ("t<2", [true, false, false]),
        ("t=2", [false, true, false]),
        ("x=2", [false, false, false]),
    ] {
        let mut case = case();
        case.scenes[0] = decisions("a", &[&format!("sí → b | | {terms}")]);
        let offered = [1, 2, 3].map(|value| !case.offered(&case.scenes[0], &[value]).is_empty());
        assert_eq!(offered, holds, "{terms}");
    }
}

#[test]
fn a_step_says_what_rose_and_fell_and_not_what_stayed() {
    let case = case();
    let moves = |text| {
        let position = case.play(&road(text));
        let step = position.steps.last().unwrap().clone();
        step.moves
            .iter()
            .map(|(variable, moved)| format!("{} {moved:?}", variable.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(moves("a:sí"), ["t Greater"]);
    assert_eq!(moves("a:no"), ["t Less"]);
    assert_eq!(moves("a:no b:vuelta a:nada"), Vec::<String>::new());
}

#[test]
fn the_mark_is_there_at_an_end_only_and_as_the_author_wants_it() {
    let mut case = case();
    let whole = road("a:no b:vuelta a:sí b:sí");
    let score = |raw, max| Some(Score { raw, max });
    assert_eq!(case.score(&case.play(&whole[..2])), None);
    assert_eq!(case.score(&case.play(&whole)), score(2, 4));
    case.scoring = Scoring::End;
    assert_eq!(case.score(&case.play(&whole)), score(40, 100));
    case.scoring = Scoring::None;
    assert_eq!(case.score(&case.play(&whole)), None);
}

#[test]
fn the_longest_way_counts_and_a_circle_once() {
    let way = case().longest_way();
    // The words of all decisions of `a` and `b`; a decision in each.
    assert_eq!((way.words, way.decisions), (5 + 6, 2));
    let mut round = case();
    round.scenes.truncate(2);
    assert_eq!(round.longest_way().decisions, 2);
    assert_eq!(Case::default().longest_way().decisions, 0);
}

#[test]
fn a_case_is_left_where_it_was_and_an_end_once_reached_stays() {
    let events = [
        decided("l1", "a", "sí"),
        decided("l1", "b", "sí"),
        ended("l1", "good"),
        returned("l1", 1),
        decided("l1", "b", "vuelta"),
    ];
    let progress = course_progress(&events);
    let case = &progress.cases[&Id::new("l1")];
    assert_eq!(case.road, road("a:sí b:vuelta"));
    assert!(case.ended);
    let anew = course_progress(&[&events[..], &[returned("l1", 0), returned("l1", 9)]].concat());
    assert_eq!(anew.cases[&Id::new("l1")].road, vec![]);
    assert!(anew.case_has_ended(&Id::new("l1")));
}

#[test]
fn a_lesson_with_a_case_is_done_when_an_end_was_reached_and_its_items_are_answered() {
    let mut course = course();
    let lesson = &mut course.modules[0].lessons[0];
    lesson.parts.push(Part::Case(case()));
    for (events, done) in [
        (vec![answered("l1")], false),
        (vec![decided("l1", "a", "sí"), answered("l1")], false),
        (vec![ended("l1", "good")], false),
        (vec![answered("l1"), ended("l2", "good")], false),
        (
            vec![ended("l1", "bad"), returned("l1", 0), answered("l1")],
            true,
        ),
    ] {
        let progress = course_progress(&events);
        assert_eq!(progress.lesson_is_answered(lesson), done, "{events:?}");
    }
}

#[test]
fn the_pieces_of_a_course_carry_the_case_where_it_is_shown() {
    let mut course = course();
    course.modules[0].lessons[0].parts.push(Part::Case(case()));
    let (id, other) = (Id::new("l1"), Id::new("l2"));
    let case_in = |course: &aula_core::course::Course, id| {
        course
            .lesson(id)
            .and_then(|(_, lesson)| lesson.case().cloned())
    };
    assert_eq!(case_in(&course.with_only(&id), &id), Some(case()));
    assert_eq!(case_in(&course.with_only(&other), &id), None);
    assert_eq!(case_in(&course.outline(), &id), Some(Case::default()));
}

fn any_road() -> impl Strategy<Value = Road> {
    let scene = prop::sample::select(vec!["a", "b", "k", "good", "zzz"]);
    let words = prop::sample::select(vec![
        "sí", "no", "vuelta", "sólo si", "lejos", "círculo", "x",
    ]);
    let step = (scene, words).prop_map(|(scene, words)| (Id::new(scene), Decision::id_of(words)));
    prop::collection::vec(step, 0..12)
}

proptest! {
    #[test]
    fn any_road_is_played_and_what_is_played_is_its_beginning(road in any_road()) {
        let case = case();
        let position = case.play(&road);
        prop_assert!(position.scene.is_some());
        prop_assert!(position.values.iter().all(|value| *value <= 9));
        let steps = position.steps.len();
        let kept: Vec<(SceneId, DecisionId)> = position
            .steps
            .iter()
            .map(|step| (step.scene.id.clone(), step.decision.id.clone()))
            .collect();
        prop_assert_eq!(&kept[..], &road[..steps]);
        prop_assert_eq!(case.play(&kept), position);
        Case::default().play(&road);
    }

    #[test]
    fn going_back_and_deciding_the_same_gives_the_same(road in any_road(), back in 0..12_usize) {
        let decide = |(scene, decision): &(SceneId, DecisionId)| decided_as("l1", scene, decision);
        let straight: Vec<_> = road.iter().map(decide).collect();
        let back = back.min(road.len());
        let mut round = straight.clone();
        round.push(returned("l1", u32::try_from(back).unwrap()));
        round.extend(road[back..].iter().map(decide));
        let road_of = |events: &[_]| {
            let records = chain(1, events);
            let progress = Progress::replay(records.iter());
            let course = progress.courses.get(&Id::new("c"));
            let case = course.and_then(|course| course.cases.get(&Id::new("l1")));
            case.map_or(vec![], |case| case.road.clone())
        };
        let case = case();
        prop_assert_eq!(case.play(&road_of(&straight)), case.play(&road_of(&round)));
    }
}
