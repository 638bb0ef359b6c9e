//! `[tokens]`: how long tokens work.

use super::{ConfigError, Settings};
use std::time::Duration;

/// The lives of tokens.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// How long a new connection token works.
    pub connection_lifetime: Duration,
    /// How long the token before a rotation still works.
    pub rotation_overlap: Duration,
}

impl Tokens {
    pub(super) fn read(settings: &Settings) -> Result<Self, ConfigError> {
        let days = |name: &str, least| {
            settings
                .number(name, least, 36_500)
                .map(|days| Duration::from_hours(24 * u64::from(days)))
        };
        Ok(Self {
            connection_lifetime: days("tokens.connection_lifetime", 1)?,
            rotation_overlap: days("tokens.rotation_overlap", 0)?,
        })
    }
}
