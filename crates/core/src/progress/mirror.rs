//! The mirror: recent records and the head of every chain, in a second store that fails independently of the first.
//! It may lag behind the durable store, which is normal; only a store behind the mirror is a loss.

use std::fmt;

use vecmap::VecMap;

use super::log::Rank;
use super::record::{NUMBER_LIMIT, RecordKey, Writer};
use super::saving::Deliveries;

/// Most records that the mirror holds behind a durable store: several whole capacitaciones, of some 140 records and 45 kB each, in the
/// five million letters that localStorage takes.
pub const MIRROR_LIMIT: usize = 2000;

/// The last record up to which a whole chain was saved: the witness against which the store is checked at the next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The chain.
    pub writer: Writer,
    /// The record's place in it; zero if nothing is vouched for.
    pub seq: u64,
    /// The record's hash; empty if `seq` is zero.
    pub hash: String,
}

impl Head {
    /// A head that vouches for nothing.
    pub fn none(writer: Writer) -> Head {
        let hash = String::new();
        Head {
            writer,
            seq: 0,
            hash,
        }
    }

    /// Reads the text that [`Head`] displays, `00000000000000a1 12 <hash>`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Head> {
        let mut words = text.split(' ');
        let (writer, seq, hash) = (words.next()?, words.next()?, words.next()?);
        let head = Head {
            writer: Writer::parse(writer)?,
            seq: seq.parse().ok()?,
            hash: hash.to_owned(),
        };
        (head.seq <= NUMBER_LIMIT && words.next().is_none()).then_some(head)
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.writer, self.seq, self.hash)
    }
}

/// What we believe to be in the mirror.
#[derive(Debug, Clone, Default)]
pub(super) struct Mirror {
    /// In order.
    ranks: Vec<Rank>,
    heads: VecMap<Writer, Head>,
}

/// What must change in the mirror.
pub(super) struct Change {
    pub(super) put: Vec<Rank>,
    pub(super) drop: Vec<RecordKey>,
}

impl Mirror {
    /// The mirror as it was read.
    pub(super) fn found(ranks: Vec<Rank>, heads: Vec<Head>) -> Mirror {
        let mut mirror = Mirror {
            ranks,
            heads: VecMap::default(),
        };
        for head in &heads {
            mirror.set_head(head);
        }
        mirror
    }

    /// Takes records in. Over the limit, the oldest saved ones leave; if all are unsaved, the newest stay out.
    pub(super) fn take_in(
        &mut self,
        mut fresh: Vec<Rank>,
        unsaved: &Deliveries,
        limit: usize,
    ) -> Change {
        fresh.retain(|rank| self.ranks.binary_search(rank).is_err());
        self.ranks.extend_from_slice(&fresh);
        self.ranks.sort_unstable();
        let excess = self.ranks.len().saturating_sub(limit);
        let mut leaving = self.ranks.clone();
        leaving.retain(|rank| !unsaved.contains(rank));
        for rank in self.ranks.iter().rev() {
            if leaving.len() < excess && unsaved.contains(rank) {
                leaving.push(*rank);
            }
        }
        leaving.truncate(excess);
        self.ranks.retain(|rank| !leaving.contains(rank));
        let mut drop = vec![];
        for rank in &leaving {
            if !fresh.contains(rank) {
                drop.push(rank.key);
            }
        }
        fresh.retain(|rank| !leaving.contains(rank));
        Change { put: fresh, drop }
    }

    /// The head that the mirror has for this chain.
    pub(super) fn head(&self, writer: Writer) -> Option<&Head> {
        self.heads.get(&writer)
    }

    /// Every head.
    pub(super) fn heads(&self) -> impl Iterator<Item = &Head> {
        self.heads.values()
    }

    /// Forgets the head of this chain.
    pub(super) fn forget_head(&mut self, writer: Writer) {
        self.heads.remove(&writer);
    }

    /// Forgets that the mirror has this record.
    pub(super) fn forget(&mut self, rank: &Rank) {
        if let Ok(place) = self.ranks.binary_search(rank) {
            self.ranks.remove(place);
        }
    }

    /// Sets a head; says whether that changes anything.
    pub(super) fn set_head(&mut self, head: &Head) -> bool {
        self.heads.insert(head.writer, head.clone()).as_ref() != Some(head)
    }
}
