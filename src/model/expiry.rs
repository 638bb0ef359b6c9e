//! The end of a token: whoever looks after the directory is warned before.

use crate::clock::Timestamp;
use crate::connection::Token;
use std::time::Duration;

/// So many days before its end a token is warned of.
pub const WARNINGS: [i64; 3] = [30, 7, 1];

const DAY: Duration = Duration::from_hours(24);

/// A token that has an end, and what is known of its use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The token.
    pub token: Token,
    /// The days before its end that were warned of last.
    pub warned: Option<i64>,
    /// When it was used last.
    pub last_used_at: Option<Timestamp>,
    /// Since when the connection has a token that works for longer.
    pub superseded_at: Option<Timestamp>,
}

impl Ending {
    /// The warning that is due: one of [`WARNINGS`], or nothing.
    ///
    /// A token that was never further from its end than a warning asks for is not warned of so
    /// early. One that was rotated away is nobody's worry, unless the directory still uses it: then
    /// a week and a day before its end somebody should know, but not a month before, and not of what
    /// the rotation itself has just said.
    pub fn warning(&self, now: Timestamp) -> Option<i64> {
        let end = self.token.expires_at.filter(|end| now < *end)?;
        let begins = |days: i64| end.minus(DAY * u32::try_from(days).unwrap_or(0));
        let due = WARNINGS
            .into_iter()
            .filter(|days| begins(*days) <= now && self.token.created_at <= begins(*days))
            .min()?;
        let new = self.warned.is_none_or(|warned| due < warned);
        let wanted = match self.superseded_at {
            None => true,
            Some(since) => {
                let in_use = self.last_used_at.is_some_and(|used| used > since);
                due < 30 && begins(due) > since && in_use
            }
        };
        (new && wanted).then_some(due)
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Ending};
    use crate::clock::Timestamp;
    use crate::connection::Token;
    use crate::ids::TokenId;
    use uuid::Uuid;

    /// A token that works from the epoch for so many days.
    fn ending(days: u32) -> Ending {
        Ending {
            token: Token {
                id: TokenId(Uuid::from_u128(1)),
                hash: String::new(),
                created_at: Timestamp(0),
                expires_at: Some(day(days)),
                revoked_at: None,
            },
            warned: None,
            last_used_at: None,
            superseded_at: None,
        }
    }

    fn day(days: u32) -> Timestamp {
        Timestamp(0).plus(DAY * days)
    }

    #[test]
    fn a_token_is_warned_of_thirty_seven_and_one_day_before_its_end() {
        let year = ending(365);
        let said: Vec<_> = [334, 335, 357, 358, 363, 364]
            .map(|at| year.warning(day(at)))
            .into();
        assert_eq!(said, [None, Some(30), Some(30), Some(7), Some(7), Some(1)]);
        assert_eq!(year.warning(day(365)), None, "over is over");
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        let mut year = ending(365);
        year.warned = Some(30);
        assert_eq!(year.warning(day(340)), None);
        assert_eq!(year.warning(day(360)), Some(7));
        year.warned = Some(7);
        assert_eq!(year.warning(day(360)), None);
        year.warned = Some(1);
        assert_eq!(year.warning(day(364)), None);
    }

    #[test]
    fn a_short_life_is_not_warned_of_at_its_birth() {
        let ten = ending(10);
        assert_eq!(ten.warning(day(0)), None);
        assert_eq!(ten.warning(day(3)), Some(7));
        assert_eq!(ending(30).warning(day(0)), Some(30));
    }

    #[test]
    fn a_token_that_was_rotated_away_matters_only_while_it_is_used() {
        let mut old = ending(365);
        old.superseded_at = Some(day(300));
        old.last_used_at = Some(day(299));
        assert_eq!(old.warning(day(340)), None);
        assert_eq!(old.warning(day(360)), None);
        old.last_used_at = Some(day(301));
        assert_eq!(old.warning(day(340)), None, "nothing a month before");
        assert_eq!(old.warning(day(360)), Some(7));
        assert_eq!(old.warning(day(364)), Some(1));
        old.superseded_at = Some(day(358));
        old.last_used_at = Some(day(363));
        assert_eq!(old.warning(day(363)), None, "the rotation has said so");
        assert_eq!(old.warning(day(364)), Some(1));
    }
}
