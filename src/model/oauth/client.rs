//! Clients: programs that trade an id and a secret for access tokens (RFC 6749 2.1, 4.4).

use crate::clock::Timestamp;
use crate::ids::{ConnectionId, OAuthClientId, PersonId};
use std::str::FromStr;
use std::time::Duration;

/// One program that may ask for access tokens of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthClient {
    /// Its id, which is its `client_id`.
    pub id: OAuthClientId,
    /// The connection that its access tokens open.
    pub connection: ConnectionId,
    /// The keyed hash that its secret is found by.
    pub hash: String,
    /// How long its access tokens live.
    pub lifetime: Lifetime,
    /// The person that `/Me` is for it (RFC 7644 3.11); mostly nobody.
    pub person: Option<PersonId>,
    /// Since when it exists.
    pub created_at: Timestamp,
}

/// How long an access token lives: from one hour to six, which is what Entra asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime(u16);

/// A life that no access token has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an access token lives from 60 to 360 minutes")]
pub struct NotALifetime;

impl Lifetime {
    /// So many minutes.
    pub fn of_minutes(minutes: u16) -> Result<Self, NotALifetime> {
        if (60..=360).contains(&minutes) {
            Ok(Self(minutes))
        } else {
            Err(NotALifetime)
        }
    }

    /// In minutes.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// As a span of time.
    pub fn duration(self) -> Duration {
        Duration::from_mins(u64::from(self.0))
    }
}

impl Default for Lifetime {
    fn default() -> Self {
        Self(60)
    }
}

impl FromStr for Lifetime {
    type Err = NotALifetime;

    fn from_str(text: &str) -> Result<Self, NotALifetime> {
        let minutes = text.parse().map_err(|_| NotALifetime)?;
        Self::of_minutes(minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lifetime, NotALifetime};

    #[test]
    fn an_access_token_lives_from_one_hour_to_six() {
        for minutes in ["60", "90", "360"] {
            let lifetime: Lifetime = minutes.parse().unwrap();
            assert_eq!(lifetime.minutes().to_string(), minutes);
        }
        for minutes in ["", "0", "59", "361", "-60", "1e2", "65596"] {
            assert_eq!(minutes.parse::<Lifetime>(), Err(NotALifetime), "{minutes}");
        }
    }
}
