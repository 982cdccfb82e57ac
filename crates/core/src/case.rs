//! Branching cases: scenes, the decisions that lead from one to another, and what each of them changes.
//!
//! A case is played, never stored: the log holds the road, which is each scene with what was decided in it, and [`Case::play`] folds it
//! into where the person is. A road that no longer fits the case (a scene was renamed, the words of a decision changed) is followed as
//! far as it goes.

mod way;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::id::{DecisionId, SceneId, VariableId};
use crate::item::{Score, hex};
use crate::prose::{Block, Inline, plain_text};

/// Greatest value of a variable.
pub const VALUE_LIMIT: u8 = 9;

/// What was decided so far: each scene with the decision taken in it.
pub type Road = Vec<(SceneId, DecisionId)>;

/// A branching case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What its practice mark is made of.
    pub scoring: Scoring,
    /// What decisions change.
    pub variables: Vec<Variable>,
    /// Its scenes; it begins with the first one.
    pub scenes: Vec<Scene>,
}

/// What the practice mark of a case is made of. It never counts for a constancia.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scoring {
    /// There is none.
    #[default]
    None,
    /// The share of adequate decisions.
    Decisions,
    /// What the end reached is worth.
    End,
}

/// Something that decisions raise and lower: a whole number from 0 to [`VALUE_LIMIT`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name in the author's file.
    pub id: VariableId,
    /// Its value at the beginning.
    pub start: u8,
    /// What it is called on screen: «La confianza de Keila».
    pub label: String,
}

/// A scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// Its key in this case.
    pub id: SceneId,
    /// Its heading.
    pub title: String,
    /// What happens; empty in a crossing, which is never shown.
    pub prose: Vec<Block>,
    /// What follows.
    pub onward: Onward,
}

/// What follows a scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Onward {
    /// The person decides.
    Decisions(Vec<Decision>),
    /// `.cruce`: what was decided before decides; the first route whose condition holds is taken.
    Crossing(Vec<Route>),
    /// `.final`: the case ends here.
    End {
        /// What this end is worth, 0 to 100, where [`Scoring::End`] asks for it.
        value: u8,
    },
}

/// One thing a person can decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Comes from its words, so that another order keeps old roads readable.
    pub id: DecisionId,
    /// Its words.
    pub words: String,
    /// Whether it is an adequate one.
    pub adequate: bool,
    /// What it changes.
    pub changes: Vec<Change>,
    /// When it is offered; without a condition, always.
    pub condition: Option<Condition>,
    /// What follows for the person, for who attends and for the institution.
    pub consequence: Vec<Block>,
    /// The scene it leads to.
    pub target: SceneId,
}

/// One way out of a crossing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// When it is taken; without a condition, always.
    pub condition: Option<Condition>,
    /// The scene it leads to.
    pub target: SceneId,
}

/// What a decision does to a variable. The value stays within 0 and [`VALUE_LIMIT`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The variable.
    pub variable: VariableId,
    /// How.
    pub effect: Effect,
}

/// How a variable changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// `confianza+1`.
    Raise(u8),
    /// `confianza-1`.
    Lower(u8),
    /// `confianza=1`.
    Set(u8),
}

/// What must hold of a variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The variable.
    pub variable: VariableId,
    /// How it is compared.
    pub relation: Relation,
    /// With what.
    pub value: u8,
}

/// How a variable is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `<`
    Below,
    /// `=`
    Equal,
}

/// Where a road leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position<'a> {
    /// The scene the person is in; `None` only for a case that cannot begin.
    pub scene: Option<&'a Scene>,
    /// The value of each variable, in the order of [`Case::variables`].
    pub values: Vec<u8>,
    /// The steps that still exist: the first ones of the road.
    pub steps: Vec<Step<'a>>,
}

/// One step of a road.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'a> {
    /// Where it was decided.
    pub scene: &'a Scene,
    /// What.
    pub decision: &'a Decision,
    /// The variables that changed, and whether each rose (`Greater`) or fell (`Less`).
    pub moves: Vec<(&'a Variable, Ordering)>,
}

impl Decision {
    /// The id that these words give.
    pub fn id_of(words: &str) -> DecisionId {
        DecisionId::new(hex(&Sha256::digest(words.as_bytes()), 8))
    }
}

/// Whether these words begin an effect of a consequence: `**Keila:**`.
pub fn names_an_effect(inline: &Inline) -> bool {
    match inline {
        Inline::Strong(words) => plain_text(words).trim_end().ends_with(':'),
        _ => false,
    }
}

impl Scene {
    /// What can be decided in it; nothing in a crossing or at an end.
    pub fn decisions(&self) -> &[Decision] {
        match &self.onward {
            Onward::Decisions(decisions) => decisions,
            Onward::Crossing(_) | Onward::End { .. } => &[],
        }
    }

