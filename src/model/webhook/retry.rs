//! What an attempt's outcome means, and when the next one is due.

use std::time::Duration;

/// What came of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver answered with this status.
    Answered {
        /// The HTTP status.
        status: u16,
        /// What `Retry-After` asked for.
        retry_after: Option<Duration>,
    },
    /// No answer: connection, TLS or time.
    Failed(String),
}

/// What follows from an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It arrived.
    Delivered,
    /// Try again later.
    Again,
    /// The whole endpoint asked to be left alone for so long.
    Pause(Duration),
    /// The endpoint is gone for good (410).
    Gone,
}

/// The longest pause that an endpoint may ask for.
const LONGEST_PAUSE: Duration = Duration::from_hours(24);

/// Seconds until attempt 1, 2, … after the one before (the list of Standard Webhooks, to 75 hours).
const SCHEDULE: [u64; 10] = [
    0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
];

/// Only 2xx is success; a redirect is a failure; 410 is the end; 429 and 503 may ask for a pause.
pub fn judge(outcome: &Outcome) -> Verdict {
    match outcome {
        Outcome::Answered {
            status: 200..=299, ..
        } => Verdict::Delivered,
        Outcome::Answered { status: 410, .. } => Verdict::Gone,
        Outcome::Answered {
            status: 429 | 503,
            retry_after: Some(pause),
        } => Verdict::Pause((*pause).min(LONGEST_PAUSE)),
        Outcome::Answered { .. } | Outcome::Failed(_) => Verdict::Again,
    }
}

/// How long to wait after this many failed attempts, or `None` when it was the last.
///
/// `draw` is a random number that spreads the tries of many deliveries: the wait lies between half
/// and the whole of the scheduled time.
pub fn next_try(failed: u32, draw: u64) -> Option<Duration> {
    let seconds = *SCHEDULE.get(usize::try_from(failed).ok()?)?;
    let half = seconds * 500;
    Some(Duration::from_millis(half + draw % (half + 1)))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Verdict, judge, next_try};
    use std::time::Duration;

    fn answered(status: u16, retry_after: Option<Duration>) -> Outcome {
        Outcome::Answered {
            status,
            retry_after,
        }
    }

    #[test]
    fn only_success_is_success() {
        assert_eq!(judge(&answered(204, None)), Verdict::Delivered);
        for status in [301, 400, 404, 500, 502, 503, 429] {
            assert_eq!(judge(&answered(status, None)), Verdict::Again, "{status}");
        }
        assert_eq!(
            judge(&Outcome::Failed("refused".to_owned())),
            Verdict::Again
        );
        assert_eq!(judge(&answered(410, None)), Verdict::Gone);
    }

    #[test]
    fn a_receiver_may_ask_for_a_pause_of_a_day_at_most() {
        let minute = Duration::from_mins(1);
        assert_eq!(judge(&answered(429, Some(minute))), Verdict::Pause(minute));
        let year = Duration::from_hours(24 * 365);
        assert_eq!(
            judge(&answered(503, Some(year))),
            Verdict::Pause(Duration::from_hours(24))
        );
    }

    #[test]
    fn waits_grow_and_are_spread_and_end() {
        assert_eq!(next_try(1, 0), Some(Duration::from_millis(2_500)));
        assert_eq!(next_try(1, 2_500), Some(Duration::from_secs(5)));
        for failed in 1..10 {
            for draw in [0, 1, 999, u64::MAX] {
                assert!(next_try(failed, draw).is_some());
            }
        }
        assert_eq!(next_try(10, 0), None);
    }
}
