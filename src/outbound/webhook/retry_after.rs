//! `Retry-After`: how long a receiver asks to be left alone (RFC 9110 10.2.3).

use muster_model::clock::Timestamp;
use std::time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// Reads seconds or an HTTP date; a date that has passed is no wait at all, and anything else is
/// not heard.
pub(super) fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // IMF-fixdate (RFC 9110 5.6.7) is a date of RFC 5322, with GMT as its zone.
    let until = OffsetDateTime::parse(text, &Rfc2822).ok()?;
    let seconds = until.unix_timestamp().saturating_sub(now.unix_seconds());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use muster_model::clock::Timestamp;
    use std::time::Duration;

    #[test]
    fn seconds_and_dates_are_heard() {
        let now = Timestamp(1_795_339_800_000_000);
        let cases = [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 22 Nov 2026 09:31:00 GMT", Some(60)),
            ("Sun, 22 Nov 2026 09:29:00 GMT", Some(0)),
            ("-1", None),
            ("1.5", None),
            ("", None),
            ("soon", None),
        ];
        for (text, seconds) in cases {
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(retry_after(text, now), expected, "{text:?}");
        }
    }
}
