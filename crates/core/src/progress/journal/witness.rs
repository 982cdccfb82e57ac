//! The mirror as the journal uses it: a copy of what is recent, and a witness of what was saved.

use std::mem::take;

use super::{Effect, Journal};
use crate::progress::log::Rank;
use crate::progress::mirror::{Head, MIRROR_LIMIT};
use crate::progress::record::Writer;
use crate::progress::saving::StoreKind;

/// Takes records into the mirror, with the heads of their chains.
pub(super) fn mirror(journal: &mut Journal, ranks: Vec<Rank>) -> Vec<Effect> {
    let mut writers = vec![];
    for rank in &ranks {
        add(&mut writers, rank.key.writer);
    }
    change_mirror(journal, ranks, writers)
}

/// Gives the mirror what it lacks.
pub(super) fn repair_mirror(journal: &mut Journal) -> Vec<Effect> {
    let mut recent = vec![];
    for rank in journal.log.ranks().rev() {
        if recent.len() < MIRROR_LIMIT && !journal.unsaved.contains(&rank) {
            recent.push(rank);
        }
    }
    recent.reverse();
    let mut writers = journal.log.writers();
    for head in journal.mirror.heads() {
        add(&mut writers, head.writer);
    }
    change_mirror(journal, recent, writers)
}

/// Lowers the heads that vouch for what is lost. Another one stays: it may say how a record was written that was altered.
pub(super) fn accept_loss(journal: &mut Journal) -> Vec<Effect> {
    if !journal.is_durable() {
        return vec![];
    }
    journal.start.lost = 0;
    let mut writers = vec![];
    for head in journal.mirror.heads() {
        if missing(journal, head) > 0 {
            add(&mut writers, head.writer);
        }
    }
    for writer in &writers {
        journal.mirror.forget_head(*writer);
    }
    change_mirror(journal, vec![], writers)
}

fn add(writers: &mut Vec<Writer>, writer: Writer) {
    if !writers.contains(&writer) {
        writers.push(writer);
    }
}

fn change_mirror(journal: &mut Journal, ranks: Vec<Rank>, writers: Vec<Writer>) -> Vec<Effect> {
    if journal.erasing.is_some() || journal.store == Some(StoreKind::Newer) {
        return vec![];
    }
    // Where the mirror is all there is, nothing leaves it.
    let limit = match journal.store {
        Some(StoreKind::Local(_)) => usize::MAX,
        Some(StoreKind::Durable | StoreKind::Memory(_) | StoreKind::Newer) | None => MIRROR_LIMIT,
    };
    let change = journal.mirror.take_in(ranks, &journal.unsaved, limit);
    let mut drop = change.drop;
    let put = journal.records(&change.put);
    let mut effects = vec![];
    for writer in writers {
        let mut records = vec![];
        for record in &put {
            if record.key().writer == writer {
                records.push(record.clone());
            }
        }
        let head = head(journal, writer);
        let moved = journal.mirror.set_head(&head);
        if moved || !records.is_empty() || !drop.is_empty() {
            effects.push(Effect::Mirror {
                records,
                head,
                drop: take(&mut drop),
            });
        }
    }
    effects
}

/// The last record up to which the whole chain is saved. The head that the mirror has is not lowered: it is the witness of a loss, and
/// may be of what is out of reach, or on its way to the store.
fn head(journal: &Journal, writer: Writer) -> Head {
    let mut saved: Option<Rank> = None;
    for rank in journal.log.chain(writer) {
        let next = saved.map_or(1, |saved| saved.key.seq + 1);
        if rank.key.seq != next || journal.unsaved.contains(&rank) {
            break;
        }
        saved = Some(rank);
    }
    let head = match saved.and_then(|rank| journal.log.at(&rank)) {
        None => Head::none(writer),
        Some(record) => Head {
            writer,
            seq: record.key().seq,
            hash: record.hash(),
        },
    };
    match journal.mirror.head(writer) {
        Some(held) if held.seq >= head.seq => held.clone(),
        _ => head,
    }
}

/// How many records the heads vouch for that we do not hold.
pub(super) fn lost(journal: &Journal) -> usize {
    let mut lost: u64 = 0;
    for head in journal.mirror.heads() {
        lost = lost.saturating_add(missing(journal, head));
    }
    usize::try_from(lost).unwrap_or(usize::MAX)
}

fn missing(journal: &Journal, head: &Head) -> u64 {
    let mut missing = head.seq;
    for rank in journal.log.chain(head.writer) {
        missing -= u64::from(rank.key.seq <= head.seq);
    }
    missing
}
