//! The chains of hashes: whether the records are still as they were written.
//!
//! A record says how the one before it in its chain was written, and the mirror's head says it of the last one that was saved. So a
//! text that was changed and can still be read is told from the true one, whichever of the two was read first.

use super::Journal;
use crate::progress::log::Rank;
use crate::progress::mirror::Head;
use crate::progress::record::{Record, RecordKey, Writer, hash};

/// A record that has taken its place again.
pub(super) struct Mended {
    pub(super) rank: Rank,
    /// What stood there.
    pub(super) wrong: String,
}

/// Puts every record in its place that is held otherwise and was set aside as it was written. Where it was not, what is held stays, and
/// `Journal::altered` says how it was written.
pub(super) fn mend(journal: &mut Journal) -> Vec<Mended> {
    journal.altered.clear();
    let mut mended = vec![];
    // Made when the first of them is needed, which is hardly ever.
    let mut copies = None;
    for writer in journal.log.writers() {
        mend_chain(journal, writer, &mut copies, &mut mended);
    }
    journal.start.altered = journal.altered.len();
    mended
}

/// From the last record to the first: what an altered one says of the one before it is worth nothing.
fn mend_chain(
    journal: &mut Journal,
    writer: Writer,
    copies: &mut Option<Vec<(String, String)>>,
    mended: &mut Vec<Mended>,
) {
    let head = journal.mirror.head(writer).cloned();
    let chain: Vec<Rank> = journal.log.chain(writer).collect();
    let mut before: Option<Head> = None;
    for rank in chain.into_iter().rev() {
        let of_this = |head: &Head| head.seq == rank.key.seq && !head.hash.is_empty();
        let voucher = before.take().filter(of_this);
        let voucher = voucher.or_else(|| head.clone().filter(of_this));
        let Some(held) = journal.log.at(&rank) else {
            continue;
        };
        before = Some(match voucher {
            Some(voucher) if voucher.hash != held.hash() => {
                let copies = copies.get_or_insert_with(|| hashed(journal.log.unreadable()));
                let Some(copy) = copy(copies, &rank.key, &voucher.hash) else {
                    journal.altered.push(voucher);
                    continue;
                };
                let wrong = held.text().to_owned();
                let before = named(&copy);
                let rank = put_back(journal, &rank, copy);
                mended.push(Mended { rank, wrong });
                before
            }
            Some(_) | None => named(held),
        });
    }
}

/// How the record before this one was written, as this one says.
fn named(record: &Record) -> Head {
    let RecordKey { writer, seq } = record.key();
    let hash = record.envelope().previous.clone();
    Head {
        writer,
        seq: seq - 1,
        hash,
    }
}

fn hashed(texts: &[String]) -> Vec<(String, String)> {
    texts
        .iter()
        .map(|text| (hash(text), text.clone()))
        .collect()
}

/// The record that was written under this key, if its text is among these.
fn copy(copies: &[(String, String)], key: &RecordKey, hash: &str) -> Option<Record> {
    let (_, text) = copies.iter().find(|(held, _)| held == hash)?;
    let record = Record::decode(text).ok()?;
    (record.key() == *key).then_some(record)
}

/// Puts a record in the place of another one, which neither store is believed to have rightly.
fn put_back(journal: &mut Journal, wrong: &Rank, record: Record) -> Rank {
    journal.unsaved.forget(wrong);
    journal.mirror.forget(wrong);
    journal.log.replace(record)
}
