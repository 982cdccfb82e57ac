//! How long a case takes: one way through counts, the longest.

use super::{Case, Onward, Scene};
use crate::prose::word_count;

/// What a person meets on a way through a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Way {
    /// Words: of scenes, of everything that could be decided in them, and of the consequences of what was.
    pub words: usize,
    /// Decisions taken.
    pub decisions: usize,
}

impl Way {
    fn plus(self, other: Way) -> Way {
        Way {
            words: self.words.saturating_add(other.words),
            decisions: self.decisions.saturating_add(other.decisions),
        }
    }

    /// As minutes are counted: 200 words a minute, 45 seconds a decision.
    fn weight(&self) -> usize {
        (self.words / 2).saturating_add(self.decisions.saturating_mul(75))
    }
}

/// What is known of the way from a scene to an end.
#[derive(Debug, Clone, Copy)]
enum Known {
    Nothing,
    /// The scene is on the way that is being followed: coming back to it does not count.
    Underway,
    Longest(Way),
}

impl Case {
    /// The longest way from the beginning to an end, whatever the conditions say and without going through a scene twice.
    // Limit: where scenes form a circle the way found may be a little shorter than the longest one; that is hard to find and changes
    // no minute.
    pub fn longest_way(&self) -> Way {
        let mut known = vec![Known::Nothing; self.scenes.len()];
        self.way_from(0, &mut known)
    }

    fn way_from(&self, at: usize, known: &mut [Known]) -> Way {
        let Some(scene) = self.scenes.get(at) else {
            return Way::default();
        };
        match known.get(at) {
            Some(Known::Longest(way)) => return *way,
            Some(Known::Nothing) => {}
            Some(Known::Underway) | None => return Way::default(),
        }
        set(known, at, Known::Underway);
        let mut longest = Way::default();
        for (target, step) in steps(scene) {
            let next = self.scenes.iter().position(|scene| scene.id == *target);
            let rest = next.map_or(Way::default(), |next| self.way_from(next, known));
            let way = step.plus(rest);
            if way.weight() > longest.weight() {
                longest = way;
            }
        }
        let way = read(scene).plus(longest);
        set(known, at, Known::Longest(way));
        way
    }
}

fn set(known: &mut [Known], at: usize, what: Known) {
    if let Some(place) = known.get_mut(at) {
        *place = what;
    }
}

/// What is read in a scene before anything is decided.
fn read(scene: &Scene) -> Way {
    let decisions = scene.decisions().iter();
    let offered: usize = decisions
        .map(|decision| decision.words.split_whitespace().count())
        .sum();
    let words = match scene.onward {
        Onward::Crossing(_) => 0,
        Onward::Decisions(_) | Onward::End { .. } => {
            scene.title.split_whitespace().count() + word_count(&scene.prose)
        }
    };
    Way {
        words: words + offered,
        decisions: 0,
    }
}

/// Where a scene leads, and what is met on the way there.
fn steps(scene: &Scene) -> Vec<(&crate::id::SceneId, Way)> {
    match &scene.onward {
        Onward::Decisions(decisions) => decisions
            .iter()
            .map(|decision| {
                let way = Way {
                    words: word_count(&decision.consequence),
                    decisions: 1,
                };
                (&decision.target, way)
            })
            .collect(),
        Onward::Crossing(routes) => routes
            .iter()
            .map(|route| (&route.target, Way::default()))
            .collect(),
        Onward::End { .. } => vec![],
    }
}
