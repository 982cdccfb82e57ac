//! What is saved and what is not yet.

use super::log::Rank;
use super::record::Writer;

/// Why something cannot be saved. Engines name the same fault differently, so the browser sorts its errors into these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The quota or the disk is full.
    Full,
    /// The browser or its administrator forbids storage here.
    Denied,
    /// There is no such store, or it does not answer.
    Unavailable,
    /// Anything else, as the browser calls it.
    Other(String),
}

/// What we have as a durable store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreKind {
    /// A database that writes through to the disk.
    Durable,
    /// Nothing but memory, because of this.
    Memory(Cause),
}

/// What to say about saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// «Guardado»: the store has acknowledged everything.
    Saved,
    /// «Guardando…»
    Saving,
    /// «No se pudo guardar»; stays until the store has acknowledged what it had refused.
    NotSaved(Cause),
    /// Nothing is kept when the page closes.
    MemoryOnly(Cause),
}

/// An unsaved record, and how far it is.
#[derive(Debug, Clone, Copy)]
struct Delivery {
    rank: Rank,
    /// The store has it and has not answered.
    sent: bool,
    /// The store has refused it once.
    refused: bool,
}

/// Records that the store has not acknowledged, in the order of the log.
#[derive(Debug, Clone, Default)]
pub(super) struct Deliveries {
    unsaved: Vec<Delivery>,
    /// Of the latest refusal; means something while a refused record is unsaved.
    cause: Option<Cause>,
}

impl Deliveries {
    /// Adds records that must be saved and are not here.
    pub(super) fn add(&mut self, ranks: &[Rank]) {
        let fresh = ranks.iter().map(|rank| Delivery {
            rank: *rank,
            sent: false,
            refused: false,
        });
        self.unsaved.extend(fresh);
        self.unsaved.sort_unstable_by_key(|delivery| delivery.rank);
    }

    pub(super) fn contains(&self, rank: &Rank) -> bool {
        self.place(rank).is_ok()
    }

    fn place(&self, rank: &Rank) -> Result<usize, usize> {
        self.unsaved
            .binary_search_by_key(rank, |delivery| delivery.rank)
    }

    /// Whether anything of this chain is unsaved.
    pub(super) fn concerns(&self, writer: Writer) -> bool {
        self.unsaved
            .iter()
            .any(|delivery| delivery.rank.key.writer == writer)
    }

    pub(super) fn state(&self) -> SaveState {
        let refused = self.unsaved.iter().any(|delivery| delivery.refused);
        match &self.cause {
            Some(cause) if refused => SaveState::NotSaved(cause.clone()),
            _ if self.unsaved.is_empty() => SaveState::Saved,
            _ => SaveState::Saving,
        }
    }

    /// Everything that is to be sent now, marked as sent.
    pub(super) fn send(&mut self) -> Vec<Rank> {
        let mut ranks = vec![];
        for delivery in &mut self.unsaved {
            if !delivery.sent {
                delivery.sent = true;
                ranks.push(delivery.rank);
            }
        }
        ranks
    }

    /// The store has these; gives those that were unsaved.
    pub(super) fn acknowledged(&mut self, mut ranks: Vec<Rank>) -> Vec<Rank> {
        ranks.retain(|rank| self.contains(rank));
        ranks.sort_unstable();
        self.unsaved
            .retain(|delivery| ranks.binary_search(&delivery.rank).is_err());
        ranks
    }

    /// The store has refused these: they wait for the next sending.
    pub(super) fn refused(&mut self, ranks: &[Rank], cause: Cause) {
        for rank in ranks {
            if let Ok(place) = self.place(rank) {
                self.unsaved[place] = Delivery {
                    rank: *rank,
                    sent: false,
                    refused: true,
                };
            }
        }
        self.cause = Some(cause);
    }
}
