//! How long what the store has refused waits until it is sent again by itself.

/// The first wait, in milliseconds; each further one is three times as long, up to a minute, until a write succeeds.
const FIRST_MS: u32 = 5_000;
const LONGEST_MS: u32 = 60_000;

/// One wait for all that is refused: it takes everything along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    next_ms: u32,
    waits: bool,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            next_ms: FIRST_MS,
            waits: false,
        }
    }
}

impl Patience {
    /// A write was refused: the milliseconds until all of them go again; `None` while they wait already.
    pub fn refused(&mut self) -> Option<u32> {
        if self.waits {
            return None;
        }
        let ms = self.next_ms;
        self.next_ms = LONGEST_MS.min(3 * ms);
        self.waits = true;
        Some(ms)
    }

    /// The wait is over: what is refused again waits anew.
    pub fn is_over(&mut self) {
        self.waits = false;
    }

    /// A write succeeded: the store works again.
    pub fn written(&mut self) {
        self.next_ms = FIRST_MS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_19_one_refused_write_waits_for_all_and_each_time_longer() {
        let mut patience = Patience::default();
        for ms in [5_000, 15_000, 45_000, 60_000, 60_000] {
            assert_eq!(patience.refused(), Some(ms));
            // Whatever else is refused meanwhile goes along.
            assert_eq!((patience.refused(), patience.refused()), (None, None));
            patience.is_over();
        }
        patience.written();
        assert_eq!(patience.refused(), Some(5_000));
        // Another write may succeed while the first one waits.
        patience.written();
        assert_eq!(patience.refused(), None);
    }
}
