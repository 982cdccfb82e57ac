//! The rules of the final evaluation: `[evaluacion]` in `curso.toml`.

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};
use vecmap::VecMap;

use crate::id::ObjectiveId;
use crate::item::Level;

/// Fewest items of a recertification: of one or two, a guess passes too often.
pub const LEAST_ITEMS: u32 = 3;

/// Rules of the final evaluation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct AssessmentRules {
    /// Least whole percent that passes.
    pub pass_mark: u8,
    /// Attempts before [`AssessmentRules::when_spent`] applies; at least 1.
    pub attempts: u32,
    /// Minutes from the end of an attempt that was not passed to the next.
    pub wait_minutes: u32,
    /// What happens when the attempts are spent.
    pub when_spent: WhenSpent,
    /// How many items are drawn for each objective.
    pub strata: VecMap<ObjectiveId, u32>,
    /// How many of those are of each level, for the objectives of which the author says so; they add up to the number above.
    #[serde(default)]
    pub levels: Vec<(ObjectiveId, Level, u32)>,
    /// Which result counts while none has passed.
    #[serde(default)]
    pub counting: Counting,
    /// What is shown of an attempt that was handed in and did not pass.
    #[serde(default)]
    pub shown_handed_in: Disclosure,
    /// What is shown of the attempts once one has passed, or the evaluation is closed.
    #[serde(default = "all_of_it")]
    pub shown_passed: Disclosure,
    /// Months that a constancia of the course counts; without it, for ever.
    #[serde(default)]
    pub valid_months: Option<u16>,
    /// Most items of a recertification; without it, as many as ten minutes hold.
    #[serde(default)]
    pub recertification_items: Option<u16>,
}

impl AssessmentRules {
    /// How many items of each level are drawn for an objective; nothing where the level does not matter.
    pub fn levels_of(&self, objective: &ObjectiveId) -> impl Iterator<Item = (Level, u32)> {
        let of_objective = self.levels.iter().filter(move |(id, ..)| id == objective);
        of_objective.map(|(_, level, number)| (*level, *number))
    }
}

/// What happens when the attempts are spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhenSpent {
    /// Going through the lessons of the weak objectives again opens one more attempt.
    #[default]
    Review,
    /// The evaluation closes; the person is asked to speak with the coordination.
    Coordinator,
}

/// Which result counts while none has passed. Whoever has passed once has passed: the first result that did counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counting {
    /// The one with the greatest percentage.
    #[default]
    Best,
    /// The one handed in last.
    Last,
}

/// What is shown of an attempt that was handed in; each shows what the one before does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Disclosure {
    /// The result, in the whole and by objective.
    Result,
    /// Which items were right, and where the others are taught.
    #[default]
    Items,
    /// The answers, the right ones and why.
    Explanations,
}

fn all_of_it() -> Disclosure {
    Disclosure::Explanations
}

/// A version that was published before there was a rule is written again as it was: rules that nobody has set are left out of the
/// JSON. The data files of a release, which know no names, have them all.
impl Serialize for AssessmentRules {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = !serializer.is_human_readable();
        let levels = all || !self.levels.is_empty();
        let counting = all || self.counting != Counting::default();
        let handed_in = all || self.shown_handed_in != Disclosure::default();
        let passed = all || self.shown_passed != all_of_it();
        let months = all || self.valid_months.is_some();
        let items = all || self.recertification_items.is_some();
        let own = [levels, counting, handed_in, passed, months, items];
        let number = 5 + own.iter().filter(|written| **written).count();
        let mut rules = serializer.serialize_struct("AssessmentRules", number)?;
        rules.serialize_field("pass_mark", &self.pass_mark)?;
        rules.serialize_field("attempts", &self.attempts)?;
        rules.serialize_field("wait_minutes", &self.wait_minutes)?;
        rules.serialize_field("when_spent", &self.when_spent)?;
        rules.serialize_field("strata", &self.strata)?;
        if levels {
            rules.serialize_field("levels", &self.levels)?;
        }
        if counting {
            rules.serialize_field("counting", &self.counting)?;
        }
        if handed_in {
            rules.serialize_field("shown_handed_in", &self.shown_handed_in)?;
        }
        if passed {
            rules.serialize_field("shown_passed", &self.shown_passed)?;
        }
        if months {
            rules.serialize_field("valid_months", &self.valid_months)?;
        }
        if items {
            rules.serialize_field("recertification_items", &self.recertification_items)?;
        }
        rules.end()
    }
}
