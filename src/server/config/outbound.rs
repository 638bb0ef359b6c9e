//! `[outbound]`: where webhooks may go.

use super::{Server, Settings};

/// Requests that leave the server.
#[derive(Clone, Debug)]
pub struct Outbound {
    /// Whether private and loopback addresses may be reached: never in production.
    pub allow_private: bool,
}

impl Outbound {
    pub(super) fn read(settings: &Settings, server: &Server) -> Self {
        Self {
            allow_private: settings.flag("outbound.allow_private") && !server.is_production(),
        }
    }
}
