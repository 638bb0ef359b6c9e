//! `[log]`: what is logged, and how it looks.

use super::{ConfigError, Settings};

/// The log.
#[derive(Clone, Debug)]
pub struct Log {
    /// A level, or directives.
    pub level: String,
    /// For whom.
    pub format: Format,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

impl Log {
    pub(super) fn read(settings: &Settings) -> Result<Self, ConfigError> {
        let format = match settings.text("log.format").as_deref() {
            Some("text") | None => Format::Text,
            Some("json") => Format::Json,
            Some(_) => return Err(settings.wrong("log.format", "must be text or json")),
        };
        Ok(Self {
            level: settings
                .text("log.level")
                .unwrap_or_else(|| "info".to_owned()),
            format,
        })
    }
}
