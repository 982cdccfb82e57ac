//! A browser in miniature: a durable store, a mirror that reaches the disk late, and tabs with a journal each.

use std::collections::{BTreeMap, VecDeque};
use std::mem::take;

use aula_core::progress::journal::{ASIDE_PREFIX, Batch, Effect, Found, Input, Journal, update};
use aula_core::progress::mirror::Head;
use aula_core::progress::record::Writer;
use aula_core::progress::saving::{Cause, StoreKind};
use aula_core::time::Timestamp;

/// Texts by key.
pub type Texts = BTreeMap<String, String>;

/// The second store.
#[derive(Clone, Default)]
pub struct Mirrored {
    pub records: Texts,
    pub heads: Texts,
}

/// One page.
pub struct Tab {
    pub journal: Journal,
    /// Transactions that the store has not completed, oldest first.
    pub writes: VecDeque<Batch>,
}

#[derive(Default)]
pub struct World {
    pub store: Texts,
    pub mirror: Mirrored,
    /// What of the mirror is on the disk.
    pub flushed: Mirrored,
    pub tabs: BTreeMap<char, Tab>,
    loads: u64,
    minutes: i64,
}

impl World {
    /// A writer nobody has had: the tab's letter and a count.
    pub fn fresh_writer(&mut self, tab: char) -> Writer {
        self.loads += 1;
        let letter = tab.to_digit(16).unwrap();
        Writer::new(u64::from(letter) * 0x1000 + self.loads)
    }

    /// Noon of 2026-11-24 and a minute more at each call.
    pub fn now(&mut self) -> Timestamp {
        self.minutes += 1;
        Timestamp {
            utc_ms: 1_795_543_200_000 + self.minutes * 60_000,
            offset_minutes: -360,
        }
    }

    /// The journal of a tab, in a new page if there is none.
    pub fn tab(&mut self, name: char) -> &mut Tab {
        if !self.tabs.contains_key(&name) {
            let journal = Journal::new(self.fresh_writer(name));
            let writes = VecDeque::new();
            self.tabs.insert(name, Tab { journal, writes });
        }
        self.tabs.get_mut(&name).unwrap()
    }

    /// Tells a journal something and carries out what it asks for; erasing and writing wait for their own commands.
    pub fn tell(&mut self, name: char, input: Input) -> Vec<Effect> {
        let effects = update(&mut self.tab(name).journal, input);
        for effect in &effects {
            match effect {
                Effect::Write(batch) => self.tab(name).writes.push_back(batch.clone()),
                Effect::Mirror {
                    records,
                    head,
                    drop,
                } => {
                    for record in records {
                        let text = record.text().to_owned();
                        self.mirror.records.insert(record.key().to_string(), text);
                    }
                    for key in drop {
                        self.mirror.records.remove(&key.to_string());
                    }
                    let writer = head.writer.to_string();
                    self.mirror.heads.insert(writer, head.to_string());
                }
                Effect::Announce(message) => self.announce(name, message),
                Effect::EraseAll => {}
            }
        }
        effects
    }

    fn announce(&mut self, from: char, message: &str) {
        let others: Vec<char> = self
            .tabs
            .keys()
            .copied()
            .filter(|tab| *tab != from)
            .collect();
        for other in others {
            let effects = self.tell(other, Input::ArrivedFromTab(message.to_owned()));
            assert_eq!(
                effects,
                [],
                "what arrives from another tab is that tab's to save"
            );
        }
    }

    /// Reads the mirror, then the store, and tells the journal.
    pub fn open(&mut self, name: char, store: StoreKind) -> Vec<Effect> {
        let heads = self.mirror.heads.values();
        let (aside, stored) = match store {
            StoreKind::Durable => self
                .store
                .iter()
                .partition(|(key, _)| key.starts_with(ASIDE_PREFIX)),
            StoreKind::Local(_) | StoreKind::Memory(_) | StoreKind::Newer => Default::default(),
        };
        let texts = |part: Vec<(&String, &String)>| {
            part.into_iter().map(|(_, text)| text.clone()).collect()
        };
        let (aside, stored) = (texts(aside), texts(stored));
        let found = Found {
            mirrored: self.mirror.records.values().cloned().collect(),
            heads: heads.map(|head| Head::parse(head).unwrap()).collect(),
            stored,
            aside,
            store,
        };
        self.tell(name, Input::Opened(found))
    }

    /// The store completes the oldest write of this tab, and says so.
    pub fn complete(&mut self, name: char) -> Vec<Effect> {
        match self.commit(name) {
            Some(batch) => self.tell(name, Input::Written(batch.receipt())),
            None => vec![],
        }
    }

    /// The store completes the oldest write of this tab, which does not learn of it.
    pub fn commit(&mut self, name: char) -> Option<Batch> {
        let batch = self.tab(name).writes.pop_front()?;
        for aside in &batch.asides {
            self.store.insert(aside.key.clone(), aside.text.clone());
        }
        for record in &batch.records {
            let text = record.text().to_owned();
            self.store.insert(record.key().to_string(), text);
        }
        Some(batch)
    }

    /// The store refuses the oldest write of this tab.
    pub fn refuse(&mut self, name: char, cause: Cause) -> Vec<Effect> {
        match self.tab(name).writes.pop_front() {
            Some(batch) => {
                let receipt = batch.receipt();
                self.tell(name, Input::WriteFailed { receipt, cause })
            }
            None => vec![],
        }
    }

    /// The store has not answered the oldest write of this tab yet.
    pub fn delay(&mut self, name: char) -> Vec<Effect> {
        match self.tab(name).writes.front().map(Batch::receipt) {
            Some(receipt) => self.tell(name, Input::WriteLate(receipt)),
            None => vec![],
        }
    }

    /// The store completes the tab's earlier writes, as it must; then both stores are emptied, and the tab learns of it.
    pub fn erase(&mut self, name: char) -> Vec<Effect> {
        while !self.tab(name).writes.is_empty() {
            assert_eq!(self.complete(name), []);
        }
        self.store.clear();
        self.mirror = Mirrored::default();
        self.tell(name, Input::Erased)
    }

    /// The page is gone; what waits for the store is not written.
    pub fn crash(&mut self, name: char) {
        self.tabs.remove(&name);
    }

    /// All pages are gone, and what of the mirror was not on the disk.
    pub fn cut_power(&mut self) {
        take(&mut self.tabs);
        self.mirror = self.flushed.clone();
    }
}
