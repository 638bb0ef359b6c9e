//! `[database]`: where things are kept.

use super::{ConfigError, Secret, Server, Settings};
use std::path::PathBuf;

/// The database.
#[derive(Clone, Debug)]
pub struct Database {
    /// Its URL, which may hold a password.
    pub url: Secret,
    /// The file of an SQLite database.
    pub file: Option<PathBuf>,
    /// Whether migrations are applied at the start.
    pub migrate: bool,
}

impl Database {
    pub(super) fn read(settings: &Settings, server: &Server) -> Result<Self, ConfigError> {
        let url = Secret::read(settings, "database.url")?.unwrap_or_else(|| {
            let file = server.data_dir.join("muster.db");
            Secret::new(format!("sqlite://{}", file.display()))
        });
        let known = ["sqlite://", "postgres://", "postgresql://"];
        if !known.iter().any(|scheme| url.reveal().starts_with(scheme)) {
            return Err(settings.wrong("database.url", "must begin with sqlite:// or postgres://"));
        }
        let file = url.reveal().strip_prefix("sqlite://").map(|rest| {
            let path = rest.split_once('?').map_or(rest, |(path, _)| path);
            PathBuf::from(path)
        });
        Ok(Self {
            url,
            file,
            migrate: settings.flag("database.migrate"),
        })
    }
}
