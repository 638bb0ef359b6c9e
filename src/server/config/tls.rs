//! `[tls]`: HTTPS that the server speaks itself.

use super::{ConfigError, Settings};
use std::path::PathBuf;

/// The files of a certificate.
#[derive(Clone, Debug)]
pub struct Tls {
    /// PEM file with the certificate chain.
    pub cert: PathBuf,
    /// PEM file with its private key.
    pub key: PathBuf,
}

impl Tls {
    pub(super) fn read(settings: &Settings) -> Result<Option<Self>, ConfigError> {
        match (settings.text("tls.cert"), settings.text("tls.key")) {
            (Some(cert), Some(key)) => Ok(Some(Self {
                cert: cert.into(),
                key: key.into(),
            })),
            (None, None) => Ok(None),
            (Some(_), None) => Err(settings.wrong("tls.cert", "needs tls.key beside it")),
            (None, Some(_)) => Err(settings.wrong("tls.key", "needs tls.cert beside it")),
        }
    }
}
