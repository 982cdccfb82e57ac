//! Who may work alone where the browser has no locks (plain http): a lease that runs out by itself, so that nobody has to see to it.
//!
//! Time is cut into slots, and a lease is two of them, the present one and the next. Whoever can write both keys, neither of which may be
//! there, in one transaction has it; nothing is read and decided in between. A lease that nobody gave back is in nobody's way from the slot
//! behind it on.

/// How long a slot is, in milliseconds. A lease lasts for one of them at least, and less than two.
pub const SLOT_MS: i64 = 5_000;

/// The keys of a lease that begins now; `now_ms` is milliseconds UTC, after 1970. A clock that was set back or forward finds it free, unless it comes
/// back to the very slots of a lease that nobody gave back.
pub fn slots(now_ms: i64) -> [i64; 2] {
    let slot = now_ms / SLOT_MS;
    [slot, slot + 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the second would find that the first has it.
    fn collide(first_ms: i64, second_ms: i64) -> bool {
        let first = slots(first_ms);
        slots(second_ms).iter().any(|key| first.contains(key))
    }

    #[test]
    fn a_lease_is_nobody_elses_for_a_slot_and_anybodys_after_two() {
        let day = 24 * 3_600_000;
        for begun in [3 * SLOT_MS, 4 * SLOT_MS - 1, 1_795_577_400_123] {
            for (later, held) in [
                (0, true),
                (SLOT_MS, true),
                (2 * SLOT_MS, false),
                (day, false),
                // The clock was set back, by little and by much.
                (-1, true),
                (-2 * SLOT_MS, false),
                (-day, false),
            ] {
                let found = collide(begun, begun + later);
                assert_eq!(found, held, "{begun}, {later}");
            }
        }
    }
}
