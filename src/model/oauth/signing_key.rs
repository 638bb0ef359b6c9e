//! Signing keys: a new one every thirty days, published before it signs, kept after it signed.

use crate::clock::Timestamp;
use std::time::Duration;
use uuid::Uuid;

/// How long a key signs.
pub const LIFE: Duration = Duration::from_hours(24 * 30);
/// How long a key is published before it signs, so that every cache of keys knows it by then.
pub const AHEAD: Duration = Duration::from_hours(24);
/// How long a key is published after it signed last: far beyond the six hours of an access token,
/// and long enough for who verifies a security event token late.
pub const KEPT: Duration = Duration::from_hours(24 * 7);

/// One Ed25519 key pair of the deployment; the secret half is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// Its id, which is its `kid`, and for which the secret half is sealed.
    pub id: Uuid,
    /// Its place in the succession: two processes cannot both make the next one.
    pub number: i64,
    /// The public half, in base64url without padding: `x` of its JWK (RFC 8037 2).
    pub public: String,
    /// The secret half, sealed.
    pub sealed: String,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Since when it signs.
    pub signs_from: Timestamp,
}

/// The key that signs now: the youngest whose time has come.
pub fn signer(keys: &[SigningKey], now: Timestamp) -> Option<&SigningKey> {
    let ready = keys.iter().filter(|key| key.signs_from <= now);
    ready.max_by_key(|key| key.number)
}

/// When a key that must be made now begins to sign; nothing while there is one for tomorrow.
///
/// The very first one signs at once. A later one is published first, however late it is made; the
/// one before signs until then.
pub fn next_key_signs_from(keys: &[SigningKey], now: Timestamp) -> Option<Timestamp> {
    let Some(youngest) = keys.iter().max_by_key(|key| key.number) else {
        return Some(now);
    };
    let due = youngest.signs_from.plus(LIFE);
    (due <= now.plus(AHEAD)).then(|| due.max(now.plus(AHEAD)))
}

/// Whether nothing that a key signed can still be of use: its successor has signed for long.
pub fn is_over(key: &SigningKey, keys: &[SigningKey], now: Timestamp) -> bool {
    let later = keys.iter().filter(|other| other.number > key.number);
    later
        .map(|successor| successor.signs_from)
        .min()
        .is_some_and(|ended| ended.plus(KEPT) <= now)
}

#[cfg(test)]
mod tests {
    use super::{AHEAD, KEPT, LIFE, SigningKey, is_over, next_key_signs_from, signer};
    use crate::clock::Timestamp;
    use std::time::Duration;
    use uuid::Uuid;

    fn key(number: i64, signs_from: Timestamp) -> SigningKey {
        SigningKey {
            id: Uuid::from_u128(1),
            number,
            public: String::new(),
            sealed: String::new(),
            created_at: signs_from,
            signs_from,
        }
    }

    const START: Timestamp = Timestamp(1_000_000);

    #[test]
    fn the_first_key_signs_at_once_and_the_next_is_published_a_day_before() {
        assert_eq!(next_key_signs_from(&[], START), Some(START));
        let keys = [key(1, START)];
        let end = START.plus(LIFE);
        let eve = end.minus(AHEAD);
        assert_eq!(
            next_key_signs_from(&keys, eve.minus(Duration::from_secs(1))),
            None
        );
        assert_eq!(next_key_signs_from(&keys, eve), Some(end));
    }

    #[test]
    fn a_key_that_is_made_late_is_published_a_day_all_the_same() {
        let late = START.plus(LIFE * 4);
        let due = next_key_signs_from(&[key(1, START)], late);
        assert_eq!(due, Some(late.plus(AHEAD)));
    }

    #[test]
    fn the_old_key_signs_until_the_new_ones_time_has_come() {
        let turn = START.plus(LIFE);
        let keys = [key(1, START), key(2, turn)];
        let at = |now| signer(&keys, now).map(|key| key.number);
        assert_eq!(at(START.minus(AHEAD)), None);
        assert_eq!(at(turn.minus(Duration::from_secs(1))), Some(1));
        assert_eq!(at(turn), Some(2));
        assert_eq!(next_key_signs_from(&keys, turn), None);
    }

    #[test]
    fn a_key_is_kept_until_nothing_that_it_signed_is_of_use() {
        let turn = START.plus(LIFE);
        let keys = [key(1, START), key(2, turn)];
        let over = |now| [is_over(&keys[0], &keys, now), is_over(&keys[1], &keys, now)];
        let end = turn.plus(KEPT);
        assert_eq!(over(end.minus(Duration::from_secs(1))), [false, false]);
        assert_eq!(over(end), [true, false]);
    }
}