    /// Whether the case ends here.
    pub fn is_end(&self) -> bool {
        matches!(self.onward, Onward::End { .. })
    }
}

impl Case {
    /// Where this road leads. It is followed up to the first step that the case no longer has: a scene the person would not be in, a
    /// decision that is not offered there, or one that leads nowhere.
    pub fn play(&self, road: &[(SceneId, DecisionId)]) -> Position<'_> {
        let values: Vec<u8> = self
            .variables
            .iter()
            .map(|variable| variable.start.min(VALUE_LIMIT))
            .collect();
        let first = self.scenes.first();
        let mut position = Position {
            scene: first.and_then(|scene| self.arrive(&scene.id, &values)),
            values,
            steps: vec![],
        };
        for (scene, decision) in road {
            let Some(here) = position.scene.filter(|here| here.id == *scene) else {
                break;
            };
            let mut offered = self.offered(here, &position.values).into_iter();
            let Some(decision) = offered.find(|offered| offered.id == *decision) else {
                break;
            };
            let values = self.changed(&position.values, &decision.changes);
            let Some(next) = self.arrive(&decision.target, &values) else {
                break;
            };
            let moves = self.moves(&position.values, &values);
            position.steps.push(Step {
                scene: here,
                decision,
                moves,
            });
            position.scene = Some(next);
            position.values = values;
        }
        position
    }

    /// The scene with this id.
    pub fn scene(&self, id: &SceneId) -> Option<&Scene> {
        self.scenes.iter().find(|scene| scene.id == *id)
    }

    /// The variable with this id.
    pub fn variable(&self, id: &VariableId) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.id == *id)
    }

    /// What can be decided in a scene while the variables have these values.
    pub fn offered<'a>(&self, scene: &'a Scene, values: &[u8]) -> Vec<&'a Decision> {
        let decisions = scene.decisions().iter();
        decisions
            .filter(|decision| self.holds(decision.condition.as_ref(), values))
            .collect()
    }

    /// The values after these changes.
    pub fn changed(&self, values: &[u8], changes: &[Change]) -> Vec<u8> {
        let mut values = values.to_vec();
        for change in changes {
            let place = self.place(&change.variable);
            if let Some(value) = place.and_then(|place| values.get_mut(place)) {
                let changed = match change.effect {
                    Effect::Raise(by) => value.saturating_add(by),
                    Effect::Lower(by) => value.saturating_sub(by),
                    Effect::Set(to) => to,
                };
                *value = changed.min(VALUE_LIMIT);
            }
        }
        values
    }

    /// The scene that a person who is sent to this one sees: crossings lead on. `None` if there is no such scene, or crossings lead
    /// nowhere or in a circle.
    pub fn arrive(&self, id: &SceneId, values: &[u8]) -> Option<&Scene> {
        let mut scene = self.scene(id)?;
        for _ in 0..=self.scenes.len() {
            let Onward::Crossing(routes) = &scene.onward else {
                return Some(scene);
            };
            let taken = routes
                .iter()
                .find(|route| self.holds(route.condition.as_ref(), values))?;
            scene = self.scene(&taken.target)?;
        }
        None
    }

    /// The practice mark of a road that has reached an end; `None` before, and where the case has none.
    pub fn score(&self, position: &Position) -> Option<Score> {
        let Onward::End { value } = position.scene?.onward else {
            return None;
        };
        let points = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let adequate = position.steps.iter().filter(|step| step.decision.adequate);
        match self.scoring {
            Scoring::None => None,
            Scoring::Decisions => Some(Score {
                raw: points(adequate.count()),
                max: points(position.steps.len()),
            }),
            Scoring::End => Some(Score {
                raw: u32::from(value.min(100)),
                max: 100,
            }),
        }
    }

    /// Without a condition everything holds; of a variable that the case does not have, nothing does.
    fn holds(&self, condition: Option<&Condition>, values: &[u8]) -> bool {
        let Some(condition) = condition else {
            return true;
        };
        let place = self.place(&condition.variable);
        place
            .and_then(|place| values.get(place))
            .is_some_and(|value| match condition.relation {
                Relation::AtLeast => *value >= condition.value,
                Relation::AtMost => *value <= condition.value,
                Relation::Above => *value > condition.value,
                Relation::Below => *value < condition.value,
                Relation::Equal => *value == condition.value,
            })
    }

    fn place(&self, id: &VariableId) -> Option<usize> {
        self.variables
            .iter()
            .position(|variable| variable.id == *id)
    }

    fn moves(&self, before: &[u8], after: &[u8]) -> Vec<(&Variable, Ordering)> {
        let values = before.iter().zip(after);
        self.variables
            .iter()
            .zip(values)
            .map(|(variable, (before, after))| (variable, after.cmp(before)))
            .filter(|(_, moved)| *moved != Ordering::Equal)
            .collect()
    }
}
