//! Attempts that were handed in twice: begun, taken to a second device in a file, ended on both, and joined. The log then holds the answers of
//! both in one order; each result is graded by those that its own load of the page can have had before it.

use std::collections::BTreeMap;

use vecmap::VecMap;

use crate::id::{AttemptId, ItemId};
use crate::item::Response;
use crate::progress::event::Event;
use crate::progress::record::{Envelope, Record, Recorded, Writer};

/// Who answered what in such attempts, so far.
#[derive(Default)]
pub(super) struct Twice {
    /// By which loads of the page each was handed in, in the whole log.
    handed_in: BTreeMap<AttemptId, Vec<Writer>>,
    /// In the order of the log.
    given: Vec<(AttemptId, Writer, ItemId, Response)>,
}

impl Twice {
    /// The attempts of these records that more than one load of the page handed in.
    pub(super) fn among(records: &[Record]) -> Twice {
        let mut handed_in: BTreeMap<AttemptId, Vec<Writer>> = BTreeMap::new();
        for record in records {
            if let Recorded::Known(Event::AttemptFinished { attempt, .. }) = record.event() {
                let writers = handed_in.entry(attempt.clone()).or_default();
                let writer = record.key().writer;
                writers.extend((!writers.contains(&writer)).then_some(writer));
            }
        }
        handed_in.retain(|_, writers| writers.len() > 1);
        Twice {
            handed_in,
            given: vec![],
        }
    }

    /// Takes what follows all others.
    pub(super) fn take(&mut self, event: &Event, envelope: &Envelope) {
        if let Event::AttemptAnswered {
            attempt,
            item,
            response,
            digest: _,
        } = event
            && self.handed_in.contains_key(attempt)
        {
            let writer = envelope.key.writer;
            let given = (attempt.clone(), writer, item.clone(), response.clone());
            self.given.push(given);
        }
    }

    /// The answers with which this load of the page handed the attempt in; `None` if no other one did.
    ///
    /// Its own come before any; then those of loads that did not hand it in; then what the other one had answered before this one began to.
    // Limit: both devices loaded the page again in the middle: which of the loads before belongs to which device is nowhere said.
    pub(super) fn responses(
        &self,
        id: &AttemptId,
        writer: Writer,
    ) -> Option<VecMap<ItemId, Response>> {
        let rivals = self.handed_in.get(id)?;
        let of_attempt = || self.given.iter().filter(|(attempt, ..)| attempt == id);
        let before_it = of_attempt().take_while(|(_, by, ..)| *by != writer);
        let before_it = before_it.filter(|(_, by, ..)| rivals.contains(by));
        let of_others = of_attempt().filter(|(_, by, ..)| !rivals.contains(by));
        let its_own = of_attempt().filter(|(_, by, ..)| *by == writer);
        let mut responses = VecMap::new();
        for (_, _, item, response) in before_it.chain(of_others).chain(its_own) {
            responses.insert(item.clone(), response.clone());
        }
        Some(responses)
    }
}
