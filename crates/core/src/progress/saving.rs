//! What is saved and what is not yet.

use super::journal::Aside;
use super::log::Rank;

/// Why something cannot be saved. Engines name the same fault differently, so the browser sorts its errors into these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The disk is full.
    Full,
    /// The browser gives this site no more room: it refused before it wrote anything.
    OverQuota,
    /// The browser or its administrator forbids storage here.
    Denied,
    /// The person is a guest, of whom nothing is to be kept.
    Guest,
    /// There is no such store, or it does not answer.
    Unavailable,
    /// Anything else, as the browser calls it.
    Other(String),
}

/// Where records are kept: the first rung of this ladder that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreKind {
    /// A database that writes through to the disk.
    Durable,
    /// The mirror alone, because of this. What it has was handed to the browser, which may write it half a minute later.
    Local(Cause),
    /// Nothing but memory, because of this.
    Memory(Cause),
    /// A newer Aula writes here: what it writes we cannot judge, so we only read.
    Newer,
}

/// What to say about saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// «Guardado»: the store has acknowledged everything.
    Saved,
    /// «Guardando…»
    Saving,
    /// «Tarda más de lo normal»: still no answer after a second.
    Late,
    /// «No se pudo guardar»; stays until the store has acknowledged what it had refused.
    NotSaved(Cause),
    /// Kept by the mirror alone.
    LocalOnly(Cause),
    /// Nothing is kept when the page closes.
    MemoryOnly(Cause),
    /// A newer Aula writes here: nothing of this page is kept.
    ReadOnly,
}

/// Which of the unsaved records are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    /// Those that the store has not refused: what happens now does not go down with what it could not take before.
    Fresh,
    /// Everything that waits.
    All,
}

/// An unsaved record, and how far it is.
#[derive(Debug, Clone, Copy)]
struct Delivery {
    rank: Rank,
    /// The store has it and has not answered.
    sent: bool,
    /// The store has not answered for long.
    late: bool,
    /// The store has refused it once.
    refused: bool,
}

/// A text to be kept, and how far it is.
#[derive(Debug, Clone)]
struct Waiting {
    aside: Aside,
    sent: bool,
    refused: bool,
}

/// Records that the store has not acknowledged, in the order of the log, and texts to be kept beside them.
#[derive(Debug, Clone, Default)]
pub(super) struct Deliveries {
    unsaved: Vec<Delivery>,
    asides: Vec<Waiting>,
    /// Of the latest refusal; means something while something refused is unsaved.
    cause: Option<Cause>,
}

impl Deliveries {
    /// Adds records that must be saved and are not here.
    pub(super) fn add(&mut self, ranks: &[Rank]) {
        // In order one by one, mostly at the end: a sort of its own kind is 4 kB of wasm.
        for rank in ranks {
            if let Err(place) = self.place(rank) {
                let delivery = Delivery {
                    rank: *rank,
                    sent: false,
                    late: false,
                    refused: false,
                };
                self.unsaved.insert(place, delivery);
            }
        }
    }

    /// Forgets a record that has given way to another one.
    pub(super) fn forget(&mut self, rank: &Rank) {
        if let Ok(place) = self.place(rank) {
            self.unsaved.remove(place);
        }
    }

    /// Whether a text waits under this key.
    pub(super) fn has_aside(&self, key: &str) -> bool {
        self.asides.iter().any(|text| text.aside.key == key)
    }

    /// Adds a text to be kept beside the records, once.
    pub(super) fn add_aside(&mut self, aside: Aside) {
        if self.waiting(&aside).is_none() {
            self.asides.push(Waiting {
                aside,
                sent: false,
                refused: false,
            });
        }
    }

    pub(super) fn has_asides(&self) -> bool {
        !self.asides.is_empty()
    }

    pub(super) fn contains(&self, rank: &Rank) -> bool {
        self.place(rank).is_ok()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.unsaved.is_empty() && self.asides.is_empty()
    }

    /// How many records the store has refused and not taken since.
    pub(super) fn refusals(&self) -> usize {
        self.unsaved
            .iter()
            .filter(|delivery| delivery.refused)
            .count()
    }

    pub(super) fn state(&self) -> SaveState {
        let refused = self.refusals() > 0 || self.asides.iter().any(|text| text.refused);
        match &self.cause {
            Some(cause) if refused => SaveState::NotSaved(cause.clone()),
            _ if self.unsaved.iter().any(|delivery| delivery.late) => SaveState::Late,
            _ if self.is_empty() => SaveState::Saved,
            _ => SaveState::Saving,
        }
    }

    /// What is to be sent now, marked as sent. The texts go with the first records: these may come to stand in their place.
    pub(super) fn send(&mut self, sending: Sending) -> (Vec<Rank>, Vec<Aside>) {
        let mut ranks = vec![];
        for delivery in &mut self.unsaved {
            if !delivery.sent && (sending == Sending::All || !delivery.refused) {
                (delivery.sent, delivery.late) = (true, false);
                ranks.push(delivery.rank);
            }
        }
        let mut asides = vec![];
        for text in &mut self.asides {
            if !text.sent && (sending == Sending::All || !text.refused) {
                text.sent = true;
                asides.push(text.aside.clone());
            }
        }
        (ranks, asides)
    }

    /// The store has these; gives those records that were unsaved.
    pub(super) fn acknowledged(&mut self, mut ranks: Vec<Rank>, asides: &[Aside]) -> Vec<Rank> {
        for aside in asides {
            if let Some(place) = self.waiting(aside) {
                self.asides.swap_remove(place);
            }
        }
        ranks.retain(|rank| self.contains(rank));
        ranks.sort_unstable();
        self.unsaved
            .retain(|delivery| ranks.binary_search(&delivery.rank).is_err());
        ranks
    }

    /// The store has not answered for these yet.
    pub(super) fn late(&mut self, ranks: &[Rank]) {
        for rank in ranks {
            if let Ok(place) = self.place(rank) {
                let delivery = &mut self.unsaved[place];
                delivery.late = delivery.sent;
            }
        }
    }

    /// The store has refused these: they wait for the next sending.
    pub(super) fn refused(&mut self, ranks: &[Rank], asides: &[Aside], cause: Cause) {
        for rank in ranks {
            if let Ok(place) = self.place(rank) {
                self.unsaved[place] = Delivery {
                    rank: *rank,
                    sent: false,
                    late: false,
                    refused: true,
                };
            }
        }
        for aside in asides {
            if let Some(place) = self.waiting(aside) {
                let text = &mut self.asides[place];
                (text.sent, text.refused) = (false, true);
            }
        }
        self.cause = Some(cause);
    }

    fn waiting(&self, aside: &Aside) -> Option<usize> {
        self.asides
            .iter()
            .position(|text| text.aside.key == aside.key)
    }

    fn place(&self, rank: &Rank) -> Result<usize, usize> {
        self.unsaved
            .binary_search_by_key(rank, |delivery| delivery.rank)
    }
}
