//! `[mail]`: how mail leaves.

use super::{ConfigError, Secret, Server, Settings};
use std::path::PathBuf;

/// Mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The server that takes it, with user and password; otherwise it is written to files.
    pub url: Option<Secret>,
    /// The folder of mails that are written to files.
    pub folder: PathBuf,
    /// The sender.
    pub from: String,
}

impl Mail {
    pub(super) fn read(settings: &Settings, server: &Server) -> Result<Self, ConfigError> {
        let url = Secret::read(settings, "mail.url")?;
        let fits = |url: &Secret| {
            url.reveal().starts_with("smtp://") || url.reveal().starts_with("smtps://")
        };
        if url.as_ref().is_some_and(|url| !fits(url)) {
            return Err(settings.wrong("mail.url", "must begin with smtp:// or smtps://"));
        }
        Ok(Self {
            url,
            folder: server.data_dir.join("mail"),
            from: settings
                .text("mail.from")
                .ok_or_else(|| settings.wrong("mail.from", "must name a sender"))?,
        })
    }
}
