//! Numbers that look random and are the same every time: for the draw of the evaluation, and for the order in which things are shown.

/// A reproducible sequence of numbers: SplitMix64 (Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*,
/// OOPSLA 2014, doi:10.1145/2660193.2660195). The same seed gives the same sequence for ever. Not for secrets.
#[derive(Debug, Clone)]
pub struct Seeded(u64);

impl Seeded {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Seeded {
        Seeded(seed)
    }

    /// The sequence of a text, such as an id (FNV-1a of its bytes): what is shuffled by it is the same on every page and day.
    pub fn of(text: &str) -> Seeded {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Seeded(text.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
    }

    /// The next number; every value is equally likely.
    pub fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; zero if `bound` is zero.
    ///
    /// Multiply and shift without rejection (Lemire, *Fast Random Integer Generation in an Interval*, 2019,
    /// doi:10.1145/3230636): one step for each pick, and a bias below `bound` / 2^32.
    pub fn below(&mut self, bound: u32) -> u32 {
        let product = (self.next_number() >> 32) * u64::from(bound);
        (product >> 32) as u32
    }

    /// Puts the entries in a random order (Fisher–Yates).
    pub fn shuffle<T>(&mut self, entries: &mut [T]) {
        for last in (1..entries.len()).rev() {
            // Limit: more than 2^32 entries would be shuffled in part.
            let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
            entries.swap(last, self.below(bound) as usize);
        }
    }
}
