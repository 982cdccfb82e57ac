//! What a recertification should have asked about, computed again from the log before it: a scope that was narrowed or diluted by hand is
//! found.

use std::collections::BTreeSet;

use super::{Edition, Finding, Regrading};
use crate::assessment::Gate;
use crate::id::{ItemId, ObjectiveId};
use crate::recertification;
use crate::time::Timestamp;

impl<'a> Regrading<'a> {
    /// What a recertification that begins now asks about, by the log so far, its draw, and whether it may begin. Whether the constancia
    /// was due is not asked: who renews early gains no time.
    pub(super) fn check_recertification(
        &mut self,
        version: &str,
        seed: u64,
        items: &[ItemId],
        at: Timestamp,
    ) {
        let Some(edition) = self.edition_at(version) else {
            return;
        };
        let since = recertification::since(self.course_so_far()).map(str::to_owned);
        let then = since.and_then(|since| self.edition_of(&since));
        let of = |edition: &'a Edition| (&edition.course, &edition.pool);
        let changed = then.map(|then| match std::ptr::eq(then, edition) {
            true => vec![],
            false => recertification::changed(of(then), of(edition)),
        });
        let (course, pool) = of(edition);
        let progress = self.course_so_far();
        let asked = recertification::plan(course, pool, progress, changed.as_deref());
        let seen = recertification::seen(progress);
        let drawn = recertification::draw(&course.assessment, pool, &asked, (seed, &seen));
        let gate = recertification::gate(course, progress, at);
        let of_items = pool.items.iter().filter(|item| items.contains(&item.id));
        let found: BTreeSet<&ObjectiveId> = of_items.map(|item| &item.objective).collect();
        let due: BTreeSet<&ObjectiveId> = asked.iter().map(|(due, ..)| due).collect();
        let (left_out, added) = (
            due.difference(&found).count(),
            found.difference(&due).count(),
        );
        if left_out + added > 0 {
            let finding = Finding::OtherScope { left_out, added };
            self.findings.push(finding);
        }
        if drawn != items {
            self.findings.push(Finding::OtherDraw);
        }
        if !matches!(gate, Gate::Ready { .. }) {
            self.findings.push(Finding::OutOfTurn);
        }
    }
}
