//! `[retention]`: how long records are kept.

use super::{ConfigError, Settings};
use std::time::Duration;

/// How long records are kept.
#[derive(Clone, Debug)]
pub struct Retention {
    /// The provisioning log.
    pub request_log: Duration,
}

impl Retention {
    pub(super) fn read(settings: &Settings) -> Result<Self, ConfigError> {
        let days = settings.number("retention.request_log", 1, 36_500)?;
        Ok(Self {
            request_log: Duration::from_hours(24 * u64::from(days)),
        })
    }
}
