//! `[limits]`: how much is served to one client.

use super::{ConfigError, Settings};

/// Limits.
#[derive(Clone, Debug)]
pub struct Limits {
    /// SCIM requests a second for each connection token; 0 is no limit.
    pub scim_per_connection: u32,
    /// SCIM requests that may come at once.
    pub scim_burst: u32,
    /// People or groups that one list may look at where no index answers it.
    pub scim_looked_at: u32,
}

impl Limits {
    /// The least rate that a limit may have: what is below it is never limited.
    const FLOOR: u32 = 25;

    pub(super) fn read(settings: &Settings) -> Result<Self, ConfigError> {
        let name = "limits.scim_per_connection";
        let rate = settings.number(name, 0, 1_000_000)?;
        Ok(Self {
            scim_per_connection: if rate == 0 { 0 } else { rate.max(Self::FLOOR) },
            scim_burst: settings.number("limits.scim_burst", 1, 10_000_000)?,
            scim_looked_at: settings.number("limits.scim_looked_at", 1_000, 100_000_000)?,
        })
    }
}
