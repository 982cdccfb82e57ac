//! Moments and civil dates. Storage is UTC with the offset of the device beside it; a constancia shows local civil dates.
//! Core cannot read a clock: every `now` is an argument.

use std::fmt;

use ::time::{Month, OffsetDateTime, UtcOffset};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment as a device saw it: milliseconds since 1970-01-01T00:00:00Z, and the device's offset east of UTC in minutes.
///
/// The clock of an office PC may be wrong: nothing is ordered by it (the journal has its own order).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timestamp {
    /// Milliseconds since the Unix epoch, UTC.
    pub utc_ms: i64,
    /// Minutes east of UTC; Naucalpan is −360.
    pub offset_minutes: i16,
}

impl Timestamp {
    /// The civil date on the device's calendar at that moment; the epoch's date if the clock is beyond the calendar.
    pub fn date(self) -> Date {
        let offset = UtcOffset::from_whole_seconds(i32::from(self.offset_minutes) * 60)
            .unwrap_or(UtcOffset::UTC);
        let moment = OffsetDateTime::from_unix_timestamp(self.utc_ms.div_euclid(1000))
            .ok()
            .and_then(|utc| utc.checked_to_offset(offset))
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Date(moment.date())
    }

    /// Milliseconds from `earlier` to `self`; zero if the clock went backwards.
    pub fn ms_since(self, earlier: Timestamp) -> u64 {
        u64::try_from(self.utc_ms.saturating_sub(earlier.utc_ms)).unwrap_or(0)
    }
}

/// The Julian day of 1970-01-01.
const EPOCH: i32 = 2_440_588;

/// A civil date of the Gregorian calendar, written `2026-11-24`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(::time::Date);

impl Date {
    /// The date, or `None` if there is no such day (`month` and `day` count from 1).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let month = Month::try_from(month).ok()?;
        ::time::Date::from_calendar_date(year, month, day)
            .ok()
            .map(Date)
    }

    /// Reads `2026-11-24`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Days since 1970-01-01; negative before.
    pub fn days(self) -> i64 {
        i64::from(self.0.to_julian_day() - EPOCH)
    }

    /// The date this many days after 1970-01-01; `None` beyond the calendar.
    pub fn from_days(days: i64) -> Option<Date> {
        let days = i32::try_from(days).ok()?.checked_add(EPOCH)?;
        ::time::Date::from_julian_day(days).ok().map(Date)
    }

    /// Year, month (1–12) and day (1–31).
    pub fn parts(self) -> (i32, u8, u8) {
        let (year, month, day) = self.0.to_calendar_date();
        (year, u8::from(month), day)
    }
}

impl Date {
    /// Days from `earlier` to `self`; negative if it is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.0.to_julian_day()) - i64::from(earlier.0.to_julian_day())
    }

    /// So many days later; the last day of the calendar if there is none.
    pub fn plus(self, days: u16) -> Date {
        Date(
            self.0
                .saturating_add(::time::Duration::days(i64::from(days))),
        )
    }
}

impl Date {
    /// The same day so many months later, or the last day of that month if it has none such; the last day of the calendar if there is
    /// no such month.
    pub fn plus_months(self, months: u16) -> Date {
        let (year, month, day) = self.parts();
        let counted = i32::from(month) - 1 + i32::from(months);
        let (year, month) = (year + counted / 12, (counted % 12 + 1) as u8);
        let found = (28..=day).rev().find_map(|day| Date::new(year, month, day));
        let found = found.or_else(|| Date::new(year, month, day));
        found.unwrap_or(Date(::time::Date::MAX))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text).ok_or_else(|| serde::de::Error::custom("not a date like 2026-11-24"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_falls_on_the_civil_date_of_its_device() {
        // 2026-11-25T03:30:00Z is still the evening of the 24th in Naucalpan.
        let evening = Timestamp {
            utc_ms: 1_795_577_400_000,
            offset_minutes: -360,
        };
        assert_eq!(evening.date().to_string(), "2026-11-24");
        assert_eq!(
            Timestamp {
                offset_minutes: 0,
                ..evening
            }
            .date()
            .to_string(),
            "2026-11-25"
        );
    }

    #[test]
    fn a_clock_beyond_the_calendar_gives_the_epoch_and_no_panic() {
        for utc_ms in [i64::MAX, i64::MIN] {
            assert_eq!(
                Timestamp {
                    utc_ms,
                    offset_minutes: i16::MIN
                }
                .date()
                .to_string(),
                "1970-01-01"
            );
        }
    }

    #[test]
    fn so_many_months_later_is_the_same_day_or_the_last_of_its_month() {
        for (from, months, to) in [
            ("2026-11-24", 12, "2027-11-24"),
            ("2026-11-30", 3, "2027-02-28"),
            ("2027-08-31", 6, "2028-02-29"),
            ("2026-12-05", 1, "2027-01-05"),
            ("2026-01-31", 0, "2026-01-31"),
            ("9999-12-31", 1, "9999-12-31"),
        ] {
            let later = Date::parse(from).map(|date| date.plus_months(months).to_string());
            assert_eq!(later.as_deref(), Some(to), "{from} + {months}");
        }
    }

    #[test]
    fn only_real_days_are_dates() {
        let epoch = Date::parse("1970-01-01");
        assert_eq!(epoch.map(Date::days), Some(0));
        assert_eq!(Date::from_days(0), epoch);
        assert_eq!(
            Date::parse("2026-11-24").map(Date::parts),
            Some((2026, 11, 24))
        );
        for text in [
            "2026-02-30",
            "26-11-24",
            "2026-1-2",
            "2026-11-24T10:00",
            "",
            "año-11-24",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
