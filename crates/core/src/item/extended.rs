//! A text that nobody grades (QTI `extendedTextInteraction`): `.abierta`.

use serde::{Deserialize, Serialize};

use super::{Kind, Response, Seen};
use crate::prose::Block;

/// Most characters of an answer.
pub const TEXT_LIMIT: usize = 5000;

/// A text to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// How many words are suggested at least; 0 for none.
    pub least: u32,
    /// How many words are suggested at most; 0 for none.
    pub most: u32,
    /// An answer to compare with, shown afterwards.
    pub model: Vec<Block>,
}

impl Kind for Extended {
    fn points(&self) -> usize {
        0
    }

    fn earn(&self, response: &Response) -> Option<usize> {
        matches!(response, Response::Extended(_)).then_some(0)
    }

    fn is_complete(&self, response: &Response) -> bool {
        matches!(response, Response::Extended(text) if !text.trim().is_empty())
    }

    fn is_of_today(&self, response: &Response) -> bool {
        matches!(response, Response::Extended(_))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        seen(Seen::Blocks(&self.model));
    }
}
