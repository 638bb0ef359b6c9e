//! From the layers to the one configuration that the program runs with.

use super::source::{lay_environment, lay_file};
use super::{
    ConfigError, Database, Limits, Log, Mail, Origin, Outbound, Retention, Server, Setting,
    Settings, Source, Tls, Tokens,
};
use std::collections::BTreeMap;
use toml::Value;

/// The whole configuration, read and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens, how it is called, where its files are.
    pub server: Server,
    /// HTTPS of its own.
    pub tls: Option<Tls>,
    /// Where things are kept.
    pub database: Database,
    /// How mail leaves.
    pub mail: Mail,
    /// Where webhooks may go.
    pub outbound: Outbound,
    /// How much is served.
    pub limits: Limits,
    /// How long tokens work.
    pub tokens: Tokens,
    /// How long records are kept.
    pub retention: Retention,
    /// What is logged, and how.
    pub log: Log,
}

/// Reads the defaults and lays the file, the environment and the flags over them.
pub fn load(source: &Source) -> Result<Config, ConfigError> {
    let mut settings = defaults()?;
    if let Some(file) = &source.file {
        lay_file(&mut settings, file)?;
    }
    lay_environment(&mut settings, &source.environment)?;
    for (flag, name, text) in &source.flags {
        settings.put_text(name, text, Origin::Flag((*flag).to_owned()))?;
    }
    read(&settings)
}

fn read(settings: &Settings) -> Result<Config, ConfigError> {
    let server = Server::read(settings)?;
    Ok(Config {
        tls: Tls::read(settings)?,
        database: Database::read(settings, &server)?,
        mail: Mail::read(settings, &server)?,
        outbound: Outbound::read(settings, &server),
        limits: Limits::read(settings)?,
        tokens: Tokens::read(settings)?,
        retention: Retention::read(settings)?,
        log: Log::read(settings)?,
        server,
    })
}

fn defaults() -> Result<Settings, ConfigError> {
    let text = include_str!("../../../config/default.toml");
    let document: toml::Table = text.parse().map_err(|why: toml::de::Error| {
        let problem = why.message().to_owned();
        ConfigError::Syntax {
            file: Origin::Default.to_string(),
            line: 0,
            problem,
        }
    })?;
    let mut settings = BTreeMap::new();
    for (section, keys) in document {
        let Value::Table(keys) = keys else { continue };
        for (key, value) in keys {
            let origin = Origin::Default;
            settings.insert(format!("{section}.{key}"), Setting { value, origin });
        }
    }
    Ok(Settings(settings))
}
