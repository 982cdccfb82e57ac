//! A commitment for the person's plan: `.plan`. (QTI has no such thing: two `extendedTextInteraction` that nobody grades.)

use serde::{Deserialize, Serialize};

use super::{Kind, Response, Seen};

/// Most characters of each part of a commitment.
pub const COMMITMENT_LIMIT: usize = 500;

/// A commitment to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Ideas by the author.
    pub suggestions: Vec<Commitment>,
}

/// «La próxima vez que *situation*, yo *action*.»
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// What will happen again: «alguien llegue sin papeles».
    pub situation: String,
    /// What the person will do: «pregunto qué necesita».
    pub action: String,
}

impl Kind for Plan {
    fn points(&self) -> usize {
        0
    }

    fn earn(&self, response: &Response) -> Option<usize> {
        matches!(response, Response::Plan(_)).then_some(0)
    }

    fn is_complete(&self, response: &Response) -> bool {
        let is_written = |commitment: &Commitment| {
            !commitment.situation.trim().is_empty() && !commitment.action.trim().is_empty()
        };
        matches!(response, Response::Plan(commitment) if is_written(commitment))
    }

    fn is_of_today(&self, response: &Response) -> bool {
        matches!(response, Response::Plan(_))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        for Commitment { situation, action } in &self.suggestions {
            seen(Seen::Words(situation));
            seen(Seen::Words(action));
        }
    }
}
