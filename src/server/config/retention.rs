//! `[retention]`: how long records are kept.

use super::{ConfigError, Settings};
use std::time::Duration;

/// How long records are kept.
#[derive(Clone, Debug)]
pub struct Retention {
    /// The provisioning log.
    pub request_log: Duration,
    /// Events, their deliveries and attempts, and mails, once they are settled.
    pub outbox: Duration,
}

impl Retention {
    pub(super) fn read(settings: &Settings) -> Result<Self, ConfigError> {
        let days = |name: &str| {
            settings
                .number(name, 1, 36_500)
                .map(|days| Duration::from_hours(24 * u64::from(days)))
        };
        Ok(Self {
            request_log: days("retention.request_log")?,
            outbox: days("retention.outbox")?,
        })
    }
}
