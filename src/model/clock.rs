//! Time as an argument: microseconds since the epoch, and who tells them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// Tells the time; the server's clock in production, a fixed one in tests.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// A point in time: microseconds since 1970-01-01T00:00:00Z, the same in both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The time this long after `self`.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(micros(duration)))
    }

    /// The time this long before `self`.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(micros(duration)))
    }

    /// RFC 3339 in UTC, with as many digits after the second as are needed (RFC 7643 2.3.5).
    pub fn rfc3339(self) -> String {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1000)
            .ok()
            .and_then(|at| at.format(&Rfc3339).ok())
            .unwrap_or_default()
    }

    /// The time that a text says, where microseconds say all of it and UTC has a year of four digits
    /// for it.
    pub fn exactly(text: &str) -> Option<Self> {
        let at: Self = text.parse().ok()?;
        (in_utc(text)? == at.rfc3339()).then_some(at)
    }

    /// Whole seconds since the epoch, as `webhook-timestamp` has them.
    pub fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The calendar day in words, such as `22 December 2026`, for mails.
    pub fn day(self) -> String {
        OffsetDateTime::from_unix_timestamp(self.unix_seconds())
            .map(|at| format!("{} {} {}", at.day(), at.month(), at.year()))
            .unwrap_or_default()
    }
}

/// The time that a text says in UTC, with every digit after the second that it has, up to nine.
pub fn in_utc(text: &str) -> Option<String> {
    let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    at.checked_to_offset(UtcOffset::UTC)?.format(&Rfc3339).ok()
}

/// A text that is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as RFC 3339 has it, such as 2026-06-01T08:00:00Z")]
pub struct NotATime;

impl FromStr for Timestamp {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let at = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| NotATime)?;
        i64::try_from(at.unix_timestamp_nanos() / 1000)
            .map(Self)
            .map_err(|_| NotATime)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{NotATime, Timestamp, in_utc};
    use std::time::Duration;

    #[test]
    fn a_time_is_written_in_utc_with_the_digits_it_needs() {
        assert_eq!(Timestamp(0).rfc3339(), "1970-01-01T00:00:00Z");
        assert_eq!(Timestamp(1_500_000).rfc3339(), "1970-01-01T00:00:01.5Z");
        assert_eq!(Timestamp(0).day(), "1 January 1970");
    }

    #[test]
    fn a_time_is_read_as_it_is_written_wherever_its_clock_stood() {
        let at = Timestamp(1_780_300_801_500_000);
        assert_eq!(at.rfc3339().parse(), Ok(at));
        assert_eq!("1970-01-01T02:00:00+02:00".parse(), Ok(Timestamp(0)));
        for wrong in ["", "yesterday", "2026-06-01", "2026-06-01T08:00:00"] {
            assert_eq!(wrong.parse::<Timestamp>(), Err(NotATime), "{wrong:?}");
        }
    }

    #[test]
    fn what_is_finer_than_a_microsecond_is_no_exact_time() {
        let at = Timestamp(1_123_456);
        for fine in [
            "1970-01-01T00:00:01.123456Z",
            "1970-01-01T02:00:01.123456000+02:00",
        ] {
            assert_eq!(Timestamp::exactly(fine), Some(at), "{fine}");
        }
        let finer = "1970-01-01T02:00:01.1234565+02:00";
        assert_eq!(
            in_utc(finer).as_deref(),
            Some("1970-01-01T00:00:01.1234565Z")
        );
        let no_year = "0000-01-01T00:00:00+01:00";
        assert_eq!(in_utc(no_year), None);
        for wrong in [finer, no_year, "2016-12-31T23:59:60Z", "yesterday"] {
            assert_eq!(Timestamp::exactly(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn adding_and_taking_away_are_opposites() {
        let hour = Duration::from_hours(1);
        assert_eq!(Timestamp(5).plus(hour).minus(hour), Timestamp(5));
    }
}
