//! Points in time as SCIM writes them (RFC 7643 2.3.5: an xsd:dateTime).

use time::{Date, Month, Time, UtcOffset};

/// Nanoseconds since the epoch of an xsd:dateTime, or nothing when the text is not one.
///
/// Fractions of any length are read (Entra sends seven digits) and cut after the ninth; years
/// begin with 0001; a text without an offset is taken as UTC.
pub fn nanoseconds(text: &str) -> Option<i128> {
    let (date, clock) = text.split_once(['T', 't'])?;
    let (clock, offset) = split_offset(clock)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let moment = day(date)?
        .with_time(time_of_day(clock)?)
        .assume_offset(offset);
    Some(moment.unix_timestamp_nanos() + fraction_nanos(fraction)?)
}

fn split_offset(clock: &str) -> Option<(&str, UtcOffset)> {
    if let Some(rest) = clock.strip_suffix(['Z', 'z']) {
        return Some((rest, UtcOffset::UTC));
    }
    let Some(at) = clock.rfind(['+', '-']) else {
        return Some((clock, UtcOffset::UTC));
    };
    let (rest, offset) = clock.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let offset = UtcOffset::from_hms(
        sign * i8::try_from(hours).ok()?,
        sign * i8::try_from(minutes).ok()?,
        0,
    );
    Some((rest, offset.ok()?))
}

fn day(date: &str) -> Option<Date> {
    let (year, rest) = date.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let month = Month::try_from(two_digits(month)?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, two_digits(day)?).ok()
}

fn time_of_day(clock: &str) -> Option<Time> {
    let (hour, rest) = clock.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    Time::from_hms(two_digits(hour)?, two_digits(minute)?, two_digits(second)?).ok()
}

fn two_digits(text: &str) -> Option<u8> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

fn fraction_nanos(digits: &str) -> Option<i128> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
    nine.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::nanoseconds;

    #[test]
    fn reads_what_entra_sends() {
        assert!(nanoseconds("0001-01-03T00:00:00.0000000Z").is_some());
        assert_eq!(
            nanoseconds("1970-01-01T00:00:01.0000001Z"),
            Some(1_000_000_100)
        );
    }

    #[test]
    fn offsets_name_the_same_moment() {
        assert_eq!(
            nanoseconds("2026-05-01T12:00:00+02:00"),
            nanoseconds("2026-05-01T10:00:00Z")
        );
        assert_eq!(
            nanoseconds("2026-05-01T10:00:00"),
            nanoseconds("2026-05-01T10:00:00Z")
        );
    }

    #[test]
    fn a_date_alone_or_nonsense_is_not_a_moment() {
        for text in [
            "2026-05-01",
            "",
            "T",
            "2026-13-01T00:00:00Z",
            "2026-05-01T00:00:00.Z",
            "2026-05-01T25:00:00Z",
        ] {
            assert_eq!(nanoseconds(text), None, "{text}");
        }
    }
}
